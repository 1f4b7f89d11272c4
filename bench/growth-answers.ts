import type { KeyPoint } from '../src/bank/question.ts';
import { deliveryOf } from '../src/feedback/delivery.ts';
import { matchMistakes, matchPoints } from '../test/support/matcher.ts';
import { keyPoint } from '../test/support/question.ts';
import { type Growing, lines, many } from './growing.ts';

const QUESTION = { question: 'What do you do about the load?' };
const LOAD = lines(20, (at) => `The load ${at} stays above the limit ${at}.`);

const point = (at: number, change: Partial<KeyPoint> = {}): KeyPoint =>
  keyPoint(`P${at}`, `Point ${at} says that the load number${at} stays above limit${at}.`, change);
const NINE = many(9, (at) => point(at));

const example = (at: number): string => `Example ${at} says that load${at} is over the limit.`;

/** Answers that a person could paste, and one for each check of the matcher. */
const ANSWERS: Readonly<Record<string, (n: number) => string>> = {
  'sentences of an answer': (n) => lines(n, (at) => `The load number${at} stays above limit${at}.`),
  'words of a sentence': (n) => many(n, (at) => `load number${at} above limit${at}`).join(' '),
  'equal lines of an answer': (n) => 'load\n'.repeat(n),
  'lines without a word': (n) => `${'-\n'.repeat(n)}load`,
  'numbers of an answer': (n) => many(n, (at) => 3 * at + 1).join(' '),
  'marks of an answer': (n) => '.!?'.repeat(n),
  'denials of an answer': (n) => 'The load does not stay above the limit. '.repeat(n),
  'letters of a word': (n) => 'x'.repeat(n),
  'names of links': (n) => '](a '.repeat(n),
  'hedges of an answer': (n) => 'I think more or less kind of '.repeat(n),
};

/** The matcher stops at 200,000 characters. */
const MOST = {
  'sentences of an answer': 5000,
  'words of a sentence': 6000,
  'denials of an answer': 5000,
} as const;

const matching = (list: string, make: (n: number) => () => unknown, most = 1000): Growing => ({
  reader: 'matching',
  list,
  make,
  most,
});

export function answers(): Growing[] {
  return [
    matching('key points', (n) => {
      const points = many(n, (at) => point(at));
      return () => matchPoints(points, LOAD, QUESTION);
    }),
    ...(['wordings', 'counts', 'notEnough'] as const).map((kind) =>
      matching(kind, (n) => {
        const points = [point(0, { [kind]: many(n, example) }), point(1)];
        return () => matchPoints(points, LOAD, QUESTION);
      }),
    ),
    matching('common mistakes', (n) => {
      const mistakes = many(n, example);
      return () => matchMistakes(mistakes, LOAD, QUESTION);
    }),
    matching(
      'words of a key point',
      (n) => {
        const points = [point(0, { text: many(n, (at) => `word${at}`).join(' ') }), point(1)];
        return () => matchPoints(points, LOAD, QUESTION);
      },
      2000,
    ),
    matching(
      'numbers of a key point',
      (n) => {
        const points = [point(0, { text: many(n, (at) => 2 * at).join(' ') }), point(1)];
        const answer = many(2000, (at) => 2 * at + 1).join(' ');
        return () => matchPoints(points, answer, QUESTION);
      },
      3000,
    ),
    matching(
      'words of the question',
      (n) => {
        const question = { question: many(n, (at) => `a${at}`).join(' ') };
        return () => matchPoints(NINE, LOAD, question);
      },
      3000,
    ),
    ...Object.entries(ANSWERS).flatMap(([list, text]): Growing[] => {
      const most = (MOST as Record<string, number>)[list] ?? 2 ** 15;
      return [
        matching(
          list,
          (n) => {
            const answer = text(n);
            return () => [
              matchPoints(NINE, answer, QUESTION),
              matchMistakes(many(5, example), answer, QUESTION),
            ];
          },
          most,
        ),
        {
          reader: 'delivery',
          list,
          make: (n) => {
            const answer = text(n);
            return () => deliveryOf(answer, { usedMs: 60_000, firstKeyMs: 0, spoken: false, found: [] });
          },
        },
      ];
    }),
  ];
}
