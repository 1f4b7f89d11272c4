import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { watched } from '../support/network.ts';
import { startModelServer } from '../support/model-server.ts';
import { asks, type Desk, SHORT, skipWho, test, unwrapped } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { expectScreens } from '../support/screens.ts';

const COMMENTED = 'practice:\n  count: 1 # one is enough\nmodel:\n  # the old one\n  command: mine --fast\n';

/** A machine with `claude` on its path, and an Ollama of these models. */
async function machine(desk: Desk, models: readonly string[] = ['qwen3:8b', 'gpt-oss:120b-cloud']) {
  const server = await startModelServer({ models });
  onTestFinished(() => server.close());
  const folder = join(desk.folder, 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'claude'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'claude'), 0o755);
  return { ...watched(desk, { 11434: server.url }), PATH: folder };
}

function configure(desk: Desk, text: string): void {
  mkdirSync(desk.home, { recursive: true });
  writeFileSync(join(desk.home, 'config.yaml'), text);
}

const written = (desk: Desk): Promise<string> => readFile(join(desk.home, 'config.yaml'), 'utf8');

describe('hotseat model finds the models of this machine', () => {
  test('by lines they are what test/screens/found-models.txt shows', async ({ desk }) => {
    const env = await machine(desk);
    const screen = async (settings: string): Promise<string[]> => {
      configure(desk, settings);
      const { code, stdout, stderr } = await desk.run(['model'], { env });
      expect(code).toBe(0);
      return `${stdout}${stderr}`.replaceAll(desk.home, '~').trimEnd().split('\n');
    };
    await expectScreens('found-models', {
      'no model is named': await screen(''),
      'a model of the server is named': await screen(
        'model:\n  url: http://localhost:11434/v1\n  name: qwen3:8b\n',
      ),
      'a program is named': await screen('model:\n  command: claude\n'),
    });
  });

  test('as data, whether one is named or not', async ({ desk }) => {
    const env = await machine(desk);
    const claude = { command: 'claude', onward: 'sends your answers on to Anthropic' };
    const url = 'http://127.0.0.1:11434/v1';
    const served = [
      { url, name: 'qwen3:8b', onward: null },
      { url, name: 'gpt-oss:120b-cloud', onward: "sends your answers on to Ollama's cloud" },
    ];
    const data = async (): Promise<unknown> =>
      JSON.parse((await desk.run(['model', '--json'], { env })).stdout);
    expect(await data()).toEqual({ version: 2, found: [claude, ...served] });
    configure(desk, 'model:\n  command: claude\n');
    expect(await data()).toMatchObject({ version: 2, name: 'claude', found: served });
  });

  test('a key writes one to config.yaml and keeps its comments', async ({ desk }) => {
    configure(desk, COMMENTED);
    const pty = desk.open(['model'], { env: await machine(desk) });
    await pty.waitFor(asks('1–3 use one'));
    pty.type('2');
    expect(await pty.exit()).toBe(0);
    expect(unwrapped(pty.screen().all)).toContain(
      '`hotseat practice --judge model` uses it, `hotseat model check` measures it.',
    );
    expect(await written(desk)).toBe(
      COMMENTED.replace(
        'model:\n  # the old one\n  command: mine --fast\n',
        'model:\n  url: "http://127.0.0.1:11434/v1"\n  name: "qwen3:8b"\n  # the old one\n  # command: mine --fast\n',
      ),
    );
  });

  test('n names none, and the start page no longer offers one', async ({ desk }) => {
    const env = await machine(desk, []);
    const offers = async (): Promise<boolean> => {
      const start = desk.open([...SHORT], { env });
      const { rows } = await start.waitFor(asks('Look it up'), 'the start page');
      start.type(KEY.ctrlC);
      await start.exit();
      return unwrapped(rows).includes('Let a model judge claude is on this machine');
    };
    const first = desk.open([...SHORT], { env });
    await skipWho(first);
    await first.waitFor(asks('Look it up'));
    first.type(KEY.ctrlC);
    await first.exit();
    expect(await offers()).toBe(true);
    const pty = desk.open(['model'], { env });
    await pty.waitFor(asks('1 use it'));
    pty.type('n');
    expect(await pty.exit()).toBe(0);
    expect(await written(desk)).toBe('model:\n  offer: false\n');
    expect(await offers()).toBe(false);
  });

  test('Enter and Ctrl+C write nothing', async ({ desk }) => {
    const env = await machine(desk);
    configure(desk, COMMENTED);
    for (const [key, code] of [
      [KEY.enter, 0],
      [KEY.ctrlC, 130],
    ] as const) {
      const pty = desk.open(['model'], { env });
      await pty.waitFor(asks('1–3 use one'));
      pty.type(key);
      expect(await pty.exit()).toBe(code);
    }
    expect(await written(desk)).toBe(COMMENTED);
  });

  test('no key is offered where a variable would win over it', async ({ desk }) => {
    const env = { ...(await machine(desk)), HOTSEAT_MODEL_COMMAND: 'mine' };
    const pty = desk.open(['model'], { env });
    expect(await pty.exit()).toBe(0);
    const all = unwrapped(pty.screen().all);
    expect(all).toContain('This machine also has:');
    expect(all).not.toContain('use one');
  });
});
