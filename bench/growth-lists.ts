import { importedFile, titleOf } from '../src/bank/import/question-file.ts';
import { readList } from '../src/bank/import/read-list.ts';
import { readTable } from '../src/bank/import/table.ts';
import { type Growing, lines } from './growing.ts';

/** A page in each form, and pages that look like one. */
const PAGES: Readonly<Record<string, (n: number) => string>> = {
  details: (n) =>
    lines(n, (at) => `<details><summary>What is ${at}?</summary>\n\nIt is ${at}.\n</details>\n`),
  'details under headings': (n) =>
    lines(n, (at) => `## What is ${at}?\n\n<details><summary>Answer</summary>It is ${at}.</details>\n`),
  'nested details': (n) => `${'<details><summary>A</summary>\n'.repeat(n)}a\n${'</details>\n'.repeat(n)}`,
  'unclosed details': (n) => lines(n, (at) => `<details><summary>What is ${at}?</summary>\nIt is ${at}.`),
  'details in one chapter': (n) =>
    `<details><summary>All</summary>\n${lines(n, (at) => `<details><summary>What is ${at}?</summary>a</details>`)}\n</details>`,
  'tags on a line': (n) => '<details>'.repeat(n),
  'Q and A': (n) => lines(n, (at) => `Q: What is ${at}?\nA: It is ${at}.\n`),
  'Q without A': (n) => lines(n, (at) => `Q: What is ${at}?`),
  headings: (n) => lines(n, (at) => `### What is ${at}?\n\nIt is ${at}.\n`),
  'nested headings': (n) => lines(n, (at) => `${'#'.repeat(1 + (at % 6))} What is ${at}?\n\nIt is ${at}.\n`),
  'one heading, and lines': (n) => `# What is it?\n${lines(n, (at) => `A line ${at}.`)}`,
  numbers: (n) => lines(n, (at) => `${at + 1}. What is ${at}? It is ${at}.`),
  'numbers below headings': (n) =>
    lines(n, (at) => `## Part ${at}\n\n${at + 1}. What is ${at}?\n\n   It is.\n`),
  'bold questions': (n) => lines(n, (at) => `**${at}. What is ${at}?**\n\nIt is ${at}.\n`),
  'questions on a line': (n) => `1. ${'Why? '.repeat(n)}`,
  tables: (n) => `| Question | Answer |\n|---|---|\n${lines(n, (at) => `| What is ${at}? | It is ${at}. |`)}`,
  'all forms': (n) =>
    lines(
      n,
      (at) =>
        `## Part ${at}\n\n1. Explain ${at}\n\n   It is.\n\nQ: Why ${at}?\nA: So.\n\n<details><summary>And ${at}?</summary>Yes.</details>\n\nA line ${at}.\n`,
    ),
  'answers that end in bullets': (n) => `### What is it?\n\nIt is:\n\n${lines(n, (at) => `- point ${at}`)}`,
  fences: (n) => lines(n, (at) => `### What is ${at}?\n\n\`\`\`\na\n\`\`\``),
  comments: (n) => '<!-- a -->\n'.repeat(n),
  'links on a line': (n) => `### ${'[a](b) '.repeat(n)}\n\nanswer`,
  'backticks on a line': (n) => `### ${'`'.repeat(n)}\n\nanswer`,
  'letters of a line': (n) => 'x'.repeat(n),
  'dashes on a line': (n) => `### A?\n\n${'- '.repeat(n)}x`,
};

const TABLES: Readonly<Record<string, (n: number) => string>> = {
  'rows with commas': (n) => lines(n, (at) => `What is ${at}?,It is ${at}.`),
  'rows with semicolons': (n) => lines(n, (at) => `What, then, is ${at}?;It is ${at}.`),
  'quoted rows': (n) => lines(n, (at) => `"What is\n${at}?","It ""is"" ${at}."`),
  'open quotes': (n) => lines(n, (at) => `What is ${at}?,"It is ${at}.`),
  'columns of a row': (n) => `question,answer${',c'.repeat(n)}\nWhat?,It${',c'.repeat(n)}`,
  'letters of a cell': (n) => `What?,${'x'.repeat(n)}`,
  'tags of a cell': (n) => `What?,${'<br>a'.repeat(n)}`,
};

const DRAFT = {
  number: 1,
  id: 'a',
  title: 'A',
  vocabulary: { topics: [], roles: [], levels: [] },
  today: '2026-11-24',
};

export function lists(): Growing[] {
  const file = (item: Parameters<typeof importedFile>[1]): string =>
    importedFile({ ...DRAFT, title: titleOf(item.question) }, item);
  return [
    ...Object.entries(PAGES).map(([list, page]) => ({
      reader: 'bank import',
      list,
      make: (n: number) => {
        const text = page(n);
        return () => readList(text).items.map((item) => file(item));
      },
    })),
    ...Object.entries(TABLES).flatMap(([list, table]) =>
      (['.csv', '.tsv'] as const).map((ending) => ({
        reader: `bank import ${ending}`,
        list,
        make: (n: number) => {
          const text = ending === '.tsv' ? table(n).replaceAll(/[,;]/g, '\t') : table(n);
          return () => {
            try {
              readTable(text, ending, 'list').items.map((item) => file(item));
            } catch {
              // A quote that is never closed.
            }
          };
        },
      })),
    ),
  ];
}
