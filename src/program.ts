import type { Command } from 'commander';
import type { Env } from './platform/env.ts';
import { addBank } from './program/bank.ts';
import { addCompletion } from './program/completion.ts';
import { addExport, addList, addReview } from './program/looks.ts';
import type { Add, Run } from './program/options.ts';
import { addHistory, addReport, addStats } from './program/progress.ts';
import { addPractice, addResume } from './program/round.ts';
import { addSessions } from './program/sessions.ts';

/** Every command by its name, in the order of the help. The heavy ones are imported when one of them runs. */
const COMMANDS: ReadonlyMap<string, Add> = new Map([
  ['practice', addPractice],
  ['resume', addResume],
  ['review', addReview],
  ['list', addList],
  ['export', addExport],
  ['stats', addStats],
  ['report', addReport],
  ['history', addHistory],
  ['sessions', addSessions],
  ['bank', addBank],
  ['completion', addCompletion],
]);

/** Adds the commands; only the one that is `named`, if there is one, for all of them take as long as reading an index. */
export function addCommands(program: Command, env: Env, run: Run, named?: string): void {
  for (const [name, add] of COMMANDS) {
    if (named === undefined || !COMMANDS.has(named) || named === name) add(program.command(name), env, run);
  }
}
