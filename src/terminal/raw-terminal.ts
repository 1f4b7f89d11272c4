import { type Interface, emitKeypressEvents } from 'node:readline';
import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type Input, type Output, sizeOf } from '../platform/env.ts';
import { cleanKeys, cleanLine } from '../text/clean.ts';
import { PasteSplitter, type Sink } from './keys.ts';

/** Why nobody is at the terminal any more, or is not to be. */
export type Departure = 'SIGTERM' | 'SIGHUP' | 'eof' | 'broken-output';

/** Whoever holds the screen and the keys at present. */
export interface Holder extends Sink {
  /** The terminal has another size. */
  resized?: () => void;
  /** The process was stopped and goes on: the screen is anyone's, and time has passed. */
  resumed?: () => void;
  /** Bytes that take a live picture off the screen before somebody else gets it. */
  leave?: () => string;
}

/** The terminal for the whole run. While it is open, input is raw and pastes are marked. */
export interface Terminal {
  /** Columns and rows of the output at this moment; a terminal of size 0 counts as 80×24. */
  size: () => { columns: number; rows: number };
  /** Ordinary output, each `\n` to a new row. */
  print: (text: string) => void;
  /** Swallows keys for at least `minMs`, then until none has come for `quietMs`, but no longer than `maxMs`. */
  settle: (minMs: number, quietMs: number, maxMs: number) => Promise<void>;
  /**
   * Streams that pose as the terminal, for a prompt of a library. Ctrl+C reaches it as a key, and so it does when somebody
   * departs. Such a prompt does not know that the window has another size, or that it was suspended: then its signal
   * aborts it, and `use` is called again.
   */
  lend: <T>(use: (lent: Lent) => Promise<T>) => Promise<T>;
  /** The real terminal as a shell has it, for a child process, and back again. */
  release: <T>(use: () => Promise<T>) => Promise<T>;
  /** Told of the first departure, at once where it has happened already; gives the way to be told no more. */
  onSignal: (handler: (departure: Departure) => void) => () => void;
  /** Gives the keys to a holder until the returned function is called. Keys that nobody holds are dropped. */
  hold: (holder: Holder) => () => void;
  /** Bytes to the screen as they are. */
  write: (bytes: string) => void;
  /** Stops the program as Ctrl+Z does; comes back when it is continued. */
  suspend: () => void;
  /** Leaves the terminal as it was found. May be called twice. */
  close: () => void;
}

/** What a prompt of a library gets. */
export interface Lent {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
}

/** What of `process` the terminal needs. */
export interface Host {
  pid: number;
  on: (event: string, listener: () => void) => unknown;
  off: (event: string, listener: () => void) => unknown;
  kill: (pid: number, signal: NodeJS.Signals) => unknown;
}

const BRACKETED_PASTE = '\x1b[?2004h';
/** Paste marks off, automatic wrapping on, cursor shown. */
const AS_FOUND = '\x1b[?2004l\x1b[?7h\x1b[?25h';
/** In an orphaned group nothing stops us and nobody will continue us; milliseconds. */
const STOP_WAIT = 100;
const SIGNAL_WAIT = 20;
/** A lone Escape is one after this long, in milliseconds. */
const ESCAPE_WAIT = 25;
/** A window that is being dragged is left in peace for this long, in milliseconds. */
export const RESIZE_WAIT = 400;
/** Where the cursor is when a child gets the terminal: a way back, where it was killed on a screen of its own or on ours. */
const SAVE_CURSOR = '\x1b7';
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_Z = '\x1a';
/** Why a prompt is aborted that Ctrl+Z came to. */
const SUSPENDED = 'suspended';

/** Opens the terminal. Do it before anything slow: keys typed before this are echoed by the terminal itself. */
export function openTerminal(streams: { stdin: Input; stdout: Output }, host: Host = process): Terminal {
  return new RawTerminal(streams.stdin, streams.stdout, host);
}

class RawTerminal implements Terminal {
  readonly #input: Input;
  readonly #output: Output;
  readonly #host: Host;
  readonly #decoder = new StringDecoder('utf8');
  readonly #splitter: PasteSplitter;
  readonly #handlers = new Set<(departure: Departure) => void>();
  readonly #unlisten: (() => void)[] = [];
  #holder: Holder | null = null;
  #departed: Departure | null = null;
  /** Released to a child, stopped by the candidate. */
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

