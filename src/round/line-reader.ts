import { StringDecoder } from 'node:string_decoder';
import type { Input, Output } from '../platform/env.ts';
import { ENDING_SIGNALS } from '../platform/signals.ts';
import { nextTurn } from '../platform/steps.ts';
import type { Interrupt, Interruption } from '../terminal/interruption.ts';

/** Lines of standard input, one at a time, on demand. */
export type LineReader = ReturnType<typeof readLines>;

/** A longer line is cut: it is more than an answer holds, and an input without line ends must not fill the memory. */
const LONGEST_LINE = 1_000_000;
/** Ctrl+Q and Ctrl+S, which terminals hand over as characters of a line once they stop no output. */
// eslint-disable-next-line no-control-regex
const FLOW_CONTROL = /[\x11\x13]/g;
/** Lines that were read already are handed over without a wait, so signals and timers get a turn this often. */
const CALLS_A_TURN = 256;

/**
 * Reads lines until the input ends or cannot be read. A signal or a broken output interrupts the current wait, or the next
 * one; `ctrlC` is what Ctrl+C interrupts as. Nothing is read ahead of what is asked for, except the rest of a chunk.
 */
export function readLines(input: Input, output: Output, ctrlC: 'pause' | 'SIGINT' = 'SIGINT') {
  const decoder = new StringDecoder('utf8');
  const splitter = new LineSplitter();
  let interruption: Interruption | null = null;
  let isOver = false;
  let isAtEnd = false;
  let calls = 0;
  let wake: (() => void) | null = null;
  const changed = (): void => wake?.();
  const read = (bytes: Buffer): void => {
    splitter.add(decoder.write(bytes));
    input.pause();
    changed();
  };
  const end = (): void => {
    if (!isOver) splitter.add(decoder.end());
    isOver = true;
    changed();
  };
  const finish = (): void => {
    isAtEnd = true;
    end();
  };
  input.on('data', read).on('end', finish).on('close', end).pause();
  // Never removed: a late error must not crash the program.
  input.on('error', end);
  const stopListening = onInterrupt(output, ctrlC, (interrupt) => {
    interruption = { interrupt };
    changed();
  });
  const takeInterruption = (): Interruption | null => {
    const taken = interruption;
    interruption = null;
    return taken;
  };

  return {
    /** The next line, an interruption (end of input or a signal), or null once `withinMs` has passed. */
    async next(withinMs?: number): Promise<string | Interruption | null> {
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
        if (++calls % CALLS_A_TURN === 0) await nextTurn();
        for (;;) {
          const taken = takeInterruption();
          if (taken !== null) return taken;
          const line = splitter.next() ?? (isOver ? splitter.rest() : null);
          if (line !== null) return line.replace(FLOW_CONTROL, '');
          if (isOver) return { interrupt: 'eof' };
          if (wait.isOver) return null;
          input.resume();
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
      }
    },
    /** A signal or a broken output that no one has taken yet. The end of the input is none, since lines may be left. */
    interruption: takeInterruption,
    /** The input ended by itself, and not because it could not be read. */
    isAtEnd: () => isAtEnd,
    close(): void {
      isOver = true;
      stopListening();
      input.off('data', read).off('end', finish).off('close', end).pause();
    },
  };
}

/** Reports signals and a broken output until the returned function is called. */
function onInterrupt(output: Output, ctrlC: Interrupt, report: (interrupt: Interrupt) => void): () => void {
  // Never removed: a last write to a closed output must not crash the program.
  output.on('error', () => report('broken-output'));
  const signals: (readonly [NodeJS.Signals, Interrupt])[] = [
    ['SIGINT', ctrlC],
    ['SIGHUP', 'SIGHUP'],
    ...['SIGTERM' as const, ...ENDING_SIGNALS].map((signal) => [signal, 'SIGTERM'] as const),
  ];
  const handlers = signals.map(([signal, interrupt]) => {
    const handler = (): void => report(interrupt);
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** Cuts text that comes in chunks into lines. */
class LineSplitter {
  /** The line so far whose end has not come. */
  #partial = '';
  #text = '';
  #at = 0;
  /** The last line ended with a return, and its newline may follow. */
  #isAfterReturn = false;

  add(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
  }

  /** The next line whose end has come, or null. */
  next(): string | null {
    if (this.#isAfterReturn && this.#at < this.#text.length) {
      this.#isAfterReturn = false;
      if (this.#text.startsWith('\n', this.#at)) this.#at += 1;
    }
    const lineEnd = /\r\n?|\n/g;
    lineEnd.lastIndex = this.#at;
    const found = lineEnd.exec(this.#text);
    const line = this.#partial + this.#text.slice(this.#at, found?.index);
    this.#at = found === null ? this.#text.length : lineEnd.lastIndex;
    this.#partial = found === null ? line.slice(0, LONGEST_LINE) : '';
    if (found === null) return null;
    this.#isAfterReturn = found[0] === '\r' && this.#at === this.#text.length;
    return line.slice(0, LONGEST_LINE);
  }

  /** The last line, where it has no end; null where there is none. */
  rest(): string | null {
    const rest = this.#partial;
    this.#partial = '';
    return rest || null;
  }
}
