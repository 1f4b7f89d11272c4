// How well the matcher agrees with the judges of answers in our own field: see answers/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPoint, Question } from '../../src/bank/question.ts';
import { matchPoints } from '../../src/feedback/match.ts';
import { bootstrap, kappa } from './agreement.ts';

const FOLDER = join(import.meta.dirname, 'answers');

interface File {
  id: string;
  answers: readonly {
    id: string;
    quality: string;
    text: string;
    judged: Readonly<Record<string, readonly [boolean, boolean]>>;
  }[];
}

/** One point of one answer. */
interface Decision {
  group: string;
  judges: readonly [boolean, boolean];
  /** Covered, as the bank has the point, and with its statement alone. */
  taught: boolean;
  bare: boolean;
  isDecided: boolean;
  quality: string;
}

/** Prints the agreement of the judges with each other, and ours with each of them. */
export function ownField(questions: readonly Question[]): void {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const decisions = files.sort().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as File;
    const question = questions.find(({ id }) => id === file.id);
    return question === undefined ? [] : decisionsOn(question, file);
  });
  const [answers, points] = [files.length * 6, decisions.length];
  console.log(
    `Our own field: ${answers} answers, ${points} decisions; writers and judges were models, not people\n`,
  );
  const first = ({ judges }: Decision): boolean => judges[0];
  const second = ({ judges }: Decision): boolean => judges[1];
  print('one judge with the other', decisions, first, second);
  for (const [name, ours] of [
    ['the point as the bank has it', ({ taught }: Decision) => taught],
    ['its statement alone', ({ bare }: Decision) => bare],
  ] as const) {
    print(`${name}, with the first judge`, decisions, first, ours);
    print(`${name}, with the second`, decisions, second, ours);
  }
  const decided = decisions.filter(({ isDecided }) => isDecided);
  const share = ((100 * decided.length) / decisions.length).toFixed(0);
  print(`where it decides, ${share}%, with the first`, decided, first, ({ taught }) => taught);
  const gain = bootstrap(
    decisions.map(({ group }) => group),
    (rows) =>
      agreement(rows, decisions, first, ({ taught }) => taught) -
      agreement(rows, decisions, first, ({ bare }) => bare),
  );
  console.log(
    `what the examples gain, with the first judge    [${gain.low.toFixed(3)}, ${gain.high.toFixed(3)}]`,
  );
  for (const quality of ['strong', 'middling', 'weak']) {
    const own = decisions.filter((decision) => decision.quality === quality);
    const percent = (yes: (decision: Decision) => boolean): string =>
      ((100 * own.filter(yes).length) / own.length).toFixed(0);
    console.log(
      `${quality} answers: the first judge grants ${percent(first)}%, the matcher ${percent(({ taught }) => taught)}%`,
    );
  }
  console.log('');
}

function decisionsOn(question: Question, { id, answers }: File): Decision[] {
  const bare = question.keyPoints.map(withoutExamples);
  return answers.flatMap(({ text, judged, quality }) => {
    const withExamples = matchPoints(question.keyPoints, text, question).points;
    const without = matchPoints(bare, text, question).points;
    return withExamples.flatMap(({ name, covered, verdict }, index) => {
      const judges = judged[name];
      if (judges === undefined) return [];
      const isDecided = verdict !== 'unsure';
      return [
        { group: id, judges, taught: covered, bare: without[index]?.covered ?? false, isDecided, quality },
      ];
    });
  });
}

function withoutExamples(point: KeyPoint): KeyPoint {
  return { ...point, wordings: [], counts: [], notEnough: [] };
}

function agreement(
  rows: readonly number[],
  decisions: readonly Decision[],
  a: (decision: Decision) => boolean,
  b: (decision: Decision) => boolean,
): number {
  const drawn = rows.flatMap((row) => decisions[row] ?? []);
  return kappa(drawn.map(a), drawn.map(b));
}

function print(
  label: string,
  decisions: readonly Decision[],
  a: (decision: Decision) => boolean,
  b: (decision: Decision) => boolean,
): void {
  const groups = decisions.map(({ group }) => group);
  const value = agreement([...decisions.keys()], decisions, a, b);
  const { low, high } = bootstrap(groups, (rows) => agreement(rows, decisions, a, b));
  console.log(`kappa, ${label.padEnd(48)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`);
}
