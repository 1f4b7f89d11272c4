import { StringDecoder } from 'node:string_decoder';
import { type Env, type Input, type Output, sizeOf } from '../platform/env.ts';
import { ENDING_SIGNALS } from '../platform/signals.ts';
import type { Departure, Holder } from './interruption.ts';
import { PasteSplitter } from './key-decoder.ts';
import { HELP, type Lent, SUSPENDED, lendOnce } from './lend.ts';
import { drawnAtOnce } from './output-modes.ts';

/** The part of `process` that the terminal needs. */
export interface Host {
  pid: number;
  on: (event: string, listener: () => void) => unknown;
  off: (event: string, listener: () => void) => unknown;
  kill: (pid: number, signal: NodeJS.Signals) => unknown;
}

const BRACKETED_PASTE = '\x1b[?2004h';
/** Bracketed paste off, automatic wrapping on, cursor shown. */
const AS_FOUND = '\x1b[?2004l\x1b[?7h\x1b[?25h';
/** In an orphaned process group SIGTSTP does nothing and no SIGCONT follows; milliseconds to wait before giving up. */
const STOP_WAIT = 100;
const SIGNAL_WAIT = 20;
/** Saves the cursor before a child gets the terminal, so it can be restored if the child is killed on either screen. */
const SAVE_CURSOR = '\x1b7';
const CTRL_C = '\x03';

/** Opens the terminal. Call before anything slow: until then the terminal itself echoes keys. */
export function openTerminal(
  { stdin, stdout }: Pick<Env, 'stdin' | 'stdout'>,
  host: Host = process,
): RawTerminal {
  return new RawTerminal(stdin, stdout, host);
}

/** The terminal for the full run. While it is open, input is raw and pastes are bracketed. */
export class RawTerminal {
  readonly #input: Input;
  readonly #output: Output;
  readonly #host: Host;
  readonly #decoder = new StringDecoder('utf8');
  readonly #splitter: PasteSplitter;
  readonly #handlers = new Set<(departure: Departure) => void>();
  readonly #unlisten: (() => void)[] = [];
  #holder: Holder | null = null;
  #departed: Departure | null = null;
  #state: 'ours' | 'released' | 'stopped' | 'closed' = 'ours';
  #stopTimer: NodeJS.Timeout | undefined;
  #muted = false;

