import { BEHAVIORAL } from '../bank/kinds.ts';
import { casesOf, comingIn } from '../engine/interview.ts';
import {
  type Session,
  type SessionQuestion,
  callOf,
  followUpsOf,
  plannedBudget,
  roundBudget,
} from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { aboutTime, clock } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, wrapSpans } from '../text/wrap.ts';
import { paragraph, roomIn, screenOf } from './blocks.ts';
import { columnRows } from './columns.ts';

/**
 * The round before it begins: its questions in order, each with its clock, and the total minutes. Of an interview it says
 * what comes, and no title: that would give the case away. The notices say what leaves this program, and `isFar` whether it
 * leaves this machine.
 */
export function planRows(
  session: Session,
  columns: number,
  ...notices: readonly ({ text: string; isFar: boolean } | null)[]
): Row[] {
  const room = roomIn(columns);
  const { roundBudget: budget } = session.options;
  // A short round clock may leave questions unasked; say so at the start.
  const isShort = budget !== null && (plannedBudget(session) ?? 0) > budget;
  return screenOf(
    [
      ...wrapSpans(row(roundFacts(session), 'bold'), room),
      ...(isShort ? paragraph(SHORT_CLOCK, room, 'dim') : []),
    ],
    session.options.interview
      ? casesOf(session).flatMap(([, q]) => wrapSpans(row(cleanLine(comingIn(session, q))), room))
      : questionRows(session, room),
    notices.flatMap((notice) =>
      notice === null ? [] : wrapSpans(row(cleanLine(notice.text), notice.isFar ? 'warn' : 'dim'), room),
    ),
  );
}

function questionRows(session: Session, room: number): Row[] {
  const { questions } = session;
  const places = String(questions.length).length;
  const table = questions.map((planned, q) => [
    row(`${pad(`${q + 1}`, places)}  ${cleanLine(callOf(session, planned.question))}`, 'dim'),
    row(cleanLine(planned.question.title)),
    row(clocksOf(session, planned), 'dim'),
  ]);
  return columnRows(table, room);
}

const SHORT_CLOCK =
  'The round clock is shorter than the clocks of its questions. You may not reach all of them.';

function roundFacts(session: Session): string {
  const { options } = session;
  const cases = casesOf(session);
  const budget = roundBudget(session);
  const levels = new Set(cases.map(([{ question }]) => question.level));
  // A behavioral question ends the last interview.
  const many = cases.filter(([{ question }]) => question.kind !== BEHAVIORAL).length;
  const interviews = many < 2 ? 'Interview' : `${many} interviews`;
  return [
    options.interview ? interviews : `${options.quick ? 'Quick round' : 'Round'} of ${cases.length}`,
    budget === null ? 'no timer' : aboutTime(budget),
    ...paceFact(options),
    ...(levels.size === 1 ? levels : []),
    ...(options.strict ? ['strict clock'] : []),
    ...(options.followUps === 'live' ? ['live follow-ups'] : []),
    ...(cases.length === 1
      ? []
      : [
          options.reveal === 'end'
            ? 'reveal at the end'
            : `reveal after each ${options.interview ? 'interview' : 'question'}`,
        ]),
  ].join(' · ');
}

/** `typing: twice the spoken time`; empty without a pace. */
function paceFact({ pace, speakAloud }: Session['options']): string[] {
  if (pace === undefined) return [];
  const time =
    pace === 1 ? 'the spoken time' : pace === 2 ? 'twice the spoken time' : `${pace} times the spoken time`;
  return [`${speakAloud ? 'speaking' : 'typing'}: ${time}`];
}

function clocksOf(session: Session, planned: SessionQuestion): string {
  const { budget } = planned;
  const parts = [
    ...(budget === null ? [] : [clock(budget)]),
    ...(followUpsOf(session, planned) === 0 ? [] : ['follow-ups']),
  ];
  return parts.join(' + ');
}
