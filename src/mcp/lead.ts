import { crc32 } from 'node:zlib';
import { clarify } from '../engine/clarify.ts';
import { type Event, sameTurn, type Turn } from '../engine/event.ts';
import { openText } from '../engine/drafts.ts';
import type { Step } from '../engine/next-step.ts';
import {
  isAttempted,
  questionAt,
  recordOf,
  type Session,
  type SessionQuestion,
  usedBy,
} from '../engine/session.ts';
import { asksSame, hasAddress, LONGEST_FOLLOW_UP } from '../model/follow-up.ts';
import { UserError } from '../platform/errors.ts';
import { inSteps } from '../platform/steps.ts';
import { chooseFollowUp } from '../round/feedback.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { MOST_FOLLOW_UPS, nameOfTurn, findTurn } from './gate/places.ts';
import type { Rounds } from './rounds.ts';
import { settle, sourceOf, stepOf } from './settle.ts';

/** As the answer box. */
const MOST_CHARACTERS = 200_000;

/** What came of a call for a follow-up. */
type Pressed = 'asked' | 'only own are left' | 'none is left';

/** Asks, takes answers, presses and stops. Every move is on disk before it returns, and a wrong one says what to do. */
export type Lead = ReturnType<typeof leadRounds>;

export function leadRounds(rounds: Rounds) {
  const { open } = rounds;
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
      const step = await settle(rounds, id);
      if (step.kind === 'done') return;
      // After a kill the journal has a clock that runs. Taking the session stops it.
      const session = open.take(id).session();
      if (step.kind === 'ask') open.record(id, ask(session, step.turn));
      if (step.kind === 'answer' && session.runningSince === null)
        open.record(id, restart(session, step.turn));
    },

    /** Answers a clarifying question about the open turn, and gives that turn. */
    async clarify(id: string, text: string): Promise<Turn> {
      const step = await settle(rounds, id);
      if (step.kind !== 'answer')
        throw new UserError('no turn is open, so there is nothing to ask about.', {
          help: 'call next_turn for what comes next.',
        });
      const { turn } = step;
      const question = cleanLine(text);
      if (question === '')
        throw new UserError('the question is empty.', { help: 'send the words of the candidate.' });
      const taken = open.take(id).session();
      // Another process may have closed it meanwhile.
      if (!isOpen(taken, turn)) throw notOpen(taken, nameOfTurn(taken, turn));
      const running = taken.runningSince === null ? open.record(id, restart(taken, turn)) : taken;
      open.record(id, {
        type: 'clarified',
        turn,
        ...clarify(running, turn, question, open.now() ?? running.last.at),
      });
      return turn;
    },

    /** Records an answer, or that the turn is skipped. True if the same was recorded before. */
    async submit(
      id: string,
      name: string,
      given: { answer: string; skip: boolean; discardDraft: string },
    ): Promise<boolean> {
      const answer = clean(given.answer);
      const { session } = rounds.read(id);
      const turn = findTurn(session, name);
      if (turn === null) throw notOpen(session, name);
      const { state: before, text } = recordOf(session, turn) ?? { state: null };
      if (before !== null && (given.skip ? before === 'skipped' : text === answer)) return true;
      if (!isOpen(session, turn)) throw notOpen(session, name);
      refuseText(answer, given.skip);
      const taken = open.take(id).session();
      // Another process may have closed it meanwhile.
      if (!isOpen(taken, turn)) throw notOpen(taken, name);
      const draft = clean(openText(taken, open.draft()));
      refuseOverDraft(draft, { answer, discards: given.discardDraft });
      const running = taken.runningSince === null ? open.record(id, restart(taken, turn)) : taken;
      const record = recordOf(running, turn);
      const now = open.now() ?? running.last.at;
      const isLate =
        running.options.strict && record?.budget != null && usedBy(running, record, now) > record.budget;
      const isDiscarded = draft.trim() !== '' && !isSameText(answer, draft);
      open.record(id, {
        type: 'answered',
        turn,
        state: given.skip ? 'skipped' : isLate ? 'timed-out' : 'submitted',
        text: given.skip ? '' : answer,
        firstKey: null,
        relayed: true,
        ...(isDiscarded ? { discarded: draft } : {}),
      });
      await settle(rounds, id);
      return false;
    },

    /** Asks a follow-up at once: one of the interviewer's own, or the bank's, if it has one. */
    async followUp(id: string, own: string | null, by: string): Promise<Pressed> {
      const step = await settle(rounds, id);
      const { session } = rounds.read(id);
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
      const after = open.record(id, { type: 'improvised', q, by: sourceOf(by), question, because: null });
      const next = stepOf(after);
      if (next.kind === 'ask') open.record(id, ask(after, next.turn));
      return 'asked';
    },

    /** Pauses the round for the terminal or for later, or ends it. */
    finish(id: string, how: 'pause' | 'end'): void {
      if (how === 'pause') {
        if (open.session()?.id === id) open.release();
        return;
      }
      const { session } = rounds.read(id);
      if (session.ended !== null) return;
      refuseEnd(session, stepOf(session));
      open.take(id);
      open.record(id, { type: 'ended', reason: 'left early', draft: open.draft() });
    },
  };

  async function bankFollowUp(id: string, session: Session, step: Step, q: number): Promise<Pressed> {
    if (step.kind !== 'press')
      throw new UserError('the bank has no follow-up to choose now.', { help: 'call next_turn.' });
    const { event } = await inSteps(await chooseFollowUp(session, q));
    const after = open.record(id, event);
    const next = stepOf(after);
    if (next.kind === 'ask' && next.turn.q === q) open.record(id, ask(after, next.turn));
    if (event.type === 'prompted' || event.followUps.length > 0) return 'asked';
    return questionAt(after, q).improvised.length < MOST_FOLLOW_UPS ? 'only own are left' : 'none is left';
  }
}

