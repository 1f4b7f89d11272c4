import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openProgram } from '../../src/model/program-client.ts';
import { ModelError } from '../../src/wire/problem.ts';
import { tempFolder } from '../support/bank.ts';
import { fakePrograms, type ModelPrograms, NAMES } from '../support/model-programs.ts';

let below: string;
let programs: ModelPrograms;
beforeEach(() => {
  below = tempFolder({});
  programs = fakePrograms(below);
});
afterEach(() => {
  rmSync(below, { recursive: true });
});

const SYSTEM = 'You judge. Reply with JSON.';
const TEXT = 'It is in @~/.ssh/id_rsa and $imagegen, /home/me/pass.png, "a\\b" … €\u001b[31m';
const DATA = { answers: [{ text: TEXT }], points: [{ point: 1, statement: 'S' }] };
const SCHEMA = { type: 'object' };

/** Asks a program once for whatever it replies. */
function ask(
  line: string,
  {
    model = null,
    signal = AbortSignal.timeout(50_000),
  }: { model?: string | null; signal?: AbortSignal } = {},
): Promise<unknown> {
  const client = openProgram({ words: line.split(' '), model }, { vars: VARS() });
  const user = JSON.stringify(DATA, null, 1);
  const read = (value: unknown) =>
    typeof value === 'object' && value !== null && 'verdicts' in value ? value : null;
  return client.ask({ system: SYSTEM, user, schema: { name: 's', schema: SCHEMA }, read }, signal);
}

const VARS = (): Record<string, string> => ({ PATH: programs.path, HOME: below, ODD: 'kept' });

async function problem(line: string, more: Parameters<typeof ask>[1] = {}): Promise<[string, string]> {
  const error: unknown = await ask(line, more).catch((thrown: unknown) => thrown);
  if (error instanceof ModelError) return [error.kind, error.message];
  throw new Error('it did not fail', { cause: error });
}

const VERDICTS = { verdicts: [{ point: 1, quotes: [''], verdict: 'not covered' }] };
const CODEX_OFF = ['shell_tool', 'unified_exec', 'multi_agent', 'apps', 'plugins', 'hooks'].flatMap(
  (name) => ['-c', `features.${name}=false`],
);
const CODEX = [
  ...['--output-schema', '../schema.json', '--sandbox', 'read-only', '--ephemeral'],
  ...['--skip-git-repo-check', '--color', 'never', '--ignore-user-config', '--ignore-rules'],
  ...['-c', 'web_search=disabled', ...CODEX_OFF, '-c', 'model_reasoning_effort=low', '-'],
];

/** Every word that a program gets. docs/model.md has the same list. */
const WORDS: readonly [line: string, model: string | null, words: readonly string[]][] = [
  [
    'claude',
    null,
    [
      ...['--system-prompt', SYSTEM, '--print', '--output-format', 'json', '--tools', '', '--safe-mode'],
      ...['--no-session-persistence', '--name', 'hotseat', '--effort', 'low'],
    ],
  ],
  ['codex', 'gpt-6', ['exec', '--model', 'gpt-6', ...CODEX]],
  // A value of the user's may be the command's own word.
  ['codex exec --profile exec', null, ['exec', '--profile', 'exec', ...CODEX]],
  ['codex --profile exec', null, ['exec', '--profile', 'exec', ...CODEX]],
  [
    'gemini -m flash',
    'pro',
    [
      ...[
        '-m',
        'flash',
        '--policy',
        '../policy.toml',
        '--output-format',
        'json',
        '--skip-trust',
        '--extensions',
        'none',
      ],
      ...['--allowed-mcp-server-names', 'none', '--approval-mode', 'default'],
    ],
  ],
  ['llm', '4o', ['--model', '4o', '--system', SYSTEM, '--no-log', '--no-stream']],
  [
    'ollama run qwen3:8b',
    'other',
    ['run', 'qwen3:8b', '--format', 'json', '--think=false', '--hidethinking', '--nowordwrap'],
  ],
  [
    'ollama run --keepalive 5m qwen3:8b',
    null,
    [
      ...['run', '--keepalive', '5m', 'qwen3:8b'],
      ...['--format', 'json', '--think=false', '--hidethinking', '--nowordwrap'],
    ],
  ],
  ['mine --fast', 'big', ['--fast']],
];

describe('what a program gets', () => {
  test.each(WORDS)('%s', async (line, model, words) => {
    expect(await ask(line, { model })).toEqual(VERDICTS);
    const [call] = programs.calls();
    if (call === undefined) throw new Error('it was not called');
    // A file for it is beside its working folder.
    expect(call.argv.map((word) => word.replace(dirname(call.cwd), '..'))).toEqual(words);
    // A private folder with nothing in it, which is gone afterwards.
    expect([call.entries, call.mode]).toEqual([[], 0o700]);
    expect(existsSync(join(call.cwd, '..'))).toBe(false);
    // The shell of the fake adds the rest.
    const ofShell = ['PWD', 'OLDPWD', 'SHLVL', '_'];
    const env = Object.entries(call.env).filter(([name]) => !ofShell.includes(name));
    expect(Object.fromEntries(env)).toEqual(VARS());
  });

  test('is the prompt, whose data has no file, skill or path that a program would act on', async () => {
    for (const name of [...NAMES, 'mine']) await ask(name === 'ollama' ? 'ollama run m' : name);
    for (const { name, input } of programs.calls()) {
      const start = ['claude', 'llm'].includes(name) ? '' : `${SYSTEM}\n\n`;
      expect(input.startsWith(`${start}{`)).toBe(true);
      expect(JSON.parse(input.slice(start.length))).toEqual(DATA);
      expect(input.slice(start.length)).not.toMatch(/[@$]|\.[a-z]/);
    }
  });

  test('is a schema for codex, and no tools for gemini', async () => {
    await ask('codex');
    await ask('gemini');
    expect(programs.calls().map(({ file }) => file)).toEqual([
      JSON.stringify(SCHEMA),
      '[[rule]]\ntoolName = "*"\ndecision = "deny"\npriority = 999\n',
    ]);
  });
});

