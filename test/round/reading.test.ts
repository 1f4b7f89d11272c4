import { expect, test } from 'vitest';
import { createReading } from '../../src/round/reading.ts';
import { Interrupted, interruptOf } from '../../src/terminal/interruption.ts';
import { textOf } from '../../src/text/rows.ts';
import { clarifiedRound } from '../support/clarified.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const LONG = Array.from({ length: 12 }, (_, at) => `Line ${at + 1}.`).join('\n\n');

/** Reads a question with a long expected answer by these keys, then leaves; gives what was printed and kept. */
function readBy(...keys: string[]): Promise<{ printed: string; kept: string[] }> {
  return readAt([80], LONG, ...keys);
}

/** The same of any answer, with the columns of the terminal before each key; the last ones stay. */
async function readAt(
  widths: number[],
  expected: string,
  ...keys: string[]
): Promise<{ printed: string; kept: string[] }> {
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({ ...planned, question: makeQuestion(1, { expected }) }));
  const turn = { q: 0 };
  const answered = { type: 'answered', turn, state: 'submitted', text: 'Words.', firstKey: 1 } as const;
  const live = happen(start({ ...first, plan }), answered);
  const printed: string[] = [];
  const kept: string[] = [];
  const reading = createReading({
    print: (rows) => printed.push(...rows.map(textOf)),
    columns: () => widths[0] ?? 80,
    screenful: () => 8,
    ask: () => {
      if (widths.length > 1) widths.shift();
      const key = keys.shift();
      return key === undefined ? Promise.reject(new Interrupted('pause')) : Promise.resolve(key);
    },
  });
  const left = reading.read(live.session, 0, (upTo) => kept.push(upTo));
  await left.catch(interruptOf);
  return { printed: printed.join('\n'), kept };
}

test('a section counts as read once its end was shown', async () => {
  const half = await readBy('e');
  expect(half.printed).toContain('Line 3.');
  expect(half.printed).not.toContain('Line 12.');
  expect(half.kept).toEqual([]);
  const whole = await readBy('e', 'enter', 'enter');
  expect(whole.printed).toContain('Line 12.');
  expect(whole.kept).toEqual(['expected']);
});

test('what was asked, and what was not, comes before the expected answer', async () => {
  const printed: string[] = [];
  const reading = createReading({
    print: (rows) => printed.push(...rows.map(textOf)),
    columns: () => 80,
    screenful: () => 100,
    ask: null,
  });
  await reading.read(clarifiedRound().session, 0);
  expect(printed.join('\n')).toMatch(
    /If asked\n[^]*Traffic\. Asked\.\n[^]*Not asked\. Worth asking: [^]*“any rules\?”\n\n\n {2}Expected answer/,
  );
});

test('a section left in its middle does not look like its end', async () => {
  expect((await readBy('e', 'm')).printed).toMatch(/Line 3\.\n+ {2}…\n+ {2}Common mistakes/);
  const { printed } = await readBy('e', 'd');
  expect(printed).toMatch(/Line 3\.\n+ {2}…\n+ {2}Delivery/);
});

test('a section starts again after a resize, and loses no word', async () => {
  const words = Array.from({ length: 300 }, (_, at) => `word${at}`);
  const keys = ['e', ...Array<string>(12).fill('enter')];
  const { printed, kept } = await readAt([80, 80, 40], words.join(' '), ...keys);
  const rows = printed.split('\n').filter((line) => /word\d/.test(line));
  expect(Math.max(...rows.slice(-4).map((line) => line.length))).toBeLessThan(40);
  expect(new Set(rows.flatMap((line) => line.trim().split(' ')))).toEqual(new Set(words));
  expect(kept[0]).toBe('expected');
});
