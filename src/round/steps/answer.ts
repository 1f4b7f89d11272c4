import type { Turn } from '../../engine/event.ts';
import { type Session, isOpener, placeOf, recordOf, roundUsed, usedBy } from '../../engine/session.ts';
import { isTimeUp } from '../../terminal/answer-box/status.ts';
import { timesOf } from '../../terminal/box-clock.ts';
import type { BoxClock, BoxResult } from '../../terminal/box-request.ts';
import { Interrupted } from '../../terminal/interruption.ts';
import { refusalOf } from '../recorder.ts';
import { save, saveText, writingOf } from '../saving.ts';
import type { RoundTools } from '../interviewer.ts';
import { clarify } from './clarify.ts';
import { rate } from './verdict.ts';

/** A clock never starts as a surprise. Only a follow-up to a submitted answer comes at once, to keep up the pressure. */
export async function ask(tools: RoundTools, turn: Turn): Promise<void> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  if (waitsForReady(session, turn)) {
    const judged = lastRated(session, turn);
    const ready = await interviewer.ready(session, turn, judged >= 0);
    if (ready === 'back') return rate(tools, judged);
  }
  if (session.options.readAloud === true) await interviewer.readAloud(session, turn);
  await save(tools, { type: 'asked', turn, budget: recordOf(session, turn)?.budget ?? null });
  recorder.keep(turn, { text: '', cursor: 0, firstKey: null });
}

/** The question whose rating was the last thing before this turn; -1 without one. */
function lastRated(session: Session, { q, followUp }: Turn): number {
  if (followUp !== undefined || isOpener(session, q - 1)) return -1;
  const isRated = (place: number): boolean => session.questions[place]?.judgement.rating !== undefined;
  const last = [...session.questions.keys()].findLast(isRated) ?? -1;
  return isOpener(session, last - 1) && isRated(last - 1) ? last - 1 : last;
}

/** Every question, a follow-up to an answer cut off by the clock, and the first turn of a resumed round. */
function waitsForReady(session: Session, turn: Turn): boolean {
  if (session.isBack || turn.followUp === undefined) return true;
  return session.questions[turn.q]?.turns[placeOf(session, turn) - 1]?.state === 'timed-out';
}

/** Opens the box of a turn, and records how it ends. */
export async function answer(tools: RoundTools, turn: Turn): Promise<void> {
  const { interviewer, recorder } = tools;
  if (recorder.session().runningSince === null) {
    const before = recordOf(recorder.session(), turn);
    if (before !== undefined && tools.recordings?.hasAudio(before) === true)
      interviewer.say('What you said so far is recorded. Your answer continues from there.');
    await interviewer.ready(recorder.session(), turn, false);
    await save(tools, { type: 'resumed' });
  }
  const session = recorder.session();
  const record = recordOf(session, turn);
  if (record === undefined) throw new Error('the plan has no such turn');
  const { strict, roundBudget, speakAloud } = session.options;
  const { recordings } = tools;
  const take = speakAloud ? (recordings?.record(turn) ?? null) : null;
  const clock: BoxClock = {
    used: () => usedBy(session, record, recorder.now()),
    budget: record.budget,
    strict,
    round:
      roundBudget === null ? null : { used: () => roundUsed(session, recorder.now()), budget: roundBudget },
    stopped: recorder.stand,
    resumed: recorder.skipGap,
  };
  let isOpen = true;
  const written = await interviewer.answer({
    session,
    turn,
    draft: writingOf(tools, turn),
    clock,
    onChange: (writing) => recorder.keep(turn, writing),
    current: recorder.session,
    clarify: (question) => clarify(tools, turn, question, () => isOpen && !isTimeUp(timesOf(clock))),
    saving: {
      problem: recorder.unsaved,
      now: () => refusalOf(recorder.saveNow)?.reason ?? null,
    },
    recording: take && {
      take,
      isEnough: () =>
        record.heard != null || (recordings?.transcriber != null && recordings.hasAudio(record)),
    },
  });
  isOpen = false;
  await take?.stop();
  recordings?.dropSilence(record);
  recorder.keep(turn, written.draft);
  return closeAnswer(tools, turn, written);
}

const STATES = { submit: 'submitted', skip: 'skipped', timeout: 'timed-out' } as const;

/** Records how a box ended. Throws what interrupted it. */
export async function closeAnswer(tools: RoundTools, turn: Turn, closed: BoxResult): Promise<void> {
  const { recorder, recordings } = tools;
  const { end, draft, late } = closed;
  if (end === 'rescue') {
    // The candidate gets a way out when the disk refuses an answer; then the box continues.
    await saveText(tools);
    recorder.skipGap();
    return;
  }
  if (end !== 'submit' && end !== 'skip' && end !== 'timeout') throw new Interrupted(end);
  const { text, firstKey } = draft;
  const isSpoken = recorder.session().options.speakAloud && end !== 'skip';
  const before = recordOf(recorder.session(), turn);
  const isRecorded = isSpoken && before !== undefined && recordings?.hasAudio(before) === true;
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
  if (!isSpoken) recordings?.release(turn);
  else if (isRecorded && record !== undefined) recordings.startWriting(record);
}
