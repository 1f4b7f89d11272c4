import { isUsual } from '../bank/listed.ts';
import { byLevel, type Question } from '../bank/question.ts';
import type { WorthAsking } from '../engine/asked-facts.ts';
import type { Ms } from '../engine/event.ts';
import { keyOf } from '../engine/plan.ts';
import { sumOf, type Tally } from '../engine/tally.ts';
import { byUnits } from '../text/format.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type Day, daysOf, type Streak, streakOf } from './calendar.ts';
import { grouped } from '../text/data.ts';
import {
  historiesOf,
  type AnswerSummary,
  type AskedQuestion,
  isAnswered,
  isJudged,
  type JudgedAnswer,
  type LevelTally,
  type SessionSummary,
} from './summary.ts';
import { dueAmong } from './schedule.ts';

/** What counts, and the day to look at it. */
export interface StatsScope {
  /** A local day `YYYY-MM-DD`, like all days here. */
  today: string;
  /** Only answers since this day; null: all. What is due always depends on all of them. */
  since: string | null;
  /** Only questions of these topics; empty: all. */
  topics: readonly string[];
  /** The questions in the current banks. */
  questions: readonly (Pick<AskedQuestion, 'bank' | 'id' | 'topic'> & Partial<Pick<Question, 'kind'>>)[];
}

/** The statistics over all sessions. */
export interface Stats extends Totals {
  today: string;
  since: string | null;
  /** The topics that count; empty: all. */
  only: readonly string[];
  /** The day of the first answer that counts; null without one. */
  from: string | null;
  /** Sessions that asked one of the questions. */
  sessions: number;
  /** How many questions of the banks are due today, of those that `practice --order due` asks. */
  due: number;
  /** By name. */
  topics: readonly TopicStats[];
  /** Points that the last answer did not cover, those most often not covered first. */
  weakest: readonly WeakPoint[];
  /** How often a source, the matcher or a model, agrees, of the points that it is sure of and the candidate decided. */
  agreement: readonly { source: string; agreed: number; of: number }[];
  streak: Streak;
  /** In order, those with an answer. */
  days: readonly Day[];
}

/** Totals over some questions and the answers to them. */
export interface Totals {
  questions: Coverage;
  /** Submitted or timed out, without follow-ups. */
  answers: number;
  /** On all clocks, including follow-ups and skipped questions. */
  practisedMs: Ms;
  /** Over all judged answers. */
  points: Tally;
  /** Over all answers that are revealed. */
  worthAsking: WorthAsking;
  /** The points by their own level, the lowest first. */
  levels: readonly LevelTally[];
  calibration: Calibration;
  time: TimeStats;
  /** In order, those with an answer. */
  months: readonly Month[];
}

export interface TopicStats extends Totals {
  topic: string;
}

/** How many questions of the banks were answered. */
export interface Coverage {
  met: number;
  of: number;
}

/** Over the timed answers, without follow-ups and without those that an assistant handed in. */
export interface TimeStats {
  answers: number;
  usedMs: Ms;
  budgetMs: Ms;
  /** How many took each of `TIME_SHARES`. */
  shares: readonly [half: number, threeQuarters: number, whole: number, over: number];
}

export const TIME_SHARES = ['under 50%', '50–75%', '75–100%', 'over 100%'];

export interface WeakPoint extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title'> {
  point: string;
  /** How often, of the times that it was decided. */
  notCovered: number;
  judged: number;
}

export interface Month extends Tally {
  /** `YYYY-MM` */
  month: string;
  answers: number;
}

/** Statistics over sessions in any order. */
export function statsOf(sessions: readonly SessionSummary[], scope: StatsScope): Stats {
  const { today, since, topics } = scope;
  const counts = countsFor(scope);
  const counting = sessions
    // The last digit of a sum of fractions depends on the order.
    .toSorted((a, b) => byUnits(a.id, b.id))
    .map(({ answers }) => answers.filter((answer) => counts(answer) && wasAsked(answer)))
    .filter((answers) => answers.length > 0);
  const asked = counting.flat();
  const histories = historiesOf(sessions);
  const questions = scope.questions.filter(({ topic }) => isOf(topics, topic));
  const compared = asked.flatMap(({ points }) => points?.agreement ?? []);
  const days = daysOf(asked.filter(isAnswered));
  return {
    today,
    since,
    only: topics,
    from: days[0]?.day ?? null,
    sessions: counting.length,
    due: dueAmong(questions.filter(isUsual), histories, today).length,
    ...totalsOf(questions, asked),
    topics: topicsOf(questions, asked),
    weakest: weakestOf([...histories.values()].map((answers) => answers.filter(counts))),
    agreement: [...grouped(compared, ({ source }) => source)].map(([source, own]) => ({
      source,
      agreed: own.filter(({ agrees }) => agrees).length,
      of: own.length,
    })),
    streak: streakOf(days, today),
    days,
  };
}

