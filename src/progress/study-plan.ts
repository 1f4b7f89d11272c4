import type { Ms } from '../engine/event.ts';
import { keyOf, type Ranks } from '../engine/plan.ts';
import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import { grouped } from '../text/data.ts';
import type { Histories, AskedQuestion } from './summary.ts';
import { ranksFor, afterReview, dueAfter, type Memory, recallOn, scheduleOf } from './schedule.ts';

/** A question to prepare. */
export interface Plannable extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title' | 'topic'> {
  /** Its clock plus those of its follow-ups. */
  timeMs: Ms;
}

/** `new`: not answered yet. `due`: about to be forgotten. `unrated`: answered but never rated. `weak`: the last answer missed points. */
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
}

/** The last days are for the weakest questions: one day in four, at most three. */
const LAST_DAYS = 3;
const LAST_PART = 4;
/** What does not fit there goes into the free time of this many last days. */
const LAST_WEEK = 7;

/**
 * Plans from a day to the one before an interview. New questions are spread evenly over the days and topics. Due ones
 * fill the rest. The last days repeat the questions that missed the most points, which come before anything else on the
 * very last day; the free time of the week takes what does not fit. The plan assumes that every answer goes well, since
 * each answer leads to a new plan. The same answers give the same plan in any order.
 */
export function planUntil(options: PlanOptions): InterviewPlan {
  const { today, interview, dailyMs, questions, histories } = options;
  const days = Array.from(
    { length: daysBetween(today, interview) },
    (_, n) => new Day(dayAfter(today, n), dailyMs),
  );
  const done = doneOn(today, questions, histories);
  const [first] = days;
  first?.begin(done);
  const beforeLast = days.slice(0, -Math.min(LAST_DAYS, Math.ceil(days.length / LAST_PART)));
  const lastDays = days.slice(beforeLast.length);

  const unanswered = questions.filter((question) => !histories.has(keyOf(question)));
  const [tooLong, fitting] = [true, false].map((isLong) =>
    unanswered.filter(({ timeMs }) => timeMs > dailyMs === isLong),
  );
  const late = spread(ofAllTopics(fitting ?? []), 'new', beforeLast, done.newMs);
  const later = fillUp(late, 'new', days.slice(0, -1));
  const earlier = spread(weakest(questions, histories, today), 'weak', lastDays, 0);
  const left = fillUp(later, 'new', days.slice(-1));
  addReviews(days, options);
  repeatEarlier(earlier, days.slice(-LAST_WEEK, -lastDays.length));
  return {
    today,
    interview,
    dailyMs,
    questions: { met: questions.length - unanswered.length, of: questions.length },
    done: { questions: done.questions, usedMs: done.usedMs },
    days: days.map((day) => day.told()),
    left: [...left, ...(tooLong ?? [])],
  };
}

/** A day that fills up. */
class Day {
  readonly day: string;
  readonly #limit: Ms;
  readonly #planned: PlannedPractice[] = [];
  #plannedMs: Ms = 0;
  #done: Done = { questions: 0, usedMs: 0, newMs: 0, keys: new Set() };

  constructor(day: string, limit: Ms) {
    this.day = day;
    this.#limit = limit;
  }

  get questions(): readonly PlannedPractice[] {
    return this.#planned;
  }

  /** Takes what was practiced on this day before the plan was made. */
  begin(done: Done): void {
    this.#done = done;
  }

  has(question: Plannable): boolean {
    const key = keyOf(question);
    return this.#done.keys.has(key) || this.#planned.some((planned) => keyOf(planned) === key);
  }

  /** Gives whether there was room. A question comes only once on a day. */
  add(question: Plannable, why: Reason): boolean {
    const { bank, id, number, title, topic, timeMs } = question;
    const fits = this.#done.usedMs + this.#plannedMs + timeMs <= this.#limit;
    if (!fits || this.has(question)) return false;
    this.#plannedMs += timeMs;
    this.#planned.push({ bank, id, number, title, topic, timeMs, why });
    return true;
  }

