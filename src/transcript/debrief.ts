import { EXPECTED_SHARE } from '../interview/certainty.ts';
import type { AnswerState, Certainty, Ms, Rating } from '../interview/event.ts';
import type { Session, SessionQuestion } from '../interview/session.ts';
import { isAttempted, roundBudget, roundUsed, usedBy } from '../interview/session.ts';

export interface DebriefLine {
  bank: string;
  number: number;
  title: string;
  state: AnswerState | 'unanswered';
  /** null: not judged. */
  made: number | null;
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
    number: number;
    point: string;
    made: number;
    points: number;
    certainty: Certainty | null;
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
    title: question.title,
    state: main?.state ?? 'unanswered',
    made: judgement.ticked?.length ?? null,
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

/**
 * The first missed point of the question that most wants work: the more was missed the more it counts, and a miss
 * that the candidate did not expect counts on top.
 */
function workOnFirst(session: Session): Debrief['workOnFirst'] {
  const candidates = session.questions.filter(isAttempted).flatMap(({ question, judgement }) => {
    const { ticked } = judgement;
    const missed = question.keyPoints.filter(({ name }) => ticked?.includes(name) === false);
    if (!ticked || missed.length === 0) return [];
    const certainty = judgement.certainty ?? null;
    const points = question.keyPoints.length;
    const share = ticked.length / points;
    const surprise = certainty === null ? 0 : Math.max(0, EXPECTED_SHARE[certainty] - share);
    const point = missed[0]?.name ?? '';
    return [
      {
        weight: 1 - share + surprise,
        number: question.number,
        point,
        made: ticked.length,
        points,
        certainty,
      },
    ];
  });
  const worst = candidates.sort((a, b) => b.weight - a.weight)[0];
  if (worst === undefined) return null;
  const { number, point, made, points, certainty } = worst;
  return { number, point, made, points, certainty };
}
