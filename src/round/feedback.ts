import type { Event, Findings, JudgeVerdict, Passage } from '../engine/event.ts';
import { choosePressing } from '../engine/plan.ts';
import {
  type Session,
  type SessionQuestion,
  type TurnRecord,
  answersTo,
  questionAt,
} from '../engine/session.ts';

/** Loaded with the first answer, since it brings a word list. */
const loadMatcher = () => import('../feedback/match.ts');
type Matcher = Awaited<ReturnType<typeof loadMatcher>>;

type FollowUpFinding = NonNullable<Findings['followUps']>[number];

/** The steps of a long search, and the event that they end with. */
export type Search = Generator<undefined, Event>;

/** Looks for a question's key points and mistakes in the main answer and the follow-up answers. */
export async function findPoints(session: Session, q: number): Promise<Search> {
  return find(questionAt(session, q), q, await loadMatcher());
}

function* find(planned: SessionQuestion, q: number, matcher: Matcher): Search {
  const { matchMistakes, matchPoints } = matcher;
  const { question } = planned;
  const { text, passageAt } = inOneText(answersTo(planned));
  const { version, points } = yield* matchPoints(question.keyPoints, text, question);
  const mistakes = yield* matchMistakes(question.mistakes, text, question);
  const followUps = yield* findInFollowUps(planned, matcher);
  return {
    type: 'found',
    q,
    matcher: version,
    points: points.map(({ name, score, verdict, evidence, missing }) => ({
      name,
      score: rounded(score),
      verdict,
      // For a missing point, the nearest sentence proves nothing.
      evidence: verdict === 'missing' || evidence === null ? null : passageAt(evidence),
      missing,
    })),
    mistakes: mistakes.flatMap(({ index, span }) => {
      const evidence = passageAt(span);
      return evidence === null ? [] : [{ index, evidence }];
    }),
    ...(followUps.length === 0 ? {} : { followUps }),
  };
}

/** What each answered follow-up says of the point that it probes. */
function* findInFollowUps(
  planned: SessionQuestion,
  { matchFollowUp }: Matcher,
): Generator<undefined, FollowUpFinding[]> {
  const { question } = planned;
  const findings: FollowUpFinding[] = [];
  for (const { turn, text } of answersTo(planned)) {
    const followUp = turn.followUp === undefined ? undefined : question.followUps[turn.followUp];
    if (followUp === undefined) continue;
    const match = yield* matchFollowUp(followUp, question.keyPoints, text, question);
    if (match === null || turn.followUp === undefined) continue;
    const { score, verdict, evidence } = match;
    const isProved = verdict !== 'missing' && evidence !== null;
    findings.push({
      followUp: turn.followUp,
      score: rounded(score),
      verdict,
      evidence: isProved ? { turn, start: evidence.start, end: evidence.end } : null,
    });
  }
  return findings;
}

const rounded = (score: number): number => Math.round(1000 * score) / 1000;

/** Chooses the follow-ups that target what the main answer left out. */
export async function choosePressed(session: Session, q: number): Promise<Search> {
  return press(questionAt(session, q), q, await loadMatcher());
}

/** What the answers to a question leave open, for a live follow-up. */
interface LeftOpen {
  /** The names of the points that they more likely do not cover. */
  names: readonly string[];
  /** What is asked if the model has no follow-up: the most pressing one of the bank that was not asked. */
  instead: Extract<Event, { type: 'pressed' }>;
}

/** Looks for what the answers so far leave open. `known` is what a model has said of points already. */
export async function findLeftOpen(
  session: Session,
  q: number,
  known: ReadonlyMap<string, JudgeVerdict> = new Map(),
): Promise<Generator<undefined, LeftOpen>> {
  return look(questionAt(session, q), q, known, await loadMatcher());
}

function* look(
  planned: SessionQuestion,
  q: number,
  known: ReadonlyMap<string, JudgeVerdict>,
  { matchPoints }: Matcher,
): Generator<undefined, LeftOpen> {
  const { question, turns } = planned;
  const { text } = inOneText(answersTo(planned));
  const { version, points } = yield* matchPoints(question.keyPoints, text, question);
  const asked = new Set(turns.map(({ turn }) => turn.followUp));
  const left = choosePressing(question.followUps, points, asked);
  return {
    names: points.flatMap(({ name, verdict, covered }) => {
      const said = known.get(name) ?? 'unsure';
      // A later answer may have covered it, which only the matcher has read.
      const isCovered = said === 'unsure' ? covered : said === 'found' || verdict === 'found';
      return isCovered ? [] : [name];
    }),
    instead: { type: 'pressed', q, matcher: version, followUps: left.slice(0, 1) },
  };
}

function* press({ question, turns }: SessionQuestion, q: number, { matchPoints }: Matcher): Search {
  const { version, points } = yield* matchPoints(question.keyPoints, turns[0]?.text ?? '', question);
  return { type: 'pressed', q, matcher: version, followUps: choosePressing(question.followUps, points) };
}

/** No sentence continues across it. */
const BETWEEN = '\n\n';

/** Joins answers into one text and maps a span of it back to its answer; null for a span between two answers. */
function inOneText(answers: readonly TurnRecord[]) {
  let length = 0;
  const placed = answers.map(({ turn, text }) => {
    const start = length;
    length += text.length + BETWEEN.length;
    return { turn, text, start };
  });
  return {
    text: answers.map(({ text }) => text).join(BETWEEN),
    passageAt: (span: { start: number; end: number }): Passage | null => {
      const at = placed.findLast(({ start }) => start <= span.start);
      if (at === undefined) return null;
      const start = span.start - at.start;
      const end = Math.min(span.end - at.start, at.text.length);
      return start < end ? { turn: at.turn, start, end } : null;
    },
  };
}
