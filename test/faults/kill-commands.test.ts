import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { FORMAT_NAMES } from '../../src/transcript/format-names.ts';
import type { Random } from '../../src/engine/random.ts';
import { judgeBy, startJudge } from '../support/check-server.ts';
import { randomFrom } from '../../src/engine/random.ts';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import type { Desk } from '../support/program.ts';
import { READY, SHORT, test } from '../support/program.ts';
import { ROUNDS, SEED } from '../support/rounds.ts';
import { bytesBelow, homeWith, idOf, type Kept } from '../support/stored.ts';

/** A command, and what it needs. */
interface Command {
  args: readonly string[];
  input?: string;
  /** It asks the model of the test. */
  isWithModel?: boolean;
  /** Runs it in a home that does not exist yet. */
  isFirst?: boolean;
  /** Whether a killed run did all of it, so that it cannot be run again. */
  isDone?: (desk: Desk) => boolean;
  /** What has to be there for it. */
  before?: (desk: Desk) => void;
  /** Its second run, if it differs. */
  again?: readonly string[];
  /** A command that writes to the folder of the killed run, where the second run need not; null if nothing is left there. */
  sweep?: (desk: Desk) => readonly string[] | null;
  /** The index that it writes. */
  index?: RegExp;
}

const STORED: readonly Kept[] = ['finished', 'paused', 'spoken', 'late', 'ended', 'segments'];
const FINISHED = idOf('finished');
const PAUSED = idOf('paused');

const ROUND: Command = {
  args: ['practice', '1', '--follow-ups', 'none', ...SHORT],
  input: 'Cool.\n---\n',
  // The second run is a session of its own.
  sweep(desk) {
    const [path] = leftovers(desk);
    return path === undefined ? null : ['sessions', 'tag', basename(dirname(path)), '--company', 'Acme'];
  },
};

/** Eight questions, one of them too long for a single page of the disk. */
const LIST = Array.from(
  { length: 8 },
  (_, n) => `### What is term ${n}?\n\nIt is ${'a word '.repeat(n === 3 ? 3000 : n + 1)}indeed.\n`,
).join('\n');

function intoBank(args: readonly string[], ...bank: string[]): Command {
  return { args: [...args, ...bank], sweep: () => ['bank', 'new', 'Last', ...bank] };
}

function intoFile(...args: string[]): Command {
  return { args, again: [...args, '--force'] };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'a first round': { ...ROUND, isFirst: true },
  'a round': ROUND,
  resume: { args: ['resume', PAUSED], input: 'More.\n---\n', isDone: (desk) => isOver(desk, PAUSED) },
  'sessions rename': { args: ['sessions', 'rename', FINISHED, 'Onsite'] },
  'sessions tag': { args: ['sessions', 'tag', FINISHED, '--company', 'Acme', '--round', 'screen'] },
  'sessions delete': {
    args: ['sessions', 'delete', FINISHED, '--yes'],
    isDone: (desk) => !existsSync(join(desk.home, 'sessions', FINISHED)),
  },
  judge: { args: ['judge', FINISHED], isWithModel: true },
  'config init': {
    args: ['config', 'init'],
    isDone: (desk) => existsSync(configOf(desk)),
    sweep(desk) {
      rmSync(configOf(desk));
      return ['config', 'init'];
    },
  },
  'bank new': intoBank(['bank', 'new', 'Retries']),
  'bank new --bank': intoBank(['bank', 'new', 'Retries'], '--bank', 'team'),
  'bank import': intoBank(['bank', 'import', 'list.md']),
  'bank import --bank': intoBank(['bank', 'import', 'list.md'], '--bank', 'team'),
  ...Object.fromEntries(
    FORMAT_NAMES.map((format) => [
      `export -f ${format} -o`,
      intoFile('export', FINISHED, '-f', format, '-o', 'export'),
    ]),
  ),
  'export --all -o': intoFile('export', '--all', '-o', 'all'),
  'report -o': intoFile('report', '-o', 'report.html'),
  'the index of sessions': { args: ['sessions', '--json'], index: /^sessions\.index$/ },
  'the index of questions at a TAB': {
    args: ['__complete', 'zsh', '--', 'practice', ''],
    index: /^bank-.*\.index$/,
  },
};

function configOf({ home }: Desk): string {
  return join(home, 'config.yaml');
}

/** Names a model that covers nothing. Ends with the test. */
async function withModel(command: Command): Promise<Command> {
  const { url } = await startJudge(judgeBy(() => false));
  const before = (desk: Desk): void =>
    writeFileSync(configOf(desk), `model:\n  url: ${url}\n  name: qwen3:8b\n`);
  return { ...command, before };
}

