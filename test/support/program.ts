import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from 'vitest';
import type { Condition, Screen } from './pty.ts';
import { KEY, Pty } from './pty.ts';

export const BIN = fileURLToPath(new URL('../../bin/hotseat.js', import.meta.url));
/** Three short questions whose answers all contain the word SECRET. */
export const SHORT_BANK = fileURLToPath(new URL('../fixtures/banks/short', import.meta.url));
export const SHORT = ['--bank', SHORT_BANK] as const;

/** The local day of a desk, `YYYY-MM-DD`, this many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export interface World {
  columns?: number;
  rows?: number;
  env?: Readonly<Record<string, string>>;
}

/** The built program on its own machine: tests leave nothing behind for each other. */
export class Desk {
  readonly #ptys: Pty[] = [];
  readonly #children: ChildProcess[] = [];
  /** The working folder of everything started here. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  /** Starts hotseat in a terminal. */
  open(args: readonly string[], world: World = {}): Pty {
    return this.openCommand(process.execPath, [BIN, ...args], world);
  }

  /** Starts a shell command in a terminal; `hotseat` in it is the built program. */
  openShell(script: string, world: World = {}): Pty {
    return this.openCommand(
      'sh',
      ['-c', `hotseat() { "${process.execPath}" "${BIN}" "$@"; }; ${script}`],
      world,
    );
  }

