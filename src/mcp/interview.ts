import { ASSISTANT, type Certainty, type Event, type Rating, sameTurn, type Turn } from '../engine/event.ts';
import { openText } from '../engine/drafts.ts';
import { nextStep, type Step } from '../engine/next-step.ts';
import {
  answersTo,
  judgedAs,
  questionAt,
  recordOf,
  unheardIn,
  type Session,
  usedBy,
} from '../engine/session.ts';
import { asksSame } from '../model/follow-up.ts';
import { UserError } from '../platform/errors.ts';
import { inSteps } from '../platform/steps.ts';
import { found, leftOpen, pressed } from '../round/feedback.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { type Desk, questionIn } from './desk.ts';
import { MOST_FOLLOW_UPS, nameOfTurn, turnNamed } from './gate/turn-name.ts';
import { type GivenVerdict, judgedPoints, type JudgeNote } from './judge.ts';
import {
  isSameText,
  notOpen,
  notRevealed,
  notToReveal,
  openQuestion,
  refuseEnd,
  refuseOverDraft,
  refuseQuestion,
} from './refusals.ts';

/** As the answer box. */
const MOST_CHARACTERS = 200_000;

/** What the candidate said of their own answer, in a form that the client showed them; null: skipped. */
export interface OwnWords {
  points: readonly ('covered' | 'missed' | undefined)[];
  rating: Rating | null;
}

/** The moves of a round that an assistant leads. Every one is on disk before it returns. */
export type Interview = ReturnType<typeof openInterview>;

