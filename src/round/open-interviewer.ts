import { type Env, isInteractive } from '../platform/env.ts';
import { terminalInterviewer } from './full-screen.ts';
import type { Interviewer, Manner } from './interviewer.ts';
import { lineInterviewer } from './line-by-line.ts';

/** Full screen on a terminal; line by line through a pipe, with `--plain` or with TERM=dumb. */
export function openInterviewer(env: Env, isPlain: boolean, manner: Manner): Interviewer {
  return isInteractive(env) && !isPlain ? terminalInterviewer(env, manner) : lineInterviewer(env, manner);
}
