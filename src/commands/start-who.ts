import type { ListedBank } from '../bank/listed.ts';
import type { You } from '../options/settings.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { readAsked } from '../store/asked-for-real.ts';
import { askByKeys } from '../round/ask-by-keys.ts';
import type { Question } from '../round/questions.ts';
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
  const isFirst = isNew && Object.keys(you).length === 0 && !isDone(env, ASKED);
  const over = overIn(env, interview);
  if (!isFirst && over === null) return you;
  const { terminal, theme } = prompt;
  const { columns } = terminal.size();
  const intro = over === null ? INTRO : `${over} Enter if there is no other.`;
  terminal.print(theme.paintAll([[], ...noticeRows(intro, columns), []]));
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

/** `Your interview was yesterday.`; null if it is not over. */
function overIn(env: Env, interview: string | undefined): string | null {
  const days = interview === undefined ? 0 : daysBetween(interview, dayOf(env.now()));
  return days > 0 ? `Your interview was ${ago(days)}.` : null;
}

/** Offers `hotseat after` from the day after an interview until it was used; null if there is nothing to offer. */
export async function offerAfter(
  env: Env,
  { terminal, menus }: Prompt,
  { interview }: You,
): Promise<'now' | 'later' | null> {
  const over = overIn(env, interview);
  if (over === null || readAsked(env).some(({ at }) => dayOf(at) >= (interview ?? ''))) return null;
  const question: Question<'now' | 'later' | null> = {
    asks: `${over} What were you asked?`,
    options: [
      { key: 'enter', does: 'write it down, in two minutes', value: 'now' },
      { key: 'l', does: 'later', value: 'later' },
      { key: 'n', does: 'no', value: null },
    ],
  };
  return askByKeys(menus, question, terminal.size().columns);
}
