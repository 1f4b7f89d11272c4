import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recall, stemsOf } from '../src/bank/stems.ts';
import { doubtsAbout } from '../src/feedback/doubts.ts';
import { nearestSentence } from '../src/feedback/matched-words.ts';
import { featuresOf, type Features } from '../src/feedback/features.ts';
import { tellingWordsIn } from '../src/feedback/telling-words.ts';
import { contextsOf, matchWords, readAnswer } from '../test/support/matcher.ts';

/** Where people's judgments are, which are not part of this repository; see docs/feedback.md. */
const FOLDER = process.env['HOTSEAT_FEEDBACK_DATA'];

/** A text that people judged against a statement. */
export interface Judged {
  /** The kind of text. Each is fitted, split and reported separately. */
  kind: 'key-points' | 'beetle' | 'sciEntsBank' | 'networks';
  /** Rows of one group must not be split between fitting and testing. */
  group: string;
  reference: string;
  /** The other statements of the same group. */
  siblings: readonly string[];
  question: string;
  answer: string;
  /** The share of the people who say yes, or of the marks given, from 0 to 1. */
  target: number;
  isYes: boolean;
  /** What the matcher makes of it: its features, and whether it doubts the sentence. */
  features: Features;
  isDoubted: boolean;
  /** The share of the reference's stems in the answer: the plainest matcher, to be beaten. */
  stemRecall: number;
}

/** The lines of one file, or null if the data is missing. */
export function readLines(name: string): Record<string, unknown>[] | null {
  if (FOLDER === undefined) return null;
  const file = join(FOLDER, name);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Everything that people judged against a statement, without ties, or null if the data is missing. */
export function readJudged(): Judged[] | null {
  const points = readLines('key-points.jsonl');
  const science = readLines('science.jsonl');
  const networks = readLines('networks.jsonl');
  if (points === null || science === null || networks === null) return null;
  const siblings = new Map<unknown, Set<string>>();
  for (const { group, reference } of points) {
    siblings.set(group, (siblings.get(group) ?? new Set()).add(String(reference)));
  }
  const untied = points.filter(({ tie }) => tie !== true);
  return [
    ...untied.map((row) => {
      const votes = row['votes'] as number[];
      const target = votes.reduce((a, b) => a + b, 0) / votes.length;
      const others = [...(siblings.get(row['group']) ?? [])].filter((text) => text !== row['reference']);
      return judged('key-points', row, target, row['label'] === 1, others);
    }),
    ...science.map((row) => {
      const isYes = row['label'] === 'correct';
      return judged(row['corpus'] as 'beetle' | 'sciEntsBank', row, isYes ? 1 : 0, isYes);
    }),
    ...networks.map((row) => {
      const share = Number(row['score']) / Number(row['max']);
      return judged('networks', row, share, share >= 0.5);
    }),
  ];
}

function judged(
  kind: Judged['kind'],
  row: Record<string, unknown>,
  target: number,
  isYes: boolean,
  siblings: readonly string[] = [],
): Judged {
  const { group, reference, answer, question } = row as Record<string, string>;
  const texts = { reference: reference ?? '', question: question ?? '', answer: answer ?? '' };
  const read = readAnswer(texts.answer);
  const [context] = contextsOf([texts.reference, ...siblings], texts.question);
  const words = matchWords(tellingWordsIn(texts.reference, context!), read);
  const features = featuresOf(words, read);
  return {
    kind,
    group: group ?? '',
    ...texts,
    siblings,
    target,
    isYes,
    features,
    isDoubted: doubtsAbout(texts.reference, words, read, nearestSentence(words, read)).length > 0,
    stemRecall: recall(stemsOf(texts.reference), stemsOf(texts.answer)),
  };
}
