import type { Question } from '../bank/question.ts';
import { type PlannedQuestion, type Recorded, type RoundOptions, type Turn, stampOf } from './event.ts';
import { replay } from './evolve.ts';
import type { Session } from './session.ts';

const UNKNOWN_OPTIONS: RoundOptions = {
  strict: false,
  reveal: 'question',
  editor: false,
  speakAloud: false,
  roundBudget: null,
};

/** Far more than any round has: a damaged index must not create an endless plan. */
const MOST = 1000;

/** What is left of a session whose first event is lost: answers to read, but no round to resume. null without answers. */
export function remainsOf(id: string, events: readonly Recorded[]): Session | null {
  const [first] = events;
  const turns = events
    .flatMap((event) => ('turn' in event ? event.turn : []))
    .filter(({ q, followUp = 0 }) => q < MOST && followUp < MOST);
  if (first === undefined || turns.length === 0) return null;
  const questions = 1 + Math.max(...turns.map(({ q }) => q));
  const started: Recorded = {
    type: 'started',
    session: id,
    day: id.slice(0, 10),
    program: '',
    seed: 0,
    banks: [],
    options: UNKNOWN_OPTIONS,
    plan: Array.from({ length: questions }, (_, q) => lost(turns.filter((turn) => turn.q === q))),
    ...stampOf(first),
  };
  return replay([started, ...events]);
}

/** A placeholder for a lost question, with as many follow-ups as came up. */
function lost(turns: readonly Turn[]): PlannedQuestion {
  const followUps = 1 + Math.max(...turns.map(({ followUp = -1 }) => followUp), -1);
  const followUp = { question: 'The follow-up is lost.', answer: '', probes: null };
  const question: Question = {
    bank: '',
    number: 0,
    id: '',
    title: 'The question is lost',
    topic: '',
    kind: '',
    level: '',
    roles: [],
    minutes: 0,
    reviewed: '',
    references: [],
    question: 'The text of the question is lost.',
    why: '',
    expected: '',
    keyPoints: [],
    mistakes: [],
    followUps: Array.from({ length: followUps }, () => followUp),
    notes: '',
    takeaway: '',
    file: '',
  };
  return { question, budget: null, followUps, followUpBudget: null };
}
