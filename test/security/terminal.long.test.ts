import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { ATTACK, NAME_ATTACK, plantBank, plantSessions } from '../support/hostile.ts';
import type { Desk } from '../support/program.ts';
import { asks, everyCommand, inDays, SHORT, test } from '../support/program.ts';
import { commandsOf, foreignCommands } from '../support/sequences.ts';

/** Color sequences, which FORCE_COLOR enables for pipes too. */
// eslint-disable-next-line no-control-regex
const COLOUR = /\x1b\[[\d;]{1,2}m/g;

/** Where the attacks are on a desk. */
interface Planted {
  bank: string;
  finished: string;
  paused: string;
}

/** A settings file with an attack in its name, a key and its values. */
const SETTINGS = `settings-${NAME_ATTACK}`;

async function plant(desk: Desk): Promise<Planted> {
  await mkdir(desk.home);
  const bank = plantBank(desk.folder);
  await writeFile(join(bank, `list-${NAME_ATTACK}.txt`), `Q: ${ATTACK}\nA: ${ATTACK}\nQ: Empty ${ATTACK}\n`);
  const said = JSON.stringify(ATTACK);
  await writeFile(
    join(desk.folder, SETTINGS),
    `practice:\n  ${said}: 1\n  role: ${said}\n  order: ${said}\n`,
  );
  const planted = plantSessions(desk.home);
  // A second round with the same text.
  const sessions = join(desk.home, 'sessions');
  await cp(join(sessions, planted.finished), join(sessions, '2026-11-24-1829-two'), { recursive: true });
  return { bank, ...planted };
}

/** A command line that prints something about an attack. */
interface Use {
  args: (planted: Planted) => string[];
  /** The exit code; 0 by default. */
  code?: number;
  env?: Record<string, string>;
}

/** A model with an attack for a name, at a port where no one listens. */
const MODEL = { HOTSEAT_MODEL_URL: 'http://127.0.0.1:9/v1', HOTSEAT_MODEL: NAME_ATTACK };

const SHOWN: Readonly<Record<string, Use>> = {
  list: { args: ({ bank }) => ['list', '--bank', bank] },
  'list, with a second bank': { args: ({ bank }) => ['list', '--bank', bank, ...SHORT] },
  'list --json': { args: ({ bank }) => ['list', '--bank', bank, '--json'] },
  'list --interview-on': {
    args: ({ bank }) => ['list', '--bank', bank, '--interview-on', inDays(9)],
  },
  'list --interview-on, as data': {
    args: ({ bank }) => ['list', '--bank', bank, '--interview-on', inDays(9), '--json'],
  },
  review: { args: ({ bank }) => ['review', '1', '--bank', bank] },
  'review --json': { args: ({ bank }) => ['review', '1', '--bank', bank, '--json'] },
  'bank lint': { args: ({ bank }) => ['bank', 'lint', bank], code: 1 },
  'bank lint --json': { args: ({ bank }) => ['bank', 'lint', bank, '--json'], code: 1 },
  'bank lint of one file': {
    args: ({ bank }) => ['bank', 'lint', join(bank, `002-${NAME_ATTACK}.md`)],
    code: 1,
  },
  'bank import --dry-run': {
    args: ({ bank }) => [
      'bank',
      'import',
      join(bank, `list-${NAME_ATTACK}.txt`),
      '--bank',
      bank,
      '--dry-run',
    ],
  },
  'bank new': { args: ({ bank }) => ['bank', 'new', ATTACK.replaceAll('\0', ''), '--bank', bank] },
  config: { args: () => ['config'], env: { HOTSEAT_CONFIG: SETTINGS }, code: 1 },
  'config --json': { args: () => ['config', '--json'], env: { HOTSEAT_CONFIG: SETTINGS }, code: 1 },
  'config init': { args: () => ['config', 'init'], env: { HOTSEAT_CONFIG: `out-${NAME_ATTACK}` } },
  you: {
    args: () => ['you', '--role', ATTACK.replaceAll('\0', '')],
    env: { HOTSEAT_CONFIG: `you-${NAME_ATTACK}` },
  },
  'mcp --check': { args: ({ bank }) => ['mcp', '--check', '--bank', bank] },
  sessions: { args: () => ['sessions'] },
  'sessions --json': { args: () => ['sessions', '--json'] },
  stats: { args: ({ bank }) => ['stats', '--bank', bank] },
  'stats --json': { args: ({ bank }) => ['stats', '--bank', bank, '--json'] },
  report: { args: ({ bank }) => ['report', '--bank', bank] },
  'report to a file': { args: ({ bank }) => ['report', '--bank', bank, '-o', `out-${NAME_ATTACK}`] },
  'history without sessions': { args: ({ bank }) => ['history', '1', '--bank', bank] },
  history: { args: ({ bank }) => ['history', '1', '--bank', bank] },
  stories: { args: ({ bank }) => ['stories', '--bank', bank] },
  'stories --json': { args: ({ bank }) => ['stories', '--bank', bank, '--json'] },
  'history --json': { args: ({ bank }) => ['history', '1', '--bank', bank, '--json'] },
  'sessions rename': {
    args: ({ finished }) => ['sessions', 'rename', finished, ATTACK.replaceAll('\0', '')],
  },
  'sessions tag': { args: ({ finished }) => ['sessions', 'tag', finished, '--company', NAME_ATTACK] },
  'sessions delete': { args: ({ finished }) => ['sessions', 'delete', finished, '--yes'] },
  export: { args: ({ finished }) => ['export', finished] },
  'export of an open box': { args: ({ paused }) => ['export', paused] },
  'export as JSON': { args: ({ finished }) => ['export', finished, '-f', 'json'] },
  'export to a file': { args: ({ finished }) => ['export', finished, '-o', `out-${NAME_ATTACK}`] },
  'export as a page': { args: ({ finished }) => ['export', finished, '-f', 'html'] },
  'export for Anki': { args: ({ finished }) => ['export', finished, '-f', 'anki'] },
  'export as a prompt': { args: ({ finished }) => ['export', finished, '-f', 'prompt'] },
  'export as a sheet': { args: ({ finished }) => ['export', finished, '-f', 'sheet'] },
  'export as a sheet to print': { args: ({ finished }) => ['export', finished, '-f', 'sheet', '--html'] },
  'export of all': {
    args: () => ['export', '--all', '--redact', '-o', `out-${NAME_ATTACK}`],
  },
  'completion of questions': {
    args: ({ bank }) => ['__complete', 'zsh', '--', 'review', '--bank', bank, ''],
  },
  model: { args: () => ['model'], env: MODEL },
  'model --json': { args: () => ['model', '--json'], env: MODEL },
  'model check': { args: () => ['model', 'check'], env: MODEL, code: 1 },
  judge: { args: ({ finished }) => ['judge', finished], env: MODEL, code: 1 },
  'sessions transcribe': { args: () => ['sessions', 'transcribe', NAME_ATTACK], code: 2 },
  'sessions play': { args: () => ['sessions', 'play', NAME_ATTACK], code: 2 },
  'voice check': { args: () => ['voice', 'check'], env: { HOTSEAT_CONFIG: SETTINGS }, code: 2 },
  'resume of a finished session': { args: ({ finished }) => ['resume', finished], code: 2 },
};

const REFUSED: Readonly<Record<string, Use>> = {
  'an unknown code': { args: () => ['bank', 'explain', NAME_ATTACK] },
  'an unknown shell': { args: () => ['completion', NAME_ATTACK] },
  'an unknown list': { args: ({ bank }) => ['bank', 'import', NAME_ATTACK, '--bank', bank] },
  'an unknown command': { args: () => [NAME_ATTACK] },
  'an unknown option': { args: () => ['list', `--${NAME_ATTACK}`] },
  'an unknown question': { args: ({ bank }) => ['practice', NAME_ATTACK, '--bank', bank] },
  'an unknown question with a history': { args: ({ bank }) => ['history', NAME_ATTACK, '--bank', bank] },
  'a setting of a round': {
    args: ({ bank }) => ['practice', '--bank', bank],
    env: { HOTSEAT_CONFIG: SETTINGS },
  },
  'an unknown bank': { args: ({ bank }) => ['review', `${NAME_ATTACK}/1`, '--bank', bank] },
  'an unknown section': { args: ({ bank }) => ['review', '1', '--section', NAME_ATTACK, '--bank', bank] },
  'an unknown session': { args: () => ['export', NAME_ATTACK] },
  'an unknown format': { args: () => ['export', '-f', NAME_ATTACK] },
  'an unknown topic': { args: ({ bank }) => ['stats', '--topic', NAME_ATTACK, '--bank', bank] },
  'an interview on an invalid day': { args: () => ['list', '--interview-on', NAME_ATTACK] },
  'an invalid day': { args: () => ['stats', '--since', NAME_ATTACK] },
  'a missing folder': { args: () => ['list', '--bank', NAME_ATTACK] },
  'a missing folder to write into': {
    args: ({ finished }) => ['export', finished, '-o', `${NAME_ATTACK}/x`],
  },
  'a home that is not a folder': { args: () => ['sessions'], env: { HOTSEAT_HOME: `file-${NAME_ATTACK}/x` } },
  ...Object.fromEntries(
    ['role', 'topic', 'kind', 'level', 'count', 'order', 'seed', 'minutes', 'follow-ups', 'reveal'].map(
      (name) => [
        `a value for --${name}`,
        { args: ({ bank }) => ['practice', `--${name}`, NAME_ATTACK, '--bank', bank] } satisfies Use,
      ],
    ),
  ),
};

test('every command has a case', async ({ desk }) => {
  const planted = await plant(desk);
  const lines = Object.values(SHOWN).map(({ args }) => args(planted).join(' '));
  const missing = (await everyCommand(desk)).filter((name) => !lines.some((line) => line.startsWith(name)));
  // rounds.test.ts plays the rounds, and a test below `after`. Explanations, the skill and completion scripts contain no
  // foreign text.
  expect(missing).toEqual(['practice', 'after', 'skill', 'completion', 'bank explain']);
});

describe('after', () => {
  test('sends only text through a pipe, and keeps what was typed as text', async ({ desk }) => {
    const { bank } = await plant(desk);
    const typed = ATTACK.replaceAll(/[\r\n]/g, ' ');
    const input = `1\ngood\n${typed}\ngood\n`;
    const ended = await desk.run(['after', '--bank', bank], { input });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('owned');
    expect(commandsOf(ended.stdout + ended.stderr)).toEqual([]);
    const own = join(desk.home, 'my-bank');
    const [file = ''] = (await readdir(own)).filter((name) => name !== 'README.md');
    expect(commandsOf(await readFile(join(own, file), 'utf8'))).toEqual([]);
  });

  test('sends a terminal only allowed sequences', async ({ desk }) => {
    const { bank } = await plant(desk);
    const pty = desk.open(['after', '--bank', bank]);
    await pty.waitFor(asks('❯ That is all'));
    pty.type('retries');
    await pty.waitFor('keep it as a question of mine');
    pty.type('\r');
    await pty.waitFor(asks('esc skip'));
    pty.type('\x03');
    await pty.exit();
    expect(pty.bytes).toContain('owned');
    expect(foreignCommands(pty.bytes)).toEqual([]);
  });
});

describe.each(Object.entries({ ...SHOWN, ...REFUSED }))('%s', (name, { args, code = 0, env = {} }) => {
  const prepare = async (desk: Desk): Promise<string[]> => {
    const planted = await plant(desk);
    await writeFile(join(desk.folder, `file-${NAME_ATTACK}`), '');
    return args(planted);
  };
  test('sends only text through a pipe', async ({ desk }) => {
    const ended = await desk.run(await prepare(desk), { env });
    if (name in SHOWN) expect(ended.code).toBe(code);
    else {
      expect(ended.code).toBeGreaterThan(0);
      // A name cannot add a line that looks like the program's.
      const lines = ended.stderr.trimEnd().split('\n');
      expect(
        lines.filter((line) => !/^(?:hotseat: |help: |\d questions did not load| {2}\S+-Q)/.test(line)),
      ).toEqual([]);
    }
    expect(ended.stdout + ended.stderr).toContain('owned');
    expect(commandsOf(ended.stdout)).toEqual([]);
    expect(commandsOf(ended.stderr)).toEqual([]);
  });
  // Refusals go to standard error.
  if (name in REFUSED) return;
  test('sends a terminal only allowed sequences', async ({ desk }) => {
    const pty = desk.open(await prepare(desk), { env });
    await pty.exit();
    expect(pty.bytes).toContain('owned');
    expect(foreignCommands(pty.bytes)).toEqual([]);
  });
});

test('completion offers a hostile session only by what can be typed', async ({ desk }) => {
  const { finished } = await plant(desk);
  const [id, sessions] = ['2026-11-24-1830-fin', join(desk.home, 'sessions')];
  await rename(join(sessions, finished), join(sessions, id));
  for (const handed of [
    ['fish', '--', 'export', ''],
    ['zsh', '--', 'export', ''],
    ['bash', '--', '63', '200', '', 'hotseat export '],
  ]) {
    const ended = await desk.run(['__complete', ...handed]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const [kind, ...lines] = ended.stdout.trimEnd().split('\n');
    expect(kind).toBe('words');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^2026-11-24-18\d\d-\w{3}\b.*owned/);
    expect(lines).toContainEqual(expect.stringContaining(id));
    expect(commandsOf(ended.stdout)).toEqual([]);
  }
});

test('hostile environment variables', async ({ desk }) => {
  const { bank } = await plant(desk);
  // Not LANG and LC_ALL: Node itself crashes on such values.
  const names = ['TERM', 'TZ', 'USER', 'COLUMNS', 'LINES', 'FORCE_COLOR', 'DEBUG', 'LESS'];
  const env = Object.fromEntries(
    [...names, 'XDG_DATA_HOME', 'HOTSEAT_HOME'].map((name) => [name, NAME_ATTACK]),
  );
  for (const args of [
    ['practice', '1', '--bank', bank],
    ['sessions'],
    ['bank', 'new', 'A title'],
    ['export', '-o', 'no/x'],
  ]) {
    const ended = await desk.run(args, { env, input: 'x\n' });
    expect(ended.stdout + ended.stderr).not.toBe('');
    expect(commandsOf(ended.stdout.replace(COLOUR, ''))).toEqual([]);
    expect(commandsOf(ended.stderr.replace(COLOUR, ''))).toEqual([]);
  }
});
