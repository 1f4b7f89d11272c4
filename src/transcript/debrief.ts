import { certaintyFor, EXPECTED_SHARE } from '../engine/labels.ts';
import { type LevelCoverage, coverageByLevel, modelTally } from './figures.ts';
import { judgedPoints, proposalFor } from './points.ts';
import type { Session, SessionQuestion } from '../engine/session.ts';
import { callOf, isAttempted, isNote, judgedAs, roundBudget, roundUsed, usedBy } from '../engine/session.ts';

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
    /** The one point to work on first; null if nothing was missed or judged. */
    workOnFirst: workOnFirst(session),
  };
}

function levelsOf({ questions }: Session): LevelCoverage[] {
  const judged = questions.filter(({ judgement }) => judgement.ticked != null).flatMap(judgedPoints);
  return coverageByLevel(
    judged,
    judged.map(({ ticked }) => ticked),
  );
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
    /** Points ticked by the candidate; null if not ticked. */
    made: judgement.ticked?.covered.length ?? null,
    /** Points that the candidate left undecided. */
    undecided: judgement.ticked?.undecided.length ?? 0,
    /** Points found by the program; see `foundIn`. */
    found: foundIn(planned)?.length ?? null,
    points: question.keyPoints.length,
    /** How a model sees it, in words; null if the candidate ticked, before the reveal, or if none judged it. */
    byModel: judgement.revealed && judgement.ticked == null ? modelTally(judgedPoints(planned)) : null,
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

/** The points that the program found; null if it did not look, before the reveal, or for a note, which may leave out what was said. */
function foundIn({ turns, judgement }: SessionQuestion): string[] | null {
  const { found, revealed } = judgement;
  const [main] = turns;
  if (found === undefined || !revealed || (main !== undefined && isNote(main))) return null;
  return found.points.flatMap(({ name, verdict }) => (verdict === 'found' ? [name] : []));
}

/**
 * The first missed point of the question that needs the most work. More missed points weigh more, and a miss that the
 * candidate did not expect weighs extra. If the candidate did not tick, a point counts as missed only if it starts as
 * missed.
 */
function workOnFirst(session: Session) {
  const candidates = session.questions.filter(isAttempted).flatMap((planned) => {
    const { question, judgement } = planned;
    const ticked = judgement.ticked ?? null;
    const made = ticked?.covered ?? foundIn(planned);
    const missing = new Set(
      judgedPoints(planned).flatMap((point) => (proposalFor(point) === false ? [point.name] : [])),
    );
    const first = question.keyPoints.find(({ name }) =>
      ticked === null ? missing.has(name) : judgedAs(judgement, name) === 'missed',
    );
    if (made === null || first === undefined) return [];
    const certainty = judgement.certainty ?? null;
    const points = question.keyPoints.length;
    const undecided = ticked?.undecided.length ?? 0;
    const share = made.length / (points - undecided);
    const surprise = certainty === null ? 0 : Math.max(0, EXPECTED_SHARE[certainty] - share);
    const work = {
      call: callOf(session, question),
      point: first.text || first.name,
      /** Whether the candidate counted the covered points, or the program. */
      isTicked: ticked !== null,
      made: made.length,
      undecided,
      points,
      /** What the candidate predicted, if the result was different. */
      expected: certainty === certaintyFor(share) ? null : certainty,
    };
    return [{ weight: 1 - share + surprise, work }];
  });
  return candidates.sort((a, b) => b.weight - a.weight)[0]?.work ?? null;
}
