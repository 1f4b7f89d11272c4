import fc from 'fast-check';
import { replay } from '../../src/engine/evolve.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { type AnswerSummary, type SessionSummary, summaryOf } from '../../src/progress/summary.ts';
import { dayAfter } from '../../src/text/day.ts';

const DAY = 86_400_000;

/** The summaries of sessions given by their events. */
export function summariesOf(histories: readonly (readonly Recorded[])[]): SessionSummary[] {
  return histories.map((events) => {
    const session = replay(events);
    if (session === null) throw new Error('a session without a beginning');
    return summaryOf(session);
  });
}

/** The key points of each question here. */
export const POINTS = ['First point', 'Second point', 'Third point', 'Fourth point'];

/** An answer to make; `made` are the ticked points, null if not judged. */
interface Change extends Partial<AnswerSummary> {
  on?: number;
  made?: readonly string[] | null;
}

/** An answer to one of a few questions, on one of a hundred days from 2026-01-01 on, in UTC. */
export function makeAnswer(number: number, change: Change = {}): AnswerSummary {
  const { on = 0, made = POINTS.slice(0, 2), ...rest } = change;
  return {
    question: {
      bank: 'test',
      id: `question-${number}`,
      number,
      title: `Title ${number}`,
      topic: ['retrieval', 'agents', 'safety'][number % 3] ?? '',
    },
    state: 'submitted',
    day: dayAfter('2026-01-01', on),
    wall: Date.UTC(2026, 0, 1, 18) + on * DAY,
    used: 240_000,
    budget: 300_000,
    spent: 300_000,
    certainty: 2,
    points: made && pointsOf(made),
    rating: 'good',
    ...rest,
  };
}

/** Every second point is one that only staff is expected to cover. */
function pointsOf(made: readonly string[]): AnswerSummary['points'] {
  const levels = ['senior', 'staff'].map((level, at) => {
    const own = POINTS.filter((_, place) => place % 2 === at);
    const covered = own.filter((point) => made.includes(point)).length;
    return { level, covered, whenPressed: 0, partly: 0, notCovered: own.length - covered, toDecide: 0 };
  });
  const notCovered = POINTS.filter((point) => !made.includes(point));
  return { covered: made, partly: [], notCovered, levels, agreement: [] };
}

/** A finished session of these answers that begins with the first. */
export function makeSession(id: string, answers: readonly AnswerSummary[]): SessionSummary {
  const [first = makeAnswer(1)] = answers;
  const at = new Date(first.wall).toISOString().replace('Z', '+00:00');
  return {
    id,
    name: null,
    tags: { company: null, position: null, round: null, interviewer: null },
    startedAt: at,
    endedAt: at,
    started: first.wall,
    touched: first.wall,
    state: 'finished',
    answers,
  };
}

const anyAnswer = fc
  .record({
    number: fc.integer({ min: 1, max: 5 }),
    on: fc.integer({ min: 0, max: 100 }),
    minute: fc.integer({ min: 0, max: 300 }),
    state: fc.constantFrom('submitted', 'submitted', 'timed-out', 'skipped', 'unanswered'),
    used: fc.integer({ min: 0, max: 600_000 }),
    budget: fc.constantFrom(300_000, 300_000, null),
    certainty: fc.constantFrom(1, 2, 3, 4, null),
    made: fc.option(fc.subarray(POINTS)),
    rating: fc.constantFrom('again', 'hard', 'good', 'easy', null),
  })
  .map(({ number, minute, ...change }) => {
    const answer = makeAnswer(number, change);
    const isJudged = answer.state === 'submitted' || answer.state === 'timed-out';
    const unjudged = isJudged ? {} : { certainty: null, points: null, rating: null };
    return { ...answer, ...unjudged, wall: answer.wall + minute * 60_000, spent: answer.used };
  });

/** Plausible sessions in any order, with unique ids. */
export const anySessions: fc.Arbitrary<SessionSummary[]> = fc
  .array(fc.array(anyAnswer, { minLength: 1, maxLength: 3 }), { maxLength: 25 })
  .map((rounds) => rounds.map((answers, place) => makeSession(`session-${place}`, answers)));
