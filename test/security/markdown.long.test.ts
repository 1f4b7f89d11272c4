import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/renderer/markdown.ts';
import { textOf } from '../../src/text/rows.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { roundOf, exported } from '../support/hostile-text.ts';

/** Just below the length that is not parsed at all. */
const LONG = 48_000;
const twice = (open: string, close: string): string =>
  open.repeat(LONG / 2 / open.length) + 'x' + close.repeat(LONG / 2 / close.length);

/** Text that keeps a Markdown parser busy for minutes, or exhausts its stack. */
const BURDENS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...[
        ']',
        '>',
        '> ',
        '1. ',
        '* ',
        '- + ',
        '*_',
        '**a_ ',
        '_a',
        '[a](',
        '[a](<b',
        '![',
        '[^1]',
        '[a][b]',
        ']:',
        '[a]: b\n',
      ],
      ...[
        'a\n===\n',
        'a**b**',
        '|',
        '|a|b|\n|-|-|\n',
        '<a href="',
        '<!--',
        '<?',
        '&#x',
        '`',
        '`a',
        '~~a~~ ',
        'a@a.',
        'www.',
        '\\[',
      ],
      ...['- a\n', '- [ ] a\n', '# a\n', '> a\n', '1)\n', '\t', '\n', 'a  \n', '-', 'a '],
    ].map((piece) => [JSON.stringify(piece), piece.repeat(LONG / piece.length)]),
  ),
  'emphasis in emphasis': twice('*a ', ' a*'),
  'images in images': twice('![', '](b)'),
  'links in links': twice('[a ', '](b)'),
  'lists in lists': Array.from({ length: 310 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'code spans of every length': Array.from({ length: 440 }, (_, n) => '`'.repeat(n + 1)).join(' '),
};

describe.each(Object.entries(BURDENS))('as many of %s as fit in 48,000 characters', (_name, text) => {
  test('are still shown and exported', () => {
    expect(renderMarkdown(`${text}\n\nseen`, 80).map(textOf).join('\n')).toContain('seen');
    expect(exported(`${text}\n\nseen`)).toContain('seen');
    expect(toHtml(roundOf(`${text}\n\nseen`))).toContain('seen');
  });
});