  size(): { columns: number; rows: number } {
    return sizeOf(this.#output);
  }

  print(text: string): void {
    this.write(text.replace(/\r?\n/g, '\r\n'));
  }

  write(bytes: string): void {
    if (!this.#muted && bytes !== '') this.#output.write(bytes);
  }

  hold(holder: Holder): () => void {
    const former = this.#holder;
    this.#holder = holder;
    return () => {
      if (this.#holder === holder) this.#holder = former;
    };
  }

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

  async lend<T>(use: (lent: Lent) => Promise<T>): Promise<T> {
    for (;;) {
      const again = new AbortController();
      try {
        return await this.#lendOnce(use, again);
      } catch (error) {
        if (!again.signal.aborted || this.#departed) throw error;
        if (again.signal.reason === SUSPENDED) await this.#stopAndComeBack();
      }
    }
  }

  async #lendOnce<T>(use: (lent: Lent) => Promise<T>, again: AbortController): Promise<T> {
    const posing = new PassThrough();
    const input = Object.assign(posing, {
      isTTY: true,
      setRawMode: () => input,
    }) as unknown as NodeJS.ReadStream;
    // Ahead of the library, which would wait half a second to see whether a lone Escape begins something longer.
    emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface);
    let resizing: NodeJS.Timeout | undefined;
    const letGo = this.hold({
      text: (text) => {
        if (text.includes(CTRL_Z)) {
          again.abort(SUSPENDED);
          return;
        }
        // On Ctrl+D a library's readline closes, and its prompt then waits for ever.
        posing.write(cleanKeys(text).replaceAll(CTRL_D, ''));
      },
      paste: (text) => posing.write(cleanLine(text)),
      resized: () => {
        clearTimeout(resizing);
        resizing = setTimeout(() => {
          again.abort();
        }, RESIZE_WAIT);
      },
      resumed: () => {
        again.abort();
      },
    });
    // A prompt of a library waits for ever on a terminal that has gone; a Ctrl+C makes it give up.
    const unlisten = this.onSignal(() => posing.write(CTRL_C));
    try {
      return await use({ input, output: this.#output, signal: again.signal });
    } finally {
      clearTimeout(resizing);
      unlisten();
      letGo();
      posing.destroy();
    }
  }

  /** Stops the program while nobody's picture is on the screen. */
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

  async release<T>(use: () => Promise<T>): Promise<T> {
    this.#give('released');
    this.write(SAVE_CURSOR);
    try {
      return await use();
    } finally {
      // Whoever closed us meanwhile has the last word.
      if (this.#state === 'released') this.#take();
    }
  }

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

  suspend(): void {
    this.#give('stopped');
    this.#stopTimer = setTimeout(() => {
      // After a real stop this timer is overdue and runs ahead of the signal, which is on its way.
      this.#stopTimer = setTimeout(() => {
        this.#continued();
      }, SIGNAL_WAIT);
    }, STOP_WAIT);
    // The whole group, so that a parent such as npm gives the shell its prompt.
    this.#host.kill(0, 'SIGTSTP');
  }

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
    for (const event of ['end', 'close'])
      listen(this.#input, event, () => {
        this.#depart('eof');
      });
    // These two stay after closing: last words to a terminal that has gone are no crash.
    this.#input.on('error', () => {
      this.#depart('eof');
    });
    this.#output.on('error', () => {
      this.#depart('broken-output');
    });
    listen(this.#output, 'resize', () => this.#holder?.resized?.());
    listen(this.#host, 'SIGTERM', () => {
      this.#depart('SIGTERM');
    });
    listen(this.#host, 'SIGHUP', () => {
      this.#depart('SIGHUP');
    });
    listen(this.#host, 'SIGINT', () => {
      this.#interrupted();
    });
    listen(this.#host, 'SIGCONT', () => {
      this.#continued();
    });
    listen(this.#host, 'exit', () => {
      this.close();
    });
  }

  #depart(departure: Departure): void {
    // After a hang-up writes may fail, and then the output says so; the window may also still be there.
    if (departure === 'broken-output') this.#muted = true;
    if (this.#departed) return;
    this.#departed = departure;
    const signal = departure === 'SIGTERM' || departure === 'SIGHUP';
    if (signal && this.#handlers.size === 0) this.#dieOf(departure);
    for (const handler of [...this.#handlers]) handler(departure);
  }

  /** Nobody is there to end things in order, so the signal does what it does to any program. */
  #dieOf(signal: NodeJS.Signals): void {
    this.close();
    this.#host.kill(this.#host.pid, signal);
  }

  #interrupted(): void {
    // Ctrl+C in a child that has the terminal is for the child.
    if (this.#state === 'released') return;
    if (this.#holder) this.#holder.text(CTRL_C);
    else this.#dieOf('SIGINT');
  }

  #continued(): void {
    clearTimeout(this.#stopTimer);
    if (this.#state === 'closed') return;
    if (this.#state !== 'released') {
      // The shell has changed the modes, and libuv skips a mode that it believes is on.
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
      // The terminal has gone, and with it what there was to restore.
    }
    this.#input.pause();
  }
}
