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
  /** Ticked by the candidate; null: not judged. */
  made: number | null;
  /** Found in the text by the program; null: it did not look, or at a note only, and before the reveal. */
  found: number | null;
  points: number;
  /** Of the main answer. */
  used: Ms;
  budget: Ms | null;
  followUps: { asked: number; answered: number };
  certainty: Certainty | null;
  rating: Rating | null;
  /** It was answered, and what a strong answer says was not shown. */
  isOpen: boolean;
}

export interface Debrief {
  reason: 'finished' | 'round time' | 'left early' | null;
  used: Ms;
  budget: Ms | null;
  lines: readonly DebriefLine[];
  /** The one point to work on first; null where nothing was missed, or nothing judged. */
  workOnFirst: {
    /** Of the question; see `callOf`. */
    call: string;
    point: string;
    /** Who says how many of the points were made: the candidate, or the program where nobody ticked. */
    by: 'candidate' | 'program';
    made: number;
    points: number;
    /** What the candidate expected, where it came otherwise. */
    expected: Certainty | null;
  } | null;
}

/** What a round came to: for each question points, time, certainty and state, and the one point to work on first. */
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

/** The names of the points that the program found. What a note leaves out may have been said, so that it counts nothing. */
function foundIn({ turns, judgement }: SessionQuestion): string[] | null {
  const { found, revealed } = judgement;
  if (found === undefined || !revealed || turns[0]?.spoken === true) return null;
  return found.points.flatMap(({ name, verdict }) => (verdict === 'found' ? [name] : []));
}

/**
 * The first missed point of the question that most wants work: the more was missed the more it counts, and a miss
 * that the candidate did not expect counts on top. Where nobody ticked, a point counts as missed if nothing of it was
 * found; where that is not sure, it does not.
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
