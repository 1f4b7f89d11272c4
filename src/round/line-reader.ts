import { createInterface } from 'node:readline';
import type { Input, Output } from '../platform/env.ts';
import type { Interruption } from './interviewer.ts';

/** Lines of standard input, one at a time, as somebody asks for them. */
export interface LineReader {
  /**
   * The next line; or what comes instead: the end of input, a signal, or null after so many milliseconds.
   */
  next: (withinMs?: number) => Promise<string | Interruption | null>;
  close: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Reads lines until the input ends; a signal, or an output that nobody reads, interrupts whoever waits, or the next who does. */
export function readLines(input: Input, output: Output): LineReader {
  const reader = createInterface({ input, terminal: false, crlfDelay: Infinity });
  const lines: string[] = [];
  let interruption: Interruption | null = null;
  let isOver = false;
  let wake: (() => void) | null = null;
  const changed = (): void => {
    wake?.();
  };
  reader.on('line', (line) => {
    lines.push(line);
    changed();
  });
  reader.on('close', () => {
    isOver = true;
    changed();
  });
  const interruptBy = (interrupt: Interruption['interrupt']): void => {
    interruption = { interrupt };
    changed();
  };
  // It stays: last words to an output that has gone are no crash.
  output.on('error', () => {
    interruptBy('broken-output');
  });
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      interruptBy(signal);
    };
    process.on(signal, handler);
    return { signal, handler };
  });

  return {
    async next(withinMs) {
      // The timer alone says when it is over: it may fire a little before another clock agrees, and only once.
      const wait = { isOver: false };
      const deadline =
        withinMs === undefined
          ? undefined
          : setTimeout(() => {
              wait.isOver = true;
              changed();
            }, Math.ceil(withinMs));
      try {
        for (;;) {
          if (interruption !== null) {
            const taken = interruption;
            interruption = null;
            return taken;
          }
          const line = lines.shift();
          if (line !== undefined) return line;
          if (isOver) return { interrupt: 'eof' };
          if (wait.isOver) return null;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
      }
    },
    close() {
      for (const { signal, handler } of handlers) process.off(signal, handler);
      reader.close();
    },
  };
}
