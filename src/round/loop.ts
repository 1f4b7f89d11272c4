import type { ExitCode } from '../platform/errors.ts';
import { EXIT, SaveError } from '../platform/errors.ts';
import type { Event, Turn } from '../engine/event.ts';
import { sameTurn } from '../engine/event.ts';
import type { Step } from '../engine/next-step.ts';
import { nextStep } from '../engine/next-step.ts';
import type { Session } from '../engine/session.ts';
import { placeOf, recordOf, roundUsed, usedBy } from '../engine/session.ts';
import { found, pressed } from './feedback.ts';
import type { Interrupt, Interruption, Writing, Written } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import { reasonNotToSave, type RoundTools, save, saveText } from './saving.ts';
import type { LongWork } from './waiting.ts';

type Outcome = Interruption | undefined;

/**
 * Every round runs through this loop: look at the state, take the next step, record what happened.
 * Returns the exit code when nothing is left to do or the candidate quits; the session is saved by then.
 */
export async function conduct(tools: RoundTools): Promise<ExitCode> {
  const { interviewer, recorder } = tools;
  for (;;) {
    const step = nextStep(recorder.session());
    if (step.kind === 'done') {
      interviewer.debrief(recorder.session());
      return EXIT.done;
    }
    const interruption = await take(tools, step);
    if (interruption === undefined) continue;
    const exit = await interrupted(tools, interruption.interrupt);
    if (exit !== null) {
      interviewer.farewell(recorder.session());
      return exit;
    }
  }
}

async function take(tools: RoundTools, step: Exclude<Step, { kind: 'done' }>): Promise<Outcome> {
  switch (step.kind) {
    case 'ask':
      return ask(tools, step.turn);
    case 'answer':
      return answer(tools, step.turn);
    case 'press':
      return search(tools, () => pressed(tools.recorder.session(), step.q));
    case 'predict':
      return predict(tools, step.q);
    case 'find':
      return search(tools, () => found(tools.recorder.session(), step.q));
    case 'reveal':
      return reveal(tools, step.q);
    case 'tick':
      return tick(tools, step.q);
    case 'rate':
      return rate(tools, step.q);
    case 'end':
      await save(tools, { type: 'ended', reason: step.reason, draft: null });
      return undefined;
  }
}

/** A clock never starts as a surprise. Only a follow-up to a submitted answer comes at once, to keep up the pressure. */
async function ask(tools: RoundTools, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  if (comesUnasked(recorder.session(), turn)) {
    const judged = turn.followUp === undefined ? lastRated(recorder.session()) : -1;
    const ready = await interviewer.ready(recorder.session(), turn, judged >= 0);
    if (isInterruption(ready)) return ready;
    if (ready === 'back') return rate(tools, judged);
  }
  await save(tools, { type: 'asked', turn, budget: recordOf(recorder.session(), turn)?.budget ?? null });
  recorder.keep(turn, { text: '', cursor: 0, firstKey: null });
  return undefined;
}

/** The index of the last rated question; -1 if there is none. */
function lastRated({ questions }: Session): number {
  return questions.findLastIndex(({ judgement }) => judgement.rating !== undefined);
}

/**
 * The turns that wait for "ready": every question but the first, a follow-up to an answer that the clock cut off, and
 * whatever comes first in a resumed round.
 */
function comesUnasked(session: Session, turn: Turn): boolean {
  if (session.isBack) return true;
  if (turn.followUp === undefined) return turn.q > 0;
  return session.questions[turn.q]?.turns[placeOf(session, turn) - 1]?.state === 'timed-out';
}

async function answer(tools: RoundTools, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  if (recorder.session().runningSince === null) {
    const ready = await interviewer.ready(recorder.session(), turn, false);
    if (isInterruption(ready)) return ready;
    await save(tools, { type: 'resumed' });
  }
  const session = recorder.session();
  const record = recordOf(session, turn);
  if (record === undefined) throw new Error('the plan has no such turn');
  const written = await interviewer.answer({
    session,
    turn,
    draft: writingOf(tools, turn),
    used: () => usedBy(session, record, recorder.now()),
    roundUsed: () => roundUsed(session, recorder.now()),
    onChange: (writing) => {
      recorder.keep(turn, writing);
    },
    stand: recorder.stand,
    skipGap: recorder.skipGap,
    unsaved: recorder.unsaved,
    saveNow: () => reasonNotToSave(recorder),
  });
  recorder.keep(turn, written.draft);
  return closeAnswer(tools, turn, written);
}

