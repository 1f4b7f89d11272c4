import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderLine, renderMarkdown } from '../../src/renderer/markdown.ts';
import { firstControl } from '../../src/text/clean.ts';
import { type Row, textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';

/** The screen as read without colors. */
function screen(source: string, columns = 80): string[] {
  return renderMarkdown(source, columns).map(textOf);
}

/** The texts in one style. */
function inStyle(source: string, style: string): string[] {
  return renderMarkdown(source, 80).flatMap((row) =>
    row.filter((span) => span.style === style).map(({ text }) => text),
  );
}

describe('a page of everything', () => {
  const source = [
    '# What to read',
    'Text with *stress*, **weight**, `code`, ~~a slip~~ and a [link](https://example.org/a).',
    '',
    '- one',
    '- two which goes on for longer than a narrow row',
    '  1. inner',
    '  2. inner too',
    '- [x] done',
    '- [ ] to do',
    '',
    '> Quoted, and long enough to need another row in a narrow terminal.',
    '>',
    '> - in the quote',
    '',
    '```sh',
    'run --with a-line "that is longer than the forty columns"',
    '```',
    '',
    '| Store | Rows | p95 |',
    '|:------|-----:|:---:|',
    '| flat | 1,000 | 8 |',
    '| HNSW index | 2,000,000 | 1.5 |',
    '',
    '---',
    'The end.[^1]',
    '',
    '[^1]: A note.',
  ].join('\n');

  test('at 80 columns', () => {
    expect(screen(source)).toEqual([
      'What to read',
      '',
      'Text with *stress*, weight, `code`, ~~a slip~~ and a link',
      '(https://example.org/a).',
      '',
      '• one',
      '• two which goes on for longer than a narrow row',
      '  1. inner',
      '  2. inner too',
      '[x] done',
      '[ ] to do',
      '',
      '│ Quoted, and long enough to need another row in a narrow terminal.',
      '│',
      '│ • in the quote',
      '',
      '  run --with a-line "that is longer than the forty columns"',
      '',
      'Store            Rows  p95',
      '──────────  ─────────  ───',
      'flat            1,000   8',
      'HNSW index  2,000,000  1.5',
      '',
      '─'.repeat(72),
      '',
      'The end.[1]',
      '',
      '[1] A note.',
    ]);
  });

  test('at 40 columns', () => {
    expect(screen(source, 40)).toEqual([
      'What to read',
      '',
      'Text with *stress*, weight, `code`, ~~a',
      'slip~~ and a link',
      '(https://example.org/a).',
      '',
      '• one',
      '• two which goes on for longer than a',
      '  narrow row',
      '  1. inner',
      '  2. inner too',
      '[x] done',
      '[ ] to do',
      '',
      '│ Quoted, and long enough to need',
      '│ another row in a narrow terminal.',
      '│',
      '│ • in the quote',
      '',
      '  run --with a-line "that is longer than the forty columns"',
      '',
      'Store            Rows  p95',
      '──────────  ─────────  ───',
      'flat            1,000   8',
      'HNSW index  2,000,000  1.5',
      '',
      '─'.repeat(40),
      '',
      'The end.[1]',
      '',
      '[1] A note.',
    ]);
  });

  test('at 20 columns the table is stacked and an address stays whole', () => {
    const rows = screen(source, 20);
    expect(rows.slice(2, 8)).toEqual([
      'Text with *stress*,',
      'weight, `code`, ~~a',
      'slip~~ and a link',
      '(https://example.org/a).',
      '',
      '• one',
    ]);
    const table = rows.indexOf('Store: flat');
    expect(rows.slice(table, table + 7)).toEqual([
      'Store: flat',
      'Rows: 1,000',
      'p95: 8',
      '',
      'Store: HNSW index',
      'Rows: 2,000,000',
      'p95: 1.5',
    ]);
  });

  test('prose keeps its width on a wide terminal', () => {
    expect(Math.max(...screen('word '.repeat(200), 200).map(width))).toBeLessThanOrEqual(72);
    expect(Math.max(...screen('- '.repeat(3) + 'word '.repeat(200), 200).map(width))).toBeLessThanOrEqual(72);
  });

  test('a table may be wider than prose if there is room', () => {
    const cell = 'x'.repeat(50);
    expect(screen(`| a | b |\n|---|---|\n| ${cell} | ${cell} |`, 110)[2]).toBe(`${cell}  ${cell}`);
  });
});

describe('what a node looks like', () => {
  test.each<[string, string, string[]]>([
    [
      'an address that is its own text is said once',
      '<https://a.org> www.b.org [c@d.org](mailto:c@d.org)',
      ['https://a.org www.b.org c@d.org'],
    ],
    ['a reference', '[Paper][p]\n\n[p]: https://a.org/p', ['Paper (https://a.org/p)']],
    [
      'a reference to a definition in a quote',
      '[Paper][p]\n\n> [p]: https://a.org/p',
      ['Paper (https://a.org/p)'],
    ],
    ['an image', '![A graph](graph.png)', ['A graph (graph.png)']],
    ['an image without words', '![](graph.png)', ['(graph.png)']],
    ['a space in an address', '[x](<a b>)', ['x (a%20b)']],
    ['a hard break', 'one  \ntwo\\\nthree<br>four', ['one', 'two', 'three', 'four']],
    ['a soft break', 'one\ntwo', ['one two']],
    ['HTML around text', '<b>bold</b> text', ['bold text']],
    ['a block of HTML', '<div>\n<p>inside</p>\n</div>', ['inside']],
    ['a comment', 'a\n\n<!-- gone -->\n\nb', ['a', '', 'b']],
    ['a loose list breathes', '- a\n\n- b', ['• a', '', '• b']],
    ['numbers align and start where the writer says', '9. a\n10. b', [' 9. a', '10. b']],
    ['a loose item of two paragraphs', '1. a\n\n   b', ['1. a', '', '   b']],
    ['an empty item', '- a\n-', ['• a', '•']],
    ['code in a list', '- a\n  ```\n  x\n\n  y\n  ```', ['• a', '    x', '', '    y']],
    ['a table of a header alone', '| a | b |\n|---|---|', ['a  b', '─  ─']],
    ['a tab in code', '```\n\tx\n```', ['      x']],
    ['a mark behind bold text', 'a **b**.', ['a b.']],
    ['entities', '&lt;tag&gt; &amp; &eacute;', ['<tag> & é']],
    ['nothing', '', []],
  ])('%s', (_, source, rows) => {
    expect(screen(source)).toEqual(rows);
  });

  test('bold, headings and code have their styles', () => {
    expect(inStyle('## A `b` **c**\n\nd **e** *f*', 'bold')).toEqual(['A ', ' c', 'e']);
    expect(inStyle('a `b`\n\n```\nc\n```', 'code')).toEqual(['`b`', 'c']);
    expect(inStyle('[a](https://b.org)', 'dim')).toEqual([' (https://b.org)']);
  });

  test('a mark stays with the word it follows', () => {
    expect(screen('aaaa bbbb **cccc**.', 14)).toEqual(['aaaa bbbb', 'cccc.']);
  });

  test('deep nesting stops indenting before it runs out of room', () => {
    const rows = screen(`${'> '.repeat(30)}words in the deep`, 20);
    expect(rows.join(' ')).toContain('words in');
    expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(20);
  });

  test('nesting too deep for the stack is shown as written', () => {
    expect(screen(`${'>'.repeat(4000)} x`).at(-1)).toContain('x');
  });
});

test('renderLine joins everything on one row', () => {
  const row = renderLine(`What **now**, with \`x\`?\n\n- ${'long '.repeat(40)}end`);
  expect(textOf(row)).toBe(`What now, with \`x\`? • ${'long '.repeat(40)}end`);
  expect(row[1]).toEqual({ text: 'now', style: 'bold' });
});

describe('whatever the Markdown', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\s:`~]|www|#/gu, 'x'));
  const words = fc.array(word, { minLength: 1, maxLength: 20 }).map((list) => list.join(' '));
  const block = fc
    .tuple(
      fc.constantFrom(
        '',
        '# ',
        '- ',
        '  - ',
        '    1. ',
        '7. ',
        '> ',
        '> > - ',
        '- [x] ',
        '| a | b |\n|-|-|\n| ',
        '[^1]: ',
        '**',
        '*',
      ),
      words,
      fc.constantFrom('', '**', '*', ' |', '\\\nand on', ' [^1]', ' &#27;[31m &#155; &#x202e;'),
    )
    .map((parts) => parts.join(''));
  const page = fc.array(block, { maxLength: 6 }).map((blocks) => blocks.join('\n\n'));
  const columns = fc.integer({ min: 20, max: 100 });
  const isCode = (row: Row): boolean => row.some(({ style }) => style === 'code');

  test('no row is wider than the terminal', () => {
    fc.assert(
      fc.property(page, columns, (source, room) => {
        for (const row of renderMarkdown(source, room)) {
          if (!isCode(row)) expect(width(textOf(row))).toBeLessThanOrEqual(room);
        }
      }),
    );
  });

  test('no control character gets through', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[2J',
        '\u009b2J',
        '&#27;',
        '&#x9b;',
        '&#7;',
        '&#8238;',
        '\r',
        '\u0007',
        '&NewLine;',
      ),
    );
    const around = fc.constantFrom<[string, string]>(
      ['', ''],
      ['`', '`'],
      ['```\n', '\n```'],
      ['[x](<https://', '>)'],
      ['![', '](y)'],
      ['<b title="', '">'],
      ['<div>', '</div>'],
      ['| a', ' |\n|---|\n| b |'],
      ['x[^', ']\n\n[^1]: y'],
      ['[r]\n\n[r]: <', '>'],
      ['- [x] ', ''],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(around, hostile)), columns, (parts, room) => {
        const source = parts.map(([[before, after], text]) => before + text + after).join('\n\n');
        for (const row of renderMarkdown(source, room)) {
          expect(firstControl(textOf(row))).toBe(-1);
          expect(textOf(row)).not.toMatch(/[\r\n\t]/);
        }
      }),
    );
  });

  test('prose without a mark renders as the parser would render it', () => {
    const prose = /[aZé漢9.,:;!?()'"\-/% \n\t\u00a0\u2028]|www\.|1\. |\n\n|https:\//;
    const source = fc.array(fc.stringMatching(new RegExp(`^(?:${prose.source})$`)), { maxLength: 40 });
    fc.assert(
      fc.property(source, (parts) => {
        const source = parts.join('');
        // The comment renders as nothing, but only the parser can know that.
        expect(renderMarkdown(source, 30)).toEqual(renderMarkdown(`${source}\n\n<!-- -->`, 30));
      }),
      { numRuns: 500 },
    );
  });

  test('the narrowest widths throw no error', () => {
    fc.assert(
      fc.property(page, fc.integer({ min: -1, max: 20 }), (source, room) => {
        expect(Array.isArray(renderMarkdown(source, room))).toBe(true);
      }),
    );
  });
});
