import { mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setValues } from '../../src/store/config-file.ts';

const OLD = 'https://a.example/v1';
const NEW = 'https://b.example/v1';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The file after the address was allowed. */
function allowed(text: string | null, before: readonly string[] = []): string {
  const path = join(folder, 'config.yaml');
  if (text !== null) writeFileSync(path, text);
  setValues(path, 'model', { allow: [...before, NEW] });
  return readFileSync(path, 'utf8');
}

test.each([
  ['no file', null, `model:\n  allow: ["${NEW}"]\n`],
  ['no section', 'voice:\n  keep: true # yes', `voice:\n  keep: true # yes\nmodel:\n  allow: ["${NEW}"]\n`],
  [
    'a section that is all comments',
    'model: # mine\n  # name: x\n\nvoice:\n',
    `model: # mine\n  allow: ["${NEW}"]\n  # name: x\n\nvoice:\n`,
  ],
  ['other keys', 'model:\n    # a\n    name: x\n', `model:\n    allow: ["${NEW}"]\n    # a\n    name: x\n`],
  ['an empty list', 'model:\n  allow: [] # mine\n', `model:\n  allow: ["${NEW}"]\n  # allow: [] # mine\n`],
])('an address is added to %s, and the comments stay', (_what, before, after) => {
  expect(allowed(before)).toBe(after);
});

test.each([`[${OLD}]`, OLD])('an address is added to %s, which becomes a comment', (list) => {
  expect(allowed(`model:\n  allow: ${list} # mine\n`, [OLD])).toBe(
    `model:\n  allow: ["${OLD}","${NEW}"]\n  # allow: ${list} # mine\n`,
  );
});

test('a linked file stays a link, and what it leads to has the address', () => {
  const elsewhere = join(folder, 'dotfiles.yaml');
  writeFileSync(elsewhere, '');
  symlinkSync('dotfiles.yaml', join(folder, 'config.yaml'));
  const written = allowed(null);
  expect(readlinkSync(join(folder, 'config.yaml'))).toBe('dotfiles.yaml');
  expect(readFileSync(elsewhere, 'utf8')).toBe(written);
  expect(written).toBe(`model:\n  allow: ["${NEW}"]\n`);
});

test.each([
  'model: {name: x}\n',
  `model:\n  allow:\n    - ${OLD}\n`,
  `model:\n  allow: [\n    ${OLD}\n  ]\n`,
])('a file written in another way is left alone, and the message says what to write: %j', (text) => {
  expect(() => allowed(text)).toThrow(/^cannot add to .*config\.yaml\.$/);
  expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toBe(text);
});

const KEYS = ['url', 'command', 'name', 'keyEnv', 'keyCommand'];

/** The file after a model was chosen. */
function chosen(text: string | null, values: Record<string, string> = { command: 'claude' }): string {
  const path = join(folder, 'config.yaml');
  if (text !== null) writeFileSync(path, text);
  setValues(path, 'model', values, KEYS);
  return readFileSync(path, 'utf8');
}

test.each([
  ['no file', null, 'model:\n  command: claude\n'],
  ['no section', 'voice:\n  keep: true # yes\n', 'voice:\n  keep: true # yes\nmodel:\n  command: claude\n'],
  [
    'another model',
    'model:\n  # my server\n  url: http://localhost:1/v1 # fast\n  name: x\n  seconds: 9\n  keyEnv: KEY\npractice:\n  count: 2\n',
    'model:\n  command: claude\n  # my server\n  # url: http://localhost:1/v1 # fast\n  # name: x\n  seconds: 9\n  # keyEnv: KEY\npractice:\n  count: 2\n',
  ],
  ['the same key', 'model:\n  command: codex\n', 'model:\n  command: claude\n  # command: codex\n'],
])('a model is written over %s, and what was there becomes a comment', (_what, before, after) => {
  expect(chosen(before)).toBe(after);
});

test('an address and a name are written as YAML reads them', () => {
  const values = { url: 'http://127.0.0.1:11434/v1', name: 'a: #b' };
  expect(chosen(null, values)).toBe('model:\n  url: "http://127.0.0.1:11434/v1"\n  name: "a: #b"\n');
});

test.each([
  'model: {name: x}\n',
  'model: {name: x, allow: [y]}\n',
  'model:\n  name: "x\n    y"\n',
  'model:\n  name: >\n    x\n',
])('a model is not written into a file of another form, and the message says what to write: %j', (text) => {
  expect(() => chosen(text)).toThrow(/^cannot add to .*config\.yaml\.$/);
  expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toBe(text);
});