/** Which answers count. */
export function countsFor({ topics, since }: Pick<StatsScope, 'topics' | 'since'>) {
  return ({ question, day }: AnswerSummary): boolean =>
    isOf(topics, question.topic) && (since === null || day >= since);
}

/** Whether a topic counts; if none are named, all do. */
function isOf(topics: readonly string[], topic: string): boolean {
  return topics.length === 0 || topics.includes(topic);
}

/** Whether its clock ran, or it was answered or skipped. */
function wasAsked({ state, spent }: AnswerSummary): boolean {
  return state !== 'unanswered' || spent > 0;
}

/** The topics of the banks and of the answers, by name. */
function topicsOf(questions: StatsScope['questions'], asked: readonly AnswerSummary[]): TopicStats[] {
  const there = grouped(questions, ({ topic }) => topic);
  const answered = grouped(asked, ({ question }) => question.topic);
  return [...new Set([...there.keys(), ...answered.keys()])]
    .sort(byUnits)
    .map((topic) => ({ topic, ...totalsOf(there.get(topic) ?? [], answered.get(topic) ?? []) }));
}

function totalsOf(questions: StatsScope['questions'], asked: readonly AnswerSummary[]): Totals {
  const answers = asked.filter(isAnswered);
  return {
    questions: coverageOf(questions, answers),
    answers: answers.length,
    practisedMs: sum(asked.map(({ spent }) => spent)),
    points: pointsOf(answers),
    worthAsking: {
      asked: sum(answers.map(({ worthAsking }) => worthAsking?.asked ?? 0)),
      of: sum(answers.map(({ worthAsking }) => worthAsking?.of ?? 0)),
    },
    levels: levelsOf(answers),
    calibration: calibrationOf(answers),
    time: timeOf(answers),
    months: monthsOf(answers),
  };
}

function coverageOf(
  questions: readonly { bank: string; id: string }[],
  answers: readonly AnswerSummary[],
): Coverage {
  const answered = new Set(answers.map(({ question }) => keyOf(question)));
  return { met: questions.filter((question) => answered.has(keyOf(question))).length, of: questions.length };
}

export function pointsOf(answers: readonly AnswerSummary[]): Tally {
  return sumOf(answers.flatMap(({ points }) => points?.levels ?? []));
}

function levelsOf(answers: readonly AnswerSummary[]): LevelTally[] {
  const tallies = answers.flatMap(({ points }) => points?.levels ?? []);
  return [...grouped(tallies, ({ level }) => level)]
    .sort(([a], [b]) => byLevel(a, b))
    .map(([level, own]) => ({ level, ...sumOf(own) }));
}

function timeOf(answers: readonly AnswerSummary[]): TimeStats {
  const shares: [number, number, number, number] = [0, 0, 0, 0];
  let [usedMs, budgetMs] = [0, 0];
  for (const { used, budget, state, relayed } of answers) {
    if (budget === null || budget === 0 || relayed) continue;
    usedMs += used;
    budgetMs += budget;
    const isOver = used > budget || state === 'timed-out';
    shares[isOver ? 3 : used < budget / 2 ? 0 : used < (budget * 3) / 4 ? 1 : 2] += 1;
  }
  return { answers: sum(shares), usedMs, budgetMs, shares };
}

/** The points that the last judged answer to each question did not cover, and how often all judged answers did not. */
function weakestOf(histories: readonly (readonly AnswerSummary[])[]): WeakPoint[] {
  return histories
    .flatMap((answers) => {
      const judged = answers.filter(isJudged);
      const last = judged.at(-1);
      return last?.points.notCovered.map((point) => weakPoint(last, point, judged)) ?? [];
    })
    .sort(
      (a, b) =>
        b.notCovered - a.notCovered ||
        a.judged - b.judged ||
        a.number - b.number ||
        byUnits(keyOf(a), keyOf(b)),
    );
}

function weakPoint({ question }: JudgedAnswer, point: string, answers: readonly JudgedAnswer[]): WeakPoint {
  const { bank, id, number, title } = question;
  const count = (as: 'covered' | 'partly' | 'notCovered'): number =>
    answers.filter(({ points }) => points[as].includes(point)).length;
  const notCovered = count('notCovered');
  // An older version of the question may not have had the point.
  const judged = notCovered + count('covered') + count('partly');
  return { bank, id, number, title, point, notCovered, judged };
}

function monthsOf(answers: readonly AnswerSummary[]): Month[] {
  return [...grouped(answers, ({ day }) => day.slice(0, -3))]
    .sort(([a], [b]) => byUnits(a, b))
    .map(([month, own]) => ({ month, answers: own.length, ...pointsOf(own) }));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
