import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerOf, press } from '../../../src/terminal/answer-box/answer.ts';
import type { Key } from '../../../src/terminal/answer-box/edit.ts';
import { type Frame, erase, paint } from '../../../src/terminal/answer-box/painter.ts';
import { type Scene, roomOf, view, withinPage } from '../../../src/terminal/answer-box/view.ts';
import { type Row, row } from '../../../src/text/rows.ts';
import { wrap } from '../../../src/text/wrap.ts';
import { Screen } from '../screen.ts';
import { piece, plainText } from './texts.ts';

const SIZE = { columns: 44, rows: 18 };
const AUTOWRAP_OFF = '\x1b[?7l';

const styles = (spans: Row): string =>
  spans.map(({ text, style }) => (style === 'plain' ? text : `\x1b[2m${text}\x1b[0m`)).join('');

const scene = (used: number): Scene => ({
  header: row('Question 1 of 3', 'accent'),
  prompt: (columns) => wrap('Tell me what an embedding is. '.repeat(4), columns).map((line) => row(line)),
  times: { used, budget: 300_000, strict: false, round: null },
  size: SIZE,
  unsaved: null,
});

const NAMES = [
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'ctrl+home',
  'ctrl+end',
  'return',
  'backspace',
  'delete',
  'ctrl+w',
  'ctrl+k',
  'ctrl+u',
  'ctrl+y',
  'ctrl+_',
  'ctrl+g',
  'f1',
  'ctrl+d',
  'ctrl+x',
];

const named = fc.constantFrom(...NAMES).map((name): Key => ({ kind: 'key', name }));
const typed = (texts: fc.Arbitrary<string>): fc.Arbitrary<Key> =>
  fc.oneof(
    { weight: 6, arbitrary: texts.map((text): Key => ({ kind: 'text', text })) },
    { weight: 5, arbitrary: named },
    {
      weight: 1,
      arbitrary: fc
        .array(texts, { maxLength: 12 })
        .map((all): Key => ({ kind: 'paste', text: all.join('\n') })),
    },
  );

interface Shown {
  rows: string[];
  cursor: { row: number; column: number };
}

/** What a person sees of a frame on an empty screen. */
function fromScratch(frame: Frame): Shown {
  const screen = new Screen(SIZE.columns, SIZE.rows);
  screen.write(AUTOWRAP_OFF + paint(null, frame, styles));
  return { rows: screen.rows(), cursor: screen.cursor() };
}

/** Presses keys one by one on one screen, and compares it with a fresh screen after each. */
function compareAfterEach(start: string, keys: readonly Key[]): void {
  const screen = new Screen(SIZE.columns, SIZE.rows);
  screen.write(AUTOWRAP_OFF);
  let answer: Answer = answerOf(start, start.length >> 1);
  let top = 0;
  let frame: Frame | null = null;
  for (const [index, key] of keys.entries()) {
    const now = scene(index * 300);
    answer = withinPage(press(answer, key, roomOf(answer, now)).answer, now);
    const next = view(answer, now, top);
    screen.write(paint(frame, next.frame, styles));
    ({ frame, top } = next);
    const place = next.frame.cursor ?? { row: next.frame.rows.length - 1 };
    // A taller picture may have scrolled the screen, so the comparison starts at its first row.
    const first = screen.cursor().row - place.row;
    const expected = fromScratch(next.frame);
    expect(screen.rows().slice(first)).toEqual(expected.rows);
    expect({ ...screen.cursor(), row: screen.cursor().row - first }).toEqual(expected.cursor);
  }
}

// `FUZZ=100000 npx vitest run test/terminal/answer-box/painter.test.ts` compares that many pictures.
const PICTURES = Number(process.env['FUZZ'] ?? 2000);
const KEYS_A_RUN = 50;

describe('the painter, checked against a screen painted from scratch after each key', () => {
  const long = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.array(fc.oneof(texts, fc.constant(' ')), { maxLength: 200, size: 'max' }).map((all) => all.join(''));
  const check = (texts: fc.Arbitrary<string>): void => {
    const keys = fc.array(typed(texts), { minLength: KEYS_A_RUN, maxLength: KEYS_A_RUN });
    const numRuns = Math.ceil(PICTURES / 2 / KEYS_A_RUN);
    fc.assert(fc.property(long(texts), keys, compareAfterEach), { numRuns });
  };
  const patience = 30_000 + PICTURES * 10;

  it('agrees on text of known width', { timeout: patience }, () => {
    check(fc.oneof(plainText, fc.constantFrom('a', 'b', ' ')));
  });

  it('agrees on wide, combining and joined text', { timeout: patience }, () => {
    check(piece);
  });

  it('leaves nothing at the edge after a terminal measured text differently', () => {
    const names = ['left', 'left', 'left', 'home', 'up', 'down', 'end'];
    const keys = names.map((name): Key => ({ kind: 'key', name }));
    const wide = '👩‍👩‍👧'.repeat(11);
    compareAfterEach(`above ${wide} and so on`, [{ kind: 'key', name: 'ctrl+end' }, ...keys]);
  });
});

describe('what the painter writes', () => {
  const still = (text: string, column = 0): Frame => ({
    rows: [row('head'), row(text), row('4:59 left', 'dim')],
    cursor: { row: 1, column },
  });

  it('is nothing if nothing changed', () => {
    expect(paint(still('same'), still('same'), styles)).toBe('');
  });

  it('is only the character at the end of a row', () => {
    expect(paint(still('typin', 5), still('typing', 6), styles)).toBe('g');
  });

  it('makes room for a character in the middle of a row', () => {
    const [before, after] = ['a long row of text that stands', 'a longX row of text that stands'];
    expect(paint(still(before, 6), still(after, 7), styles)).toBe('\x1b[@X');
    expect(paint(still(after, 7), still(before, 6), styles)).toBe('\b\x1b[P');
  });

  it('moves rows instead of writing them again', () => {
    const lines = Array.from({ length: 6 }, (_, index) => row(`row ${index} with a good deal of text in it`));
    const from = { rows: [...lines, row('status')], cursor: { row: 0, column: 0 } };
    const to = { rows: [row('new'), ...lines, row('status')], cursor: { row: 0, column: 3 } };
    expect(paint(from, to, styles)).not.toContain('good deal');
  });

  it('erases as many rows as the terminal has reflowed to', () => {
    const frame = {
      rows: [row('x'.repeat(60)), row('y'.repeat(30)), row('z')],
      cursor: { row: 2, column: 1 },
    };
    expect(erase(frame, 80)).toBe('\x1b[2A\r\x1b[J');
    expect(erase(frame, 25)).toBe('\x1b[5A\r\x1b[J');
  });

  it('hides the cursor on a page and shows it again', () => {
    const page: Frame = { rows: [row('page')], cursor: null };
    expect(paint(still('a'), page, styles)).toContain('\x1b[?25l');
    expect(paint(page, still('a'), styles)).toContain('\x1b[?25h');
    expect(erase(page, 80)).toContain('\x1b[?25h');
  });
});
