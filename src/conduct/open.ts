import type { Env } from '../env.ts';
import { isInteractive } from '../env.ts';
import { createTheme } from '../terminal/theme.ts';
import type { Interviewer } from './interviewer.ts';

/** The interviewer that fits: full screen on a terminal, by lines through a pipe, with `--plain` or TERM=dumb. */
export async function openInterviewer(env: Env, plain: boolean): Promise<Interviewer> {
  if (isInteractive(env) && !plain) {
    const { terminalInterviewer } = await import('./terminal.ts');
    return terminalInterviewer(env);
  }
  const { lineInterviewer } = await import('./lines.ts');
  return lineInterviewer(env, createTheme(env, env.stdout));
}
