import type { Ms } from '../engine/event.ts';
import { keyOf, type Ranks } from '../engine/plan.ts';
import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import { grouped } from '../text/data.ts';
import { afterReview, dueAfter, type Memory, ranksFor, recallOn, scheduleOf } from './schedule.ts';
import type { AskedQuestion, Histories } from './summary.ts';

/** A question to prepare. */
export interface Plannable extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title' | 'topic'> {
  /** Its clock plus those of its follow-ups. */
  timeMs: Ms;
}

/** `new`: not answered yet. `due`: about to be forgotten. `unrated`: answered but never rated. `weak`: the last answer did not cover points. */
export type Reason = 'new' | 'due' | 'unrated' | 'weak';

export interface PlannedPractice extends Plannable {
  why: Reason;
}

export interface PlannedDay {
  /** A local day `YYYY-MM-DD`, like all days here. */
  day: string;
  plannedMs: Ms;
  /** In the order in which to practice them. */
  questions: readonly PlannedPractice[];
}

/** What to practice each day until an interview. */
export interface InterviewPlan {
  today: string;
  interview: string;
  /** The most time per day. */
  dailyMs: Ms;
  /** How many of the questions were answered, and how many there are. */
  questions: { met: number; of: number };
  /** What was practiced of them today, and the time it took. */
  done: { questions: number; usedMs: Ms };
  /** From today to the day before the interview, including days without questions. */
  days: readonly PlannedDay[];
  /** Unanswered questions that did not fit. */
  left: readonly Plannable[];
}

export interface PlanOptions {
  today: string;
  /** A day after today. */
  interview: string;
  dailyMs: Ms;
  /** What may be asked. */
  questions: readonly Plannable[];
  histories: Histories;
  /** How far each question is from the interview, by `keyOf`: nearer ones have the room. */
  distances: Ranks;
}

/** The last days are for the weakest questions: one day in four, at most three. */
const LAST_DAYS = 3;
const LAST_PART = 4;

/**
 * Plans from a day to the one before an interview. The last days repeat the questions that missed the most points. New
 * questions are spread evenly over the days before, or go where there is room. Due ones fill the rest. The plan assumes
 * that every answer goes well, since each answer leads to a new plan. The same answers give the same plan in any order.
 */
export function planUntil(options: PlanOptions): InterviewPlan {
  const { today, interview, dailyMs, questions, histories } = options;
  const done = doneOn(today, questions, histories);
  const days = Array.from({ length: daysBetween(today, interview) }, (_, n): OpenDay => {
    const { usedMs, keys } = n === 0 ? done : { usedMs: 0, keys: [] };
    return { day: dayAfter(today, n), freeMs: dailyMs - usedMs, keys: new Set(keys), questions: [] };
  });
  const lastDays = days.slice(-Math.min(LAST_DAYS, Math.ceil(days.length / LAST_PART)));
  const daysBefore = days.slice(0, -lastDays.length);

  spread(ranked(questions, ranksFor('weakest', histories, today)), 'weak', lastDays);
  const unanswered = nearestFirst(
    questions.filter((question) => !histories.has(keyOf(question))),
    options.distances,
  );
  const fitting = unanswered.filter(({ timeMs }) => timeMs <= dailyMs);
  const left = new Set(fillUp(spread(fitting, 'new', daysBefore, done.newMs), 'new', days));
  addReviews(days, options);
  return {
    today,
    interview,
    dailyMs,
    questions: { met: questions.length - unanswered.length, of: questions.length },
    done: { questions: done.keys.length, usedMs: done.usedMs },
    days: days.map(inPracticeOrder),
    left: unanswered.filter((question) => left.has(question) || question.timeMs > dailyMs),
  };
}

/** A day that fills up. */
interface OpenDay {
  day: string;
  freeMs: Ms;
  /** The planned questions, and those practiced before the plan was made. */
  keys: Set<string>;
  questions: PlannedPractice[];
}

/** Gives whether there was room. A question comes only once on a day. */
function add(day: OpenDay, question: Plannable, why: Reason): boolean {
  const key = keyOf(question);
  if (question.timeMs > day.freeMs || day.keys.has(key)) return false;
  day.freeMs -= question.timeMs;
  day.keys.add(key);
  day.questions.push({ ...question, why });
  return true;
}

