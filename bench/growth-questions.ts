import { findingRows } from '../src/renderer/diagnostic.ts';
import { bankOf, edit, lintOf, README, WHOLE } from '../test/support/bank.ts';
import { type Growing, lines, many } from './growing.ts';

/** A question file is at most a mebibyte, with what the sample has. */
const LARGEST = 2 ** 20 - 2 ** 14;
/** Front matter is at most 16 KiB. */
const LARGEST_FRONT_MATTER = 15 * 1024;

interface Shape {
  list: string;
  /** Longer than an item of the list. */
  item: number;
  text: (n: number) => string;
  isFrontMatter?: true;
}

const before = (heading: string, more: string): string =>
  edit(WHOLE, `\n## ${heading}`, `${more}\n\n## ${heading}`);
const inExpected = (more: string): string => before('Key points', `\n${more}`);

/** The sample question with more of one kind, for each list of the format and each thing that a line can be. */
const SHAPES: readonly Shape[] = [
  {
    list: 'key points',
    item: 60,
    text: (n) =>
      before(
        'Common',
        lines(n, (at) => `- **P${at}.** Point ${at} says what a load is.`),
      ),
  },
  {
    list: 'other wordings',
    item: 50,
    text: (n) =>
      edit(WHOLE, '  - Counts', `${lines(n, (at) => `  - wording ${at} of the load`)}\n  - Counts`),
  },
  {
    list: 'Counts',
    item: 60,
    text: (n) =>
      edit(WHOLE, '  - Counts', `${lines(n, (at) => `  - Counts: load ${at} is above.`)}\n  - Counts`),
  },
  {
    list: 'Not enough',
    item: 60,
    text: (n) => edit(WHOLE, '  - Counts', `${lines(n, (at) => `  - Not enough: load ${at}.`)}\n  - Counts`),
  },
  {
    list: 'common mistakes',
    item: 40,
    text: (n) =>
      before(
        'Follow-ups',
        lines(n, (at) => `- Saying ${at} twice.`),
      ),
  },
  {
    list: 'follow-ups',
    item: 40,
    text: (n) =>
      before(
        'Hiring',
        lines(n, (at) => `### And why ${at}?\n\nBecause ${at}.\n`),
      ),
  },
  {
    list: 'Probes lines',
    item: 20,
    text: (n) =>
      before(
        'Hiring',
        lines(n, (at) => `Probes: point ${at}`),
      ),
  },
  {
    list: 'references',
    item: 60,
    text: (n) =>
      edit(
        WHOLE,
        'references:',
        `references:\n${lines(n, (at) => `  - title: T${at}\n    url: https://a.org`)}`,
      ),
    isFrontMatter: true,
  },
  {
    list: 'roles',
    item: 10,
    text: (n) => edit(WHOLE, 'roles: [', `roles: [${'sdet, '.repeat(n)}`),
    isFrontMatter: true,
  },
  {
    list: 'unknown roles',
    item: 10,
    text: (n) => edit(WHOLE, 'roles: [', `roles: [${'sdex, '.repeat(n)}`),
    isFrontMatter: true,
  },
  {
    list: 'allowed warnings',
    item: 10,
    text: (n) => edit(WHOLE, 'minutes: 5', `minutes: 5\nallow: [${many(n, () => 'B031').join(', ')}]`),
    isFrontMatter: true,
  },
  {
    list: 'unknown keys',
    item: 20,
    text: (n) => edit(WHOLE, 'minutes: 5', `minutes: 5\n${lines(n, (at) => `minute${at}: 5`)}`),
    isFrontMatter: true,
  },
  {
    list: 'broken YAML',
    item: 10,
    text: (n) => edit(WHOLE, 'minutes: 5', `minutes: 5\n${'- : [\n'.repeat(n)}`),
    isFrontMatter: true,
  },
  {
    list: 'words of a title',
    item: 8,
    text: (n) => edit(WHOLE, 'made it worse', 'worse '.repeat(n)),
    isFrontMatter: true,
  },
  {
    list: 'list items in text',
    item: 30,
    text: (n) => inExpected(lines(n, (at) => `- item ${at} of a list`)),
  },
  {
    list: 'table rows',
    item: 30,
    text: (n) => inExpected(`| a | b |\n|---|---|\n${lines(n, (at) => `| ${at} | cell |`)}`),
  },
  {
    list: 'paragraphs',
    item: 50,
    text: (n) => inExpected(lines(n, (at) => `A paragraph ${at} about a load.\n`)),
  },
  { list: 'empty lines', item: 2, text: (n) => inExpected('\n'.repeat(n)) },
  { list: 'code fences', item: 20, text: (n) => inExpected(lines(n, (at) => `\`\`\`\nload(${at})\n\`\`\``)) },
  {
    list: 'open fences',
    item: 10,
    text: (n) => inExpected(lines(n, (at) => `${'`'.repeat(3 + (at % 3))}x`)),
  },
  { list: 'comments', item: 20, text: (n) => inExpected(lines(n, (at) => `<!-- note ${at} -->`)) },
  { list: 'comments on a line', item: 10, text: (n) => inExpected('<!-- a -->'.repeat(n)) },
  {
    list: 'unknown sections',
    item: 20,
    text: (n) =>
      before(
        'Key points',
        lines(n, (at) => `\n## Part ${at}`),
      ),
  },
  {
    list: 'misspelled sections',
    item: 20,
    text: (n) =>
      before(
        'Key points',
        lines(n, () => '\n## Takeawey'),
      ),
  },
  {
    list: 'repeated sections',
    item: 20,
    text: (n) =>
      before(
        'Key points',
        lines(n, () => '\n## Question'),
      ),
  },
  { list: 'words on a line', item: 10, text: (n) => inExpected('the load '.repeat(n)) },
  { list: 'letters of a word', item: 1, text: (n) => inExpected('x'.repeat(n)) },
  { list: 'spaces on a line', item: 1, text: (n) => inExpected(`a${' '.repeat(n)}b`) },
  { list: 'prices', item: 20, text: (n) => inExpected(lines(n, (at) => `It costs $${at}.50 a call.`)) },
  { list: 'prices on a line', item: 10, text: (n) => inExpected('It is $5. '.repeat(n)) },
  { list: 'control characters', item: 4, text: (n) => inExpected(lines(n, () => 'a\u0007')) },
  {
    list: 'nested items',
    item: 40,
    text: (n) =>
      before(
        'Follow-ups',
        lines(n, (at) => `${' '.repeat(2 + (at % 9))}- nested ${at}`),
      ),
  },
  {
    list: 'bold marks on a line',
    item: 4,
    text: (n) => edit(WHOLE, '- **Suspects', `- ${'**a '.repeat(n)}\n- **Suspects`),
  },
];

const FILE = '001-retry-storm.md';

export function questions(): Growing[] {
  return SHAPES.flatMap(({ list, item, text, isFrontMatter }) => {
    const most = Math.floor((isFrontMatter === true ? LARGEST_FRONT_MATTER : LARGEST) / item);
    const make = (work: (files: Record<string, string>) => unknown) => (n: number) => {
      const files = { 'README.md': README, [FILE]: text(n) };
      return () => work(files);
    };
    return [
      { reader: 'question file', list, most, make: make(bankOf) },
      {
        reader: 'bank lint',
        list,
        most,
        make: make(async (files) => (await lintOf(files)).map((finding) => findingRows(finding, 80))),
      },
    ];
  });
}
