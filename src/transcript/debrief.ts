import { askedFacts, worthAskingOf } from '../engine/asked-facts.ts';
import { certaintyFor, EXPECTED_SHARE } from '../engine/labels.ts';
import { type LevelCoverage, coverageByLevel, modelTally } from './figures.ts';
import { judgedPoints } from './points.ts';
import type { Session, SessionQuestion } from '../engine/session.ts';
import { type Tally, decidedIn, tallyOf } from '../engine/tally.ts';
import { callOf, isAttempted, isNote, roundBudget, roundUsed, usedBy } from '../engine/session.ts';

export type Debrief = ReturnType<typeof debriefOf>;
export type DebriefLine = ReturnType<typeof lineOf>;

/** Sums up a round: points, time, certainty and state of each question, and the one point to work on first. */
export function debriefOf(session: Session) {
  return {
    reason: session.ended?.reason ?? null,
    used: roundUsed(session, session.last.at),
    budget: roundBudget(session),
    lines: session.questions.map((question) => lineOf(session, question)),
    /** The points of all judged questions by their level; empty if they are of one. */
    levels: levelsOf(session),
    /** The one point to work on first; null if the candidate called no point not covered, or partly. */
    workOnFirst: workOnFirst(session),
  };
}

function levelsOf({ questions }: Session): LevelCoverage[] {
  const judged = questions.filter(({ judgement }) => judgement.ticked != null).flatMap(judgedPoints);
  return coverageByLevel(judged);
}

function lineOf(session: Session, planned: SessionQuestion) {
  const [main, ...followUps] = planned.turns;
  const { judgement, question } = planned;
  return {
    bank: question.bank,
    number: question.number,
    call: callOf(session, question),
    title: question.title,
    state: main?.state ?? ('unanswered' as const),
    relayed: main?.relayed ?? false,
    /** What the candidate decided; null if nothing. */
    tally: decidedOf(planned),
    /** Points found by the program; see `foundIn`. */
    found: foundIn(planned),
    points: question.keyPoints.length,
    /** How many of the facts worth asking were asked for; null before the reveal, or if there are none. */
    worthAsking: judgement.revealed ? worthAskingOf(askedFacts(planned)) : null,
    /** How a model sees it, in words; null if the candidate decided, before the reveal, or if none judged it. */
    byModel: judgement.revealed && decidedOf(planned) === null ? modelTally(judgedPoints(planned)) : null,
    /** Of the main answer, like the budget. */
    used: main === undefined ? 0 : usedBy(session, main, session.last.at),
    budget: planned.budget,
    followUps: {
      asked: followUps.length,
      answered: followUps.filter(({ state }) => state === 'submitted' || state === 'timed-out').length,
    },
    certainty: judgement.certainty ?? null,
    rating: judgement.rating ?? null,
    /** Answered, but not revealed. */
    isOpen: isAttempted(planned) && !judgement.revealed,
  };
}

/** What the candidate decided of a question's points; null if all of them are to decide. */
function decidedOf(planned: SessionQuestion): Tally | null {
  const tally = tallyOf(judgedPoints(planned));
  return decidedIn(tally) === 0 ? null : tally;
}

/** How many points the program found; null if it did not look, before the reveal, or for a note, which may leave out what was said. */
function foundIn({ turns, judgement }: SessionQuestion): number | null {
  const { found, revealed } = judgement;
  const [main] = turns;
  if (found === undefined || !revealed || (main !== undefined && isNote(main))) return null;
  return found.points.filter(({ verdict }) => verdict === 'found').length;
}

/**
 * The first point not covered, or else covered in part, of the question that needs the most work. More of them weigh more,
 * and those that the candidate did not expect weigh extra. What is to decide does not count.
 */
function workOnFirst(session: Session) {
  const candidates = session.questions.filter(isAttempted).flatMap((planned) => {
    const { question, judgement } = planned;
    const points = judgedPoints(planned);
    const first =
      points.find(({ state }) => state === 'not covered') ?? points.find(({ state }) => state === 'partly');
    if (first === undefined) return [];
    const tally = tallyOf(points);
    const certainty = judgement.certainty ?? null;
    const share = tally.covered / decidedIn(tally);
    const surprise = certainty === null ? 0 : Math.max(0, EXPECTED_SHARE[certainty] - share);
    const work = {
      call: callOf(session, question),
      point: first.text || first.name,
      tally,
      /** What the candidate predicted, if the result was different. */
      expected: certainty === certaintyFor(share) ? null : certainty,
    };
    const isMissing = first.state === 'not covered' ? 2 : 0;
    return [{ weight: isMissing + 1 - share + surprise, work }];
  });
  return candidates.sort((a, b) => b.weight - a.weight)[0]?.work ?? null;
}
