import { type Env, isInteractive } from '../platform/env.ts';
import { terminalInterviewer } from './full-screen.ts';
import type { Interviewer } from './interviewer.ts';
import { lineInterviewer } from './line-by-line.ts';

/**
 * Full screen on a terminal; line by line through a pipe, with `--plain` or with TERM=dumb. `banks` are the folders
 * named for the round; null if another process started it.
 */
export function openInterviewer(env: Env, plain: boolean, banks: readonly string[] | null): Interviewer {
  return isInteractive(env) && !plain ? terminalInterviewer(env, banks) : lineInterviewer(env, banks);
}
