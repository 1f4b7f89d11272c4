import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forTheEar } from '../../src/speech/for-the-ear.ts';

it('reads prose without its Markdown, a line for each paragraph', () => {
  const said = forTheEar(
    '# Costs\n\nIt costs **$0.0085** a [call](https://example.com), _p99_ is `max_tokens` and `config.yaml`\n\n- one\n- two\n\n> three',
  );
  expect(said).toBe(
    'Costs.\nIt costs 0.85 cents a call, P 99 is max tokens and config dot yaml.\none.\ntwo.\nthree.',
  );
});

it('leaves tables and code to the screen', () => {
  expect(forTheEar('| a | b |\n|---|---|\n| 1 | 2 |')).toBe('See the table.');
  expect(forTheEar('```\nmodel   A    B\nheads   64   8\n```')).toBe('See the table.');
  expect(forTheEar('```js\nconst a = 1;\n```')).toBe('See the screen.');
  expect(forTheEar('```\nx\n```\n\n```\ny\n```')).toBe('See the screen.');
});

it('says nothing of HTML, and the words of a picture', () => {
  expect(forTheEar('<b>hi</b> ![a chart](x.png) there <script>alert(1)</script>')).toMatch(
    /^hi a chart there/,
  );
});

const BANK = fileURLToPath(new URL('../../questions', import.meta.url));

it('makes every question of the bank words and numbers only', () => {
  const files = readdirSync(BANK).filter((name) => name.endsWith('.md'));
  expect(files.length).toBeGreaterThan(100);
  for (const name of files) {
    const [, question = ''] = /## Question\n([^]*?)\n## /.exec(readFileSync(join(BANK, name), 'utf8')) ?? [];
    const said = forTheEar(question);
    expect(said.length, name).toBeGreaterThan(5);
    expect(said, name).toMatch(/^[\p{L}\p{M}\d .,;:!?'\n-]+$/u);
    expect(said, name).not.toMatch(/\s-\s|[.,;:!?]{2}/);
  }
});

it('gives a voice no control character and nothing that looks like an option, whatever a bank holds', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 })),
      (text) => {
        const said = forTheEar(text);
        expect(said).toMatch(/^[\p{L}\p{M}\p{N} .,;:!?'\n-]*$/u);
        for (const line of said.split('\n')) expect(line).not.toMatch(/^[\s'-]/);
      },
    ),
  );
});

it('reads text built to be slow in no time', () => {
  const rows = ['×', '=', '-', '(', '— ', '…', '^', 'A', '1,', '$1.', '/', ' < '].map((sign) =>
    sign.repeat(20_000),
  );
  for (const row of rows) forTheEar(row);
  forTheEar(`a${' '.repeat(45_000)}×`);
});
