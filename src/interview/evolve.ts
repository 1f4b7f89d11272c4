import type { Draft, Event, PlannedQuestion, Recorded, Stamp, Turn } from './event.ts';
import { sameTurn } from './event.ts';
import { isAskingOver } from './next-step.ts';
import type { Judgement, Session, SessionQuestion, TurnRecord } from './session.ts';
import { recordOf } from './session.ts';

/**
 * The session after one more event. Total: an event about a turn or a question that the plan does not have
 * changes nothing, so that a damaged journal still reads.
 */
export function evolve(session: Session, event: Recorded): Session {
  const last: Stamp = { at: event.at, wall: event.wall, zone: event.zone };
  return { ...apply(session, event), last };
}

/** The session that a journal tells; null where its first event is missing. */
export function replay(events: readonly Recorded[]): Session | null {
  let session: Session | null = null;
  for (const event of events) {
    if (session !== null) session = evolve(session, event);
    else if (event.type === 'started') session = begin(event);
  }
  return session;
}

/** The session that a `started` event begins. */
export function begin(event: Extract<Event, { type: 'started' }> & Stamp): Session {
  const stamp: Stamp = { at: event.at, wall: event.wall, zone: event.zone };
  return {
    id: event.session,
    day: event.day,
    program: event.program,
    seed: event.seed,
    banks: event.banks,
    options: event.options,
    started: stamp,
    last: stamp,
    questions: event.plan.map(unaskedQuestion),
    open: null,
    isBack: false,
    runningSince: null,
    ended: null,
    conflicts: [],
  };
}

function unaskedQuestion(planned: PlannedQuestion, q: number): SessionQuestion {
  const blank = {
    asked: false,
    state: null,
    text: '',
    spoken: false,
    late: '',
    elsewhere: [],
    firstKey: null,
    used: 0,
  };
  const followUps = planned.question.followUps.slice(0, planned.followUps);
  return {
    ...planned,
    turns: [
      { turn: { q }, budget: planned.budget, ...blank },
      ...followUps.map((_, followUp) => ({
        turn: { q, followUp },
        budget: planned.followUpBudget,
        ...blank,
      })),
    ],
    judgement: { certainty: undefined, revealed: false, ticked: undefined, rating: undefined },
  };
}

function apply(session: Session, event: Recorded): Session {
  switch (event.type) {
    case 'started':
      return session;
    case 'continued':
      return { ...stopClock(session, event.at), isBack: true };
    case 'paused':
      return stopClock(session, event.at);
    case 'resumed':
      return session.open === null ? session : { ...session, isBack: false, runningSince: event.at };
    case 'asked':
      return openTurn(session, event.turn, event.at, { asked: true, budget: event.budget });
    case 'reopened':
      return openTurn(session, event.turn, event.at, { state: null });
    case 'answered':
      return closeTurn(session, event);
    case 'predicted':
      return judge(session, event.q, { certainty: event.certainty });
    case 'revealed':
      return judge(session, event.q, { revealed: true });
    case 'ticked':
      return judge(session, event.q, { ticked: event.names });
    case 'rated':
      return judge(session, event.q, { rating: event.rating });
    case 'ended':
      return endRound(session, event);
  }
}

/** Reveals that were kept for the end of the round still come, unless the candidate ends those early too. */
function endRound(session: Session, event: Extract<Recorded, { type: 'ended' }>): Session {
  if (session.ended !== null) return { ...session, ended: { ...session.ended, isFinal: true } };
  const { reason, draft, at, wall, zone } = event;
  const awaitsReveals = session.options.reveal === 'end' && !isAskingOver(session);
  const isFinal = reason === 'left early' && !awaitsReveals;
  const ended = { reason, stamp: { at, wall, zone }, draft, isFinal };
  return { ...stopClock(session, at), open: null, ended };
}

/** Adds the running span to its turn; the clock then stands. */
function stopClock(session: Session, at: number): Session {
  const { open, runningSince } = session;
  if (open === null || runningSince === null) return session;
  const used = (recordOf(session, open)?.used ?? 0) + Math.max(0, at - runningSince);
  return { ...changeTurn(session, open, { used }), runningSince: null };
}

function openTurn(session: Session, turn: Turn, at: number, change: Partial<TurnRecord>): Session {
  if (recordOf(session, turn) === undefined) return session;
  return { ...changeTurn(stopClock(session, at), turn, change), open: turn, isBack: false, runningSince: at };
}

function closeTurn(session: Session, event: Extract<Recorded, { type: 'answered' }>): Session {
  const { turn, state, text, firstKey, spoken = false, late = '' } = event;
  const before = recordOf(session, turn);
  if (before === undefined) return session;
  const stopped = stopClock(session, event.at);
  const answered = { asked: true, state, text, spoken, late, firstKey };
  const closed = { ...changeTurn(stopped, turn, answered), open: null };
  const isAgain = before.state !== null && (before.text !== text || before.state !== state);
  if (!isAgain) return closed;
  const what = nameOf(session, turn);
  const conflict = `${what} was answered twice, on two machines; the later segment's answer stands.`;
  return withElsewhere(closed, turn, before.text, conflict.charAt(0).toUpperCase() + conflict.slice(1));
}

/** The session, with a draft that another machine had in a box which was answered without it. */
export function withDraftLeft(session: Session, { turn, text }: Draft): Session {
  const conflict = `A draft of ${nameOf(session, turn)} on another machine was not handed in.`;
  return withElsewhere(session, turn, text, conflict);
}

function withElsewhere(session: Session, turn: Turn, text: string, conflict: string): Session {
  const { elsewhere = [] } = recordOf(session, turn) ?? {};
  // However often it happened, it is said once.
  const isTold = session.conflicts.includes(conflict);
  const told = isTold ? session : { ...session, conflicts: [...session.conflicts, conflict] };
  return text === '' ? told : changeTurn(told, turn, { elsewhere: [...elsewhere, text] });
}

function nameOf(session: Session, { q, followUp }: Turn): string {
  const number = session.questions[q]?.question.number ?? 0;
  return followUp === undefined ? `question #${number}` : `follow-up ${followUp + 1} of #${number}`;
}

function changeTurn(session: Session, turn: Turn, change: Partial<TurnRecord>): Session {
  const questions = session.questions.map((question, q) =>
    q === turn.q
      ? {
          ...question,
          turns: question.turns.map((record) =>
            sameTurn(record.turn, turn) ? { ...record, ...change } : record,
          ),
        }
      : question,
  );
  return { ...session, questions };
}

function judge(session: Session, q: number, change: Partial<Judgement>): Session {
  const questions = session.questions.map((question, place) =>
    place === q ? { ...question, judgement: { ...question.judgement, ...change } } : question,
  );
  return { ...session, questions };
}
