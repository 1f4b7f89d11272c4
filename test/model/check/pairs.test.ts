import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../../src/bank/question.ts';
import { examOf, KINDS, type Pair, pairsFrom, pointsOf, saysSame } from '../../../src/model/check/pairs.ts';
import { keyPoint, makeQuestion } from '../../support/question.ts';
import { questionsOf, SHIPPED_BANK } from '../../support/questions.ts';

const shipped = await questionsOf(SHIPPED_BANK);

const keyOf = ({ kind, question, point, answer }: Pair): string =>
  JSON.stringify([kind, question.id, point, answer]);
const keys = (pairs: readonly Pair[]): string[] => pairs.map(keyOf);
const ofKind = (pairs: readonly Pair[], kind: string): Pair[] => pairs.filter((pair) => pair.kind === kind);

describe('the sample', () => {
  test('has each kind in equal parts, rounded up', () => {
    const pairs = pairsFrom(shipped, 58);
    expect(pairs).toHaveLength(60);
    expect(KINDS.map((kind) => ofKind(pairs, kind).length)).toEqual([15, 15, 15, 15]);
    // An early end has measured each kind.
    expect(pairs.slice(0, 4).map(({ kind }) => kind)).toEqual(KINDS);
  });

  test('is the same each time, and grows by more', () => {
    const pairs = keys(pairsFrom(shipped, 60));
    expect(keys(pairsFrom(shipped, 60))).toEqual(pairs);
    expect(keys(pairsFrom(shipped, 120)).slice(0, 60)).toEqual(pairs);
  });

  test('takes every pair on demand, each once', () => {
    const pairs = pairsFrom(shipped, Infinity);
    const points = shipped.flatMap(({ keyPoints }) => keyPoints);
    const lines = (kind: 'counts' | 'notEnough'): number => points.flatMap((point) => point[kind]).length;
    expect(KINDS.map((kind) => ofKind(pairs, kind).length)).toEqual([
      lines('counts'),
      lines('notEnough'),
      points.length,
      points.length,
    ]);
    expect(new Set(keys(pairs)).size).toBe(pairs.length);
    // Phone-screen questions count as well.
    expect(pairs.some(({ question }) => question.kind === 'screen')).toBe(true);
  });

  test('has the truth of the bank', () => {
    for (const { kind, question, point, answer, covered } of pairsFrom(shipped, 400)) {
      const { counts = [], notEnough = [] } = question.keyPoints[point] ?? {};
      if (kind === 'counts') expect([covered, counts.includes(answer)]).toEqual([true, true]);
      else if (kind === 'notEnough') expect([covered, notEnough.includes(answer)]).toEqual([false, true]);
      else if (kind === 'expected') expect([covered, answer]).toEqual([true, question.expected]);
      else {
        const others = shipped.filter(({ expected }) => expected === answer);
        expect(covered).toBe(false);
        expect(others.length).toBeGreaterThan(0);
        for (const { topic } of others) expect(topic).not.toBe(question.topic);
      }
    }
  });

  test('has what there is of a small bank, and nothing from another topic where there is none', () => {
    const bank = [makeQuestion(1), makeQuestion(2)];
    expect(pairsFrom(bank, 60).map(({ kind }) => kind)).toEqual(Array(4).fill('expected'));
    expect(pairsFrom([], 60)).toEqual([]);
  });
});

const point = (change: Partial<KeyPoint>): KeyPoint =>
  keyPoint('Idle time', 'A batch keeps the card from waiting.', change);

describe('what is judged', () => {
  const EXAMPLE = 'It never sits idle between two requests.';
  const keyPoints = [
    point({
      wordings: ['batching', 'it never sits idle between two requests'],
      counts: [EXAMPLE, 'It NEVER sits “idle” between two requests!', 'One kernel serves them all.'],
      notEnough: ['Batches are good.'],
    }),
    point({ name: 'Wait', text: 'A request waits for others.', notEnough: [EXAMPLE, 'It takes a while.'] }),
  ];
  const pairFor = (change: Partial<Pair>, expected = 'Group them, and wait a little.'): Pair => ({
    kind: 'counts',
    question: makeQuestion(1, { keyPoints, expected }),
    point: 0,
    answer: EXAMPLE,
    covered: true,
    ...change,
  });

  test('is held out for both judges, also where another line says the same', () => {
    expect(pointsOf(pairFor({}))).toEqual([
      { ...keyPoints[0], wordings: ['batching'], counts: ['One kernel serves them all.'] },
      { ...keyPoints[1], notEnough: ['It takes a while.'] },
    ]);
  });

  test('is in the exam as an answer and nowhere else', () => {
    const exam = examOf(pairFor({}));
    expect(exam.answers).toEqual([{ to: 'the question', text: EXAMPLE }]);
    expect(exam.expected).toBe('Group them, and wait a little.');
    expect(exam.points.map(({ statement }) => statement)).toEqual(keyPoints.map(({ text }) => text));
    expect(JSON.stringify({ ...exam, answers: [], said: null }).toLowerCase()).not.toContain('idle');
  });

  test('leaves the strong answer out if it is one, or has the example', () => {
    for (const kind of ['expected', 'other'] as const)
      expect(examOf(pairFor({ kind, answer: 'Group them, and wait a little.' })).expected).toBeNull();
    expect(examOf(pairFor({}, `Group them. ${EXAMPLE} And wait.`)).expected).toBeNull();
  });

  test('is no example that repeats the statement, which cannot be held out', () => {
    const said = point({ counts: ['A batch keeps the card from waiting.', 'One kernel serves them all.'] });
    const counts = ofKind(pairsFrom([makeQuestion(1, { keyPoints: [said] })], Infinity), 'counts');
    expect(counts.map(({ answer }) => answer)).toEqual(['One kernel serves them all.']);
  });

  test('is in no exam of the shipped bank twice', () => {
    const folded = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    for (const pair of pairsFrom(shipped, Infinity)) {
      const { expected, points } = examOf(pair);
      if (pair.kind === 'expected' || pair.kind === 'other') expect(expected).toBeNull();
      else {
        const told = [
          expected ?? '',
          ...points.flatMap(({ counts, notEnough }) => [...counts, ...notEnough]),
        ];
        const own = ` ${folded(pair.answer)} `;
        expect(told.filter((text) => ` ${folded(text)} `.includes(own))).toEqual([]);
      }
    }
  });
});

test.each([
  ['It is cached.', 'It is cached', true],
  ["It isn't cached.", 'It is cached.', false],
  // A line that holds what is judged, however short that is.
  ['Only if it is cached by then.', 'It is cached.', true],
  // A short name of the subject.
  ['cached', 'Only if it is cached by then.', false],
  ['Long prompts are slow and costly.', 'Long prompts are slow and expensive.', true],
  ['Long prompts are slower.', 'Long prompts are expensive.', false],
  ['', 'It is cached.', false],
])('a line %j says the same as %j: %s', (line, judged, same) => {
  expect(saysSame(line, judged)).toBe(same);
});
