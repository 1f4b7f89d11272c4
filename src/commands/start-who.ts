import type { ListedBank } from '../bank/listed.ts';
import type { You } from '../options/settings.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { readAsked } from '../store/asked-for-real.ts';
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
  { you, isNew, folders }: { you: You; isNew: boolean; folders: readonly string[] },
): Promise<You> {
  const { interview, ...rest } = you;
  const today = dayOf(env.now());
  const isFirst = isNew && Object.keys(you).length === 0 && !isDone(env, ASKED);
  const isOver = interview !== undefined && interview < today;
  if (!isFirst && !isOver) return you;
  const { terminal, theme } = prompt;
  const { columns } = terminal.size();
  const tell = (text: string): void => terminal.print(theme.paintAll([[], ...noticeRows(text, columns), []]));
  if (isFirst) tell(INTRO);
  else {
    tell(`Your interview was ${ago(daysBetween(interview ?? today, today))}.`);
    const isTold = readAsked(env).some(({ at }) => dayOf(at) >= (interview ?? today));
    if (!isTold && !(await offerAfter(env, prompt, banks, folders))) return you;
    tell('When is the next one? Enter if there is none.');
  }
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

/** Offers to write down what was asked; false: later. */
async function offerAfter(
  env: Env,
  prompt: Prompt,
  banks: readonly ListedBank[],
  folders: readonly string[],
): Promise<boolean> {
  const { askerOf, summaryOf, writeDown } = await import('./after.ts');
  const { ask, say, ...asker } = askerOf(prompt);
  const wants = await ask<boolean | null>({
    asks: 'What were you asked? It takes two minutes, and those questions come first from now on.',
    options: [
      { key: 'enter', does: 'write it down', value: true },
      { key: 'l', does: 'later', value: null },
      { key: 'n', does: 'no', value: false },
    ],
  });
  if (wants === true) {
    const { questionFinder } = await import('./start-search.ts');
    say(summaryOf(await writeDown(env, { ask, say, ...asker }, await questionFinder(env, banks, folders))));
  }
  return wants !== null;
}
