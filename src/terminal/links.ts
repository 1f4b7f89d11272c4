import { createSupportsHyperlinks } from 'supports-hyperlinks';
import type { Output } from '../platform/env.ts';

/** Whether this terminal is known to open links (OSC 8). */
export function hasLinks(output: Output): boolean {
  // FORCE_HYPERLINK would send them into a pipe.
  return output.isTTY && createSupportsHyperlinks(output);
}
