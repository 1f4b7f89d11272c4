import type { Env } from '../env.ts';
import { isInteractive } from '../env.ts';
import { createTheme } from '../terminal/theme.ts';
import type { Interviewer } from './interviewer.ts';
import { lineInterviewer } from './lines.ts';
import { terminalInterviewer } from './terminal.ts';

/** The interviewer that fits: full screen on a terminal, by lines through a pipe, with `--plain` or TERM=dumb. */
export function openInterviewer(env: Env, plain: boolean): Interviewer {
  return isInteractive(env) && !plain
    ? terminalInterviewer(env)
    : lineInterviewer(env, createTheme(env, env.stdout));
}