  constructor(input: Input, output: Output, host: Host) {
    this.#input = input;
    this.#output = output;
    this.#host = host;
    this.#splitter = new PasteSplitter({
      text: (text) => this.#holder?.text(text),
      paste: (text) => this.#holder?.paste(text),
    });
    this.#listen();
    this.#take();
  }

  /** Current columns and rows; a terminal of size 0 counts as 80×24. */
  size(): { columns: number; rows: number } {
    return sizeOf(this.#output);
  }

  /** Ordinary output; `\n` starts a new row. */
  print(text: string): void {
    this.write(text.replace(/\r?\n/g, '\r\n'));
  }

  /** Writes bytes to the screen as they are. */
  write(bytes: string): void {
    if (!this.#muted && bytes !== '') this.#output.write(bytes);
  }

  /** Writes the bytes of a live picture, at once where the terminal can. */
  repaint(bytes: string): void {
    if (bytes !== '') this.write(drawnAtOnce(bytes));
  }

  /** Sends keys to a holder until the returned function is called. Keys without a holder are dropped. */
  hold(holder: Holder): () => void {
    const former = this.#holder;
    this.#holder = holder;
    return () => {
      if (this.#holder === holder) this.#holder = former;
    };
  }

  /** Drops keys for at least `minMs`, then until none came for `quietMs`, but no longer than `maxMs`. */
  settle(minMs: number, quietMs: number, maxMs: number): Promise<void> {
    return new Promise((resolve) => {
      const began = performance.now();
      let lastKey = began;
      const heard = (): void => {
        lastKey = performance.now();
      };
      const letGo = this.hold({ text: heard, paste: heard });
      const look = (): void => {
        const now = performance.now();
        const left = Math.min(began + maxMs, Math.max(began + minMs, lastKey + quietMs)) - now;
        if (left > 0 && this.#departed === null) {
          setTimeout(look, Math.ceil(left));
          return;
        }
        letGo();
        resolve();
      };
      look();
    });
  }

  /**
   * Streams that pose as the terminal, for a library's prompt. Ctrl+C reaches it as a key; a departure does too. Such a
   * prompt cannot handle a resize or a suspend, so those abort it through its signal, and `use` is called again. So does a
   * key of help, after `help` was shown.
   */
  async lend<T>(use: (lent: Lent) => Promise<T>, help?: (lent: Lent) => Promise<unknown>): Promise<T> {
    for (;;) {
      const again = new AbortController();
      try {
        return await lendOnce({ terminal: this, output: this.#output }, use, again, help !== undefined);
      } catch (error) {
        if (!again.signal.aborted || this.#departed) throw error;
        if (again.signal.reason === SUSPENDED) await this.#stopAndComeBack();
        if (again.signal.reason === HELP && help) await this.lend(help);
      }
    }
  }

  /** Suspends the program while no prompt is drawn. */
  #stopAndComeBack(): Promise<void> {
    return new Promise((resolve) => {
      const ignore = (): void => undefined;
      const letGo = this.hold({
        text: ignore,
        paste: ignore,
        resumed: () => {
          letGo();
          resolve();
        },
      });
      this.suspend();
    });
  }

  /** Hands the real terminal, in a shell's mode, to a child process, then takes it back. */
  async release<T>(use: () => Promise<T>): Promise<T> {
    this.#give('released');
    this.write(SAVE_CURSOR);
    try {
      return await use();
    } finally {
      // It may have been closed meanwhile.
      if (this.#state === 'released') this.#take();
    }
  }

  /** Calls `handler` on the first departure, at once if it already happened; returns an unsubscribe function. */
  onSignal(handler: (departure: Departure) => void): () => void {
    this.#handlers.add(handler);
    const departure = this.#departed;
    if (departure) {
      queueMicrotask(() => {
        if (this.#handlers.has(handler)) handler(departure);
      });
    }
    return () => this.#handlers.delete(handler);
  }

  /** Suspends the program as Ctrl+Z does. */
  suspend(): void {
    this.#give('stopped');
    this.#stopTimer = setTimeout(() => {
      // After a real stop this timer is overdue and fires just before the pending SIGCONT arrives.
      this.#stopTimer = setTimeout(() => this.#continued(), SIGNAL_WAIT);
    }, STOP_WAIT);
    // The full process group, so that a parent such as npm stops too and the shell gets its prompt.
    this.#host.kill(0, 'SIGTSTP');
  }

  /** Restores the terminal. May be called twice. */
  close(): void {
    if (this.#state === 'closed') return;
    if (this.#state === 'ours') this.#give('closed');
    this.#state = 'closed';
    clearTimeout(this.#stopTimer);
    this.#splitter.close();
    for (const unlisten of this.#unlisten) unlisten();
  }

  #listen(): void {
    const listen = (
      source: Pick<Host, 'on' | 'off'>,
      event: string,
      listener: (value?: unknown) => void,
    ): void => {
      source.on(event, listener);
      this.#unlisten.push(() => source.off(event, listener));
    };
    listen(this.#input, 'data', (chunk) => {
      const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk as Buffer);
      if (this.#state === 'ours') this.#splitter.feed(text);
    });
    for (const event of ['end', 'close']) listen(this.#input, event, () => this.#depart('eof'));
    // These two stay after closing: a last write to a closed terminal must not crash the program.
    this.#input.on('error', () => this.#depart('eof'));
    this.#output.on('error', () => this.#depart('broken-output'));
    listen(this.#output, 'resize', () => this.#holder?.resized?.());
    for (const signal of ['SIGTERM', ...ENDING_SIGNALS] as const)
      listen(this.#host, signal, () => {
        // While a child has the terminal, Ctrl+\ is for the child.
        if (signal !== 'SIGQUIT' || this.#state !== 'released') this.#depart('SIGTERM', signal);
      });
    listen(this.#host, 'SIGHUP', () => this.#depart('SIGHUP', 'SIGHUP'));
    listen(this.#host, 'SIGINT', () => this.#interrupted());
    listen(this.#host, 'SIGCONT', () => this.#continued());
    listen(this.#host, 'exit', () => this.close());
  }

  #depart(departure: Departure, signal?: NodeJS.Signals): void {
    // Only a broken output mutes: after a hang-up the window may still be there.
    if (departure === 'broken-output') this.#muted = true;
    if (this.#departed) return;
    this.#departed = departure;
    if (signal !== undefined && this.#handlers.size === 0) this.#dieOf(signal);
    for (const handler of [...this.#handlers]) handler(departure);
  }

  /** With no handler to clean up, the signal does what it does to any program. */
  #dieOf(signal: NodeJS.Signals): void {
    this.close();
    this.#host.kill(this.#host.pid, signal);
  }

  #interrupted(): void {
    // While a child has the terminal, Ctrl+C is for the child.
    if (this.#state === 'released') return;
    if (this.#holder) this.#holder.text(CTRL_C);
    else this.#dieOf('SIGINT');
  }

  #continued(): void {
    clearTimeout(this.#stopTimer);
    if (this.#state === 'closed') return;
    if (this.#state !== 'released') {
      // The shell has changed the mode, and libuv does not set a mode it believes is on.
      this.#input.setRawMode(false);
      this.#take();
    }
    this.#holder?.resumed?.();
  }

  #take(): void {
    this.#state = 'ours';
    this.#input.setRawMode(true);
    this.#input.resume();
    this.write(BRACKETED_PASTE);
  }

  #give(state: 'released' | 'stopped' | 'closed'): void {
    this.#state = state;
    this.write((this.#holder?.leave?.() ?? '') + AS_FOUND);
    try {
      this.#input.setRawMode(false);
    } catch {
      // The terminal is gone, so there is nothing to restore.
    }
    this.#input.pause();
  }
}
