import { findQuestions, type ListedBank, type ListedQuestion } from '../bank/listed.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { createTheme } from '../renderer/theme.ts';
import { type SessionSummary, titlesOf } from '../progress/summary.ts';
import type { Summaries } from '../store/session-index.ts';
import { show } from '../terminal/say.ts';
import { cleanLine } from '../text/clean.ts';
import { longDay } from '../text/day.ts';
import { truncate } from '../text/wrap.ts';
import { FORMATS, sharedTranscript } from './export-formats.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';
import type { Prompt } from './you.ts';

type Found = ((env: Env) => Promise<ExitCode>) | null;

/** A question that was found, best first. */
interface Match {
  question: ListedQuestion;
  /** By its number or id. */
  isNamed: boolean;
  /** It is named, or all words are in it and its title and its concepts have some: it is what was meant, and not near it. */
  fits: boolean;
}

export type FindQuestions = (typed: string) => Match[];

/** What finds questions by a number, an id or their words. */
export async function questionFinder(
  env: Env,
  banks: readonly ListedBank[],
  folders: readonly string[],
): Promise<FindQuestions> {
  const { search } = await import('../bank/search/search.ts');
  const { searched } = await searchableBanks(env, folders);
  return (typed) => {
    const named = findQuestions(banks, typed).map((question) => ({ question, isNamed: true, fits: true }));
    const about = search(searched, typed).flatMap(({ bank, id, isNear, foundIn }) => {
      const fits = !isNear && foundIn.includes('title') && foundIn.includes('concepts');
      return findQuestions(banks, `${bank}/${id}`).map((question) => ({ question, isNamed: false, fits }));
    });
    return [...named, ...about];
  };
}

/** Finds a question by its words, its number or its id. Gives what shows the chosen one; null goes back. */
export async function findQuestion(
  prompt: Prompt,
  env: Env,
  banks: readonly ListedBank[],
  folders: readonly string[],
): Promise<Found> {
  const find = await questionFinder(env, banks, folders);
  const typed = await prompt.menus.line('Which question? Words, a number or an id:');
  if (typed === '') return null;
  const found = new Set(find(typed).map(({ question }) => question));
  return chooseOne(
    prompt,
    [...found].map(({ bank, number, title }) => {
      const ref = `${bank}/${number}`;
      return {
        label: `${banks.length === 1 ? `#${number}` : ref} ${title}`,
        open: (world) => review(world, ref, { bank: folders, section: [] }),
      };
    }),
  );
}

/** Lists the last sessions, newest first. Gives what resumes one, or shows it if it is over; null goes back. */
export function findSession(prompt: Prompt, { summaries, damaged }: Summaries): Promise<Found> {
  const newestFirst = summaries.toSorted((a, b) => b.started - a.started);
  const all = [
    ...newestFirst.map((summary) => ({ ...summary, label: labelOf(summary) })),
    ...damaged.flatMap(({ id, isLost }) => (isLost ? { id, state: null, label: `${id} · damaged` } : [])),
  ];
  return chooseOne(
    prompt,
    all.map(({ id, state, label }) => ({
      label,
      open: (env) => (state === 'paused' ? resume(env, id, {}) : showSession(env, id)),
    })),
  );
}

/** One of as many as fit the screen. */
function chooseOne(
  { terminal, menus }: Prompt,
  all: readonly { label: string; open: NonNullable<Found> }[],
): Promise<Found> {
  const { columns, rows } = terminal.size();
  const choices = all.slice(0, Math.max(1, rows - 6)).map(({ label, open }) => ({
    label: truncate(cleanLine(label), columns - 4),
    detail: '',
    value: open,
  }));
  const back = { label: all.length === 0 ? 'nothing found, back' : 'back', detail: '', value: null };
  return menus.select([...choices, back], 'The ones that fit best, or the newest.');
}

function labelOf(summary: SessionSummary): string {
  const { startedAt, name, state } = summary;
  const titles = titlesOf(summary).join(', ');
  return [longDay(startedAt.slice(0, 10)), name, state, titles].filter(Boolean).join(' · ');
}

async function showSession(env: Env, id: string): Promise<ExitCode> {
  const transcript = sharedTranscript(env, readSession(env.paths, id), {});
  const rows = renderMarkdown(FORMATS.md.write(transcript), sizeOf(env.stdout).columns);
  await show(env, createTheme(env, env.stdout).paintAll(rows));
  return EXIT.done;
}
