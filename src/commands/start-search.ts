import { findQuestions, type ListedBank, type ListedQuestion } from '../bank/listed.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { createTheme } from '../renderer/theme.ts';
import { type SessionSummary, titlesOf } from '../progress/summary.ts';
import type { Summaries } from '../store/session-index.ts';
import type { Choice, Menus } from '../terminal/menus.ts';
import { show } from '../terminal/say.ts';
import { longDay } from '../text/day.ts';
import { FORMATS, sharedTranscript } from './export-formats.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';

type Found = ((env: Env) => Promise<ExitCode>) | null;

/** A question that was found, best first. */
interface Match {
  question: ListedQuestion;
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
  const { searchIn } = await import('../bank/search/search.ts');
  const { searched } = await searchableBanks(env, folders);
  const search = searchIn(searched);
  return (typed) => {
    const named = findQuestions(banks, typed);
    const about = search(typed).flatMap(({ bank, id, isNear, foundIn }) => {
      const fits = !isNear && foundIn.includes('title') && foundIn.includes('concepts');
      return findQuestions(banks, `${bank}/${id}`).map((question) => ({ question, fits }));
    });
    const others = about.filter(({ question }) => !named.includes(question));
    return [...named.map((question) => ({ question, fits: true })), ...others];
  };
}

const BACK: Choice<Found> = { label: 'back', detail: '', value: null };

/** Searches the questions as the user types: their words, a number or an id. Gives what shows the chosen one; null goes back. */
export async function findQuestion(
  env: Env,
  menus: Menus,
  banks: readonly ListedBank[],
  folders: readonly string[],
): Promise<Found> {
  const find = await questionFinder(env, banks, folders);
  return menus.search('Which question? Words, a number or an id:', (typed) => {
    const choices = find(typed).map(({ question: { bank, number, title } }): Choice<Found> => {
      const ref = `${bank}/${number}`;
      const label = `${banks.length === 1 ? `#${number}` : ref} ${title}`;
      return { label, detail: '', value: (world) => review(world, ref, { bank: folders, section: [] }) };
    });
    return typed === '' ? [BACK] : choices;
  });
}

/** Finds a past session, newest first. Gives what resumes it, or shows it if it is over; null goes back. */
export function findSession(menus: Menus, { summaries, damaged }: Summaries): Promise<Found> {
  const newestFirst = summaries.toSorted((a, b) => b.started - a.started);
  const all = [
    ...newestFirst.map((summary) => ({ ...summary, label: labelOf(summary) })),
    ...damaged.flatMap(({ id, isLost }) => (isLost ? { id, state: null, label: `${id} · damaged` } : [])),
  ].map(({ id, state, label }): Choice<Found> => ({
    label,
    detail: '',
    value: (env) => (state === 'paused' ? resume(env, id, {}) : showSession(env, id)),
  }));
  return menus.search('Which session?', (typed) => [
    ...all.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
    ...(typed === '' ? [BACK] : []),
  ]);
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
