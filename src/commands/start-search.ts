import { findQuestions, type ListedBank } from '../bank/listed.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { createTheme } from '../renderer/theme.ts';
import { type SessionSummary, titlesOf } from '../progress/summary.ts';
import type { Summaries } from '../store/session-index.ts';
import { show } from '../terminal/say.ts';
import type { Choice, Menus } from '../terminal/menus.ts';
import { longDay } from '../text/day.ts';
import { FORMATS, sharedTranscript } from './export-formats.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';

type Found = ((env: Env) => Promise<ExitCode>) | null;

const BACK: Choice<Found> = { label: 'back', detail: '', value: null };

/** Searches the questions as the user types: their words, a number or an id. Gives what shows the chosen one; null goes back. */
export async function findQuestion(
  env: Env,
  menus: Menus,
  banks: readonly ListedBank[],
  folders: readonly string[],
): Promise<Found> {
  const { openSearch } = await import('../bank/search/search.ts');
  const { searched } = await searchableBanks(env, folders);
  const search = openSearch(searched);
  return menus.search('Which question? Words, a number or an id:', (typed) => {
    if (typed === '') return [BACK];
    const refs = search(typed).map(({ bank, id }) => `${bank}/${id}`);
    return [typed, ...refs]
      .flatMap((ref) => findQuestions(banks, ref))
      .map(({ bank, number, title }) => {
        const ref = `${bank}/${number}`;
        const label = `${banks.length === 1 ? `#${number}` : ref} ${title}`;
        return { label, detail: '', value: (world) => review(world, ref, { bank: folders, section: [] }) };
      });
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
