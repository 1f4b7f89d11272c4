import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Quote, readShellLine, shellText } from '../../src/text/shell.ts';

/** Text on one line, rich in what a shell takes for an order. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('\'"\\$`!~#&;|<>()[]{}*?=:,@% \tab')),
    fc
      .string({ minLength: 1, maxLength: 1, unit: 'grapheme' })
      .filter((c) => !/[\s\0]/.test(c) && c.isWellFormed()),
  ),
  maxLength: 30,
});
const quotes: readonly Quote[] = ['', '"', "'"];

describe('a text that goes on in a command line', () => {
  it('is one word, and the same, to bash', () => {
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

  it('is read back from the line', () => {
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
  ])('%s', (line, words, quote) => {
    const read = readShellLine(line);
    expect(read.words.map((each) => each.text)).toEqual(words);
    expect(read.quote).toBe(quote);
  });
});
