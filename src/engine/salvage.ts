import type { Question } from '../bank/question.ts';
import { type PlannedQuestion, type Recorded, type RoundOptions, stampOf } from './event.ts';
import { replay } from './evolve.ts';
import { MOST_IN_LIST } from './guards.ts';
import type { Session } from './session.ts';

const UNKNOWN_OPTIONS: RoundOptions = {
  strict: false,
  reveal: 'question',
  editor: false,
  speakAloud: false,
  roundBudget: null,
};

/** What is left of a session whose first event is lost: answers to read, but no round to resume. null without answers. */
export function remainsOf(id: string, events: readonly Recorded[]): Session | null {
  const [first] = events;
  const turns = events
    .flatMap((event) => ('turn' in event ? event.turn : []))
    // A damaged index must not create an endless plan.
    .filter(({ q, followUp = 0 }) => q < MOST_IN_LIST && followUp < MOST_IN_LIST);
  if (first === undefined || turns.length === 0) return null;
  // How many follow-ups of each question came up.
  const followUps: (number | undefined)[] = [];
  for (const { q, followUp = -1 } of turns) followUps[q] = Math.max(followUps[q] ?? 0, followUp + 1);
  const started: Recorded = {
    type: 'started',
    session: id,
    day: id.slice(0, 10),
    program: '',
    seed: 0,
    banks: [],
    options: UNKNOWN_OPTIONS,
    plan: Array.from(followUps, (count = 0) => makePlaceholder(count)),
    ...stampOf(first),
  };
  return replay([started, ...events]);
}

/** A placeholder for a lost question, with as many follow-ups as came up. */
function makePlaceholder(followUps: number): PlannedQuestion {
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
