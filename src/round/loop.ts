import type { ExitCode } from '../platform/errors.ts';
import { EXIT, SaveError } from '../platform/errors.ts';
import type { Event, Turn } from '../engine/event.ts';
import { sameTurn } from '../engine/event.ts';
import type { Step } from '../engine/next-step.ts';
import { nextStep } from '../engine/next-step.ts';
import type { Session } from '../engine/session.ts';
import { placeOf, recordOf, roundUsed, usedBy } from '../engine/session.ts';
import { found, pressed } from './feedback.ts';
import type { Interrupt, Interruption, Interviewer, Writing, Written } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import type { Recorder } from './recorder.ts';

interface Desk {
  interviewer: Interviewer;
  recorder: Recorder;
  /** Saves a text outside the session; returns a sentence about the result. */
  saveAs: (name: string, text: string) => string;
}

type Outcome = Interruption | undefined;

/**
 * Every round runs through this loop: look at the state, take the next step, record what happened.
 * Returns the exit code when nothing is left to do or the candidate quits; the session is saved by then.
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
  switch (step.kind) {
    case 'ask':
      return ask(desk, step.turn);
    case 'answer':
      return answer(desk, step.turn);
    case 'press':
      await save(desk, await pressed(desk.recorder.session(), step.q));
      return undefined;
    case 'predict':
      return predict(desk, step.q);
    case 'find':
      await save(desk, await found(desk.recorder.session(), step.q));
      return undefined;
    case 'reveal':
      return reveal(desk, step.q);
    case 'tick':
      return tick(desk, step.q);
    case 'rate':
      return rate(desk, step.q);
    case 'end':
      await save(desk, { type: 'ended', reason: step.reason, draft: null });
      return undefined;
  }
}

/** Records an event. If the disk refuses it, the candidate may retry, or quit, which throws the SaveError. */
async function save(desk: Desk, event: Event): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      desk.recorder.record(event);
      return;
    } catch (error) {
      if (!(error instanceof SaveError)) throw error;
      const written = event.type === 'answered' ? (event.late ?? event.text) : null;
      await askAbout(desk, error, written ?? textAtHand(desk), tries);
    }
  }
}

/** Saves the text of the open box. If the disk refuses it, the candidate may continue anyway, or quit. */
async function saveText(desk: Desk): Promise<void> {
  try {
    desk.recorder.saveNow();
  } catch (error) {
    if (!(error instanceof SaveError)) throw error;
    await askAbout(desk, error, textAtHand(desk), null);
  }
}

function textAtHand({ recorder }: Desk): string {
  return recorder.kept()?.text ?? '';
}

/** Stops the clock and asks. `tries` is null if saving is retried every second. */
async function askAbout(
  { interviewer, recorder, saveAs }: Desk,
  error: SaveError,
  text: string,
  tries: number | null,
): Promise<void> {
  recorder.stand();
  error.text = text;
  const choice = await interviewer.askAboutUnsaved({
    reason: error.reason,
    text,
    tries: tries ?? 0,
    isTriedEachSecond: tries === null,
    saveAs: (name) => saveAs(name, text),
  });
  if (choice === 'leave') throw error;
}

/** A clock never starts as a surprise. Only a follow-up to a submitted answer comes at once, to keep up the pressure. */
async function ask(desk: Desk, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  if (comesUnasked(recorder.session(), turn)) {
    const judged = turn.followUp === undefined ? lastRated(recorder.session()) : -1;
    const ready = await interviewer.ready(recorder.session(), turn, judged >= 0);
    if (isInterruption(ready)) return ready;
    if (ready === 'back') return rate(desk, judged);
  }
  await save(desk, { type: 'asked', turn, budget: recordOf(recorder.session(), turn)?.budget ?? null });
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

async function answer(desk: Desk, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  if (recorder.session().runningSince === null) {
    const ready = await interviewer.ready(recorder.session(), turn, false);
    if (isInterruption(ready)) return ready;
    await save(desk, { type: 'resumed' });
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
    unsaved: recorder.unsaved,
    saveNow: () => reasonNotToSave(recorder),
  });
  recorder.keep(turn, written.draft);
  return closeAnswer(desk, turn, written);
}