  /** hotseat with these arguments as a shell command. */
  commandLine(args: readonly string[]): string {
    return [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  }

  openCommand(command: string, args: readonly string[], { env = {}, ...size }: World): Pty {
    const pty = new Pty(command, args, { cwd: this.folder, env: { ...this.#env(), ...env }, ...size });
    this.#ptys.push(pty);
    return pty;
  }

  /**
   * Runs hotseat to its end without a terminal, with `input` as standard input, `under` another command if given. `meet`
   * gets the process as it starts. The code is -1 if a signal ended it.
   */
  run(
    args: readonly string[],
    options: {
      input?: string | AsyncIterable<string>;
      env?: World['env'];
      under?: readonly string[];
      meet?: (child: ChildProcess) => void;
    } = {},
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const [command = '', ...words] = [...(options.under ?? []), process.execPath, BIN, ...args];
      const child = spawn(command, words, {
        cwd: this.folder,
        env: { ...this.#env(), ...options.env },
      });
      this.#children.push(child);
      options.meet?.(child);
      const ended = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          ended[name] += text;
        });
      }
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code: code ?? -1, ...ended });
      });
      // The program may end before it reads its input.
      void pipeline(Readable.from(options.input ?? ''), child.stdin).catch(() => undefined);
    });
  }

  /** Runs hotseat, which must succeed, and parses its output as JSON. */
  async json(args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(args);
    if (code !== 0) throw new Error(`hotseat ${args.join(' ')} gave ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** The folders of all sessions. */
  sessionIds(): Promise<string[]> {
    return readdir(join(this.home, 'sessions'));
  }

  /** The process that has this machine's only live session open. */
  async livePid(): Promise<number> {
    const sessions = join(this.home, 'sessions');
    for (const id of await readdir(sessions)) {
      const lock = (await readdir(join(sessions, id))).find((name) => name.endsWith('.lock'));
      const pid = lock?.split('.').at(-3);
      if (pid !== undefined) return Number(pid);
    }
    throw new Error('no session is open');
  }

  /** Full paths of all session files with this ending, in name order. */
  async sessionFiles(ending: string): Promise<string[]> {
    const files = await readdir(this.home, { recursive: true }).catch(() => []);
    return files
      .filter((name) => name.startsWith('sessions/') && name.endsWith(ending))
      .sort()
      .map((name) => join(this.home, name));
  }

  /** Waits until some process has a session open. */
  async untilOpen(): Promise<void> {
    while ((await this.livePid().catch(() => null)) === null) await new Promise(setImmediate);
  }

  /** Waits until the heartbeat has saved this text, which then survives a kill. */
  untilSaved(wanted: RegExp): Promise<void> {
    return this.#untilDraft((saved) => wanted.test(saved));
  }

  /** Waits until the session's clock is stopped: two heartbeats in a row record the same time. */
  async untilClockStands(): Promise<void> {
    let last = { at: '', file: 0 };
    await this.#untilDraft((saved, mtime) => {
      const at = /"at":(\d+)/.exec(saved)?.[1] ?? '';
      const isNext = mtime > last.file;
      const stands = isNext && at !== '' && at === last.at;
      if (isNext) last = { at, file: mtime };
      return stands;
    });
  }

  async #untilDraft(isWanted: (saved: string, mtime: number) => boolean): Promise<void> {
    const isSaved = async (): Promise<boolean> => {
      const files = await readdir(this.home, { recursive: true }).catch(() => []);
      const drafts = files.filter((name) => name.endsWith('.draft.json'));
      const read = async (name: string): Promise<boolean> => {
        const file = join(this.home, name);
        const [saved, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
        return isWanted(saved, mtimeMs);
      };
      return (await Promise.all(drafts.map((name) => read(name).catch(() => false)))).some(Boolean);
    };
    // Ended by the test's own time limit.
    while (!(await isSaved())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async dispose(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await Promise.all(this.#ptys.map((pty) => pty.dispose()));
    await rm(this.folder, { recursive: true, force: true });
  }

  #env(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      TMPDIR: this.folder,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      PAGER: 'cat',
      HOTSEAT_HOME: this.home,
      BANK: SHORT_BANK,
    };
  }
}

/** Commands that have commands. */
const GROUPS = ['bank', 'config', 'model', 'sessions', 'voice'] as const;

/** Every command in the help: `list`, `bank new`, `sessions`, `sessions tag` and so on. */
export async function everyCommand(desk: Desk, group: '' | (typeof GROUPS)[number] = ''): Promise<string[]> {
  const { stdout } = await desk.run([...(group === '' ? [] : [group]), '--help']);
  const listed = stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm);
  const names = Array.from(listed, ([, name = '']) => name).filter((name) => name !== 'help');
  if (group !== '') return names.map((name) => `${group} ${name}`);
  const grouped = await Promise.all(GROUPS.map((name) => everyCommand(desk, name)));
  return [...names.filter((name) => name !== 'bank' && name !== 'voice'), ...grouped.flat()];
}

/** One turn of an exported session. */
export interface Turn {
  number: number;
  call: string;
  kind: string;
  prompt: string | null;
  state: string;
  answer: string;
  draft?: string;
  certainty: number | null;
  points:
    | {
        name: string;
        verdict: string | null;
        evidence: string | null;
        state: string | null;
        whenPressed: boolean;
      }[]
    | null;
  because?: string | null;
  probed?: { name: string; verdict: string; evidence: string | null };
  rating: string | null;
  budgetMs: number | null;
  usedMs: number;
  thinkingMs: number;
  writingMs: number;
}

/** The turns of the last session, from `export -f json`. */
export async function turns(desk: Desk): Promise<Turn[]> {
  return ((await desk.json(['export', '-f', 'json'])) as { turns: Turn[] }).turns;
}

/** A test with its own machine, where `desk` starts the program. */
export const test = base.extend<{ desk: Desk }>({
  // eslint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one needs.
  desk: async ({}, use) => {
    const desk = new Desk(await mkdtemp(join(tmpdir(), 'hotseat-e2e-')));
    await use(desk);
    await desk.dispose();
  },
});

/** The start of a round waits for Enter under its plan. */
export const FIRST = ({ rows }: Screen): boolean =>
  /Question 1 of \d+(?:, [^.]*)?\. Enter to start\.(?: help)?$/.test(unwrapped(rows.slice(-4)));

/** Leaves the three questions of the first start open. */
export async function skipWho(pty: Pty): Promise<void> {
  for (const question of ['Your role', 'Your level', 'Your interview']) {
    await pty.waitFor(asks(question));
    pty.type(KEY.enter);
  }
}

/** Starts the first question of a round. */
export async function begin(pty: Pty): Promise<void> {
  await pty.waitFor(FIRST, 'the start of the round');
  pty.type(KEY.enter);
}

/** The text of the first question line by line. Waiting for it starts the round. */
export function asked(text: string): Condition {
  const isAsked = ({ rows }: Screen): boolean => rows.join('\n').includes(text);
  return Object.assign(isAsked, { from: { shows: FIRST, key: KEY.enter } });
}

/**
 * The answer box is open under this header, with its line of keys last on the screen. Waiting for the first one starts
 * the round.
 */
export function box(header: string): Condition {
  const isOpen = ({ rows }: Screen): boolean =>
    (rows.at(-1) ?? '').endsWith(' keys') &&
    rows.findLast((text) => /^ {2}(?:Question|Follow-up)/.test(text))?.includes(header) === true;
  const from = { shows: FIRST, key: KEY.enter };
  return header.startsWith('Question 1 of') ? Object.assign(isOpen, { from }) : isOpen;
}

/** A prompt with this text is in the last few rows of the screen. */
export function asks(text: string): (screen: Screen) => boolean {
  return ({ rows }) => rows.slice(-8).join('\n').includes(text);
}

/** The full debrief with this title is shown. */
export function debrief(title: string): (screen: Screen) => boolean {
  return ({ all }) => {
    const text = all.join('\n');
    return text.includes(title) && text.includes('try again');
  };
}

export const PREDICTION = asks('Before the reveal');
/** The verdict, in which the candidate decides. */
export const VERDICT = asks('y covered');
/** A stop on the way through the sections after the verdict. */
export const READING = (screen: Screen): boolean => asks('d done')(screen) && !VERDICT(screen);
export const RATING = asks('How did it go?');
export const PAUSED = asks('q      quit, resume later');
/** Ends the round from the pause, and confirms. */
export async function endRound(pty: Pty): Promise<void> {
  pty.type('e');
  await pty.waitFor(({ rows }) => unwrapped(rows).endsWith('e ends it.'), 'the confirmation');
  pty.type('e');
}

export const READY = ({ rows }: Screen): boolean =>
  /Enter to (?:start|continue)\./.test(unwrapped(rows.slice(-8)));

/** Waits for the box, writes an answer and submits it. */
export async function answer(pty: Pty, header: string, text: string): Promise<void> {
  await pty.waitFor(box(header), `a box under ${header}`);
  pty.type(text);
  await pty.waitFor(text.split('\r').at(-1) ?? text);
  pty.type(KEY.ctrlD);
}

/** Reads on to the wanted screen, section by section. */
export async function readOn(
  pty: Pty,
  wanted: (screen: Screen) => boolean,
  what = String(wanted),
): Promise<Screen> {
  for (let seen = 0; ;) {
    const isNext = (now: Screen): boolean => wanted(now) || (READING(now) && now.all.length > seen);
    const screen = await pty.waitFor(isNext, what);
    if (wanted(screen)) return screen;
    seen = screen.all.length;
    pty.type(KEY.enter);
  }
}

/** From the prediction to the next question: expects "most", covers the point under the cursor, rates "good". */
export async function judge(pty: Pty): Promise<void> {
  await pty.waitFor(PREDICTION, 'the prediction');
  pty.type('3');
  await pty.waitFor(VERDICT, 'the verdict');
  pty.type('y');
  await pty.waitFor(covers('[1-9]'), 'a covered point');
  pty.type('d');
  await pty.waitFor(RATING, 'the rating');
  pty.type('3');
}

/** The verdict counts this many points as covered, as a number or as a pattern of one, and shows them. */
export function covers(points: number | string): (screen: Screen) => boolean {
  // The clock beside it may say "0:02 of 4:00".
  const heading = /\d+ of \d+ covered|\d+ to decide ·/;
  const wanted = points === 0 ? / {3}\d+ to decide ·/ : new RegExp(`(?<!\\d)${points} of \\d+ covered`);
  return (screen) => VERDICT(screen) && wanted.test(screen.rows.findLast((text) => heading.test(text)) ?? '');
}

/** Rows joined as running text. */
export function unwrapped(rows: readonly string[]): string {
  return rows
    .map((text) => text.replace(/^ *[│↑↓❯✓✗?]? */, '').trim())
    .join(' ')
    .replace(/\s+/g, ' ');
}