/** Known questions come first, as a warm-up. */
const ORDER: readonly Reason[] = ['due', 'unrated', 'weak', 'new'];

function inPracticeOrder({ day, questions }: OpenDay): PlannedDay {
  const inOrder = questions.toSorted((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why));
  return { day, plannedMs: totalOf(questions), questions: inOrder };
}

function totalOf(questions: readonly Plannable[]): Ms {
  return questions.reduce((sum, { timeMs }) => sum + timeMs, 0);
}

/**
 * Distributes questions so that all days get the same time, each on the day of its share or the next one with room; gives
 * those that did not fit. `ahead` was already done on the first day.
 */
function spread(
  questions: readonly Plannable[],
  why: Reason,
  days: readonly OpenDay[],
  ahead: Ms = 0,
): Plannable[] {
  const all = ahead + totalOf(questions);
  let before = ahead;
  return questions.filter((question) => {
    const share = Math.floor((before / all) * days.length);
    before += question.timeMs;
    return !days.slice(share).some((day) => add(day, question, why));
  });
}

/** Puts each question on the first day with room; gives those that did not fit. */
function fillUp(questions: readonly Plannable[], why: Reason, days: readonly OpenDay[]): Plannable[] {
  return questions.filter((question) => !days.some((day) => add(day, question, why)));
}

/** The nearest questions first; those that are as near, of all topics. */
function nearestFirst(questions: readonly Plannable[], distances: Ranks): Plannable[] {
  const groups = grouped(questions, (question) => distances.get(keyOf(question)) ?? 0);
  return [...groups].sort(([a], [b]) => a - b).flatMap(([, own]) => ofAllTopics(own));
}

/** Interleaves the topics evenly, with the questions of each by number: any part of the list has its share of all topics. */
function ofAllTopics(questions: readonly Plannable[]): Plannable[] {
  const topics = grouped(questions.toSorted(byNumber), ({ topic }) => topic);
  return [...topics.values()]
    .flatMap((own) => own.map((question, place) => ({ question, at: (place + 0.5) / own.length })))
    .sort((a, b) => a.at - b.at || byNumber(a.question, b.question))
    .map(({ question }) => question);
}

function byNumber(a: Plannable, b: Plannable): number {
  return a.number - b.number || byUnits(keyOf(a), keyOf(b));
}

/** The questions that have a rank, the lowest first. */
function ranked(questions: readonly Plannable[], ranks: Ranks): Plannable[] {
  const rankOf = (question: Plannable): number => ranks.get(keyOf(question)) ?? 0;
  return questions
    .filter((question) => ranks.has(keyOf(question)))
    .sort((a, b) => rankOf(a) - rankOf(b) || byNumber(a, b));
}

/** What was answered on the day of the plan. */
interface Done {
  keys: readonly string[];
  usedMs: Ms;
  /** The planned time of what was answered for the first time: its share of what was to come. */
  newMs: Ms;
}

function doneOn(today: string, questions: readonly Plannable[], histories: Histories): Done {
  const keys: string[] = [];
  let [usedMs, newMs] = [0, 0];
  for (const question of questions) {
    const answers = histories.get(keyOf(question)) ?? [];
    const ofToday = answers.filter(({ day }) => day === today);
    if (ofToday.length === 0) continue;
    keys.push(keyOf(question));
    usedMs += ofToday.reduce((sum, { spent }) => sum + spent, 0);
    if (answers[0]?.day === today) newMs += question.timeMs;
  }
  return { keys, usedMs, newMs };
}

/** Fills the days with due questions, the least remembered first, and then with unrated ones. */
function addReviews(days: readonly OpenDay[], { questions, histories }: PlanOptions): void {
  const memories = new Map<string, Memory>(scheduleOf(histories).map((rated) => [keyOf(rated), rated]));
  for (const day of days) {
    const due = [...memories].filter(([, memory]) => dueAfter(memory) <= day.day);
    const recall = new Map(due.map(([key, memory]) => [key, recallOn(memory, day.day)]));
    fillUp(ranked(questions, recall), 'due', [day]);
    const unrated = questions.filter((one) => histories.has(keyOf(one)) && !memories.has(keyOf(one)));
    fillUp(unrated.sort(byNumber), 'unrated', [day]);
    for (const key of day.questions.map(keyOf))
      memories.set(key, afterReview(memories.get(key) ?? null, day.day, 'good'));
  }
}