/** How many kills in all: some 40 in every run of the tests, and as many as `ROUNDS` says by hand. */
const KILLS = 'ROUNDS' in process.env ? ROUNDS : 40;

function isOver({ home }: Desk, id: string): boolean {
  return readSession(pathsIn(home), id).session?.ended !== null;
}

function pathsIn(home: string): { data: string; cache: string; shippedBank: string; config: string } {
  return { data: home, cache: join(home, 'cache'), shippedBank: '', config: '' };
}

/** Every file of the desk, by its path from there. */
function filesOf({ folder }: Desk): Map<string, string> {
  return new Map(Array.from(bytesBelow(folder), ([file, bytes]) => [relative(folder, file), bytes]));
}

/** Puts the desk as it is before the command. */
function prepare(desk: Desk, { isFirst = false, index, before }: Command): void {
  if (index !== undefined) {
    // The sessions stay, since those written just now are not kept in an index.
    rmSync(join(desk.home, 'cache'), { recursive: true, force: true });
    return;
  }
  for (const name of readdirSync(desk.folder)) rmSync(join(desk.folder, name), { recursive: true });
  if (!isFirst) homeWith(STORED, desk.home);
  mkdirSync(join(desk.folder, 'team'));
  writeFileSync(join(desk.folder, 'list.md'), LIST);
  before?.(desk);
}

/** What a run without a kill took. */
interface Usual {
  stdout: string;
  ms: number;
  /** Calls to the disk. */
  calls: number;
}

const KILL_AT_CALL = fileURLToPath(new URL('../support/kill-at-call.cjs', import.meta.url));
/** Counts the calls to the disk, and kills at one of them. */
const COUNTED = { NODE_OPTIONS: `--require "${KILL_AT_CALL}"` };

async function runWhole(desk: Desk, { args, input = '' }: Command): Promise<Usual> {
  const began = performance.now();
  const { code, stdout, stderr } = await desk.run(args, { input, env: COUNTED });
  const ms = performance.now() - began;
  expect(code, stderr).toBe(0);
  return { stdout, ms, calls: Number(/^calls: (\d+)$/m.exec(stderr)?.[1]) };
}

/** Kills a run at a random moment, or at one of its calls to the disk. Says when. */
async function runKilled(
  desk: Desk,
  { args, input = '' }: Command,
  usual: Usual,
  random: Random,
): Promise<string> {
  if (random() < 0.7) {
    const call = 1 + Math.floor(random() * usual.calls);
    const { code } = await desk.run(args, { input, env: { ...COUNTED, KILL_AT: String(call) } });
    const when = `killed at call ${call} of ${usual.calls}`;
    expect(code, when).toBe(-1);
    return when;
  }
  const delay = random() * usual.ms;
  const meet = (child: ChildProcess): void => {
    setTimeout(() => child.kill('SIGKILL'), delay);
  };
  const { code } = await desk.run(args, { input, meet });
  const when = `killed after ${Math.round(delay)} ms`;
  // A quicker run has ended by then.
  expect([0, -1], when).toContain(code);
  return when;
}

/** A lock, or a file that a killed write left beside its own. */
function isLeftover(path: string): boolean {
  return /\.lock$|^\.hotseat-.*\.tmp$/.test(basename(path));
}

/** The files where a person looks: the exports and the banks. */
function shownFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const isInside = (path: string): boolean => /^home\/(?:sessions|trash|cache)\//.test(path);
  return new Map([...files].filter(([path]) => !isInside(path) && !isLeftover(path)));
}

/** No file has changed or gone, but into the trash, nor has a word, and every session replays. */
function checkNothingLost(desk: Desk, before: ReadonlyMap<string, string>, when: string): void {
  const files = filesOf(desk);
  const draft = [...before.keys()].find((path) => path.endsWith('.draft.json'));
  for (const [path, bytes] of before) {
    const there = files.get(path) ?? files.get(path.replace('home/sessions/', 'home/trash/'));
    if (path !== draft) expect(there, `${path}, ${when}`).toBe(bytes);
  }
  for (const id of sessionIds(pathsIn(desk.home))) {
    const { session, damage, events, draft: open } = readSession(pathsIn(desk.home), id);
    expect(damage, `${id}, ${when}`).toEqual([]);
    if (before.has(`home/sessions/${id}`)) expect(session, `${id}, ${when}`).not.toBeNull();
    if (id !== PAUSED || draft === undefined) continue;
    const { text } = JSON.parse(before.get(draft) ?? '') as { text: string };
    const texts = [open?.text, ...events.map((event) => (event.type === 'answered' ? event.text : ''))];
    expect(texts, when).toContainEqual(expect.stringContaining(text));
  }
}

