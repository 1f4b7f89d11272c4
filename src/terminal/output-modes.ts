import { spawnSync } from 'node:child_process';
import type { Output } from '../platform/env.ts';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

/** DEC mode 2026: the terminal shows what comes between on and off at once, so a repaint never flickers. */
const MODE = 2026;
const QUERY = `\x1b[?${MODE}$p`;
/** Erases what a terminal printed that does not know the query. */
const ERASE_ROW = '\r\x1b[K';

/** These are known to print the end of the query; most of the others that do not know it ignore it. */
function printsQuery({ TERM_PROGRAM, TERM }: Readonly<Record<string, string | undefined>>): boolean {
  return TERM_PROGRAM === 'Apple_Terminal' || TERM === 'linux';
}

/** Synchronized output, from the moment at which the terminal says that it has it. Nothing waits for the answer. */
export class Synchronized {
  #mayAsk: boolean;
  #isOn = false;

  constructor(vars: Readonly<Record<string, string | undefined>> | undefined) {
    this.#mayAsk = vars !== undefined && !printsQuery(vars);
  }

  /** Takes the terminal's answer about a mode: 1 is on, 2 is off, and anything else is unknown or fixed. */
  answered(mode: number, setting: number): void {
    if (mode === MODE) this.#isOn = setting === 1 || setting === 2;
  }

  /** The bytes of one repaint. The first starts with the query, and so in an empty row. */
  repaint(bytes: string): string {
    if (bytes === '') return '';
    const query = this.#mayAsk ? QUERY + ERASE_ROW : '';
    this.#mayAsk = false;
    return this.#isOn ? `\x1b[?${MODE}h${bytes}\x1b[?${MODE}l` : query + bytes;
  }
}

/**
 * Turns off Ctrl+S on a terminal that is not raw: it stops the output, and a process in a write to it hears no signal.
 * Returns a function that turns it on again if it was on. Node sets no single mode of a terminal, so `stty` does it;
 * without one, Ctrl+S stays on.
 */
export function withoutFlowControl(output: Output): () => void {
  const stty = (mode: string): string =>
    spawnSync('stty', [mode], { stdio: [output, 'pipe', 'ignore'], encoding: 'utf8' }).stdout;
  if (!output.isTTY || !/(?:^|\s)ixon\b/.test(stty('-a'))) return () => undefined;
  const turnOff = (): void => {
    stty('-ixon');
  };
  const restore = (): void => {
    process.off('exit', restore).off('SIGCONT', turnOff);
    stty('ixon');
  };
  turnOff();
  // A shell sets its terminal up again while we are suspended.
  process.on('exit', restore).on('SIGCONT', turnOff);
  return restore;
}

/** Whether this terminal is known to open links (OSC 8). */
export function hasLinks(output: Output): boolean {
  // FORCE_HYPERLINK would send them into a pipe.
  return output.isTTY && createSupportsHyperlinks(output);
}
