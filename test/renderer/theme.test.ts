import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTheme } from '../../src/renderer/theme.ts';
import { firstControl } from '../../src/text/clean.ts';
import type { Row, Style } from '../../src/text/rows.ts';
import { fakeEnv } from '../support/env.ts';

const STYLES: Style[] = ['plain', 'dim', 'bold', 'accent', 'warn', 'over', 'gone', 'new', 'code'];
const everyStyle: Row = STYLES.map((style) => ({ text: style, style }));

function paintWith(vars: Record<string, string>, columns?: number): string {
  const { env } = fakeEnv({ cwd: '/', vars, ...(columns === undefined ? {} : { columns }) });
  return createTheme(env, env.stdout).paint(everyStyle);
}

const PLAIN = 'plaindimboldaccentwarnovergonenewcode';

describe('color', () => {
  test("comes from the terminal's own sixteen colors", () => {
    const codes = new Set(paintWith({}, 80).match(/\[[\d;]*m/g));
    expect(codes.size).toBeGreaterThan(5);
    expect([...codes].join('')).not.toMatch(/[34]8;/);
  });

  test.each<[string, Record<string, string>, number | undefined]>([
    ['NO_COLOR', { NO_COLOR: '1' }, 80],
    ['NO_COLOR beside FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, 80],
    ['a pipe', {}, undefined],
    ['a dumb terminal', { TERM: 'dumb' }, 80],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, 80],
  ])('is none at all with %s', (_, vars, columns) => {
    expect(paintWith(vars, columns)).toBe(PLAIN);
  });

  test.each<[string, Record<string, string>, number | undefined]>([
    ['an empty NO_COLOR', { NO_COLOR: '' }, 80],
    ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, undefined],
  ])('is there with %s', (_, vars, columns) => {
    expect(paintWith(vars, columns)).not.toBe(PLAIN);
  });
});

describe('a link', () => {
  const ST = '\u001b\\';
  const paint = (link: string, vars: Record<string, string> = {}, hasLinks = true): string => {
    const { env } = fakeEnv({ cwd: '/', columns: 80, vars });
    return createTheme(env, env.stdout, hasLinks).paint([{ text: 'RFC 6585', style: 'plain', link }]);
  };

  test('is around its text where the terminal has links and colors', () => {
    const url = 'https://example.org/a?b=1;2';
    expect(paint(url)).toBe(`\u001b]8;;${url}${ST}RFC 6585\u001b]8;;${ST}`);
    expect(paint(url, {}, false)).toBe('RFC 6585');
    expect(paint(url, { NO_COLOR: '1' })).toBe('RFC 6585');
  });

  test.each([
    'javascript:alert(1)',
    'https://example.org/\u001b]0;owned',
    'https://example.org/a b',
    'https://é.org',
  ])('is never %j', (link) => {
    expect(paint(link)).toBe('RFC 6585');
  });
});

test('paintAll ends every row', () => {
  const { env } = fakeEnv({ cwd: '/' });
  const theme = createTheme(env, env.stdout);
  expect(theme.paintAll([[{ text: 'a', style: 'bold' }], [], [{ text: 'b', style: 'dim' }]])).toBe(
    'a\n\nb\n',
  );
  expect(theme.paintAll([])).toBe('');
});

test('nothing in a span controls the terminal', () => {
  const { env } = fakeEnv({ cwd: '/' });
  const theme = createTheme(env, env.stdout);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...STYLES), (text, style) => {
      const painted = theme.paint([{ text: `\u001b]0;${text}\u0007\r\n\t`, style }]);
      expect(firstControl(painted)).toBe(-1);
      expect(painted).not.toMatch(/[\r\n\t]/);
    }),
  );
});