/** What a second run leaves behind of the first, but where nothing is ever written again. */
function leftovers(desk: Desk): string[] {
  const files = [...filesOf(desk).keys()];
  const isUsed = (folder: string): boolean =>
    files.some((path) => dirname(path) === folder && path.endsWith('.jsonl'));
  return files.filter(
    (path) =>
      isLeftover(path) &&
      !path.startsWith('home/trash/') &&
      (!path.startsWith('home/sessions/') || isUsed(dirname(path))),
  );
}

/** Kills the command once, checks what it left, and runs it again. */
async function killOnce(
  desk: Desk,
  command: Command,
  usual: Usual,
  whole: Map<string, string>,
  seed: number,
): Promise<void> {
  const random = randomFrom(seed);
  prepare(desk, command);
  const before = filesOf(desk);
  const when = `SEED=${seed}, ${await runKilled(desk, command, usual, random)}`;
  checkNothingLost(desk, before, when);
  for (const [path, bytes] of shownFiles(filesOf(desk)))
    expect(bytes, `${path}, ${when}`).toBe(whole.get(path));

  if (command.isDone?.(desk) !== true) {
    const again = await desk.run(command.again ?? command.args, { input: command.input ?? '' });
    expect(again, when).toMatchObject({ code: 0, stderr: expect.not.stringContaining('cannot') as string });
    if (command.index !== undefined) expect(again.stdout, when).toBe(usual.stdout);
  }
  checkNothingLost(desk, before, `again, ${when}`);
  const shown = shownFiles(filesOf(desk));
  for (const [path, bytes] of whole) expect(shown.get(path), `${path}, again, ${when}`).toBe(bytes);
  const sweep = command.sweep?.(desk) ?? null;
  if (sweep !== null) expect(await desk.run(sweep), when).toMatchObject({ code: 0 });
  expect(leftovers(desk), when).toEqual([]);
}

describe('kill -9 at any moment', { timeout: 600_000 }, () => {
  const kills = Math.ceil(KILLS / Object.keys(COMMANDS).length);
  for (const [name, named] of Object.entries(COMMANDS)) {
    test(`of ${name}: nothing is lost, halved or blocked`, async ({ desk }) => {
      const command = named.isWithModel === true ? await withModel(named) : named;
      if (command.index !== undefined) prepare(desk, { args: [] });
      const isIndexed = (): boolean =>
        command.index === undefined ||
        [...filesOf(desk).keys()].some((path) => command.index?.test(basename(path)));
      let usual: Usual;
      do {
        prepare(desk, command);
        usual = await runWhole(desk, command);
      } while (!isIndexed());
      const whole = shownFiles(filesOf(desk));
      for (let kill = 0; kill < kills; kill++) await killOnce(desk, command, usual, whole, SEED + kill);
      expect(await desk.run(['export', '--all', '-o', 'out'])).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^\d sessions? written to out\.\n$/) as string,
      });
    });
  }

  test('of the yes that writes config.yaml: it has the yes or not, and nothing else of it changes', async ({
    desk,
  }) => {
    const without = '# mine\nmodel:\n  url: http://192.0.2.1/v1\n  name: big # its name\n';
    const withYes = without.replace('model:\n', 'model:\n  allow: ["http://192.0.2.1/v1"]\n');
    mkdirSync(desk.home);
    writeFileSync(configOf(desk), without);
    let isKilled = true;
    for (let call = 1; isKilled; call++) {
      const pty = desk.open([...ROUND.args, '--judge', 'model'], {
        env: { ...COUNTED, KILL_AT: String(call) },
      });
      try {
        await pty.waitFor('y send');
        pty.type('y');
        await pty.waitFor(READY);
        isKilled = false;
      } catch (error) {
        expect(await pty.exit(), String(error)).toBe(128 + 9);
        const kept = readFileSync(configOf(desk), 'utf8');
        expect([without, withYes], `call ${call}`).toContain(kept);
        if (kept === withYes) writeFileSync(configOf(desk), without);
      }
    }
    expect(readFileSync(configOf(desk), 'utf8')).toBe(withYes);
    expect(readdirSync(desk.home).filter(isLeftover)).toEqual([]);
  });
});
