import type { Question } from '../../src/bank/question.ts';
import type { Certainty, Event, Rating, Recorded } from '../../src/engine/event.ts';
import { plan } from '../../src/engine/plan.ts';
import { type Random, randomFrom } from '../../src/engine/random.ts';
import { writeSession } from './load.ts';
import { started } from './simulate.ts';

/** How long someone has practiced, and until when. */
export interface Span {
  sessions: number;
  days: number;
  /** Milliseconds since 1970: the last session begins in the days before. */
  until: number;
  seed?: number;
}

/** The history for reports and benches: 700 sessions in two years, until the fake world's noon. */
export const TWO_YEARS: Span = { sessions: 700, days: 730, until: Date.UTC(2026, 10, 24, 12) };

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * The events of each session of someone who practices in the evenings, more in some weeks than others and never on
 * vacation; who learns, forgets, is surer of some topics than others, and sometimes skips, runs out of time, rates
 * nothing or quits. The same span always gives the same history.
 */
export function historyOf(questions: readonly Question[], span: Span = TWO_YEARS): Recorded[][] {
  const random = randomFrom(span.seed ?? 7);
  const learner = new Learner(questions, random);
  return beginnings(span, random).map((wall, place, all) => {
    const id = idAt(wall, place);
    return learner.practice(id, wall, place === all.length - 1);
  });
}

/** Writes sessions, each given by its events, into a data folder; returns their ids. */
export function writeRounds(home: string, rounds: readonly (readonly Recorded[])[]): string[] {
  return rounds.map((events) => {
    const [first] = events;
    if (first?.type !== 'started') throw new Error('a session without a beginning');
    writeSession(home, first.session, events);
    return first.session;
  });
}

/** The result of one question in its own round. */
export interface Attempt {
  /** Milliseconds since 1970. */
  wall: number;
  text?: string;
  certainty?: Certainty | null;
  /** The names of the points that were ticked. */
  made?: readonly string[] | null;
  rating?: Rating | null;
}

/** The events of a finished round of one question without follow-ups: answered in four minutes, in UTC. */
export function roundOf(question: Question, attempt: Attempt): Recorded[] {
  const { wall, text = 'Some words.', certainty = 3, made = [], rating = 'good' } = attempt;
  const id = `${new Date(wall).toISOString().slice(0, 16).replace('T', '-').replace(':', '')}-r${question.number}`;
  const planned = plan([question], { timer: true, minutes: null, pace: 1, followUps: 0 });
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: planned[0]?.budget ?? null },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text, firstKey: 4000 },
    { type: 'predicted', q: 0, certainty },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: made },
    { type: 'rated', q: 0, rating },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  const opening = { ...started(), session: id, day: id.slice(0, 10), plan: planned, banks: [question.bank] };
  return [opening, ...events].map((event, n) => {
    const at = n < 2 ? 0 : 4 * MINUTE;
    return { ...event, at, wall: wall + at, zone: '+00:00' };
  });
}

