import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/bank/diagnostic.ts';
import { findingRows } from '../../src/renderer/diagnostic.ts';
import { textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';

const FINDING: Diagnostic = {
  code: 'B012',
  severity: 'error',
  file: 'questions/023-judges-and-their-biases.md',
  place: { line: 7, column: 8, length: 6 },
  message: 'unknown level "senoir"',
  label: 'this bank allows mid, senior, staff',
  help: 'write `level: senior`',
  source: 'level: senoir',
};

function shown(change: Partial<Diagnostic>, columns = 80): string {
  return findingRows({ ...FINDING, ...change }, columns)
    .map(textOf)
    .join('\n');
}

test('a finding looks like a compiler error', () => {
  expect(shown({})).toBe(`\
error[B012]: unknown level "senoir"
  --> questions/023-judges-and-their-biases.md:7:8
   |
 7 | level: senoir
   |        ^^^^^^ this bank allows mid, senior, staff
   |
help: write \`level: senior\``);
});

test('the gutter grows with the line number', () => {
  expect(shown({ place: { line: 107, column: 1, length: 5 } })).toBe(`\
error[B012]: unknown level "senoir"
    --> questions/023-judges-and-their-biases.md:107:1
     |
 107 | level: senoir
     | ^^^^^ this bank allows mid, senior, staff
     |
help: write \`level: senior\``);
});

test('a paragraph on one line is cut around the caret', () => {
  const source = `${'before '.repeat(40)}HERE${' after'.repeat(40)}`;
  const text = shown({ source, place: { line: 7, column: 281, length: 4 }, label: 'this' }, 60);
  expect(text).toBe(`\
error[B012]: unknown level "senoir"
  --> questions/023-judges-and-their-biases.md:7:281
   |
 7 | …re before before HERE after after after after after a…
   |                   ^^^^ this
   |
help: write \`level: senior\``);
});

test('the caret is in place under wide characters, tabs and control characters', () => {
  const source = '評\t\u001b[31m価: x';
  const text = shown({ source, place: { line: 7, column: source.indexOf('x') + 1, length: 1 }, label: 'x' });
  expect(text.split('\n').slice(3, 5)).toEqual([' 7 | 評 [31m価: x', '   |            ^ x']);
});

test('a label that does not fit beside the caret is below it', () => {
  const text = shown({}, 40);
  expect(text.split('\n').slice(3, 6)).toEqual([
    ' 7 | level: senoir',
    '   |        ^^^^^^',
    '   | this bank allows mid, senior, staff',
  ]);
});

test('a file that could not be read has no line to show', () => {
  expect(shown({ source: '', place: { line: 1, column: 1, length: 1 }, label: 'no permission' })).toBe(`\
error[B012]: unknown level "senoir"
  --> questions/023-judges-and-their-biases.md
   = no permission
help: write \`level: senior\``);
});

test.each([24, 40, 60, 100])('no excerpt is wider than %i columns, wherever the caret is', (columns) => {
  const source = '日本語 and '.repeat(30);
  for (const column of [1, 2, 50, 150, source.length]) {
    for (const length of [1, 10, 1000]) {
      const rows = findingRows({ ...FINDING, source, place: { line: 7, column, length } }, columns);
      const excerpt = rows.slice(3, 5).map((spans) => width(textOf(spans)));
      expect(Math.max(...excerpt), `column ${column}, length ${length}`).toBeLessThanOrEqual(columns);
    }
  }
});