/** Saves the text of the open box; returns the reason if the disk refuses it. */
function reasonNotToSave(recorder: Recorder): string | null {
  try {
    recorder.saveNow();
    return null;
  } catch (error) {
    if (error instanceof SaveError) return error.reason;
    throw error;
  }
}

/** What the box starts from: the draft, or the earlier answer if the candidate went back to it. */
function writingOf({ recorder }: Desk, turn: Turn): Writing {
  const kept = recorder.kept();
  if (kept !== null && sameTurn(kept.turn, turn)) return kept;
  const record = recordOf(recorder.session(), turn);
  const text = record?.text ?? '';
  return { text, cursor: text.length, firstKey: record?.firstKey ?? null };
}

const STATES = { submit: 'submitted', skip: 'skipped', timeout: 'timed-out' } as const;

async function closeAnswer(desk: Desk, turn: Turn, { end, draft, late }: Written): Promise<Outcome> {
  const { recorder } = desk;
  if (end === 'rescue') return rescue(desk);
  if (end !== 'submit' && end !== 'skip' && end !== 'timeout') return { interrupt: end };
  const { text, firstKey } = draft;
  const isSpoken = recorder.session().options.speakAloud && end !== 'skip';
  await save(desk, {
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
async function rescue(desk: Desk): Promise<Outcome> {
  await saveText(desk);
  desk.recorder.skipGap();
  return undefined;
}

async function predict(desk: Desk, q: number): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  const session = recorder.session();
  const last = session.questions[q]?.turns.findLast((record) => record.state !== null);
  const isClosed = session.options.strict && last?.state === 'timed-out';
  const certainty = await interviewer.predict(
    session,
    q,
    last !== undefined && !isClosed && session.ended === null,
  );
  if (isInterruption(certainty)) return certainty;
  if (certainty !== 'reopen') await save(desk, { type: 'predicted', q, certainty });
  else if (last !== undefined) {
    await save(desk, { type: 'reopened', turn: last.turn });
    recorder.keep(last.turn, writingOf(desk, last.turn));
  }
  return undefined;
}

async function reveal(desk: Desk, q: number): Promise<Outcome> {
  // Recorded before it is shown, so that after any crash no one can answer having seen it.
  await save(desk, { type: 'revealed', q });
  return desk.interviewer.reveal(desk.recorder.session(), q);
}

async function tick(desk: Desk, q: number): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  const names = await interviewer.tick(recorder.session(), q, (soFar) => {
    keepTicks(desk, q, soFar);
  });
  if (isInterruption(names)) return names;
  await save(desk, { type: 'ticked', q, names });
  return undefined;
}

/** If the disk refuses, it is not worth interrupting the list: the final event records all ticks again. */
function keepTicks({ recorder }: Desk, q: number, names: readonly string[]): void {
  try {
    recorder.record({ type: 'ticked', q, names, unfinished: true });
  } catch (error) {
    if (!(error instanceof SaveError)) throw error;
  }
}

async function rate(desk: Desk, q: number): Promise<Outcome> {
  const { interviewer, recorder } = desk;
  const rating = await interviewer.rate(recorder.session(), q);
  if (isInterruption(rating)) return rating;
  if (rating === 'back') return tick(desk, q);
  await save(desk, { type: 'rated', q, rating });
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
async function interrupted(desk: Desk, interrupt: Interrupt): Promise<ExitCode | null> {
  const { interviewer, recorder } = desk;
  const paused: Event = { type: 'paused', by: LEAVING[interrupt].by };
  if (interrupt !== 'pause') {
    // No one is there to ask if the disk refuses.
    recorder.record(paused);
    recorder.saveNow();
    return LEAVING[interrupt].exit;
  }
  await save(desk, paused);
  await saveText(desk);

  const { open } = recorder.session();
  const choice = await interviewer.paused(recorder.session(), open && writingOf(desk, open).text);
  if (isInterruption(choice)) return LEAVING[choice.interrupt].exit;
  switch (choice) {
    case 'continue':
      if (open !== null) await save(desk, { type: 'resumed' });
      return null;
    case 'skip':
      if (open !== null) await closeAnswer(desk, open, { end: 'skip', draft: writingOf(desk, open) });
      return null;
    case 'end':
      await save(desk, { type: 'ended', reason: 'left early', draft: recorder.kept() });
      return null;
    case 'leave':
      return EXIT.done;
  }
}
