import type { Sink } from './key-decoder.ts';

/** Why the terminal is gone, or must be left. */
export type Departure = 'SIGTERM' | 'SIGHUP' | 'eof' | 'broken-output';

/** What can interrupt a question, an answer or long work; `SIGINT` is a second Ctrl+C. */
export type Interrupt = 'pause' | 'SIGINT' | Departure;

/** What an interrupted answer returns, beside its text so far. */
export interface Interruption {
  interrupt: Interrupt;
}

export function isInterruption(value: unknown): value is Interruption {
  return typeof value === 'object' && value !== null && 'interrupt' in value;
}

/** What an interrupted question, or long work, throws. */
export class Interrupted extends Error {
  readonly interrupt: Interrupt;

  constructor(interrupt: Interrupt) {
    super(`interrupted: ${interrupt}`);
    this.name = 'Interrupted';
    this.interrupt = interrupt;
  }
}

/** What has interrupted a question or long work; any other error is thrown on. */
export function interruptOf(error: unknown): Interrupt {
  if (error instanceof Interrupted) return error.interrupt;
  throw error;
}

/** The current owner of the screen and the keys. */
export interface Holder extends Sink {
  /** The terminal has another size. */
  resized?: () => void;
  /** The process was suspended and continues: the screen may have changed, and time has passed. */
  resumed?: () => void;
  /** Bytes that erase a live picture before the screen changes hands. */
  leave?: () => string;
}

/** What hands out the screen and the keys. Both calls return a function that ends what they began. */
export interface Screen {
  hold: (holder: Holder) => () => void;
  onSignal: (listener: (departure: Departure) => void) => () => void;
}
