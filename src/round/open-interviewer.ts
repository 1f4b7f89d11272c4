import type { Env } from '../platform/env.ts';
import { isInteractive } from '../platform/env.ts';
import { createTheme } from '../renderer/theme.ts';
import type { Interviewer } from './interviewer.ts';
import { lineInterviewer } from './line-by-line.ts';
import { terminalInterviewer } from './full-screen.ts';

/**
 * The interviewer that fits: full screen on a terminal, by lines through a pipe, with `--plain` or TERM=dumb. `banks` are
 * the folders that were named for the round; null where another process began it.
 */
export function openInterviewer(env: Env, plain: boolean, banks: readonly string[] | null): Interviewer {
  return isInteractive(env) && !plain
    ? terminalInterviewer(env, banks)
    : lineInterviewer(env, createTheme(env, env.stdout), banks);
}
