import type { Output } from '../platform/env.ts';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

/** The bytes of a repaint, which a terminal with DEC mode 2026 shows at once. Others ignore the mode. */
export function drawnAtOnce(bytes: string): string {
  return `\x1b[?2026h${bytes}\x1b[?2026l`;
}

/** Whether this terminal is known to open links (OSC 8). */
export function hasLinks(output: Output): boolean {
  // FORCE_HYPERLINK would send them into a pipe.
  return output.isTTY && createSupportsHyperlinks(output);
}
