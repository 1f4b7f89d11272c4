import { type DamagedSession, readSummaries } from '../store/session-index.ts';
import { type Env, startedAs } from '../platform/env.ts';
import { sizeOf } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { EXIT } from '../platform/errors.ts';
import { NO_TAGS } from '../engine/event.ts';
import { isAnswered, type SessionSummary, titlesOf } from '../progress/summary.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { jsonText } from '../text/data.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import { hang, truncate, width, wrap } from '../text/wrap.ts';
import { reportDamaged } from '../store/damage.ts';
import { NONE_YET } from '../store/summaries.ts';
import { say, show } from '../terminal/say.ts';
import type { SessionsOptions } from '../options/table.ts';

/** A session of the list, as data; see docs/data.md. null: not known. */
interface Listed extends Pick<SessionSummary, 'id' | 'name' | 'tags' | 'endedAt'> {
  startedAt: string | null;
  state: SessionSummary['state'] | 'damaged';
  planned: number | null;
  answered: number | null;
  titles: readonly string[];
}

function listed(summary: SessionSummary): Listed {
  const { id, name, tags, startedAt, endedAt, state, answers } = summary;
  const counts = { planned: answers.length, answered: answers.filter(isAnswered).length };
  return { id, name, tags, startedAt, endedAt, state, ...counts, titles: titlesOf(summary) };
}

/** Its questions and its beginning are in the event that is lost. */
function listedLost({ id, summary }: DamagedSession): Listed {
  const { name = null, tags = NO_TAGS } = summary ?? {};
  const answered = summary?.answers.filter(isAnswered).length ?? null;
  const lost = { startedAt: null, endedAt: null, state: 'damaged', planned: null } as const;
  return { id, name, tags, ...lost, answered, titles: [] };
}

/** Rows on a terminal without --all: the first of thousands would scroll out of sight. */
const MOST = 20;

/** `hotseat sessions`: past sessions, newest first. */
export async function sessions(env: Env, options: SessionsOptions): Promise<ExitCode> {
  const { summaries, damaged } = readSummaries(env);
  reportDamaged(env, damaged);
  const newestFirst = [
    ...summaries.map((summary) => ({ started: summary.started, session: listed(summary) })),
    ...damaged
      .filter(({ isLost }) => isLost)
      .map((one) => ({ started: startOf(one), session: listedLost(one) })),
  ]
    .sort((a, b) => b.started - a.started)
    .map(({ session }) => session);
  if (options.json) {
    env.stdout.write(jsonText({ version: 1, sessions: newestFirst }));
    return EXIT.done;
  }
  if (newestFirst.length === 0) {
    say(env, NONE_YET);
    return EXIT.done;
  }
  const theme = createTheme(env, env.stdout);
  const { columns } = sizeOf(env.stdout);
  const room = env.stdout.isTTY ? columns : Infinity;
  const shown = options.all === true || !env.stdout.isTTY ? newestFirst : newestFirst.slice(0, MOST);
  const rows = shown.flatMap((session) => rowsOf(session, room));
  const others = newestFirst.length - shown.length;
  const more =
    others === 0 ? [] : wrap(`and ${count(others, 'older one')}: ${startedAs(env)} sessions --all`, columns);
  await show(env, theme.paintAll([...rows, ...more.map((line) => row(line, 'dim'))]));
  return EXIT.done;
}

function startOf({ summary, touched }: DamagedSession): number {
  return summary?.started ?? touched;
}

/** A row with columns for what it is called and asked, or rows below each other on a narrow screen. */
function rowsOf(session: Listed, columns: number): Row[] {
  const id = cleanLine(session.id);
  const facts = [session.state.padEnd(8), ...countsOf(session)].join('  ');
  const lead = `${id}  ${facts}  `;
  const room = columns - lead.length - 2;
  if (room < 20) {
    const about = aboutRows(session, columns - 3).map((line) => [...row('  '), ...line]);
    return [row(id, 'bold'), row(`  ${facts.trimEnd()}`), ...about];
  }
  return hang(aboutRows(session, room), lead, ' '.repeat(lead.length));
}

/** What it is called, in full, and its titles, cut to fit: on one row, or else on rows of their own. */
function aboutRows(session: Listed, room: number): Row[] {
  const called = session.answered === null ? '' : callOf(session);
  const asked = askedIn(session);
  const whole = [called, asked].filter(Boolean).join(' · ');
  if (called === '' || width(whole) <= room) return [row(truncate(whole, room), 'dim')];
  return [...wrap(called, room), truncate(asked, room)].map((line) => row(line, 'dim'));
}

/** None if nothing can be read. As wide without the questions as with them. */
function countsOf({ planned, answered }: Listed): string[] {
  if (answered === null) return [];
  return [planned === null ? `${answered} answered`.padEnd(15) : `${answered} of ${planned} answered`];
}

function callOf({ name, tags }: Listed): string {
  return cleanLine([name, ...Object.values(tags)].filter((word) => word !== null).join(' · '));
}

function askedIn({ state, answered, titles }: Listed): string {
  if (answered === null) return 'nothing can be read';
  return state === 'damaged' ? 'its questions are lost' : cleanLine(titles.join(', '));
}
