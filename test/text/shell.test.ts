import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCommand, type Quote, readShellLine, shellText, shellWord } from '../../src/text/shell.ts';

/** Text on one line, rich in what a shell takes for an order. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('\'"\\$`!~#&;|<>()[]{}*?=:,@% \tab')),
    fc
      .string({ minLength: 1, maxLength: 1, unit: 'grapheme' })
      .filter((c) => !/[\n\0]/.test(c) && c.isWellFormed()),
  ),
  maxLength: 30,
});
const quotes: readonly Quote[] = ['', '"', "'"];

describe('a text inserted into a command line', () => {
  it('is one unchanged word to bash', () => {
    const texts = fc.sample(text, 300).filter((sample) => sample !== '');
    for (const quote of quotes) {
      const said = texts.flatMap((sample) => {
        const word = shellText(sample, quote);
        return word === null ? [] : [{ sample, line: `printf '%s\\n' ${quote}${word}${quote}` }];
      });
      const { stdout, stderr } = spawnSync('bash', {
        input: said.map(({ line }) => `${line}\n`).join(''),
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(stdout.split('\n').slice(0, -1)).toEqual(said.map(({ sample }) => sample));
    }
  });

  it('can be read back from the line', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...quotes), (sample, quote) => {
        const word = shellText(sample, quote);
        fc.pre(word !== null && sample !== '');
        const open = readShellLine(`hotseat review ${quote}${word}`);
        expect(open.words.map((each) => each.text)).toEqual(['hotseat', 'review', sample]);
        expect(open.quote).toBe(quote);
        const closed = readShellLine(`hotseat ${quote}${word}${quote} `);
        expect(closed.words.map((each) => each.text)).toEqual(['hotseat', sample, '']);
      }),
    );
  });
});

describe('a command line', () => {
  it.each<[line: string, words: string[], quote: Quote]>([
    ['', [''], ''],
    ['hotseat', ['hotseat'], ''],
    ['  hotseat   list ', ['hotseat', 'list', ''], ''],
    [String.raw`a\ b c\\ d`, ['a b', 'c\\', 'd'], ''],
    [String.raw`"a b"'c d'e`, ['a bc de'], ''],
    [String.raw`'it'\''s' x`, ["it's", 'x'], ''],
    [String.raw`'a\' b`, ['a\\', 'b'], ''],
    [String.raw`"a\"b\$c\d" 'x y`, ['a"b$c\\d', 'x y'], "'"],
    [`"it's`, ["it's"], '"'],
    [`'' x`, ['', 'x'], ''],
    ['a\\', ['a'], ''],
    ['--order=d', ['--order=d'], ''],
    ['a\u00a0b\u2003c\fd\re f\tg\nh', ['a\u00a0b\u2003c\fd\re', 'f', 'g', 'h'], ''],
  ])('%s', (line, words, quote) => {
    const read = readShellLine(line);
    expect(read.words.map((each) => each.text)).toEqual(words);
    expect(read.quote).toBe(quote);
  });
});

describe('a command from a variable', () => {
  it.each<[command: string, words: string[] | null]>([
    ['vim', ['vim']],
    [' code  --wait ', ['code', '--wait']],
    ['"/opt/my editor/ed" -w', ['/opt/my editor/ed', '-w']],
    ["emacs -nw --eval='one two'", ['emacs', '-nw', '--eval=one two']],
    [`emacs --eval='(a "b" $c)' ''`, ['emacs', '--eval=(a "b" $c)', '']],
    ['less --use-color -P"top (%d)"', ['less', '--use-color', '-Ptop (%d)']],
    ['FOO=$BAR vim', null],
    ['LESS=R less', null],
    ['less | cat', null],
    ['"$HOME"/bin/ed', null],
    ['ed "`pwd`"', null],
    [String.raw`my\ ed`, null],
    ['~/bin/ed', null],
    ['ed -[ab]', null],
    ["it's", null],
    ['vim\nrm', null],
    ['/opt/my\u00a0editors/ed -w', ['/opt/my\u00a0editors/ed', '-w']],
  ])('%j', (command, words) => {
    expect(plainCommand(command)).toEqual(words);
  });

  it('has the words that a shell would give it', () => {
    const lines = fc
      .sample(
        fc.array(
          fc.oneof(
            text,
            text.map((sample) => `'${sample}'`),
            text.map((sample) => `"${sample}"`),
          ),
        ),
        500,
      )
      .map((words) => words.join(' '));
    const plain = lines.flatMap((line) => {
      const words = plainCommand(`printf ${line}`);
      return words === null ? [] : [{ line, words: words.slice(1) }];
    });
    expect(plain.length).toBeGreaterThan(50);
    const { stdout, stderr } = spawnSync('sh', {
      input: plain.map(({ line }) => `set -- ${line}; printf '[%s]' "$@"; echo\n`).join(''),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, -1)).toEqual(
      plain.map(({ words }) => (words.length === 0 ? '[]' : words.map((word) => `[${word}]`).join(''))),
    );
  });
});

it.each([
  ['../my-bank/001-a.md', '../my-bank/001-a.md'],
  ['my bank', "'my bank'"],
  ["it's", "'it'\\''s'"],
  ['$HOME', "'$HOME'"],
  ['', "''"],
])('%j is %s to a shell', (text, word) => {
  expect(shellWord(text)).toBe(word);
});