describe('a folder', () => {
  const leftIn = (folder: string): string[] =>
    readdirSync(folder)
      .filter((name) => name.startsWith('hotseat-'))
      .map((name) => join(folder, name));
  const { TMPDIR } = process.env;
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  });

  test.runIf(process.platform === 'linux')('that takes nothing costs one sentence', async () => {
    // Linux has no longer path than 4095 bytes: there is room for the folder and for nothing in it.
    let folder = below;
    while (folder.length < 4077) folder = join(folder, 'd'.repeat(Math.min(200, 4076 - folder.length)));
    mkdirSync(folder, { recursive: true });
    process.env['TMPDIR'] = folder;
    const [kind, said] = await problem('claude');
    expect(kind).toBe('unreachable');
    expect(said).toContain('claude has no folder to run in');
    expect(leftIn(folder)).toEqual([]);
  });

  test('that cannot be removed costs no reply', async () => {
    programs.act({ fault: 'deep' });
    process.env['TMPDIR'] = below;
    const reply = await ask('mine').finally(() => execFileSync('rm', ['-rf', ...leftIn(below)]));
    expect(reply).toEqual(VERDICTS);
  });
});

describe('a reply', () => {
  test.each(['fenced', 'grandchild', 'escapes'])('%s: is taken', async (fault) => {
    programs.act({ fault });
    expect(await ask('claude')).toEqual(VERDICTS);
  });

  test.each([
    ['prose', 'nonsense', 'claude gave a reply that makes no sense.'],
    ['schema', 'nonsense', 'claude gave a reply that makes no sense.'],
    ['cut', 'nonsense', 'claude gave a reply that makes no sense.'],
    ['empty', 'empty', 'claude gave an empty reply.'],
    ['nothing', 'empty', 'claude gave an empty reply.'],
    ['exit', 'server', 'claude ended with exit code 1: boom 0;owned.'],
    ['killed', 'server', 'claude ended with SIGKILL.'],
    ['gigabyte', 'too long', 'claude printed more than 320 KiB.'],
  ])('%s: is refused in one sentence', async (fault, kind, message) => {
    programs.act({ fault });
    const [was, said] = await problem('claude');
    expect(was).toBe(kind);
    // The escape sequences of its error output are gone.
    expect(said.replace(/\[\d*m|\]/g, '')).toBe(message);
  });

  test.each([
    ['claude', 'claude ended with exit code 1: Not logged in · Please run /login.'],
    ['codex', 'codex ended with exit code 1: ERROR: unexpected status 401 Unauthorized: Missing bearer'],
    ['gemini', 'gemini ended with exit code 41: Please set an Auth method in your settings.json.'],
    ['llm', "llm ended with exit code 1: Error: No key found - add one using 'llm keys set openai'"],
    ['ollama', 'ollama ended with exit code 1: Error: You need to be signed in'],
  ])('%s that no one is logged in to says so, and is not asked again', async (name, message) => {
    programs.act({ fault: 'logged out' });
    const [kind, said] = await problem(name, { model: 'm' });
    expect(kind).toBe('key');
    expect(said).toContain(message);
  });

  // https://code.claude.com/docs/en/errors
  test('of claude over its limit says so, whatever else it complains of, and is not asked again', async () => {
    programs.act({ fault: 'limit' });
    const said = "You've hit your session limit · resets 5:10pm (Europe/Paris).";
    expect(await problem('claude')).toEqual(['key', `claude ended with exit code 1: ${said}`]);
    // Some versions end with exit code 0.
    programs.act({ fault: 'limit, exit 0' });
    expect(await problem('claude')).toEqual(['key', `claude failed: ${said}`]);
  });

  test('is impossible without the program', async () => {
    expect(await problem('no-such-model-program')).toEqual([
      'unreachable',
      'no-such-model-program was not found.',
    ]);
  });
});

/** Whether a process is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a program that hangs and ignores SIGTERM ends with the wait, and so does what it started', async () => {
  programs.act({ fault: 'hang' });
  const stop = new AbortController();
  const failed = problem('claude', { signal: stop.signal });
  await expect.poll(() => programs.calls()).toHaveLength(1);
  stop.abort();
  expect(await failed).toEqual(['stopped', 'You stopped waiting.']);
  const [call] = programs.calls();
  await expect.poll(() => isAlive(call?.pid ?? 0)).toBe(false);
  expect(existsSync(join(call?.cwd ?? '', '..'))).toBe(false);
});

test('a time limit is said as one', async () => {
  programs.act({ fault: 'hang' });
  expect(await problem('claude', { signal: AbortSignal.timeout(1500) })).toEqual([
    'slow',
    'claude did not answer in time.',
  ]);
});
