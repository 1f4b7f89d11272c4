import { askedFacts, type WorthAsking, worthAskingOf } from '../engine/asked-facts.ts';
import { isoOf, localDay } from '../engine/clock.ts';
import type { AnswerState, Certainty, Ms, Rating, Tags } from '../engine/event.ts';
import { stateOf } from '../engine/next-step.ts';
import { isNote, type Session, type SessionQuestion, usedBy } from '../engine/session.ts';
import { type Decision, type Tally, decisionIn, tallyOf } from '../engine/tally.ts';
import { levelOf, type Question } from '../bank/question.ts';
import { grouped } from '../text/data.ts';
import { keyOf, type Ranks } from '../engine/plan.ts';
import { byUnits } from '../text/format.ts';

/** What listings, statistics and the schedule need to know about a session, in a fiftieth of its size. */
export interface SessionSummary {
  id: string;
  name: string | null;
  tags: Tags;
  /** ISO 8601 with offset. */
  startedAt: string;
  endedAt: string | null;
  /** Times of the first and the last event, in milliseconds since 1970. */
  started: number;
  touched: number;
  state: 'finished' | 'ended' | 'paused';
  /** One for each of its questions, in the order of the plan. */
  answers: readonly AnswerSummary[];
}

/** The result of one question of a session. */
export interface AnswerSummary {
  question: AskedQuestion;
  /** Of the main answer, like the day and the clock. */
  state: AnswerState | 'unanswered';
  /** Local day `YYYY-MM-DD`, and milliseconds since 1970: when it was answered, or else when the session began. */
  day: string;
  wall: number;
  used: Ms;
  /** An assistant handed it in, so `used` was not measured at a keyboard; absent otherwise. */
  relayed?: true;
  /** null without a timer. */
  budget: Ms | null;
  /** Including follow-ups. */
  spent: Ms;
  /** null if not judged, like the next two. */
  certainty: Certainty | null;
  /** The names of the key points that the candidate decided. */
  points: {
    covered: readonly string[];
    partly: readonly string[];
    notCovered: readonly string[];
    /** How many of each level, in the bank's order. */
    levels: readonly LevelTally[];
    /** For each of those names of which a source, the matcher or a model, is sure: whether it agrees. */
    agreement: readonly { source: string; agrees: boolean }[];
  } | null;
  rating: Rating | null;
  /** How many of the facts worth asking were asked for; absent before the reveal, or if there are none. */
  worthAsking?: WorthAsking;
  /** The story that a behavioral answer told; absent if none was asked for. */
  told?: StoryTold;
}

/** A story by its name, and what the question asked for. */
export interface StoryTold {
  story: string | null;
  competency: string;
}

export interface LevelTally extends Tally {
  level: string;
}

/** A question as it was asked. The bank may have changed it since, but its bank and id stay. */
export interface AskedQuestion {
  bank: string;
  id: string;
  number: number;
  title: string;
  topic: string;
}

export function summaryOf(session: Session): SessionSummary {
  const { id, name, tags, started, last, ended, questions } = session;
  return {
    id,
    name,
    tags,
    startedAt: isoOf(started),
    endedAt: ended === null ? null : isoOf(ended.stamp),
    started: started.wall,
    touched: last.wall,
    state: stateOf(session),
    answers: questions.map((question) => answerOf(session, question)),
  };
}

function answerOf(session: Session, planned: SessionQuestion): AnswerSummary {
  const { question, turns, budget, judgement } = planned;
  const { bank, id, number, title, topic } = question;
  const [main] = turns;
  const used = turns.map((record) => usedBy(session, record, session.last.at));
  const when = main?.answeredAt ?? session.started;
  const worthAsking = worthAskingOf(askedFacts(planned));
  // Nothing of the expected answer shows before the reveal, including its points.
  return {
    question: { bank, id, number, title, topic },
    state: main?.state ?? 'unanswered',
    day: localDay(when),
    wall: when.wall,
    used: used[0] ?? 0,
    ...(main?.relayed ? { relayed: true } : {}),
    budget,
    spent: used.reduce((sum, ms) => sum + ms, 0),
    certainty: judgement.certainty ?? null,
    points: judgement.revealed ? pointsOf(planned) : null,
    rating: judgement.rating ?? null,
    ...(judgement.revealed && worthAsking !== null ? { worthAsking } : {}),
    ...(judgement.story === undefined
      ? {}
      : { told: { story: judgement.story, competency: competencyOf(question) } }),
  };
}

function pointsOf({ question, turns, judgement }: SessionQuestion): AnswerSummary['points'] {
  const { ticked, found, judged } = judgement;
  if (ticked == null) return null;
  const points = question.keyPoints.map((point) => ({
    name: point.name,
    level: levelOf(point, question),
    ...decisionIn(ticked, point.name),
  }));
  const namesOf = (as: Decision): string[] =>
    points.flatMap(({ name, state }) => (state === as ? [name] : []));
  const notCovered = namesOf('not covered');
  return {
    covered: namesOf('covered'),
    partly: namesOf('partly'),
    notCovered,
    levels: [...grouped(points, ({ level }) => level)].map(([level, own]) => ({ level, ...tallyOf(own) })),
    agreement: Object.entries({ matcher: found, model: judged }).flatMap(([source, findings]) =>
      (findings?.points ?? [])
        // A note may leave out what was said.
        .filter(
          ({ name, verdict }) => verdict !== 'unsure' && ticked.decided.includes(name) && !turns.some(isNote),
        )
        .map(({ name, verdict }) => ({
          source,
          agrees: (verdict === 'missing') === notCovered.includes(name),
        })),
    ),
  };
}

/** What a behavioral question asks for: the first of its concepts. */
export function competencyOf({ concepts, title }: Pick<Question, 'concepts' | 'title'>): string {
  return concepts?.[0] ?? title;
}

/** Whether the main question was answered, in time or not. */
export function isAnswered({ state }: AnswerSummary): boolean {
  return state === 'submitted' || state === 'timed-out';
}

export type JudgedAnswer = AnswerSummary & { points: NonNullable<AnswerSummary['points']> };

export function isJudged(answer: AnswerSummary): answer is JudgedAnswer {
  return answer.points !== null;
}

/** The share of the decided points that an answer covers; null if nothing was decided. */
export function shareIn({ points }: JudgedAnswer): number | null {
  const { covered, partly, notCovered } = points;
  const decided = covered.length + partly.length + notCovered.length;
  return decided === 0 ? null : covered.length / decided;
}

/** The questions of a session as a list may name them: none of a paused one, whose titles would give away what is to come. */
export function namedIn({ state, answers }: SessionSummary): AskedQuestion[] {
  return state === 'paused' ? [] : answers.map(({ question }) => question);
}

export function titlesOf(summary: SessionSummary): string[] {
  return namedIn(summary).map(({ title }) => title);
}

/** The answers to each question, by `keyOf`, in the order in which they were given; no list is empty. */
export type Histories = ReadonlyMap<string, readonly AnswerSummary[]>;

/**
 * The answers (submitted or timed out) of these sessions, whatever the order of the sessions. Answers with the same
 * time are sorted by session id.
 */
export function historiesOf(sessions: readonly SessionSummary[]): Histories {
  const answers = sessions
    .toSorted((a, b) => byUnits(a.id, b.id))
    .flatMap((session) => session.answers)
    .filter(isAnswered)
    .sort((a, b) => a.wall - b.wall);
  return grouped(answers, ({ question }) => keyOf(question));
}

/** How often each question was answered. */
export function attemptsIn(histories: Histories): Ranks {
  return new Map([...histories].map(([key, answers]) => [key, answers.length]));
}
