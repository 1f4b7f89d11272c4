import { EXIT, type ExitCode, type SaveError } from '../platform/errors.ts';
import { type Event, type Turn, sameTurn } from '../engine/event.ts';
import { type Step, nextStep } from '../engine/next-step.ts';
import {
  type Session,
  type Ticks,
  placeOf,
  questionAt,
  recordOf,
  roundUsed,
  unheardIn,
  usedBy,
} from '../engine/session.ts';
import type { BoxResult, BoxText } from '../terminal/box-request.ts';
import type { Listener } from '../model/listener.ts';
import type { Ear } from '../voice/ear.ts';
import { found, leftOpen, pressed } from './feedback.ts';
import type { Interviewer, LongWork, Playing } from './interviewer.ts';
import { cleanLine } from '../text/clean.ts';
import { type Interrupt, type Interruption, isInterruption } from '../terminal/interruption.ts';
import { type Recorder, refusalOf } from './recorder.ts';

interface RoundTools {
  interviewer: Interviewer;
  recorder: Recorder;
  /** Judges answers and asks live follow-ups, in a round that was planned with it; null in any other. */
  listener: Listener | null;
  /** What is said once a round. */
  said: Set<string>;
  /** Records answers and writes them down; null: nothing hears the candidate. */
  ear: Ear | null;
  /** Saves a text outside the session; returns a sentence about the result. */
  saveAs: (name: string, text: string) => string;
  /** Removes a new session, and says so; false if the session is not new or cannot be removed. */
  leaveNothing: () => boolean;
}

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
      const isEmpty = interviewer.hasReadPipe() && hasNoAnswer(tools);
      if (!isEmpty || !tools.leaveNothing()) interviewer.farewell(recorder.session());
      return exit;
    }
  }
}

function hasNoAnswer(tools: RoundTools): boolean {
  const turns = tools.recorder.session().questions.flatMap((question) => question.turns);
  return textAtHand(tools).trim() === '' && turns.every(({ state }) => state === null);
}

async function take(tools: RoundTools, step: Exclude<Step, { kind: 'done' }>): Promise<Outcome> {
  switch (step.kind) {
    case 'ask':
      return ask(tools, step.turn);
    case 'answer':
      return answer(tools, step.turn);
    case 'transcribe':
      return transcribe(tools, step.q);
    case 'press':
      return press(tools, step.q);
    case 'predict':
      // The candidate thinks meanwhile.
      if (tools.recorder.session().options.judge === 'model')
        listenerOf(tools).startJudging(tools.recorder.session(), step.q);
      return predict(tools, step.q);
    case 'find':
      return search(tools, () => found(tools.recorder.session(), step.q));
    case 'judge':
      return judge(tools, step.q);
    case 'reveal':
      return reveal(tools, step.q);
    case 'tick':
      return tick(tools, step.q);
    case 'rate':
      return rate(tools, step.q);
    case 'end':
      return save(tools, { type: 'ended', reason: step.reason, draft: null });
  }
}

/** Records an event. If the disk refuses it, the candidate may retry, or quit, which throws the SaveError. */
async function save(tools: RoundTools, event: Event): Promise<undefined> {
  for (let tries = 0; ; tries++) {
    const refusal = refusalOf(() => tools.recorder.record(event));
    if (refusal === null) return;
    const written = event.type === 'answered' ? (event.late ?? event.text) : textAtHand(tools);
    await askAbout(tools, refusal, written, tries);
  }
}

/** Saves the text of the open box. If the disk refuses it, the candidate may continue anyway, or quit. */
async function saveText(tools: RoundTools): Promise<void> {
  const refusal = refusalOf(tools.recorder.saveNow);
  if (refusal !== null) await askAbout(tools, refusal, textAtHand(tools), null);
}

function textAtHand({ recorder }: RoundTools): string {
  return recorder.kept()?.text ?? '';
}

/** Stops the clock and asks. `tries` is null if saving is retried every second. */
async function askAbout(
  { interviewer, recorder, saveAs }: RoundTools,
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
async function ask(tools: RoundTools, turn: Turn): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  if (waitsForReady(session, turn)) {
    const judged =
      turn.followUp === undefined
        ? session.questions.findLastIndex(({ judgement }) => judgement.rating !== undefined)
        : -1;
    const ready = await interviewer.ready(session, turn, judged >= 0);
    if (isInterruption(ready)) return ready;
    if (ready === 'back') return rate(tools, judged);
  }
  if (session.options.readAloud === true) {
    const interruption = await interviewer.readAloud(session, turn);
    if (interruption !== undefined) return interruption;
  }
  await save(tools, { type: 'asked', turn, budget: recordOf(session, turn)?.budget ?? null });
  recorder.keep(turn, { text: '', cursor: 0, firstKey: null });
}

