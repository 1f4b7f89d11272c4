import { join } from 'node:path';
import type { Event, Recorded } from '../src/engine/event.ts';
import { MOST_IN_LIST } from '../src/engine/guards.ts';
import { readSession } from '../src/journal/sessions.ts';
import { exportSession } from '../src/commands/export.ts';
import { FORMAT_NAMES } from '../src/transcript/format-names.ts';
import { attemptsAt } from '../src/progress/attempts.ts';
import { summaryOf } from '../src/progress/summary.ts';
import { verdictList, verdictRows } from '../src/renderer/verdict.ts';
import { decisionsOf } from '../src/transcript/points.ts';
import { remarksOf } from '../src/renderer/remarks.ts';
import { revealRows } from '../src/renderer/reveal.ts';
import { planRows } from '../src/renderer/round-plan.ts';
import { debriefRows, recapRows } from '../src/renderer/round-screens.ts';
import { fakeEnv } from '../test/support/env.ts';
import { longRound, writeSession } from '../test/support/load.ts';
import { keyPoint, makeQuestion } from '../test/support/question.ts';
import { started } from '../test/support/simulate.ts';
import { type Growing, many } from './growing.ts';

export const ID = '2026-11-24-1830-abc';

/** Events with stamps, a second apart. */
export function told(events: readonly (Event | Recorded)[]): Recorded[] {
  const { wall, zone } = started();
  return events.map((event, n) => ({ ...event, at: 1000 * n, wall: wall + 1000 * n, zone }));
}

const point = (at: number) => keyPoint(`P${at}`, `Point ${at} says it.`);
const finding = (at: number) => ({
  name: `P${at}`,
  score: 0.5,
  verdict: (['found', 'unsure', 'missing'] as const)[at % 3] ?? 'missing',
  evidence: at % 3 === 2 ? null : { turn: { q: 0 }, start: 0, end: 5 },
  missing: ['load'],
});

/** A finished round with these numbers of things in it. */
function round(
  of: Partial<Record<'questions' | 'followUps' | 'points' | 'mistakes' | 'references', number>>,
  answer = 'Some words.',
): Recorded[] {
  const { questions = 1, followUps = 0, points = 1, mistakes = 1, references = 1 } = of;
  const plan = many(questions, (q) => ({
    question: makeQuestion(q + 1, {
      keyPoints: many(points, point),
      mistakes: many(mistakes, (at) => `Saying ${at}.`),
      references: many(references, (at) => ({ title: `T${at}`, url: 'https://a.org' })),
      followUps: many(followUps, (at) => ({ question: `Why ${at}?`, answer: 'So.', probes: `P${at}` })),
    }),
    budget: 300_000,
    followUps,
    followUpBudget: 60_000,
  }));
  const answered = (turn: { q: number; followUp?: number }): Event[] => [
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: answer, firstKey: 10 },
  ];
  const judged = (q: number): Event[] => [
    { type: 'predicted', q, certainty: 3 },
    {
      type: 'found',
      q,
      matcher: 4,
      points: many(points, finding),
      mistakes: many(mistakes, (index) => ({ index, evidence: { turn: { q }, start: 0, end: 5 } })),
    },
    { type: 'revealed', q },
    { type: 'ticked', q, names: many(points, (at) => `P${at}`) },
    { type: 'rated', q, rating: 'good' },
  ];
  return told([
    { ...started(), plan },
    ...many(questions, (q) => [
      ...answered({ q }),
      ...many(followUps, (followUp) => answered({ q, followUp })).flat(),
      ...judged(q),
    ]).flat(),
    { type: 'ended', reason: 'finished', draft: null },
  ]);
}

const rated = (at: number): Event => ({ type: 'rated', q: 0, rating: at % 2 === 0 ? 'good' : 'hard' });