function isOpen(session: Session, turn: Turn): boolean {
  const step = stepOf(session);
  return step.kind === 'answer' && sameTurn(step.turn, turn);
}

/** Refuses a skip with words, an answer without any, and one that is longer than the answer box takes. */
function refuseText(answer: string, isSkip: boolean): void {
  if (isSkip && answer.trim() !== '')
    throw new UserError('a skipped turn has no answer.', { help: 'leave out skip, or the answer.' });
  if (!isSkip && answer.trim() === '')
    throw new UserError('the answer is empty.', {
      help: 'send the words of the candidate, or skip: true if they want to skip this turn.',
    });
  if (answer.length > MOST_CHARACTERS)
    throw new UserError(`the answer has more than ${MOST_CHARACTERS.toLocaleString('en')} characters.`, {
      help: 'send only the words of the candidate.',
    });
}

function notOpen(session: Session, name: string): UserError {
  const step = stepOf(session);
  const turn = findTurn(session, name);
  if (turn !== null && recordOf(session, turn)?.state != null)
    return new UserError(`turn ${name} was answered already, and an answer is final.`, {
      help: 'call next_turn.',
    });
  if (step.kind === 'answer')
    return new UserError(`turn ${cleanLine(name).slice(0, 20)} is not open.`, {
      help: `the open turn is ${nameOfTurn(session, step.turn)}; submit the answer to that one.`,
    });
  return new UserError('no turn is open, so there is nothing to answer.', {
    help:
      step.kind === 'press'
        ? 'call add_follow_up to ask one, or reveal.'
        : step.kind === 'ask'
          ? 'call next_turn to ask the next question.'
          : 'call reveal.',
  });
}

/** A draft is shown before anything takes its place. */
function refuseOverDraft(draft: string, { answer, discards }: { answer: string; discards: string }): void {
  const fingerprint = crc32(draft).toString(16).padStart(8, '0');
  if (draft.trim() === '' || [answer, discards].some((text) => isSameText(text, draft))) return;
  if (discards === fingerprint) return;
  throw new UserError('the candidate began this answer in the terminal, and these are not those words.', {
    help:
      `show the candidate their draft: “${draft}”. If the answer or the skip is to take its place, send ` +
      `discard_draft: "${fingerprint}" with it. The transcript keeps the draft.`,
  });
}

/** Whether two texts have the same words, whatever the white space. */
function isSameText(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.trim().replaceAll(/\s+/g, ' '));
  return one === other;
}

/** The question that a follow-up would belong to: its main answer is in, and it is not revealed. */
function openQuestion(session: Session, step: Step): number {
  if (step.kind === 'press' || step.kind === 'predict') return step.q;
  const q = 'turn' in step && step.turn.followUp !== undefined ? step.turn.q : null;
  if (q !== null) return q;
  throw new UserError('there is no answer to press on now.', {
    help:
      step.kind === 'answer'
        ? 'a follow-up comes after the main answer: call submit_answer first.'
        : 'call next_turn for what comes next.',
  });
}

function refuseQuestion(question: string, planned: SessionQuestion): void {
  const refuse = (message: string, help: string): never => {
    throw new UserError(message, { help });
  };
  if (question === '') refuse('the follow-up is empty.', 'send one question in "question".');
  if (question.length > LONGEST_FOLLOW_UP)
    refuse(
      `a follow-up has at most ${LONGEST_FOLLOW_UP} characters.`,
      'ask one thing, in one or two sentences.',
    );
  if (hasAddress(question)) refuse('a follow-up has no addresses.', 'leave the address out.');
  const asked = [
    planned.question.question,
    ...planned.turns.flatMap(({ turn }) => planned.question.followUps[turn.followUp ?? -1]?.question ?? []),
  ];
  if (asked.some((each) => asksSame(question, each)))
    refuse('this was asked before.', 'ask about something else.');
}

/** Only a round that an assistant began is ended by one. After an early end nothing more is revealed, unless the round reveals at its end. */
function refuseEnd(session: Session, step: Step): void {
  if (session.options.assistant !== true)
    throw new UserError(`round ${session.id} was begun in the terminal, and only the candidate ends it.`, {
      help: `call finish_round with how "pause". The candidate ends it with \`hotseat resume ${session.id}\`, Ctrl+C and e.`,
    });
  const q = session.questions.findIndex((each) => isAttempted(each) && !each.judgement.revealed);
  if (q === -1 || session.options.reveal === 'end') return;
  const isAsked = 'turn' in step && step.turn.q === q;
  throw new UserError(`question ${q + 1} is answered and not revealed, and after the end it stays sealed.`, {
    help: isAsked
      ? 'skip its follow-ups (next_turn, then submit_answer with skip: true), call reveal, then end the round.'
      : 'call reveal first, then end the round.',
  });
}
