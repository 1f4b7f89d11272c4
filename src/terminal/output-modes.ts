import type { Output } from '../platform/env.ts';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

export const BELL = '\x07';

/** The bytes of a repaint, which a terminal with DEC mode 2026 shows at once. Others ignore the mode. */
export function drawnAtOnce(bytes: string): string {
  return `\x1b[?2026h${bytes}\x1b[?2026l`;
}

/**
 * Turns off Ctrl+S on a terminal that is not raw: it stops the output, and a process in a write to it hears no signal.
 * Returns a function that turns it on again if it was on. Node sets no single mode of a terminal, so `stty` does it;
 * without one, Ctrl+S stays on.
 */
export function withoutFlowControl(output: Output): () => void {
  // Not imported: a command that shows one page does not need it.
  const stty = (mode: string): string =>
    process
      .getBuiltinModule('node:child_process')
      .spawnSync('stty', [mode], { stdio: [output, 'pipe', 'ignore'], encoding: 'utf8' }).stdout;
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
