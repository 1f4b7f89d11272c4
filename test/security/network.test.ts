import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { loads } from '../support/loaded.ts';
import { KEY } from '../support/pty.ts';
import { asks, box, judge, SHORT, test } from '../support/program.ts';
import { watched, noted } from '../support/network.ts';
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

describe('no network', () => {
  test('the start page, a round, the editor and the pager, in a terminal', async ({ desk }) => {
    writeFileSync(join(desk.folder, 'said'), 'from the editor');
    const env = { ...watched(desk), EDITOR: 'cp said', PAGER: 'cat -u' };
    const round = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env });
    await round.waitFor(box('Question 1 of 1'));
    round.type(`${KEY.ctrlX}${KEY.ctrlE}`);
    await round.waitFor(
      (screen) => box('Question 1 of 1')(screen) && screen.rows.join('').includes('from the'),
    );
    round.type(KEY.ctrlD);
    await judge(round);
    expect(await round.exit()).toBe(0);
    const start = desk.open([...SHORT], { env });
    await start.waitFor(asks('Look it up'));
    start.type(KEY.ctrlC);
    expect(await start.exit()).toBe(130);
    expect(await desk.open(['review', '1', ...SHORT], { env }).exit()).toBe(0);
    expect(noted(desk)).toEqual(['loaded', 'loaded', 'loaded']);
  });

  test('only hotseat model asks, and only the usual ports of servers on this machine, without a name to look up', async ({
    desk,
  }) => {
    const { code, stderr } = await desk.run(['model'], { env: { ...watched(desk), PATH: desk.folder } });
    expect([code, stderr]).toEqual([2, expect.stringContaining('none is found on this machine')]);
    expect(noted(desk)).toEqual([
      'loaded',
      ...[11434, 1234, 8080, 8000].map((port) => `net.Socket.connect 127.0.0.1:${port}`),
    ]);
  });

  test('one chunk of the bundle imports network modules, and only a model loads it', async ({ desk }) => {
    const chunks = readdirSync(DIST)
      .filter((name) => name.endsWith('.cjs'))
      .map((name) => readFileSync(join(DIST, name), 'utf8'));
    const importsOf = (text: string): string[] =>
      Array.from(
        text.matchAll(
          /(?:\bfrom\s*|\bimport\s*\(?\s*|getBuiltinModule\(|\brequire\()["'](?:node:)?([\w/]+)["']/g,
        ),
        ([, name = '']) => name,
      ).filter((name) => builtinModules.includes(name));
    const sends = chunks.filter((code) => importsOf(code).some((name) => /^https?$/.test(name)));
    expect(sends).toHaveLength(1);
    const [wire = ''] = sends;
    // Only once a model is named.
    const round = ['practice', '1', '--follow-ups', 'none', ...SHORT];
    expect(await loads(desk, round, wire)).toBe(false);
    const model = { HOTSEAT_MODEL_URL: 'http://127.0.0.1:9/v1', HOTSEAT_MODEL: 'm' };
    expect(await loads(desk, [...round, '--judge', 'model'], wire, model)).toBe(true);
    const code = chunks.join('\n');
    expect([...new Set(importsOf(code))].sort()).toEqual([
      'async_hooks',
      'buffer',
      'child_process',
      'crypto',
      'events',
      'fs',
      'fs/promises',
      'http',
      'https',
      'os',
      'path',
      'process',
      'readline',
      'stream',
      'string_decoder',
      'timers/promises',
      'tty',
      'util',
      'zlib',
    ]);
    // MiniSearch's map has a method of that name.
    const others = code.replaceAll(/fetch\(key,initial\)\{|\._index\.fetch\(term,/g, '');
    expect(others).not.toMatch(/\b(?:fetch|WebSocket|XMLHttpRequest|EventSource)\s*\(/);
  });
});
