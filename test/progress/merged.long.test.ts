import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSummaries } from '../../src/store/session-index.ts';
import type { Env } from '../../src/platform/env.ts';
import { historiesOf, type SessionSummary } from '../../src/progress/summary.ts';
import { planUntil } from '../../src/progress/study-plan.ts';
import { scheduleOf } from '../../src/progress/schedule.ts';
import { statsOf } from '../../src/progress/stats.ts';
import { diskWorld, emptyFolder } from '../support/disk.ts';
import { historyOf, TWO_YEARS, writeRounds } from '../support/history.ts';
import { makeQuestion } from '../support/question.ts';

const QUESTIONS = Array.from({ length: 20 }, (_, index) => makeQuestion(index + 1));
const HISTORY = historyOf(QUESTIONS, { ...TWO_YEARS, sessions: 120 });

/** A data folder on its own machine, with these sessions of the history. */
function machine(seed: number, has: (place: number) => boolean): Env {
  const { env } = diskWorld(emptyFolder(), seed);
  writeRounds(
    env.paths.data,
    HISTORY.filter((_, place) => has(place)),
  );
  return env;
}

/** Copies the sessions of one machine to another, like a synced folder. */
function sync(from: Env, to: Env): void {
  cpSync(join(from.paths.data, 'sessions'), join(to.paths.data, 'sessions'), { recursive: true });
}

/** Everything about all sessions, except for the last one touched, which depends on the copy. */
const known = (env: Env) => readSummaries(env).summaries.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const scheduleIn = (sessions: readonly SessionSummary[]) => scheduleOf(historiesOf(sessions));
const statsIn = (sessions: readonly SessionSummary[]) =>
  statsOf(sessions, { today: '2026-11-24', since: null, topics: [], questions: QUESTIONS });

const planIn = (sessions: readonly SessionSummary[]) =>
  planUntil({
    today: '2026-11-24',
    interview: '2027-01-15',
    dailyMs: 3_600_000,
    questions: QUESTIONS.map((question) => ({ ...question, timeMs: 600_000 })),
    histories: historiesOf(sessions),
    distances: new Map(),
  });

describe('two merged data folders', () => {
  it('give the same schedule, plan and statistics as one folder, merged either way', () => {
    const one = machine(1, () => true);
    const [here, there] = [machine(2, (place) => place % 3 !== 0), machine(3, (place) => place % 3 !== 1)];
    expect(scheduleIn(known(here))).not.toEqual(scheduleIn(known(one)));
    sync(here, there);
    sync(there, here);
    for (const env of [here, there]) {
      expect(known(env)).toEqual(known(one));
      expect(scheduleIn(readSummaries(env).summaries)).toEqual(scheduleIn(readSummaries(one).summaries));
      expect(statsIn(readSummaries(env).summaries)).toEqual(statsIn(readSummaries(one).summaries));
      expect(planIn(readSummaries(env).summaries)).toEqual(planIn(readSummaries(one).summaries));
    }
    expect(scheduleIn(known(one)).length).toBeGreaterThan(10);
  });
});