/** Journals with a list that grows. */
const JOURNALS: Readonly<Record<string, (n: number) => Recorded[]>> = {
  events: longRound,
  questions: (questions) => round({ questions }),
  'follow-ups': (followUps) => round({ followUps }),
  'key points': (points) => round({ points }),
  'common mistakes': (mistakes) => round({ mistakes }),
  references: (references) => round({ references }),
  'words of an answer': (n) => round({}, 'the load '.repeat(n)),
  'lines of an answer': (n) => round({}, 'a line\n'.repeat(n)),
  'words of a sentence with names': (n) => round({}, 'Acme and Ada at ACME '.repeat(n)),
  'ratings of a question': (n) => [...round({}), ...told(many(n, rated))],
  'ticks of a point': (n) => [
    ...round({}),
    ...told(many(n, (at) => ({ type: 'ticked', q: 0, names: at % 2 === 0 ? [] : ['P0'] }))),
  ],
  'other answers to a turn': (n) => [
    ...round({}),
    ...told(
      many(n, (at) => ({
        type: 'answered',
        turn: { q: 0 },
        state: 'submitted',
        text: `Number ${at}.`,
        firstKey: null,
      })),
    ),
  ],
  'turns answered twice': (questions) => [
    ...round({ questions }),
    ...told(
      many(questions, (q) => ({
        type: 'answered',
        turn: { q },
        state: 'submitted',
        text: 'Another.',
        firstKey: null,
      })),
    ),
  ],
  'answers without a beginning': (questions) => round({ questions }).slice(1),
};
/** Lists in an event are limited to this; events and words are not. */
const mostOf = (list: string): number =>
  /^(questions|follow|key|common|ref|turns)/.test(list) ? MOST_IN_LIST : 2 ** 13;

type Stored = ReturnType<typeof readSession>;
type Replayed = NonNullable<Stored['session']>;

/** What is shown of a session. */
const VIEWS: Readonly<Record<string, (session: Replayed, stored: Stored) => unknown>> = {
  'round: plan': (session) => planRows(session, 80),
  'round: debrief': (session) => debriefRows(session, 80),
  'round: recap': (session) => recapRows(session, 0, 80),
  'round: reveal': (session) =>
    session.questions
      .slice(0, 1)
      .map((planned) => [
        revealRows(planned.question, 80, { remarks: remarksOf(planned) }),
        verdictRows(session, 0, 80),
      ]),
  'round: verdict': (session) =>
    session.questions
      .slice(0, 1)
      .map((planned) => verdictList(session, 0).layout(decisionsOf(planned), 80, 24)),
  summary: (session) => summaryOf(session),
  history: (session, stored) => attemptsAt({ bank: 'test', id: 'question-1' }, [{ ...stored, session }]),
};

export function sessions(scratch: string): Growing[] {
  return Object.entries(JOURNALS).flatMap(([list, eventsOf]) => {
    const most = mostOf(list);
    const stored = (n: number): { home: string; read: () => Stored } => {
      const home = join(scratch, list.replaceAll(' ', '-'), String(n));
      const tags: Event = { type: 'tagged', tags: { company: 'Acme', interviewer: 'Ada' } };
      writeSession(home, ID, [...eventsOf(n), ...told([tags])]);
      return {
        home,
        read: () => readSession({ data: home, cache: home, shippedBank: home, config: home }, ID),
      };
    };
    const exported = (format: (typeof FORMAT_NAMES)[number], redact: boolean): Growing => ({
      reader: `export -f ${format}${redact ? ' --redact' : ''}`,
      list,
      most,
      make: (n) => {
        const { home } = stored(n);
        return () => exportSession(fakeEnv({ cwd: home, data: home }).env, ID, { format, redact });
      },
    });
    return [
      { reader: 'journal', list, most, make: (n) => stored(n).read },
      ...FORMAT_NAMES.flatMap((format) => [exported(format, false), exported(format, true)]),
      ...Object.entries(VIEWS).map(([reader, view]) => ({
        reader,
        list,
        most,
        make: (n: number) => {
          const one = stored(n).read();
          return () => one.session && view(one.session, one);
        },
      })),
    ];
  });
}