export function openInterview({ held, peek }: Desk) {
  const stepOf = (session: Session): Step => nextStep(session, { judgment: true });

  /** Takes the steps that need no one, until the next one that does. */
  const settle = async (id: string): Promise<Step> => {
    for (;;) {
      const session = peek(id);
      const step = stepOf(session);
      if (step.kind === 'end') held.record(id, { type: 'ended', reason: step.reason, draft: null });
      else if (step.kind === 'transcribe') held.record(id, ...withoutWords(session, step.q));
      else if (step.kind === 'press' && session.options.followUps !== 'live')
        held.record(id, await inSteps(await pressed(session, step.q)));
      // In a round whose reveals come at the end, the next question does not wait for a word of the candidate.
      else if (step.kind === 'predict' && session.options.reveal === 'end' && session.ended === null)
        held.record(id, { type: 'predicted', q: step.q, certainty: null });
      else return step;
    }
  };

  const ask = (session: Session, turn: Turn): Event => ({
    type: 'asked',
    turn,
    budget: recordOf(session, turn)?.budget ?? null,
  });

  /** Starts the clock of a turn that was asked. After a merge of two machines its box may be closed. */
  const restart = (session: Session, turn: Turn): Event =>
    session.open === null ? ask(session, turn) : { type: 'resumed' };

  return {
    /** Asks the next turn, if one is to be asked, and starts its clock. Asks an open one again. */
    async next(id: string): Promise<void> {
      const step = await settle(id);
      if (step.kind === 'done') return;
      // After a kill the journal has a clock that runs. Taking the session stops it.
      const session = held.take(id).session();
      if (step.kind === 'ask') held.record(id, ask(session, step.turn));
      if (step.kind === 'answer' && session.runningSince === null)
        held.record(id, restart(session, step.turn));
    },

    /** Records an answer, or that the turn is skipped. True if the same was recorded before. */
    async submit(
      id: string,
      name: string,
      given: { answer: string; skip: boolean; discardDraft: string },
    ): Promise<boolean> {
      const answer = clean(given.answer);
      const session = peek(id);
      const turn = turnNamed(session, name);
      const step = stepOf(session);
      const isOpen = step.kind === 'answer' && turn !== null && sameTurn(step.turn, turn);
      if (!isOpen) {
        const record = turn === null ? undefined : recordOf(session, turn);
        if (record?.state != null && (given.skip ? record.state === 'skipped' : record.text === answer))
          return true;
        throw notOpen(session, step, name, record?.state != null);
      }
      if (given.skip && answer.trim() !== '')
        throw new UserError('a skipped turn has no answer.', { help: 'leave out skip, or the answer.' });
      if (!given.skip && answer.trim() === '')
        throw new UserError('the answer is empty.', {
          help: 'send the words of the candidate, or skip: true if they want to skip this turn.',
        });
      if (answer.length > MOST_CHARACTERS)
        throw new UserError(`the answer has more than ${MOST_CHARACTERS.toLocaleString('en')} characters.`, {
          help: 'send only the words of the candidate.',
        });
      const taken = held.take(id).session();
      // Another process may have closed it meanwhile.
      const present = stepOf(taken);
      if (present.kind !== 'answer' || !sameTurn(present.turn, turn))
        throw notOpen(taken, present, name, recordOf(taken, turn)?.state != null);
      const draft = clean(openText(taken, held.draft()));
      refuseOverDraft(draft, { answer, discards: given.discardDraft });
      const running = taken.runningSince === null ? held.record(id, restart(taken, turn)) : taken;
      const record = recordOf(running, turn);
      const now = held.now() ?? running.last.at;
      const isLate =
        running.options.strict && record?.budget != null && usedBy(running, record, now) > record.budget;
      const state = given.skip ? 'skipped' : isLate ? 'timed-out' : 'submitted';
      const isDiscarded = draft.trim() !== '' && !isSameText(answer, draft);
      const discarded = isDiscarded ? { discarded: draft } : {};
      held.record(id, {
        type: 'answered',
        turn,
        state,
        text: given.skip ? '' : answer,
        firstKey: null,
        relayed: true,
        ...discarded,
      });
      await settle(id);
      return false;
    },

    /** Asks a follow-up at once: one of the interviewer's own, or the bank's, if it has one. */
    async followUp(id: string, own: string | null, by: string): Promise<Pressed> {
      const step = await settle(id);
      const session = peek(id);
      const q = openQuestion(session, step);
      const planned = questionAt(session, q);
      if (own === null) return bankFollowUp(id, session, step, q);
      const question = cleanLine(own);
      const asked = planned.question.followUps.findIndex((each) => asksSame(question, each.question));
      // A repeated call.
      if (step.kind === 'answer' && step.turn.followUp !== undefined && step.turn.followUp === asked)
        return 'asked';
      refuseQuestion(question, planned);
      if (planned.improvised.length >= MOST_FOLLOW_UPS)
        throw new UserError(
          `question ${q + 1} has ${count(MOST_FOLLOW_UPS, 'follow-up')} of yours already.`,
          {
            help: 'turn' in step ? 'call next_turn.' : 'call reveal.',
          },
        );
      if (step.kind === 'answer')
        throw new UserError(`turn ${nameOfTurn(session, step.turn)} is open.`, {
          help: 'submit its answer first; then add the follow-up.',
        });
      if (step.kind === 'ask' && step.turn.followUp !== undefined)
        throw new UserError("this round asks the bank's follow-ups first.", {
          help: 'call next_turn for the next one; then add one of your own.',
        });
      const after = held.record(id, { type: 'improvised', q, by: sourceOf(by), question, because: null });
      const next = stepOf(after);
      if (next.kind === 'ask') held.record(id, ask(after, next.turn));
      return 'asked';
    },

    /** The question that a reveal is about, and whether the candidate is to be asked for the certainty first. */
    async toReveal(id: string, wanted: number | null): Promise<{ q: number; asksCertainty: boolean }> {
      const step = await settle(id);
      const session = peek(id);
      const last = session.questions.findLastIndex(({ judgement }) => judgement.revealed);
      const pending = 'q' in step ? step.q : null;
      const q = wanted ?? pending ?? (last === -1 ? 0 : last);
      if (questionIn(session, q).judgement.revealed) return { q, asksCertainty: false };
      if (pending !== q || step.kind === 'end') throw notToReveal(session, step, q);
      if (step.kind === 'press') held.record(id, { type: 'pressed', q, matcher: 0, followUps: [] });
      const { kind } = stepOf(peek(id));
      return { q, asksCertainty: kind === 'predict' };
    },

    /** Reveals a question after its last answer. */
    async reveal(id: string, q: number, certainty: Certainty | null, by: string): Promise<void> {
      for (;;) {
        const session = peek(id);
        const step = stepOf(session);
        if (!('q' in step) || step.q !== q) break;
        if (step.kind === 'predict') held.record(id, { type: 'predicted', q, certainty });
        else if (step.kind === 'transcribe') held.record(id, ...withoutWords(session, q));
        else if (step.kind === 'find') held.record(id, await inSteps(await found(session, q)));
        else if (step.kind === 'judge')
          held.record(id, { type: 'judged', q, by: sourceOf(by), points: [], problem: ELSEWHERE });
        else if (step.kind === 'reveal') held.record(id, { type: 'revealed', q });
        else break;
      }
      await settle(id);
    },

    /** Keeps a judge's verdicts. A partly covered point and one whose quote is not in the answers are kept as not sure. */
    judge(id: string, q: number, given: readonly GivenVerdict[], by: string): Map<number, JudgeNote> {
      const session = peek(id);
      const planned = questionIn(session, q);
      if (!planned.judgement.revealed) throw notRevealed(session, q);
      if (answersTo(planned).length === 0)
        throw new UserError(`question ${q + 1} has no answer to judge.`, { help: 'call next_turn.' });
      const { points, notes } = judgedPoints(planned, q, given, by);
      held.record(id, { type: 'judged', q, by: sourceOf(by), points });
      return notes;
    },

    /** Keeps what the candidate said of their own answer. */
    rate(id: string, q: number, { points, rating }: OwnWords): void {
      const { question, judgement } = questionIn(peek(id), q);
      // What this form leaves open stays as an earlier one has it.
      const all = question.keyPoints.map(({ name }, place) => ({
        name,
        tick: points[place] ?? judgedAs(judgement, name) ?? 'undecided',
      }));
      const named = (as: 'covered' | 'undecided'): string[] =>
        all.flatMap(({ name, tick }) => (tick === as ? [name] : []));
      const isJudged = points.some((point) => point !== undefined);
      const undecided = named('undecided');
      const events: Event[] = [];
      if (isJudged)
        events.push({
          type: 'ticked',
          q,
          names: named('covered'),
          ...(undecided.length === 0 ? {} : { undecided }),
        });
      if (rating !== null) events.push({ type: 'rated', q, rating });
      held.record(id, ...events);
    },

    /** Pauses the round for the terminal or for later, or ends it. */
    finish(id: string, how: 'pause' | 'end'): void {
      if (how === 'pause') {
        if (held.session()?.id === id) held.release();
        return;
      }
      const session = peek(id);
      if (session.ended !== null) return;
      refuseEnd(session, stepOf(session));
      held.take(id);
      held.record(id, { type: 'ended', reason: 'left early', draft: held.draft() });
    },
  };

  async function bankFollowUp(id: string, session: Session, step: Step, q: number): Promise<Pressed> {
    if (step.kind !== 'press')
      throw new UserError('the bank has no follow-up to choose now.', { help: 'call next_turn.' });
    const { instead } = await inSteps(await leftOpen(session, q));
    const after = held.record(id, instead);
    const next = stepOf(after);
    if (next.kind === 'ask' && next.turn.q === q) held.record(id, ask(after, next.turn));
    if (instead.followUps.length > 0) return 'asked';
    return questionAt(after, q).improvised.length < MOST_FOLLOW_UPS ? 'only own are left' : 'none is left';
  }
}

/** What came of a call for a follow-up. */
type Pressed = 'asked' | 'only own are left' | 'none is left';

const UNHEARD = 'the round continued in an assistant, which does not hear.';
const ELSEWHERE = 'the round continued in an assistant, which judges after the reveal.';

/** A recording that a terminal left: nothing here writes it down, and it stays for `hotseat sessions transcribe`. */
function withoutWords(session: Session, q: number): Event[] {
  const [record] = unheardIn(questionAt(session, q));
  const { turn = { q }, correcting = null } = record ?? {};
  return [
    { type: 'transcribed', turn, by: '', text: null, problem: UNHEARD },
    // The candidate's earlier correction of the words.
    ...(correcting === null ? [] : [{ type: 'corrected' as const, turn, text: correcting }]),
  ];
}

function sourceOf(name: string): { name: string; host: string; prompt: number } {
  return { name, host: ASSISTANT, prompt: 0 };
}