/** When the sessions begin, in order: in the evening, with busy weeks and idle ones. */
function beginnings({ sessions, days, until }: Span, random: Random): number[] {
  const zeal = Array.from({ length: Math.ceil(days / 7) }, (_, week) =>
    week % 17 === 5 || week % 17 === 6 ? 0 : 0.3 + random() + (week % 9 === 0 ? 1.5 : 0),
  );
  const weights = Array.from(
    { length: days },
    (_, day) => (zeal[Math.floor(day / 7)] ?? 1) * (random() + 0.2),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let [day, passed] = [0, weights[0] ?? 0];
  const midnight = Math.floor(until / DAY) * DAY - days * DAY;
  return Array.from({ length: sessions }, (_, place) => {
    const wanted = ((place + 0.5) / sessions) * all;
    while (passed < wanted && day < days - 1) passed += weights[(day += 1)] ?? 0;
    return midnight + day * DAY + 17 * 60 * MINUTE + Math.floor(random() * 240) * MINUTE;
  }).sort((a, b) => a - b);
}

function idAt(wall: number, place: number): string {
  const [day = '', time = ''] = new Date(wall + offsetAt(wall) * MINUTE).toISOString().split('T');
  return `${day}-${time.slice(0, 5).replace(':', '')}-${(place % 46_656).toString(36).padStart(3, '0')}`;
}

/** Minutes from UTC: summer and winter time, and two weeks far west each March. */
function offsetAt(wall: number): number {
  const month = new Date(wall).getUTCMonth();
  if (month === 2 && new Date(wall).getUTCDate() < 15) return -480;
  return month > 2 && month < 10 ? 120 : 60;
}

class Learner {
  readonly #questions: readonly Question[];
  readonly #random: Random;
  /** How well each topic is known at the start, and how much that is overestimated. */
  readonly #topics = new Map<string, { talent: number; bias: number }>();
  readonly #met = new Map<string, { times: number; last: number }>();

  constructor(questions: readonly Question[], random: Random) {
    this.#questions = questions;
    this.#random = random;
    for (const { topic } of questions) {
      if (!this.#topics.has(topic))
        this.#topics.set(topic, { talent: 0.15 + 0.5 * random(), bias: 0.5 * random() - 0.15 });
    }
  }

  practice(id: string, wall: number, isLast: boolean): Recorded[] {
    const asked = this.#choose(1 + Math.floor(this.#random() * 3), wall);
    const planned = plan(asked, { timer: this.#random() > 0.05, minutes: null, pace: 1, followUps: 1 });
    const offset = offsetAt(wall);
    const zone = `${offset < 0 ? '-' : '+'}${String(Math.abs(offset) / 60).padStart(2, '0')}:00`;
    const stamp = { wall, zone, at: 0 };
    const told: Recorded[] = [
      { ...started(), session: id, day: id.slice(0, 10), plan: planned, banks: ['hotseat'], ...stamp },
    ];
    const tell = (event: Event, elapsed = 2000): void => {
      const { at } = told.at(-1) ?? stamp;
      const then = at + Math.round(elapsed);
      told.push({ ...event, ...stamp, at: then, wall: wall + then });
    };
    for (const [q, { question, budget }] of planned.entries()) {
      tell({ type: 'asked', turn: { q }, budget });
      if (isLast || this.#random() < 0.02) return told;
      this.#answer(q, question, wall, tell);
    }
    tell({ type: 'ended', reason: 'finished', draft: null });
    return told;
  }

  /** The least answered question, or one answered before. */
  #choose(number: number, wall: number): Question[] {
    const score = (question: Question): number => {
      const met = this.#met.get(question.id);
      return met === undefined
        ? 0.6 + this.#random()
        : this.#random() + Math.min(1, (wall - met.last) / (60 * DAY));
    };
    const scored = this.#questions.map((question) => [score(question), question] as const);
    return scored
      .sort(([a], [b]) => b - a)
      .slice(0, number)
      .map(([, question]) => question);
  }

  #answer(q: number, question: Question, wall: number, tell: (event: Event, elapsed?: number) => void): void {
    const minutes = question.minutes * MINUTE;
    if (this.#random() < 0.05) {
      tell({ type: 'answered', turn: { q }, state: 'skipped', text: '', firstKey: null }, minutes / 10);
      tell({ type: 'revealed', q });
      return;
    }
    const { times, last } = this.#met.get(question.id) ?? { times: 0, last: wall };
    this.#met.set(question.id, { times: times + 1, last: wall });
    const { talent, bias } = this.#topics.get(question.topic) ?? { talent: 0.3, bias: 0 };
    const learnt = 0.22 * Math.sqrt(times) - Math.min(0.2, (wall - last) / (600 * DAY));
    const level = Math.min(0.95, talent + learnt);
    const made = question.keyPoints.filter((_, place) => this.#random() < level - (place % 3) * 0.07);
    const share = made.length / Math.max(1, question.keyPoints.length);
    const text = ['It depends on what we can measure.', ...made.map((point) => point.text)].join('\n\n');
    const pace = 0.55 + 0.5 * this.#random();
    const isLate = pace > 0.98;
    const state = isLate ? 'timed-out' : 'submitted';
    const took = isLate ? minutes : minutes * pace;
    tell({ type: 'answered', turn: { q }, state, text, firstKey: 8000 }, took);
    tell({ type: 'asked', turn: { q, followUp: 0 }, budget: Math.round(minutes / 3) });
    const note = { text: 'Because of what I said.', firstKey: 4000 };
    tell({ type: 'answered', turn: { q, followUp: 0 }, state: 'submitted', ...note }, minutes / 4);
    this.#judge(q, { share, bias, names: made.map(({ name }) => name) }, tell);
  }

  #judge(
    q: number,
    { share, bias, names }: { share: number; bias: number; names: string[] },
    tell: (event: Event, elapsed?: number) => void,
  ): void {
    const thought = share + bias + 0.3 * (this.#random() - 0.5);
    const certainty = (thought < 0.35 ? 1 : thought < 0.63 ? 2 : thought < 0.85 ? 3 : 4) satisfies Certainty;
    tell({ type: 'predicted', q, certainty: this.#random() < 0.05 ? null : certainty });
    tell({ type: 'revealed', q });
    const ratings = ['again', 'hard', 'good', 'easy'] as const satisfies readonly Rating[];
    const felt = ratings[Math.min(3, Math.floor(share * 4 + 0.6 * (this.#random() - 0.5)))] ?? 'again';
    tell({ type: 'ticked', q, names: this.#random() < 0.08 ? null : names }, 60_000);
    tell({ type: 'rated', q, rating: this.#random() < 0.08 ? null : felt }, 90_000);
  }
}
