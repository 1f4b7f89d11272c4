import { BEHAVIORAL } from '../bank/kinds.ts';
import type { Event, JudgeVerdict, Passage, Verdict } from '../engine/event.ts';
import { isShort, nextFollowUp } from '../engine/follow-ups.ts';
import {
  type Session,
  type SessionQuestion,
  type TurnRecord,
  answersTo,
  pointsThatCount,
  questionAt,
} from '../engine/session.ts';

/** Loaded with the first answer, since it brings a word list and a search. */
const loadMatcher = async () => ({
  ...(await import('../feedback/match.ts')),
  ...(await import('../bank/search/find-fact.ts')),
});
type Matcher = Awaited<ReturnType<typeof loadMatcher>>;

/** The steps of a long search, and the event that they end with. */
export type Search = Generator<undefined, Event>;

/**
 * Looks for a question's key points and mistakes in the main answer and the follow-up answers, and for facts that they assume. In a story it looks for
 * none: whose decision it was and what it cost has no words of its own.
 */
export async function findPoints(session: Session, q: number): Promise<Search> {
  const planned = questionAt(session, q);
  const { question } = planned;
  return find(
    question.kind === BEHAVIORAL
      ? { ...planned, question: { ...question, keyPoints: [], mistakes: [] } }
      : planned,
    q,
    await loadMatcher(),
  );
}

function* find(
  planned: SessionQuestion,
  q: number,
  { matchMistakes, matchPoints, assumedFacts }: Matcher,
): Search {
  const { question } = planned;
  const { text, passageAt } = inOneText(answersTo(planned));
  const { version, points } = yield* matchPoints(question.keyPoints, text, question);
  const mistakes = yield* matchMistakes(question.mistakes, text, question);
  const { ifAsked = [] } = question;
  const assumed = assumedFacts(ifAsked, text, question.question).flatMap((at) => ifAsked[at]?.name ?? []);
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
    ...(assumed.length === 0 ? {} : { assumed }),
  };
}

const rounded = (score: number): number => Math.round(1000 * score) / 1000;

/** What comes after the answers so far. */
interface Next {
  /** The names of the points that they do not surely cover, for a live follow-up. */
  leftOpen: readonly string[];
  /** What is asked, of the bank or for more of the answer; in a live round, if the model has no follow-up. */
  event: Extract<Event, { type: 'pressed' | 'prompted' }>;
}

/** What a listener has said of points already. */
type Known = ReadonlyMap<string, JudgeVerdict>;

/** A listener's firm word counts more than the matcher's, but a later answer may cover what it missed. */
function believed(heard: JudgeVerdict | undefined, verdict: Verdict): Verdict {
  if (heard === undefined || heard === 'unsure') return verdict;
  if (heard === 'partly') return 'unsure';
  return heard === 'missing' && verdict === 'found' ? 'found' : heard;
}

/** Looks for what the answers so far leave open, and chooses what is asked next. */
export async function chooseFollowUp(
  session: Session,
  q: number,
  known: Known = new Map(),
): Promise<Generator<undefined, Next>> {
  return choose(session, q, known, await loadMatcher());
}

function* choose(
  session: Session,
  q: number,
  known: Known,
  { matchPoints }: Matcher,
): Generator<undefined, Next> {
  const planned = questionAt(session, q);
  const { question, turns } = planned;
  const { text } = inOneText(answersTo(planned));
  const { version, points } = yield* matchPoints(question.keyPoints, text, question);
  const soFar = points.map(({ name, score, verdict }) => ({
    name,
    score,
    verdict: believed(known.get(name), verdict),
  }));
  const counting = new Set(pointsThatCount(planned).map(({ name }) => name));
  const leftOpen = soFar.flatMap(({ name, verdict }) =>
    verdict !== 'found' && counting.has(name) ? [name] : [],
  );
  const [main] = turns;
  const { prompted, improvised } = planned;
  const mayGoOn = session.options.followUps === 'pressing' && turns.length === 1 && prompted === undefined;
  if (mayGoOn && isShort(main?.text ?? '', question)) return { leftOpen, event: { type: 'prompted', q } };
  // What was asked, and what is in no bank.
  const own = improvised.map(({ followUp }) => followUp);
  const asked = new Set([...turns.map(({ turn }) => turn.followUp), prompted, ...own]);
  const next = nextFollowUp(question, soFar, asked);
  const followUps = next === null ? [] : [next];
  return { leftOpen, event: { type: 'pressed', q, matcher: version, followUps } };
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
