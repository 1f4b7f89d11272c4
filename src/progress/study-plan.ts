import type { Ms } from '../engine/event.ts';
import { keyOf, type Ranks } from '../engine/plan.ts';
import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import { grouped } from '../text/group-by.ts';
import type { Histories } from './history.ts';
import { ranksFor } from './ranks.ts';
import { afterReview, dueAfter, type Memory, recallOn, scheduleOf } from './schedule.ts';
import type { AskedQuestion } from './summary.ts';

/** A question that is to be known on the day. */
export interface Plannable extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title' | 'topic'> {
  /** What its clock and those of its follow-ups come to. */
  timeMs: Ms;
}

/** `new`: not met yet. `due`: about to be forgotten. `unrated`: met, and nothing says how well. `weak`: the last answer missed points. */
export type Reason = 'new' | 'due' | 'unrated' | 'weak';

export interface PlannedPractice extends Plannable {
  why: Reason;
}

export interface PlannedDay {
  /** A local day `YYYY-MM-DD`, as are all days here. */
  day: string;
  plannedMs: Ms;
  /** In the order in which they are to be practised. */
  questions: readonly PlannedPractice[];
}

/** What to practise each day until an interview. A plain value. */
export interface InterviewPlan {
  today: string;
  interview: string;
  /** The most that a day takes. */
  dailyMs: Ms;
  /** Those of the questions that were answered, and how many there are. */
  questions: { met: number; of: number };
  /** What was practised of them today, as it would have been planned. */
  done: { questions: number; plannedMs: Ms };
  /** From today to the day before the interview, those without a question too. */
  days: readonly PlannedDay[];
  /** What was not met and found no place. */
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

/** The last days are for what is known least: one in four, and three at the most. */
const LAST_DAYS = 3;
const LAST_PART = 4;
/** What they do not hold goes into the free time of the days before them, as far back as this. */
const LAST_WEEK = 7;

/**
 * Plans from a day to the one before an interview. First meetings are spread evenly, of all topics alike; what is due fills
 * the days up; the last days repeat what missed most of its points, and the very last is theirs before anything else. Where
 * they do not hold all of it, the free time of the week does. What is planned counts as if it went well, since each
 * answer makes the plan anew. The same answers give the same plan, whatever their order.
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

  const unmet = questions.filter((question) => !histories.has(keyOf(question)));
  const [tooLong, fitting] = [true, false].map((isLong) =>
    unmet.filter(({ timeMs }) => timeMs > dailyMs === isLong),
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
    questions: { met: questions.length - unmet.length, of: questions.length },
    done: { questions: done.questions, plannedMs: done.plannedMs },
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
  #done: Done = { questions: 0, plannedMs: 0, newMs: 0, keys: new Set() };

  constructor(day: string, limit: Ms) {
    this.day = day;
    this.#limit = limit;
  }

  get questions(): readonly PlannedPractice[] {
    return this.#planned;
  }

  /** With what was practised on it before the plan was made. */
  begin(done: Done): void {
    this.#done = done;
  }

  has(question: Plannable): boolean {
    const key = keyOf(question);
    return this.#done.keys.has(key) || this.#planned.some((planned) => keyOf(planned) === key);
  }

  /** Whether there was room for it. Nothing comes twice on a day. */
  add(question: Plannable, why: Reason): boolean {
    const { bank, id, number, title, topic, timeMs } = question;
    const fits = this.#done.plannedMs + this.#plannedMs + timeMs <= this.#limit;
    if (!fits || this.has(question)) return false;
    this.#plannedMs += timeMs;
    this.#planned.push({ bank, id, number, title, topic, timeMs, why });
    return true;
  }

  told(): PlannedDay {
    // What is known comes first: a round begins with what has been thought about before.
    const questions = (['due', 'unrated', 'weak', 'new'] as const).flatMap((reason) =>
      this.#planned.filter(({ why }) => why === reason),
    );
    return { day: this.day, plannedMs: this.#plannedMs, questions };
  }
}

/**
 * Puts each question on a day, so that all days get the same time; gives those that found no room. `ahead` was done on the
 * first day already.
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

/** Puts each on the first day with room for it; gives the others. */
function fillUp(questions: readonly Plannable[], why: Reason, days: readonly Day[]): Plannable[] {
  return questions.filter((question) => !days.some((day) => day.add(question, why)));
}

/** Each topic is spread over the whole, the questions of one by their numbers: after any part of it all topics have had theirs. */
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

/** What of the questions was answered on the day of the plan. */
interface Done {
  questions: number;
  plannedMs: Ms;
  /** Of those that were met on it. */
  newMs: Ms;
  keys: ReadonlySet<string>;
}

function doneOn(today: string, questions: readonly Plannable[], histories: Histories): Done {
  const done = { questions: 0, plannedMs: 0, newMs: 0, keys: new Set<string>() };
  for (const question of questions) {
    const answers = histories.get(keyOf(question)) ?? [];
    // However often: who repeats one has not had the time of the others.
    if (!answers.some(({ day }) => day === today)) continue;
    done.questions += 1;
    done.plannedMs += question.timeMs;
    done.keys.add(keyOf(question));
    if (answers[0]?.day === today) done.newMs += question.timeMs;
  }
  return done;
}

/** In free time, on the latest day: what comes anyway within a few days is left out. */
function repeatEarlier(questions: readonly Plannable[], days: readonly Day[]): void {
  for (const question of questions) {
    const isFree = (day: Day): boolean =>
      !days.some((other) => Math.abs(daysBetween(day.day, other.day)) <= LAST_DAYS && other.has(question));
    fillUp([question], 'weak', days.filter(isFree).toReversed());
  }
}

/**
 * Fills the days up with what is due on them, the least remembered first, and then with what was never rated. What is
 * repeated as weak within a few days waits for that, or has had it.
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

/** What is known of each question that was met; null where no answer was rated. */
function memoriesOf(questions: readonly Plannable[], histories: Histories): Map<string, Memory | null> {
  const rated = new Map(scheduleOf(histories).map((question) => [keyOf(question), question]));
  const met = questions.map(keyOf).filter((key) => histories.has(key));
  return new Map(met.map((key) => [key, rated.get(key) ?? null]));
}