/** Every question, a follow-up to an answer cut off by the clock, and the first turn of a resumed round. */
function waitsForReady(session: Session, turn: Turn): boolean {
  if (session.isBack || turn.followUp === undefined) return true;
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
  const { strict, roundBudget, speakAloud } = session.options;
  const { ear } = tools;
  const take = speakAloud ? (ear?.record(turn) ?? null) : null;
  const written = await interviewer.answer({
    session,
    turn,
    draft: writingOf(tools, turn),
    clock: {
      used: () => usedBy(session, record, recorder.now()),
      budget: record.budget,
      strict,
      round:
        roundBudget === null ? null : { used: () => roundUsed(session, recorder.now()), budget: roundBudget },
      stopped: recorder.stand,
      resumed: recorder.skipGap,
    },
    onChange: (writing) => recorder.keep(turn, writing),
    saving: {
      problem: recorder.unsaved,
      now: () => refusalOf(recorder.saveNow)?.reason ?? null,
    },
    recording: take && {
      take,
      isEnough: () => record.heard != null || (ear?.transcriber != null && ear.hasAudio(record)),
    },
  });
  await take?.stop();
  ear?.dropSilence(record);
  recorder.keep(turn, written.draft);
  return closeAnswer(tools, turn, written);
}

/** What the box starts from: the draft, or the earlier answer if the candidate went back to it. */
function writingOf({ recorder }: RoundTools, turn: Turn): BoxText {
  const kept = recorder.kept();
  if (kept !== null && sameTurn(kept.turn, turn)) return kept;
  const { text = '', firstKey = null } = recordOf(recorder.session(), turn) ?? {};
  return { text, cursor: text.length, firstKey };
}

const STATES = { submit: 'submitted', skip: 'skipped', timeout: 'timed-out' } as const;

async function closeAnswer(tools: RoundTools, turn: Turn, closed: BoxResult): Promise<Outcome> {
  const { recorder, ear } = tools;
  const { end, draft, late } = closed;
  if (end === 'rescue') {
    // The candidate gets a way out when the disk refuses an answer; then the box continues.
    await saveText(tools);
    recorder.skipGap();
    return;
  }
  if (end !== 'submit' && end !== 'skip' && end !== 'timeout') return { interrupt: end };
  const { text, firstKey } = draft;
  const isSpoken = recorder.session().options.speakAloud && end !== 'skip';
  const before = recordOf(recorder.session(), turn);
  const isRecorded = isSpoken && before !== undefined && ear?.hasAudio(before) === true;
  await save(tools, {
    type: 'answered',
    turn,
    state: STATES[end],
    text,
    firstKey,
    ...(isSpoken ? { spoken: true } : {}),
    ...(isRecorded ? { recorded: true } : {}),
    ...(late === undefined ? {} : { late }),
  });
  closed.confirm?.();
  const record = recordOf(recorder.session(), turn);
  if (!isSpoken) ear?.release(turn);
  else if (isRecorded && record !== undefined) ear.startWriting(record);
}

/** Waits for the words of the recorded answers. They come while the candidate answers what follows, if nothing is slow. */
async function transcribe(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder, ear } = tools;
  for (const record of unheardIn(questionAt(recorder.session(), q))) {
    const { turn } = record;
    const transcriber = ear?.transcriber ?? null;
    if (ear === null || transcriber === null) {
      await save(tools, {
        type: 'transcribed',
        turn,
        by: '',
        text: null,
        problem: ear === null ? 'nothing records here.' : 'no recognizer is named.',
      });
      continue;
    }
    const words = await interviewer.waitFor(
      ear.words(record),
      `${transcriber.name} is writing down your answer`,
    );
    if (isInterruption(words)) return words;
    const { text, by } = words;
    if (text === null) {
      await save(tools, words);
      interviewer.say(
        `Your words were not written down: ${words.problem ?? ''} ${keptAudio(recorder.session().id)}`,
      );
      const interruption = await note(tools, turn);
      if (interruption !== undefined) return interruption;
      continue;
    }
    const play = ear.player === null ? null : () => playing((signal) => ear.play(record, signal));
    const correction = await interviewer.correct(recorder.session(), turn, { text, by, play });
    // The words are shown again: they are the candidate's once the candidate has let them pass.
    if (isInterruption(correction) && correction.text === null) return correction;
    await save(tools, words);
    const corrected = correction.text ?? text;
    if (corrected !== text) await save(tools, { type: 'corrected', turn, text: corrected });
    ear.release(turn);
    if (isInterruption(correction)) return correction;
  }
}

function playing(play: (signal: AbortSignal) => Promise<string | null>): Playing {
  const stop = new AbortController();
  return { ended: play(stop.signal), stop: () => stop.abort() };
}

/** Asks for a note where an answer has no words and no note. */
async function note(tools: RoundTools, turn: Turn): Promise<Outcome> {
  const session = tools.recorder.session();
  if (recordOf(session, turn)?.text.trim() !== '') return;
  const noted = await tools.interviewer.note(session, turn);
  const { text } = noted;
  if (text !== null && text.trim() !== '') await save(tools, { type: 'corrected', turn, text });
  if (isInterruption(noted)) return noted;
}

const keptAudio = (id: string): string =>
  `The recording is kept: \`hotseat sessions transcribe ${id}\` tries again.`;

