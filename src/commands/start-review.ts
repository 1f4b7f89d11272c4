import { findQuestions, type ListedBank } from '../bank/listed.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import type { Env } from '../platform/env.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import type { Prompt } from './you.ts';

/** The banks of the start page, and the folders that were typed for them. */
interface Shown {
  banks: readonly ListedBank[];
  folders: readonly string[];
}

/** Asks until a question has that number or id, and shows what other words find; an empty line goes back. */
export async function askWhichOne(
  env: Env,
  { banks, folders }: Shown,
  { terminal, theme, menus }: Prompt,
): Promise<string> {
  for (;;) {
    const ref = await menus.line('Which question? Number, id or words about it; Enter alone goes back:');
    if (ref === '' || findQuestions(banks, ref).length > 0) return ref;
    const found = await questionsAbout(env, { banks, folders }, ref);
    const { length } = banks.flatMap(({ questions }) => questions);
    const none = row(`  There is no question ${cleanLine(ref)} among the ${length}.`, 'dim');
    terminal.print(theme.paintAll(found.length === 0 ? [none] : found));
  }
}

const MOST_FOUND = 5;

/** What a search finds, best first, under the names that the prompt takes. */
async function questionsAbout(env: Env, { banks, folders }: Shown, words: string): Promise<Row[]> {
  const { search } = await import('../bank/search/search.ts');
  const { searched } = await searchableBanks(env, folders);
  return search(searched, words)
    .slice(0, MOST_FOUND)
    .flatMap(({ bank, id }) => findQuestions(banks, `${bank}/${id}`))
    .map(({ bank, number, title }) => {
      const call = banks.length === 1 ? `#${number}` : `${bank}/${number}`;
      return row(`  ${cleanLine(`${call} ${title}`)}`);
    });
}
