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
