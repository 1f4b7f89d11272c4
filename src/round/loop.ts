import type { Event } from '../engine/event.ts';
import { type Step, nextStep } from '../engine/next-step.ts';
import { recordOf } from '../engine/session.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { type Interrupt, interruptOf } from '../terminal/interruption.ts';
import { save, saveText, textAtHand, writingOf } from './saving.ts';
import { answer, ask, closeAnswer } from './steps/answer.ts';
import { judge, press, recordLate, sayUnjudged, startJudging } from './steps/model.ts';
import { find, nameStory, predict, rate, reveal, tick } from './steps/verdict.ts';
import { acceptAll, transcribe } from './steps/spoken-words.ts';
import type { PauseChoice, RoundTools } from './interviewer.ts';

/**
 * Every round runs through this loop: look at the state, take the next step, record what happened.
 * Returns the exit code when nothing is left to do or the candidate quits; the session is saved by then.
 */
export async function conduct(tools: RoundTools): Promise<ExitCode> {
  const { interviewer, recorder } = tools;
  sayUnjudged(tools);
  for (;;) {
    try {
      await recordLate(tools);
      const step = nextStep(recorder.session());
      if (step.kind === 'done') {
        sayUnjudged(tools);
        interviewer.debrief(recorder.session());
        return EXIT.done;
      }
      await take(tools, step);
    } catch (error) {
      const exit = await pause(tools, interruptOf(error));
      if (exit === null) continue;
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

async function take(tools: RoundTools, step: Exclude<Step, { kind: 'done' }>): Promise<void> {
  switch (step.kind) {
    case 'ask':
      startJudging(tools, step.turn.q);
      return ask(tools, step.turn);
    case 'answer':
      return answer(tools, step.turn);
    case 'transcribe':
      return transcribe(tools, step.q);
    case 'press':
      return press(tools, step.q);
    case 'predict':
      startJudging(tools, step.q);
      return predict(tools, step.q);
    case 'find':
      return find(tools, step.q);
    case 'judge':
      return judge(tools, step.q);
    case 'reveal':
      return reveal(tools, step.q);
    case 'tick':
      return tick(tools, step.q);
    case 'story':
      return nameStory(tools, step.q);
    case 'rate':
      return rate(tools, step.q);
    case 'end':
      return save(tools, { type: 'ended', reason: step.reason, draft: null });
  }
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
async function pause(tools: RoundTools, interrupt: Interrupt): Promise<ExitCode | null> {
  const { interviewer, recorder, recordings } = tools;
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
  const record = open === null ? undefined : recordOf(recorder.session(), open);
  const losesRecording =
    record !== undefined && recordings?.keepsAudio === false && recordings.hasAudio(record);
  let choice: PauseChoice;
  try {
    choice = await interviewer.paused(writing?.text ?? null, losesRecording);
  } catch (error) {
    return LEAVING[interruptOf(error)].exit;
  }
  switch (choice) {
    case 'continue':
      if (open !== null) await save(tools, { type: 'resumed' });
      return null;
    case 'skip':
      if (open && writing) await closeAnswer(tools, open, { end: 'skip', draft: writing });
      return null;
    case 'end': {
      await save(tools, { type: 'ended', reason: 'left early', draft: recorder.kept() });
      // Otherwise the reveals still come, with their words.
      if (recorder.session().ended?.isFinal === true) await acceptAll(tools);
      return null;
    }
    case 'leave':
      return EXIT.done;
  }
}
