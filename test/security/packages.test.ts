import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { loads } from '../support/loaded.ts';
import { SHORT, test } from '../support/program.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the packages in the bundle are the reviewed ones', () => {
  // The build writes the first. `cp dist/bundled-packages.txt docs/` confirms that you reviewed the new ones.
  expect(read('dist/bundled-packages.txt')).toBe(read('docs/bundled-packages.txt'));
});

test('the lockfile pins each one by hash', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { version: string; integrity?: string }>;
  };
  const locked = new Set(
    Object.entries(packages).flatMap(([path, { version, integrity }]) =>
      integrity === undefined ? [] : [`${path.slice(path.lastIndexOf('node_modules/') + 13)} ${version}`],
    ),
  );
  const bundled = read('docs/bundled-packages.txt').trim().split('\n');
  expect(bundled.length).toBeGreaterThan(50);
  expect(bundled.map((line) => line.replace(/ \(.*$/, '')).filter((name) => !locked.has(name))).toEqual([]);
});

test('no code in the bundle can run a text', () => {
  const dist = new URL('../../dist/', import.meta.url);
  const files = readdirSync(dist).filter((name) => name.endsWith('.cjs'));
  expect(files.length).toBeGreaterThan(20);
  for (const name of files)
    expect(readFileSync(new URL(name, dist), 'utf8'), name).not.toMatch(/\beval\(|\bFunction\(|esprima/);
});

test('only hotseat mcp loads the protocol', async ({ desk }) => {
  const protocol = 'io.modelcontextprotocol/';
  expect(await loads(desk, ['mcp', ...SHORT], protocol)).toBe(true);
  for (const args of [['practice', '1', ...SHORT], ['list', ...SHORT], ['skill']])
    expect(await loads(desk, args, protocol)).toBe(false);
});