/** What the box starts from: the draft, or the earlier answer if the candidate went back to it. */
function writingOf({ recorder }: RoundTools, turn: Turn): Writing {
  const kept = recorder.kept();
  if (kept !== null && sameTurn(kept.turn, turn)) return kept;
  const record = recordOf(recorder.session(), turn);
  const text = record?.text ?? '';
  return { text, cursor: text.length, firstKey: record?.firstKey ?? null };
}

const STATES = { submit: 'submitted', skip: 'skipped', timeout: 'timed-out' } as const;

async function closeAnswer(tools: RoundTools, turn: Turn, { end, draft, late }: Written): Promise<Outcome> {
  const { recorder } = tools;
  if (end === 'rescue') return rescue(tools);
  if (end !== 'submit' && end !== 'skip' && end !== 'timeout') return { interrupt: end };
  const { text, firstKey } = draft;
  const isSpoken = recorder.session().options.speakAloud && end !== 'skip';
  await save(tools, {
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

/** Offers the candidate a way out when the disk refuses an answer; then the box continues. */
async function rescue(tools: RoundTools): Promise<Outcome> {
  await saveText(tools);
  tools.recorder.skipGap();
  return undefined;
}

/** Looks for key points in the answers. Started again from the beginning after an interruption. */
async function search(tools: RoundTools, work: LongWork<Event>): Promise<Outcome> {
  const event = await tools.interviewer.wait(work);
  if (isInterruption(event)) return event;
  await save(tools, event);
  return undefined;
}

async function predict(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  const last = session.questions[q]?.turns.findLast((record) => record.state !== null);
  const isClosed = session.options.strict && last?.state === 'timed-out';
  const certainty = await interviewer.predict(
    session,
    q,
    last !== undefined && !isClosed && session.ended === null,
  );
  if (isInterruption(certainty)) return certainty;
  if (certainty !== 'reopen') await save(tools, { type: 'predicted', q, certainty });
  else if (last !== undefined) {
    await save(tools, { type: 'reopened', turn: last.turn });
    recorder.keep(last.turn, writingOf(tools, last.turn));
  }
  return undefined;
}

async function reveal(tools: RoundTools, q: number): Promise<Outcome> {
  // Recorded before it is shown, so that after any crash no one can answer having seen it.
  await save(tools, { type: 'revealed', q });
  return tools.interviewer.reveal(tools.recorder.session(), q);
}

async function tick(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const names = await interviewer.tick(recorder.session(), q, (soFar) => {
    keepTicks(tools, q, soFar);
  });
  if (isInterruption(names)) return names;
  await save(tools, { type: 'ticked', q, names });
  return undefined;
}

/** If the disk refuses, it is not worth interrupting the list: the final event records all ticks again. */
function keepTicks({ recorder }: RoundTools, q: number, names: readonly string[]): void {
  try {
    recorder.record({ type: 'ticked', q, names, unfinished: true });
  } catch (error) {
    if (!(error instanceof SaveError)) throw error;
  }
}

async function rate(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const rating = await interviewer.rate(recorder.session(), q);
  if (isInterruption(rating)) return rating;
  if (rating === 'back') return tick(tools, q);
  await save(tools, { type: 'rated', q, rating });
  return undefined;
}

/** How each interruption is recorded, and its exit code. */
export const LEAVING = {
  pause: { by: 'key', exit: EXIT.interrupted },
  eof: { by: 'end of input', exit: EXIT.done },
  SIGINT: { by: 'key', exit: EXIT.interrupted },
  SIGTERM: { by: 'signal', exit: EXIT.terminated },
  SIGHUP: { by: 'signal', exit: EXIT.hungUp },
  'broken-output': { by: 'signal', exit: EXIT.done },
} as const;

/** Any stop is a pause. Returns the exit code if the candidate quits, null if the round continues. */
async function interrupted(tools: RoundTools, interrupt: Interrupt): Promise<ExitCode | null> {
  const { interviewer, recorder } = tools;
  const paused: Event = { type: 'paused', by: LEAVING[interrupt].by };
  if (interrupt !== 'pause') {
    // No one is there to ask if the disk refuses.
    recorder.record(paused);
    recorder.saveNow();
    return LEAVING[interrupt].exit;
  }
  await save(tools, paused);
  await saveText(tools);

  const { open } = recorder.session();
  const choice = await interviewer.paused(recorder.session(), open && writingOf(tools, open).text);
  if (isInterruption(choice)) return LEAVING[choice.interrupt].exit;
  switch (choice) {
    case 'continue':
      if (open !== null) await save(tools, { type: 'resumed' });
      return null;
    case 'skip':
      if (open !== null) await closeAnswer(tools, open, { end: 'skip', draft: writingOf(tools, open) });
      return null;
    case 'end':
      await save(tools, { type: 'ended', reason: 'left early', draft: recorder.kept() });
      return null;
    case 'leave':
      return EXIT.done;
  }
}
