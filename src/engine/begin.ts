import {
  type Event,
  type Ms,
  NO_TAGS,
  type PlannedQuestion,
  type RoundOptions,
  type Stamp,
  stampOf,
  type Turn,
} from './event.ts';
import { areChosen, type Session, type SessionQuestion, type TurnRecord } from './session.ts';

/** The session that a `started` event begins. */
export function begin(event: Extract<Event, { type: 'started' }> & Stamp): Session {
  const stamp = stampOf(event);
  return {
    id: event.session,
    name: null,
    tags: NO_TAGS,
    day: event.day,
    program: event.program,
    seed: event.seed,
    banks: event.banks,
    options: event.options,
    started: stamp,
    last: stamp,
    questions: event.plan.map((planned, q) => unaskedQuestion(planned, q, event.options)),
    open: null,
    isBack: false,
    runningSince: null,
    ended: null,
    conflicts: [],
  };
}

/** Pressing and live follow-ups are unknown before the answers to them, so they have no turns yet. */
function unaskedQuestion(planned: PlannedQuestion, q: number, options: RoundOptions): SessionQuestion {
  const { question, followUps, budget, followUpBudget } = planned;
  const inOrder = areChosen(options, planned) ? [] : question.followUps.slice(0, followUps);
  return {
    ...planned,
    turns: [
      unaskedTurn({ q }, budget),
      ...inOrder.map((_, followUp) => unaskedTurn({ q, followUp }, followUpBudget)),
    ],
    pressed: undefined,
    isAskedOut: false,
    prompted: undefined,
    improvised: [],
    judgement: {
      certainty: undefined,
      found: undefined,
      judged: undefined,
      revealed: false,
      ticked: undefined,
      isTicking: false,
      read: undefined,
      story: undefined,
      rating: undefined,
    },
  };
}

export function unaskedTurn(turn: Turn, budget: Ms | null): TurnRecord {
  return {
    turn,
    budget,
    asked: false,
    clarified: [],
    state: null,
    text: '',
    spoken: false,
    recorded: false,
    heard: undefined,
    heardBefore: null,
    correcting: null,
    heardAudio: [],
    note: '',
    relayed: false,
    late: '',
    discarded: [],
    elsewhere: [],
    firstKey: null,
    answeredAt: null,
    used: 0,
  };
}
