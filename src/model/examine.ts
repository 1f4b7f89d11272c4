import type { Verdict } from '../engine/event.ts';
import type { Ask, ModelClient } from './client.ts';
import { findQuote, type Folded, foldText, type Quoted } from './quote.ts';
import { JUDGE_PROMPT } from './prompts/judge.ts';

/** What a model is to judge: the answers to one question. */
export interface Exam {
  question: string;
  /** A strong answer that a person wrote; null without one. */
  expected: string | null;
  /** `text` is sent. What the model quotes of it is looked up in `said`, where nothing is masked. */
  answers: readonly { to: string; text: string; said: string }[];
  points: readonly ExamPoint[];
  /** Puts names back in a quote of what is sent. */
  unmask: (text: string) => string;
}

export interface ExamPoint {
  statement: string;
  counts: readonly string[];
  notEnough: readonly string[];
  /** The one answer to look in, by its index; null: all of them. */
  answer: number | null;
}

/** A verdict; a found one always has a quote, which is in that answer. */
export interface ExamVerdict {
  verdict: Verdict;
  quote: (Quoted & { answer: number }) | null;
}

/**
 * Asks a model which points the answers cover: all of them at once, and a second time in reverse if the client takes two
 * orders. Gives a verdict for each point, in their order. Throws a ModelError.
 */
export async function examine(
  client: ModelClient,
  exam: Exam,
  signal: AbortSignal,
): Promise<readonly ExamVerdict[]> {
  const places = exam.points.map((_, place) => place);
  const texts = {
    answers: exam.answers.map(({ said }) => foldText(said)),
    asked: [exam.question, ...exam.answers.map(({ to }) => to)].map(foldText),
  };
  const inOrder = async (order: readonly number[]): Promise<ExamVerdict[]> => {
    const said = await client.ask(askAbout(exam, order), signal);
    return places.map((place) => verdictOf(exam, place, said.get(place), texts));
  };
  const first = await inOrder(places);
  // One after the other: a server on this machine does one at a time, and stops at once.
  const second = client.orders === 1 ? first : await inOrder(places.toReversed());
  const verdicts = first.map((each, place) => agree(each, second[place] ?? each));
  return withoutRepeats(verdicts, exam);
}

/** What the model says of a point, as it says it. */
interface Said {
  verdict: (typeof WORDS)[number];
  quote: string;
}

const WORDS = ['covered', 'partly', 'not covered'] as const;

/** The call for these points, in this order. The reply maps a point's index to what the model says of it. */
function askAbout(exam: Exam, order: readonly number[]): Ask<ReadonlyMap<number, Said>> {
  const { question, expected, answers, points } = exam;
  const data = {
    question,
    ...(expected === null ? {} : { strong_answer: expected }),
    answers: answers.map(({ to, text }, at) => ({ answer: at + 1, to, text })),
    points: order.map((place, at) => {
      const { statement = '', counts = [], notEnough = [], answer = null } = points[place] ?? {};
      return {
        point: at + 1,
        statement,
        ...(counts.length === 0 ? {} : { counts }),
        ...(notEnough.length === 0 ? {} : { not_enough: notEnough }),
        ...(answer === null ? {} : { only_in_answer: answer + 1 }),
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
        // The quote first, so that the verdict follows from it.
        properties: {
          point: { type: 'integer' },
          quote: { type: 'string' },
          verdict: { type: 'string', enum: WORDS },
        },
        required: ['point', 'quote', 'verdict'],
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
    const { point, quote, verdict } = Object(entry) as Record<string, unknown>;
    const word = WORDS.find((each) => each === verdict);
    const place = order[Number(point) - 1];
    if (place === undefined || word === undefined) continue;
    said.set(
      place,
      said.has(place) ? UNCLEAR : { verdict: word, quote: typeof quote === 'string' ? quote : '' },
    );
  }
  return said.size === 0 ? null : said;
}

const UNCLEAR: Said = { verdict: 'partly', quote: '' };

/** The texts that quotes are looked up in. `asked` is the question, then what each answer is to. */
interface Texts {
  answers: readonly Folded[];
  asked: readonly Folded[];
}

/** A point is found only if the words that cover it are in the answer, and are not the question's own. */
function verdictOf(
  { points, unmask }: Exam,
  place: number,
  said: Said | undefined,
  texts: Texts,
): ExamVerdict {
  if (said === undefined) return { verdict: 'unsure', quote: null };
  if (said.verdict === 'not covered') return { verdict: 'missing', quote: null };
  const only = points[place]?.answer ?? null;
  const words = unmask(said.quote);
  const places = texts.answers.flatMap((text, answer) => {
    if (only !== null && only !== answer) return [];
    const at = findQuote(words, text);
    // What was asked before is no answer; what is asked later may repeat one.
    const isAsked = texts.asked.slice(0, answer + 2).some((asked) => findQuote(words, asked) !== null);
    return at === null || isAsked ? [] : [{ ...at, answer }];
  });
  const [quote = null] = places;
  return { verdict: said.verdict === 'covered' && quote !== null ? 'found' : 'unsure', quote };
}

/** One verdict from both orders: if they differ, the model is not sure. */
function agree(first: ExamVerdict, second: ExamVerdict): ExamVerdict {
  if (first.verdict === second.verdict) return first;
  return { verdict: 'unsure', quote: first.quote ?? second.quote };
}

/** So many points that one passage is quoted for say that it was not read. */
const MOST_FOR_ONE_PASSAGE = 2;

/** The same words do not cover three different points: a verdict that rests on them is unsure. */
function withoutRepeats(verdicts: readonly ExamVerdict[], { points }: Exam): ExamVerdict[] {
  // What is asked of one answer is asked of all answers, too.
  const found = verdicts.filter(
    ({ verdict }, place) => verdict === 'found' && points[place]?.answer === null,
  );
  return verdicts.map((each) => {
    if (each.verdict !== 'found') return each;
    const same = found.filter((other) => isSame(each.quote, other.quote));
    return same.length > MOST_FOR_ONE_PASSAGE ? { ...each, verdict: 'unsure' } : each;
  });
}

/** Whether two quotes share more than half of the shorter one. */
function isSame(a: ExamVerdict['quote'], b: ExamVerdict['quote']): boolean {
  if (a === null || a.answer !== b?.answer) return false;
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common > Math.min(a.end - a.start, b.end - b.start) / 2;
}
