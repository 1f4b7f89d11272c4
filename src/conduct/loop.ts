import type { ExitCode } from '../errors.ts';
import { EXIT } from '../errors.ts';
import type { Turn } from '../interview/event.ts';
import { sameTurn } from '../interview/event.ts';
import type { Step } from '../interview/next-step.ts';
import { nextStep } from '../interview/next-step.ts';
import type { Session } from '../interview/session.ts';
import { recordOf, roundUsed, usedBy } from '../interview/session.ts';
import type { Interrupt, Interruption, Interviewer, Writing, Written } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import type { Recorder } from './recorder.ts';

interface Desk {
  interviewer: Interviewer;
  recorder: Recorder;
}

type Outcome = Interruption | undefined;

/**
 * Every round runs through here, whoever asks: look at the state, take the next step, write down what came of it.
 * Gives the exit code once there is nothing left to do, or the candidate left; the session is then saved.
 */
export async function conduct(desk: Desk): Promise<ExitCode> {
  const { interviewer, recorder } = desk;
  for (;;) {
    const step = nextStep(recorder.session());
    if (step.kind === 'done') {
      interviewer.debrief(recorder.session());
      return EXIT.done;
    }
    const interruption = await take(desk, step);
    if (interruption === undefined) continue;
    const exit = await interrupted(desk, interruption.interrupt);
    if (exit !== null) {
      interviewer.farewell(recorder.session());
      return exit;
    }
  }
}

async function take(desk: Desk, step: Exclude<Step, { kind: 'done' }>): Promise<Outcome> {
  const { recorder } = desk;
  switch (step.kind) {
    case 'ask':
      return ask(desk, step.turn);
    case 'answer':
      return answer(desk, step.turn);
    case 'predict':
      return predict(desk, step.q);
    case 'reveal':
      reveal(desk, step.q);
      return undefined;
    case 'tick':
      return tick(desk, step.q);
    case 'rate':
      return rate(desk, step.q);
    case 'end':
      recorder.record({ type: 'ended', reason: step.reason, draft: null });
      return undefined;
  }
}

/** A clock never starts as a surprise, and yet a follow-up presses: it comes at once when an answer was handed in. */
async function ask({ interviewer, recorder }: Desk, turn: Turn): Promise<Outcome> {
  if (comesUnasked(recorder.session(), turn)) {
    const ready = await interviewer.ready(recorder.session(), turn);
    if (isInterruption(ready)) return ready;
  }
  recorder.record({ type: 'asked', turn, budget: recordOf(recorder.session(), turn)?.budget ?? null });
  recorder.keep(turn, { text: '', cursor: 0, firstKey: null });
  return undefined;
}

/**
 * A further question, a follow-up to an answer that the clock cut off, and whatever comes first in a round that was
 * left. A new round's first box opens at once.
 */
function comesUnasked(session: Session, { q, followUp }: Turn): boolean {
  if (session.isBack) return true;
  if (followUp === undefined) return q > 0;
  return session.questions[q]?.turns[followUp]?.state === 'timed-out';
}

async function answer(desk: Desk, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  if (recorder.session().runningSince === null) {
    const ready = await interviewer.ready(recorder.session(), turn);
    if (isInterruption(ready)) return ready;
    recorder.record({ type: 'resumed' });
  }
  const session = recorder.session();
  const record = recordOf(session, turn);
  if (record === undefined) throw new Error('the plan has no such turn');
  const written = await interviewer.answer({
    session,
    turn,
    draft: writingOf(desk, turn),
    used: () => usedBy(session, record, recorder.now()),
    roundUsed: () => roundUsed(session, recorder.now()),
    onChange: (writing) => {
      recorder.keep(turn, writing);
    },
    stand: recorder.stand,
    skipGap: recorder.skipGap,
  });
  recorder.keep(turn, written.draft);
  return closeAnswer(desk, turn, written);
}

