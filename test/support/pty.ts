import { closeSync, constants, openSync, write } from 'node:fs';
import type { Socket } from 'node:net';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** What a person sees at one moment, without colors. */
export interface Screen {
  /** The rows on the screen, without trailing spaces or empty rows at the end. */
  rows: readonly string[];
  /** The rows including the scrollback. */
  all: readonly string[];
  /** The cursor's cell on the screen, from 0. */
  cursor: { row: number; column: number };
}

/** A condition of the screen. With `from`, the key that leads there is pressed once, where the screen asks for it. */
export interface Condition {
  (screen: Screen): boolean;
  from?: { shows: (screen: Screen) => boolean; key: string };
}

/** A text on the screen, or any condition. */
export type Wanted = string | RegExp | Condition;

export interface PtyOptions {
  cwd: string;
  env: Readonly<Record<string, string>>;
  columns?: number;
  rows?: number;
}

/** What the keys send. */
export const KEY = {
  enter: '\r',
  escape: '\x1b',
  backspace: '\x7f',
  space: ' ',
  up: '\x1b[A',
  down: '\x1b[B',
  left: '\x1b[D',
  ctrlA: '\x01',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlE: '\x05',
  ctrlG: '\x07',
  ctrlO: '\x0f',
  ctrlX: '\x18',
} as const;

/** How long to wait for a condition, in milliseconds. */
const PATIENCE = 20_000;

interface Waiter {
  holds: Condition;
  /** A key that still has to be pressed on the way. */
  from: Condition['from'];
  met: (screen: Screen) => void;
  givenUp: (why: string) => void;
}

/** Internals of node-pty: its end of the terminal, and the name of the program's end. */
interface Internals {
  _socket: Socket;
  _pty?: string;
}

/** A sequence that no terminal knows or shows. */
const THE_END = '\x1b]7777;end\x07';

/** A program in its own terminal, and what that terminal shows. */
export class Pty {
  readonly #process: ReturnType<typeof spawn>;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #waiters = new Set<Waiter>();
  readonly #exited: Promise<number>;
  readonly #closeWindow: () => void;
  #bytes = '';
  #exitCode: number | null = null;

  constructor(command: string, args: readonly string[], { cwd, env, columns = 80, rows = 50 }: PtyOptions) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 10_000,
      allowProposedApi: true,
    });
    this.#process = spawn(command, [...args], {
      name: env['TERM'] ?? 'xterm-256color',
      cols: columns,
      rows,
      cwd,
      env: { ...env },
    });
    this.#closeWindow = this.#keepToTheEnd();
    this.#process.onData((data) => {
      this.#bytes += data;
      if (this.#bytes.endsWith(THE_END)) {
        this.#bytes = this.#bytes.slice(0, -THE_END.length);
        this.#closeWindow();
      }
      this.#terminal.write(data, () => {
        this.#look();
      });
    });
    this.#exited = new Promise((resolve) => {
      this.#process.onExit(({ exitCode, signal }) => {
        this.#terminal.write('', () => {
          this.#exitCode = signal ? 128 + signal : exitCode;
          this.#look();
          for (const waiter of this.#waiters) waiter.givenUp('the program has ended');
          resolve(this.#exitCode);
        });
      });
    });
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Every byte that the program has written so far. */
  get bytes(): string {
    return this.#bytes;
  }

  screen(): Screen {
    const { active } = this.#terminal.buffer;
    const all = Array.from(
      { length: active.length },
      (_, y) => active.getLine(y)?.translateToString(true) ?? '',
    );
    const shown = all.slice(active.baseY);
    return {
      rows: withoutBlankEnd(shown),
      all: withoutBlankEnd(all),
      cursor: { row: active.cursorY, column: active.cursorX },
    };
  }

  type(text: string): void {
    this.#process.write(text);
  }

  /** Sends a bracketed paste. */
  paste(text: string): void {
    this.#process.write(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
  }

  /** Sends the program a signal, unless it has ended. */
  kill(signal: NodeJS.Signals): void {
    try {
      process.kill(this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Closes the window: the terminal is gone, and the kernel signals the program. */
  hangUp(): void {
    this.#closeWindow();
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#process.resize(columns, rows);
  }

  /** Resolves once the screen is as wanted; rejects with the screen if it never is. */
  waitFor(wanted: Wanted, what = String(wanted)): Promise<Screen> {
    return new Promise((resolve, reject) => {
      const holds = conditionOf(wanted);
      const waiter: Waiter = {
        holds,
        from: holds.from,
        met: (screen) => {
          clearTimeout(patience);
          this.#waiters.delete(waiter);
          resolve(screen);
        },
        givenUp: (why) => {
          clearTimeout(patience);
          this.#waiters.delete(waiter);
          reject(new Error(`${why}, and never showed ${what}. The screen:\n${framed(this.screen())}`));
        },
      };
      const patience = setTimeout(() => {
        waiter.givenUp(`${PATIENCE / 1000} seconds went by`);
      }, PATIENCE);
      this.#waiters.add(waiter);
      this.#look();
      if (this.#exitCode !== null && this.#waiters.has(waiter)) waiter.givenUp('the program has ended');
    });
  }

  /** The exit code; 128 plus the signal's number if a signal ended the program. */
  async exit(): Promise<number> {
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      patience = setTimeout(() => {
        reject(new Error(`the program does not end. The screen:\n${framed(this.screen())}`));
      }, PATIENCE);
    });
    try {
      return await Promise.race([this.#exited, late]);
    } finally {
      clearTimeout(patience);
    }
  }

  /** Ends everything still running in this terminal. */
  async dispose(): Promise<void> {
    if (this.#exitCode === null) {
      try {
        process.kill(-this.pid, 'SIGKILL');
      } catch {
        // It has ended in the meantime.
      }
      await this.exit();
    }
    this.#terminal.dispose();
  }

  /**
   * The last output of a program can be lost: the system drops it with the terminal, and node-pty closes its end 200 ms
   * after the exit, read or not. So the terminal is kept open until everything was read.
   */
  #keepToTheEnd(): () => void {
    const { _socket: socket, _pty: name } = this.#process as unknown as Internals;
    const destroy = socket.destroy.bind(socket);
    if (name === undefined) return destroy;
    const held = openSync(name, constants.O_RDWR | constants.O_NOCTTY);
    let isHeld = true;
    const close = (error?: Error): void => {
      if (isHeld) closeSync(held);
      isHeld = false;
      destroy(error);
    };
    socket.destroy = (error) => {
      if (error !== undefined || !isHeld) close(error);
      else {
        write(held, THE_END, (failed) => {
          if (failed) close();
        });
      }
      return socket;
    };
    return close;
  }

  #look(): void {
    if (this.#waiters.size === 0) return;
    const screen = this.screen();
    for (const waiter of [...this.#waiters]) {
      if (waiter.holds(screen)) waiter.met(screen);
      else if (waiter.from?.shows(screen) === true) {
        this.type(waiter.from.key);
        waiter.from = undefined;
      }
    }
  }
}

function conditionOf(wanted: Wanted): Condition {
  if (typeof wanted === 'function') return wanted;
  return ({ rows }) => {
    const text = rows.join('\n');
    return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
  };
}

function withoutBlankEnd(rows: readonly string[]): string[] {
  return rows.slice(0, rows.findLastIndex((text) => text !== '') + 1);
}

function framed({ all, cursor }: Screen): string {
  const shown = all.slice(-60).map((text) => `  | ${text}`);
  return [...shown, `  cursor at row ${cursor.row}, column ${cursor.column}`].join('\n');
}