/** Looks for key points in the answers. After an interruption it starts from the beginning. */
async function search(tools: RoundTools, work: LongWork<Event>): Promise<Outcome> {
  const event = await tools.interviewer.wait(work);
  return isInterruption(event) ? event : save(tools, event);
}

/** Chooses the pressing follow-ups; in a round of live ones, gets the next one. */
async function press(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  if (session.options.followUps !== 'live') {
    const event = await interviewer.wait(() => pressed(session, q));
    if (isInterruption(event)) return event;
    if (event.type === 'pressed' && event.followUps.length === 0)
      interviewer.say('No follow-up: none of them presses on what you left out.');
    return save(tools, event);
  }
  const left = await interviewer.wait(() => leftOpen(session, q));
  if (isInterruption(left)) return left;
  const { name, followUp } = listenerOf(tools);
  const coming = followUp(session, q, left.names);
  const next = await interviewer.waitFor(coming, `${name} is thinking of a follow-up`);
  if (isInterruption(next)) return next;
  if (!('problem' in next)) return save(tools, next);
  const hasOther = left.instead.followUps.length > 0;
  const instead = hasOther ? 'This follow-up is from the bank.' : 'There is no other follow-up.';
  if (next.problem !== null) sayProblem(tools, next.problem, instead);
  return save(tools, next.problem === null ? { ...left.instead, followUps: [] } : left.instead);
}

/** Waits for the model's verdicts. They come while the candidate states the certainty, if the model is quick. */
async function judge(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const { name, verdicts } = listenerOf(tools);
  const coming = verdicts(recorder.session(), q);
  const judged = await interviewer.waitFor(coming, `${name} is reading your answer`);
  if (isInterruption(judged)) return judged;
  const { problem, points } = judged;
  const left = points.length === 0 ? 'Only the matcher judges this one.' : `${name} judged a part.`;
  if (problem !== undefined) sayProblem(tools, problem, left);
  return save(tools, judged);
}

/** Says once what went wrong with the model, and how the round continues. */
function sayProblem(tools: RoundTools, problem: string, instead: string): void {
  const { isOut, name } = listenerOf(tools);
  const text = `${cleanLine(problem)} ${isOut() ? `The round continues without ${name}.` : instead}`;
  if (!tools.said.has(text)) tools.interviewer.say(text);
  if (isOut()) tools.said.add(text);
}

function listenerOf({ listener }: RoundTools): Listener {
  if (listener === null) throw new Error('the round was planned with a model');
  return listener;
}

async function predict(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  const last = session.questions[q]?.turns.findLast((record) => record.state !== null);
  const isClosed = session.options.strict && last?.state === 'timed-out';
  const canReopen = last !== undefined && !isClosed && session.ended === null;
  const certainty = await interviewer.predict(session, q, canReopen);
  if (isInterruption(certainty)) return certainty;
  if (certainty !== 'reopen') return save(tools, { type: 'predicted', q, certainty });
  if (last === undefined) return;
  await save(tools, { type: 'reopened', turn: last.turn });
  recorder.keep(last.turn, writingOf(tools, last.turn));
}

async function reveal(tools: RoundTools, q: number): Promise<Outcome> {
  // Recorded before it is shown, so that after any crash no one can answer having seen it.
  await save(tools, { type: 'revealed', q });
  return tools.interviewer.reveal(tools.recorder.session(), q);
}

async function tick(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  // If the disk refuses, it is not worth interrupting the list: the final event records all ticks again.
  const ticks = await interviewer.tick(recorder.session(), q, (soFar) =>
    refusalOf(() => recorder.record({ ...ticked(q, soFar), unfinished: true })),
  );
  return isInterruption(ticks) ? ticks : save(tools, ticked(q, ticks));
}

function ticked(q: number, ticks: Ticks | null): Extract<Event, { type: 'ticked' }> {
  const { covered: names = null, undecided = [] } = ticks ?? {};
  return { type: 'ticked', q, names, ...(undecided.length === 0 ? {} : { undecided }) };
}

async function rate(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder } = tools;
  // If the disk refuses, the section is offered again after a resume; that is not worth interrupting the reading.
  const rating = await interviewer.rate(recorder.session(), q, (upTo) =>
    refusalOf(() => recorder.record({ type: 'read', q, upTo })),
  );
  if (isInterruption(rating)) return rating;
  if (rating !== 'back') return save(tools, { type: 'rated', q, rating });
  return (await tick(tools, q)) ?? rate(tools, q);
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
  const writing = open && writingOf(tools, open);
  const choice = await interviewer.paused(writing?.text ?? null);
  if (isInterruption(choice)) return LEAVING[choice.interrupt].exit;
  switch (choice) {
    case 'continue':
      if (open !== null) await save(tools, { type: 'resumed' });
      return null;
    case 'skip':
      if (open && writing) await closeAnswer(tools, open, { end: 'skip', draft: writing });
      return null;
    case 'end':
      await save(tools, { type: 'ended', reason: 'left early', draft: recorder.kept() });
      return null;
    case 'leave':
      return EXIT.done;
  }
}