  told(): PlannedDay {
    // Known questions first, as a warm-up.
    const questions = (['due', 'unrated', 'weak', 'new'] as const).flatMap((reason) =>
      this.#planned.filter(({ why }) => why === reason),
    );
    return { day: this.day, plannedMs: this.#plannedMs, questions };
  }
}

/**
 * Distributes questions so that all days get the same time; gives those that did not fit. `ahead` was already done on
 * the first day.
 */
function spread(questions: readonly Plannable[], why: Reason, days: readonly Day[], ahead: Ms): Plannable[] {
  const all = questions.reduce((sum, { timeMs }) => sum + timeMs, ahead);
  const waiting = [...questions];
  let placed = ahead;
  for (const [place, day] of days.entries()) {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const isEnough = placed * days.length >= all * (place + 1);
      if (isEnough || !day.add(next, why)) break;
      placed += next.timeMs;
      waiting.shift();
    }
  }
  return waiting;
}

/** Puts each question on the first day with room; gives those that did not fit. */
function fillUp(questions: readonly Plannable[], why: Reason, days: readonly Day[]): Plannable[] {
  return questions.filter((question) => !days.some((day) => day.add(question, why)));
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

function byRank(ranks: Ranks): (a: Plannable, b: Plannable) => number {
  const rankOf = (question: Plannable): number => ranks.get(keyOf(question)) ?? 0;
  return (a, b) => rankOf(a) - rankOf(b) || byNumber(a, b);
}

/** Those whose last answer missed points, most first. */
function weakest(questions: readonly Plannable[], histories: Histories, today: string): Plannable[] {
  const ranks = ranksFor('weakest', histories, today);
  return questions.filter((question) => ranks.has(keyOf(question))).sort(byRank(ranks));
}

/** The questions answered on the day of the plan. */
interface Done {
  questions: number;
  usedMs: Ms;
  /** The planned time of those answered for the first time: their share of what was to come. */
  newMs: Ms;
  keys: ReadonlySet<string>;
}

function doneOn(today: string, questions: readonly Plannable[], histories: Histories): Done {
  const done = { questions: 0, usedMs: 0, newMs: 0, keys: new Set<string>() };
  for (const question of questions) {
    const answers = histories.get(keyOf(question)) ?? [];
    const ofToday = answers.filter(({ day }) => day === today);
    if (ofToday.length === 0) continue;
    done.questions += 1;
    done.usedMs += ofToday.reduce((sum, { spent }) => sum + spent, 0);
    done.keys.add(keyOf(question));
    if (answers[0]?.day === today) done.newMs += question.timeMs;
  }
  return done;
}

/** Repeats questions in free time, as late as possible, unless they come up within a few days anyway. */
function repeatEarlier(questions: readonly Plannable[], days: readonly Day[]): void {
  for (const question of questions) {
    const isFree = (day: Day): boolean =>
      !days.some((other) => Math.abs(daysBetween(day.day, other.day)) <= LAST_DAYS && other.has(question));
    fillUp([question], 'weak', days.filter(isFree).toReversed());
  }
}

/**
 * Fills the days with due questions, the least remembered first, and then with unrated ones. Leaves out questions that
 * are repeated as weak within a few days.
 */
function addReviews(days: readonly Day[], { questions, histories }: PlanOptions): void {
  const memories = memoriesOf(questions, histories);
  const appointed = new Map(
    days.flatMap(({ day, questions: own }) =>
      own.flatMap((question) => (question.why === 'weak' ? [[keyOf(question), day] as const] : [])),
    ),
  );
  for (const day of days) {
    const free = questions.filter((question) => {
      const key = keyOf(question);
      if (!memories.has(key)) return false;
      const near = appointed.get(key);
      const isNear = near !== undefined && Math.abs(daysBetween(day.day, near)) <= LAST_DAYS;
      return !isNear && !day.has(question);
    });
    const recall = new Map<string, number>();
    for (const key of free.map(keyOf)) {
      const memory = memories.get(key) ?? null;
      if (memory !== null && dueAfter(memory) <= day.day) recall.set(key, recallOn(memory, day.day));
    }
    fillUp(free.filter((question) => recall.has(keyOf(question))).sort(byRank(recall)), 'due', [day]);
    const unrated = free.filter((question) => memories.get(keyOf(question)) === null);
    fillUp(unrated.sort(byNumber), 'unrated', [day]);
    for (const key of day.questions.map(keyOf))
      memories.set(key, afterReview(memories.get(key) ?? null, day.day, 'good'));
  }
}

/** The memory of each answered question; null if no answer was rated. */
function memoriesOf(questions: readonly Plannable[], histories: Histories): Map<string, Memory | null> {
  const rated = new Map(scheduleOf(histories).map((question) => [keyOf(question), question]));
  const answered = questions.map(keyOf).filter((key) => histories.has(key));
  return new Map(answered.map((key) => [key, rated.get(key) ?? null]));
}
