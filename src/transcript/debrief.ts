import { certaintyFor, EXPECTED_SHARE } from '../engine/certainty.ts';
import type { AnswerState, Certainty, Ms, Rating } from '../engine/event.ts';
import type { Session, SessionQuestion } from '../engine/session.ts';
import { callOf, isAttempted, roundBudget, roundUsed, usedBy } from '../engine/session.ts';

export interface DebriefLine {
  bank: string;
  number: number;
  /** See `callOf`. */
  call: string;
  title: string;
  state: AnswerState | 'unanswered';
  /** Points ticked by the candidate; null if not ticked. */
  made: number | null;
  /** Points found by the program; null before the reveal, for a note on a spoken answer, or if it did not look. */
  found: number | null;
  points: number;
  /** Of the main answer. */
  used: Ms;
  budget: Ms | null;
  followUps: { asked: number; answered: number };
  certainty: Certainty | null;
  rating: Rating | null;
  /** Answered, but not revealed. */
  isOpen: boolean;
}

export interface Debrief {
  reason: 'finished' | 'round time' | 'left early' | null;
  used: Ms;
  budget: Ms | null;
  lines: readonly DebriefLine[];
  /** The one point to work on first; null if nothing was missed or judged. */
  workOnFirst: {
    /** Of the question; see `callOf`. */
    call: string;
    point: string;
    /** Who counted the covered points: the candidate, or the program if the candidate did not tick. */
    by: 'candidate' | 'program';
    made: number;
    points: number;
    /** What the candidate predicted, if the result was different. */
    expected: Certainty | null;
  } | null;
}

/** Sums up a round: points, time, certainty and state of each question, and the one point to work on first. */
export function debriefOf(session: Session): Debrief {
  return {
    reason: session.ended?.reason ?? null,
    used: roundUsed(session, session.last.at),
    budget: roundBudget(session),
    lines: session.questions.map((question) => lineOf(session, question)),
    workOnFirst: workOnFirst(session),
  };
}

function lineOf(session: Session, planned: SessionQuestion): DebriefLine {
  const [main, ...followUps] = planned.turns;
  const { judgement, question } = planned;
  return {
    bank: question.bank,
    number: question.number,
    call: callOf(session, question),
    title: question.title,
    state: main?.state ?? 'unanswered',
    made: judgement.ticked?.length ?? null,
    found: foundIn(planned)?.length ?? null,
    points: question.keyPoints.length,
    used: main === undefined ? 0 : usedBy(session, main, session.last.at),
    budget: planned.budget,
    followUps: {
      asked: followUps.length,
      answered: followUps.filter(({ state }) => state === 'submitted' || state === 'timed-out').length,
    },
    certainty: judgement.certainty ?? null,
    rating: judgement.rating ?? null,
    isOpen: isAttempted(planned) && !judgement.revealed,
  };
}

/** The points that the program found; null for a note, since the candidate may have said what it leaves out. */
function foundIn({ turns, judgement }: SessionQuestion): string[] | null {
  const { found, revealed } = judgement;
  if (found === undefined || !revealed || turns[0]?.spoken === true) return null;
  return found.points.flatMap(({ name, verdict }) => (verdict === 'found' ? [name] : []));
}

/**
 * The first missed point of the question that needs the most work. More missed points weigh more, and a miss that the
 * candidate did not expect weighs extra. If the candidate did not tick, a point counts as missed only if the program
 * is sure that it is missing.
 */
function workOnFirst(session: Session): Debrief['workOnFirst'] {
  const candidates = session.questions.filter(isAttempted).flatMap((planned) => {
    const { question, judgement } = planned;
    const ticked = judgement.ticked ?? null;
    const made = ticked ?? foundIn(planned);
    const missed = question.keyPoints.filter(({ name }) =>
      ticked === null
        ? judgement.found?.points.find((point) => point.name === name)?.verdict === 'missing'
        : !ticked.includes(name),
    );
    const [first] = missed;
    if (made === null || first === undefined) return [];
    const certainty = judgement.certainty ?? null;
    const points = question.keyPoints.length;
    const share = made.length / points;
    const surprise = certainty === null ? 0 : Math.max(0, EXPECTED_SHARE[certainty] - share);
    const expected = certainty === certaintyFor(share) ? null : certainty;
    const by = ticked === null ? ('program' as const) : ('candidate' as const);
    const call = callOf(session, question);
    const work = { call, point: first.name, by, made: made.length, points, expected };
    return [{ weight: 1 - share + surprise, work }];
  });
  return candidates.sort((a, b) => b.weight - a.weight)[0]?.work ?? null;
}
