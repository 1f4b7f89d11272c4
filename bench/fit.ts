import type { KeyPoint, Question } from '../src/bank/question.ts';
import type { Features, Model, Models } from '../src/feedback/features.ts';
import { interviewFeaturesOf } from '../src/feedback/reading.ts';
import weights from '../src/feedback/weights.json' with { type: 'json' };
import { readAnswer, readPoints } from '../test/support/matcher.ts';
import { foldsOf } from './agreement.ts';
import { type FieldAnswer, untaught } from './field.ts';
import type { Judged } from './judged.ts';
import { type Example, fitLogistic } from './logistic.ts';

/**
 * How much each kind of text counts, however many rows it has. The kind with several points in one text counts most, since
 * an interview is like that. Fitted on that kind alone, the weights do badly on the others.
 */
const SHARES: Record<Judged['kind'], number> = {
  'key-points': 2,
  beetle: 0.3,
  sciEntsBank: 0.3,
  networks: 0.3,
};

/** The model of a statement from all rows, of whatever kinds. */
export function fitStatement(rows: readonly Judged[]): Model {
  const sizes = new Map<string, number>();
  for (const { kind } of rows) sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
  return fitLogistic(
    rows.map(({ features, target, kind }) => ({
      features,
      target,
      weight: (SHARES[kind] * 8000) / (sizes.get(kind) ?? 1),
    })),
  );
}

/** Texts that need no judge, and how much each kind counts next to the judged answers. */
const PLAIN: readonly {
  share: number;
  texts: (question: Question, next: Question) => readonly string[];
  isMade: (point: KeyPoint, text: string) => boolean;
  /** As if the points were taught nothing: then a point left out is raised most. */
  isUntaught?: boolean;
}[] = [
  { share: 0.1, texts: ({ expected }) => [expected], isMade: () => true },
  { share: 0.2, texts: (_, next) => [next.expected], isMade: () => false },
  { share: 0.1, texts: ({ mistakes }) => mistakes, isMade: () => false },
  {
    share: 0.1,
    texts: ({ keyPoints }) => keyPoints.map(({ text }) => text),
    isMade: ({ text }, said) => text === said,
  },
  {
    share: 0.4,
    texts: ({ keyPoints }) => keyPoints.map(({ text }) => allBut(text, keyPoints)),
    isUntaught: true,
    isMade: ({ text }, said) => said.includes(text),
  },
];

/** The statements of all points but one. */
export function allBut(left: string, points: readonly KeyPoint[]): string {
  return points
    .map(({ text }) => text)
    .filter((text) => text !== left)
    .join(' ');
}

/**
 * The model of a point in an interview, from judged answers and from what needs no judge. An expected answer covers its
 * points and not those of another question. Mistakes cover none. A statement covers itself, and all statements but one do
 * not cover that one.
 */
export function fitInterview(
  answers: readonly FieldAnswer[],
  questions: readonly Question[],
  statement: Model,
): Model {
  const judged = answers.flatMap(({ question, text, judged }) =>
    [question.keyPoints, question.keyPoints.map(untaught)].flatMap((points) =>
      examplesOf(points, text, question, statement, ({ name }) => {
        const judges = judged[name];
        return judges === undefined ? null : judges.filter(Boolean).length / judges.length;
      }),
    ),
  );
  const plain = PLAIN.flatMap(({ share, texts, isMade, isUntaught = false }) => {
    const examples = questions.flatMap((question, index) => {
      const next = questions[(index + 1) % questions.length] ?? question;
      return texts(question, next).flatMap((text) =>
        examplesOf(
          isUntaught ? question.keyPoints.map(untaught) : question.keyPoints,
          text,
          question,
          statement,
          (point) => (isMade(point, text) ? 1 : 0),
        ),
      );
    });
    return examples.map((one) => ({ ...one, weight: (share * judged.length) / examples.length }));
  });
  return fitLogistic([...judged, ...plain]);
}

/** The models that ship, fitted again without these questions. */
export function modelsWithout(
  held: ReadonlySet<Question>,
  field: readonly FieldAnswer[],
  questions: readonly Question[],
): Models {
  const tested = field.filter(({ part }) => part === 'test').map(({ question }) => question);
  // By id: the shipped bank has a later edition of each judged question.
  const unseen = new Set([...held, ...tested].map(({ id }) => id));
  const isSeen = ({ id }: Question): boolean => !unseen.has(id);
  const answers = field.filter(({ question }) => isSeen(question));
  return { ...weights, interview: fitInterview(answers, questions.filter(isSeen), weights.statement) };
}

/** For each question of the bank, the models that were fitted without its fold. */
export function crossFitted(
  field: readonly FieldAnswer[],
  questions: readonly Question[],
): ReadonlyMap<Question, Models> {
  const folds = foldsOf(questions.map(({ id }) => id));
  return new Map(
    [...new Set(folds)].flatMap((fold) => {
      const held = questions.filter((_, index) => folds[index] === fold);
      const models = modelsWithout(new Set(held), field, questions);
      return held.map((question) => [question, models] as const);
    }),
  );
}

function examplesOf(
  points: readonly KeyPoint[],
  text: string,
  question: Question,
  statement: Model,
  target: (point: KeyPoint) => number | null,
): Example[] {
  return featuresIn(points, text, question, statement).flatMap((features, index) => {
    const share = points[index] === undefined ? null : target(points[index]);
    return share === null ? [] : [{ features, target: share, weight: 1 }];
  });
}

/** What was measured before: each text is read once, however many weights are fitted without some of the questions. */
const measured = new WeakMap<Model, Map<string, Features[]>>();

function featuresIn(
  points: readonly KeyPoint[],
  text: string,
  question: Question,
  statement: Model,
): Features[] {
  const known = measured.get(statement) ?? new Map<string, Features[]>();
  measured.set(statement, known);
  const key = JSON.stringify([points, text, question.question]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = readAnswer(text);
  const features = readPoints(points, answer, question, statement).map((reading) =>
    interviewFeaturesOf(reading, answer),
  );
  known.set(key, features);
  return features;
}