/** What the box starts from: the draft, or on going back the answer that was given. */
function writingOf({ recorder }: Desk, turn: Turn): Writing {
  const kept = recorder.kept();
  if (kept !== null && sameTurn(kept.turn, turn)) return kept;
  const record = recordOf(recorder.session(), turn);
  const text = record?.text ?? '';
  return { text, cursor: text.length, firstKey: record?.firstKey ?? null };
}

const STATES = { submit: 'submitted', skip: 'skipped', timeout: 'timed-out' } as const;

function closeAnswer({ recorder }: Desk, turn: Turn, { end, draft, late }: Written): Outcome {
  if (end !== 'submit' && end !== 'skip' && end !== 'timeout') return { interrupt: end };
  const { text, firstKey } = draft;
  const isSpoken = recorder.session().options.speakAloud && end !== 'skip';
  recorder.record({
    type: 'answered',
    turn,
    state: STATES[end],
    text,
    firstKey,
    ...(isSpoken ? { spoken: true } : {}),
    ...(late === undefined ? {} : { late }),
  });
  return undefined;
}

async function predict({ interviewer, recorder }: Desk, q: number): Promise<Outcome> {
  const session = recorder.session();
  const last = session.questions[q]?.turns.findLast((record) => record.state !== null);
  const isClosed = session.options.strict && last?.state === 'timed-out';
  const certainty = await interviewer.predict(
    session,
    q,
    last !== undefined && !isClosed && session.ended === null,
  );
  if (isInterruption(certainty)) return certainty;
  if (certainty !== 'reopen') recorder.record({ type: 'predicted', q, certainty });
  else if (last !== undefined) {
    recorder.record({ type: 'reopened', turn: last.turn });
    recorder.keep(last.turn, writingOf({ interviewer, recorder }, last.turn));
  }
  return undefined;
}

function reveal({ interviewer, recorder }: Desk, q: number): void {
  // Written down before it is shown: whatever happens on the way, nobody answers after having seen it.
  recorder.record({ type: 'revealed', q });
  interviewer.reveal(recorder.session(), q);
}

async function tick({ interviewer, recorder }: Desk, q: number): Promise<Outcome> {
  const names = await interviewer.tick(recorder.session(), q);
  if (isInterruption(names)) return names;
  recorder.record({ type: 'ticked', q, names });
  return undefined;
}

async function rate({ interviewer, recorder }: Desk, q: number): Promise<Outcome> {
  const rating = await interviewer.rate(recorder.session(), q);
  if (isInterruption(rating)) return rating;
  recorder.record({ type: 'rated', q, rating });
  return undefined;
}

/** How each interruption is written down, and the exit code of who leaves by it. */
export const LEAVING = {
  pause: { by: 'key', exit: EXIT.interrupted },
  eof: { by: 'end of input', exit: EXIT.done },
  SIGINT: { by: 'key', exit: EXIT.interrupted },
  SIGTERM: { by: 'signal', exit: EXIT.terminated },
  SIGHUP: { by: 'signal', exit: EXIT.hungUp },
  'broken-output': { by: 'signal', exit: EXIT.done },
} as const;

/** Any stop is a pause. Gives the exit code if the candidate leaves, null if the round goes on. */
async function interrupted(desk: Desk, interrupt: Interrupt): Promise<ExitCode | null> {
  const { interviewer, recorder } = desk;
  recorder.record({ type: 'paused', by: LEAVING[interrupt].by });
  recorder.saveNow();
  if (interrupt !== 'pause') return LEAVING[interrupt].exit;

  const { open } = recorder.session();
  const choice = await interviewer.paused(recorder.session(), open !== null);
  if (isInterruption(choice)) return LEAVING[choice.interrupt].exit;
  switch (choice) {
    case 'go on':
      if (open !== null) recorder.record({ type: 'resumed' });
      return null;
    case 'skip':
      if (open !== null) closeAnswer(desk, open, { end: 'skip', draft: writingOf(desk, open) });
      return null;
    case 'end':
      recorder.record({ type: 'ended', reason: 'left early', draft: recorder.kept() });
      return null;
    case 'leave':
      return EXIT.done;
  }
}
