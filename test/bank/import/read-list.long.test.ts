import { expect, test } from 'vitest';
import { readList } from '../../../src/bank/import/read-list.ts';

// Looking back or ahead for each line would take hours here.
test.each([
  ['open tags', '<details><summary>'.repeat(60_000), 0],
  ['open brackets', `## a?\n${'['.repeat(500_000)}`, 1],
  ['summaries that do not end', `<details ${'<summary '.repeat(110_000)}\n</summary>x</details>`, 0],
  [
    'folds in folds',
    `${'<details><summary>a?\n</summary>'.repeat(16_000)}b${'</details>\n'.repeat(16_000)}`,
    16_000,
  ],
  [
    'folds in summaries',
    `${'<details><summary>a?\n'.repeat(16_000)}b${'</summary></details>\n'.repeat(16_000)}`,
    0,
  ],
  [
    'folds in answers',
    `${'<details><summary>a?\n</summary>b'.repeat(16_000)}${'</details>\n'.repeat(16_000)}`,
    16_000,
  ],
  ['folds that do not end', '<details><summary>a?\n</summary>b'.repeat(30_000), 30_000],
  ['headings', '# a?\nb\n'.repeat(130_000), 130_000],
  ['headings in a list', '1. ## a?\nb\n'.repeat(90_000), 90_000],
  ['questions, each with a heading', 'Q: a\nA: b\n# h\n'.repeat(70_000), 70_000],
  ['folds below one heading', `# a?\n${'<details><summary>Answer</summary>b</details>\n'.repeat(22_000)}`, 1],
  ['folds and headings', '# a?\n<details><summary>x?</summary>b</details>\n'.repeat(22_000), 44_000],
  ['numbers', '1. a?\n\nb\n'.repeat(100_000), 100_000],
  ['numbers below a heading', `# a\n${'1. a?\n\nb\n'.repeat(100_000)}`, 100_000],
  ['blanks after a Q', `Q${' '.repeat(1_000_000)}x`, 0],
  ['blanks after an A', `Q: a\nA${' '.repeat(1_000_000)}x`, 1],
  ['tables', '| Q | A |\n|---|---|\n| a | b |\n\n'.repeat(35_000), 35_000],
  ['headers of tables', '| Q | A |\n'.repeat(100_000), 0],
  ['bars', `| Q | A |\n|---|---|\n${'|'.repeat(1_000_000)}`, 0],
  ['bold questions', '**a?**\nb\n'.repeat(110_000), 110_000],
  ['blanks in a Q', `Q: a${' '.repeat(1_000_000)}x`, 1],
  ['blanks between numbers', `# a?\nb\n\n${'1. a?\n\n\n\n'.repeat(100_000)}`, 1],
  ['bullets that ask', '- a?\n  b\n'.repeat(110_000), 110_000],
  ['bullets', `# a?\nb\n${'- c\n'.repeat(250_000)}`, 1],
  ['blanks after a rule', `# a?\n***${' '.repeat(1_000_000)}x`, 1],
])('is read in one pass: a megabyte of %s takes no longer', (_, text, questions) => {
  expect(readList(text).items).toHaveLength(questions);
});

test.each([
  ['details', '# One\n<details><summary>a?</summary>b</details>\n'],
  ['pairs', '# One\nQ: a?\nA: b\n'],
  ['headings', '# a?\nb\n'],
  ['numbers', '# One\n1. a?\nb\n2. a?\nb\n'],
])('is read in one pass: tens of thousands of headings, %s', (_, text) => {
  const { items } = readList(text.repeat(40_000));
  expect(items.at(-1)).toMatchObject({ question: 'a?', answer: 'b' });
});
