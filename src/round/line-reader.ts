import { createInterface } from 'node:readline';
import type { Input, Output } from '../platform/env.ts';
import type { Interruption } from './interviewer.ts';

/** Lines of standard input, one at a time, on demand. */
export interface LineReader {
  /** The next line, an interruption (end of input or a signal), or null once `withinMs` has passed. */
  next: (withinMs?: number) => Promise<string | Interruption | null>;
  close: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Reads lines until the input ends. A signal or a broken output interrupts the current wait, or the next one. */
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
  // Never removed: a last write to a closed output must not crash the program.
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
      // Only the timer decides: it fires once, and may fire slightly before another clock agrees.
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
