/** Why the terminal is gone, or must be left. */
export type Departure = 'SIGTERM' | 'SIGHUP' | 'eof' | 'broken-output';

/** What can interrupt a question or long work; `SIGINT` is a second Ctrl+C. */
export type Interrupt = 'pause' | 'SIGINT' | Departure;

export interface Interruption {
  interrupt: Interrupt;
}

export function isInterruption(value: unknown): value is Interruption {
  return typeof value === 'object' && value !== null && 'interrupt' in value;
}
