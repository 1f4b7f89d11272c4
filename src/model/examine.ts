import type { Ask, ModelClient } from './client.ts';
import { JUDGE_PROMPT } from './prompts/judge.ts';
import { type AnswerTo, isSame, prove, type Proved, type Said, textsOf, WORDS } from './verdict.ts';

/** What a model is to judge: the answers to one question. */
export interface Exam {
  question: string;
  /** What the candidate asked before answering, and was told. */
  clarified?: readonly { asked: string; told: string }[];
  /** A strong answer that a person wrote; null without one. */
  expected: string | null;
  answers: readonly AnswerTo[];
  points: readonly ExamPoint[];
  /** The same with nothing masked, where what the model quotes is looked up. */
  said: Pick<Exam, 'question' | 'answers'>;
  /** Puts names back in a quote of what is sent. */
  unmask: (text: string) => string;
}

export interface ExamPoint {
  statement: string;
  counts: readonly string[];
  notEnough: readonly string[];
}

/**
 * Asks a model which points the answers cover: all of them at once, and a second time in reverse if the client takes two
 * orders. Gives a verdict for each point, in their order. Throws a ModelError.
 */
export async function examine(
  client: ModelClient,
  exam: Exam,
  signal: AbortSignal,
): Promise<readonly Proved[]> {
  const texts = textsOf(exam.said);
  const places = exam.points.map((_, place) => place);
  const inOrder = async (order: readonly number[]): Promise<Proved[]> => {
    const said = await client.ask(askAbout(exam, order), signal);
    return places.map((place) => {
      const { verdict, quotes } = said.get(place) ?? UNCLEAR;
      return prove({ verdict, quotes: quotes.map(exam.unmask) }, texts);
    });
  };
  const first = await inOrder(places);
  // One after the other: a server on this machine does one at a time, and stops at once.
  const second = client.orders === 1 ? first : await inOrder(places.toReversed());
  return withoutRepeats(first.map((each, place) => agree(each, second[place] ?? each)));
}

/** The call for these points, in this order. The reply maps a point's index to what the model says of it. */
function askAbout(exam: Exam, order: readonly number[]): Ask<ReadonlyMap<number, Said>> {
  const { question, clarified = [], expected, answers, points } = exam;
  const data = {
    question,
    ...(clarified.length === 0 ? {} : { clarified }),
    ...(expected === null ? {} : { strong_answer: expected }),
    answers: answers.map(({ to, text }, at) => ({ answer: at + 1, to, text })),
    points: order.map((place, at) => {
      const { statement = '', counts = [], notEnough = [] } = points[place] ?? {};
      return {
        point: at + 1,
        statement,
        ...(counts.length === 0 ? {} : { counts }),
        ...(notEnough.length === 0 ? {} : { not_enough: notEnough }),
      };
    }),
  };
  return {
    system: JUDGE_PROMPT,
    user: JSON.stringify(data, null, 1),
    schema: { name: 'verdicts', schema: SCHEMA },
    read: (value) => readVerdicts(value, order),
  };
}

const SCHEMA = {
  type: 'object',
  properties: {
    verdicts: {
      type: 'array',
      items: {
        type: 'object',
        // The quotes first, so that the verdict follows from them.
        properties: {
          point: { type: 'integer' },
          quotes: { type: 'array', items: { type: 'string' } },
          verdict: { type: 'string', enum: WORDS },
        },
        required: ['point', 'quotes', 'verdict'],
        additionalProperties: false,
      },
    },
  },
  required: ['verdicts'],
  additionalProperties: false,
};

/** Null if the reply has another shape, or judges none of the points. A point that is judged twice is judged as neither. */
function readVerdicts(value: unknown, order: readonly number[]): ReadonlyMap<number, Said> | null {
  const { verdicts } = Object(value) as { verdicts?: unknown };
  if (!Array.isArray(verdicts)) return null;
  const said = new Map<number, Said>();
  for (const entry of verdicts as unknown[]) {
    const { point, quotes, verdict } = Object(entry) as Record<string, unknown>;
    const word = WORDS.find((each) => each === verdict);
    const place = order[Number(point) - 1];
    if (place === undefined || word === undefined) continue;
    // One quote may come without its list, and none as an empty text.
    const texts = [quotes].flat().filter((quote) => typeof quote === 'string' && quote !== '') as string[];
    said.set(place, said.has(place) ? UNCLEAR : { verdict: word, quotes: texts });
  }
  return said.size === 0 ? null : said;
}

/** Without a quote it is not sure. */
const UNCLEAR: Said = { verdict: 'partly', quotes: [] };

/** One verdict from both orders: if they differ, the model is not sure. */
function agree(first: Proved, second: Proved): Proved {
  const places = first.places.length === 0 ? second.places : first.places;
  return { verdict: first.verdict === second.verdict ? first.verdict : 'unsure', places };
}

/** So many points that one passage is quoted for say that it was not read. */
const MOST_FOR_ONE_PASSAGE = 2;

/** The same words do not cover three different points: a verdict that rests on nothing else is unsure. */
function withoutRepeats(verdicts: readonly Proved[]): Proved[] {
  const credited = verdicts.filter(({ verdict }) => verdict === 'found' || verdict === 'partly');
  const isWorn = (place: Proved['places'][number]): boolean =>
    credited.filter(({ places }) => places.some((other) => isSame(place, other))).length >
    MOST_FOR_ONE_PASSAGE;
  return verdicts.map((each) =>
    credited.includes(each) && each.places.every(isWorn) ? { ...each, verdict: 'unsure' } : each,
  );
}
