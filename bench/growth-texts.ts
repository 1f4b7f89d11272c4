import { markdownElements } from '../src/page/markdown-elements.ts';
import { writeElements } from '../src/page/write.ts';
import { renderLine, renderMarkdown } from '../src/renderer/markdown.ts';
import { inert, quote } from '../src/transcript/safe-markdown.ts';
import { cleanLine } from '../src/text/clean.ts';
import { truncate } from '../src/text/wrap.ts';
import { type Growing, lines } from './growing.ts';

/** Any text of a bank or an answer: what a Markdown parser and a terminal may stumble over. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  words: (n) => 'the load '.repeat(n),
  'letters of a word': (n) => 'x'.repeat(n),
  'wide letters of a word': (n) => '漢'.repeat(n),
  'joined marks': (n) => `a${'\u0301'.repeat(n)}`,
  emoji: (n) => '👩‍💻 '.repeat(n),
  spaces: (n) => `a${' '.repeat(n)}b`,
  lines: (n) => 'a line\n'.repeat(n),
  paragraphs: (n) => 'a paragraph\n\n'.repeat(n),
  'list items': (n) => lines(n, (at) => `- item ${at}`),
  'numbered items': (n) => lines(n, (at) => `${at}. item`),
  'nested items': (n) => lines(n, (at) => `${'  '.repeat(at % 40)}- item`),
  'table rows': (n) => `| a | b |\n|---|---|\n${lines(n, (at) => `| ${at} | cell |`)}`,
  'table cells': (n) => `|${' a |'.repeat(n)}\n|${'---|'.repeat(n)}`,
  'quote marks': (n) => '>'.repeat(n),
  'quoted lines': (n) => '> a\n'.repeat(n),
  'code lines': (n) => `\`\`\`\n${'code\n'.repeat(n)}\`\`\``,
  fences: (n) => '```\na\n```\n'.repeat(n),
  backticks: (n) => lines(n, (at) => '`'.repeat(at % 50)),
  'code spans': (n) => '`a` '.repeat(n),
  'emphasis marks': (n) => '*a '.repeat(n),
  'bold words': (n) => '**a** '.repeat(n),
  'open brackets': (n) => '['.repeat(n),
  links: (n) => '[a](https://a.org) '.repeat(n),
  addresses: (n) => 'https://a.org '.repeat(n),
  'letters of an address': (n) => `https://a.org/${'a'.repeat(n)}`,
  definitions: (n) => `${lines(n, (at) => `[a${at}]: https://a.org/${at}`)}\n\n[a1]`,
  footnotes: (n) => lines(n, (at) => `a[^${at}]\n\n[^${at}]: note\n`),
  tags: (n) => '<b>a</b> '.repeat(n),
  'open tags': (n) => '<a '.repeat(n),
  entities: (n) => '&amp;'.repeat(n),
  backslashes: (n) => '\\*'.repeat(n),
  dashes: (n) => '-'.repeat(n),
};

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'shown on a screen': (text) => renderMarkdown(text, 80),
  'shown on a row': (text) => truncate(cleanLine(text), 72),
  'a key point on a screen': renderLine,
  'shown on a page': (text) => writeElements(markdownElements(text)),
  'put into Markdown': inert,
  'quoted in Markdown': quote,
};

export function texts(): Growing[] {
  return Object.entries(READERS).flatMap(([reader, read]) =>
    Object.entries(SHAPES).map(([list, text]) => ({
      reader,
      list,
      make: (n: number) => {
        const whole = text(n);
        return () => read(whole);
      },
    })),
  );
}
