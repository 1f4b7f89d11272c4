import type { ListedBank } from '../bank/listed.ts';
import type { You } from '../options/settings.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { isDone, markDone } from '../store/once.ts';
import { ago, dayOf, daysBetween } from '../text/day.ts';
import { askWho, FACTS, keep, type Prompt } from './you.ts';

const INTRO = 'Three questions, to choose what fits you. Enter skips one.';
const ASKED = 'asked-who';

/** Asks who practices on the first start, and for the next interview once the last is over. Gives what is known then. */
export async function whoPractices(
  env: Env,
  prompt: Prompt,
  banks: readonly ListedBank[],
  { you, isNew }: { you: You; isNew: boolean },
): Promise<You> {
  const { interview, ...rest } = you;
  const today = dayOf(env.now());
  const isFirst = isNew && Object.keys(you).length === 0 && !isDone(env, ASKED);
  const isOver = interview !== undefined && interview < today;
  if (!isFirst && !isOver) return you;
  const { terminal, theme } = prompt;
  const over = `Your interview was ${ago(daysBetween(interview ?? today, today))}. Enter if there is no other.`;
  const { columns } = terminal.size();
  terminal.print(theme.paintAll([[], ...noticeRows(isFirst ? INTRO : over, columns), []]));
  const after = await askWho(env, prompt, banks, rest, isFirst ? FACTS : ['interview']);
  try {
    keep(env, you, after);
    markDone(env, ASKED);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // It holds for now, and is asked again.
    terminal.print(theme.paintAll(noticeRows(error.message, columns, 'warn')));
  }
  return after;
}
