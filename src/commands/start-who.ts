import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedBank } from '../bank/listed.ts';
import type { You } from '../options/settings.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { writeWhole } from '../platform/files.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { cleanLine } from '../text/clean.ts';
import { ago, dayOf, daysBetween } from '../text/day.ts';
import { row } from '../text/rows.ts';
import { wrap } from '../text/wrap.ts';
import { askWho, FACTS, keep, type Prompt } from './you.ts';

const INTRO = 'Three questions first, so that what you are asked fits you. Enter skips one.';

/** Asks who practices on the first start, and for the next interview once the last is over. Gives what is known then. */
export async function whoPractices(
  env: Env,
  prompt: Prompt,
  banks: readonly ListedBank[],
  { you, isNew }: { you: You; isNew: boolean },
): Promise<You> {
  const { interview, ...rest } = you;
  const today = dayOf(env.now());
  const mark = join(env.paths.cache, 'asked-who');
  const isFirst = isNew && Object.keys(you).length === 0 && !existsSync(mark);
  const isOver = interview !== undefined && interview < today;
  if (!isFirst && !isOver) return you;
  const { terminal, theme } = prompt;
  const over = `Your interview was ${ago(daysBetween(interview ?? today, today))}. Enter if there is no other.`;
  const rows = wrap(isFirst ? INTRO : over, terminal.size().columns - 3).map((line) => row(`  ${line}`));
  terminal.print(theme.paintAll([[], ...rows, []]));
  const after = await askWho(env, prompt, banks, rest, isFirst ? FACTS : ['interview']);
  try {
    keep(env, you, after);
    makePrivateFolder(env.paths.cache);
    writeWhole(mark, '');
  } catch (error) {
    // It holds for now, and is asked again.
    const reason = error instanceof UserError ? error.message : 'nothing can be kept here.';
    terminal.print(theme.paintAll([row(`  ${cleanLine(reason)}`, 'warn')]));
  }
  return after;
}
