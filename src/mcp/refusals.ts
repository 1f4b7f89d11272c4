import { crc32 } from 'node:zlib';
import type { Step } from '../engine/next-step.ts';
import { isAttempted, questionAt, type Session, type SessionQuestion } from '../engine/session.ts';
import { asksSame, hasAddress, LONGEST_FOLLOW_UP } from '../model/follow-up.ts';
import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { nameOfTurn } from './gate/turn-name.ts';

// What a call gets that comes at the wrong moment: an error that says what to do.

/** Only a round that an assistant began is ended by one. After an early end nothing more is revealed, unless the round reveals at its end. */
export function refuseEnd(session: Session, step: Step): void {
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

/** The question that a follow-up would belong to: its main answer is in, and it is not revealed. */
export function openQuestion(session: Session, step: Step): number {
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

export function refuseQuestion(question: string, planned: SessionQuestion): void {
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

export function notOpen(session: Session, step: Step, name: string, isAnswered: boolean): UserError {
  if (isAnswered)
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
export function refuseOverDraft(
  draft: string,
  { answer, discards }: { answer: string; discards: string },
): void {
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
export function isSameText(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.trim().replaceAll(/\s+/g, ' '));
  return one === other;
}

export function notToReveal(session: Session, step: Step, q: number): UserError {
  if ('turn' in step && step.turn.q === q) {
    return new UserError(
      `turn ${nameOfTurn(session, step.turn)} of question ${q + 1} has no answer yet, so nothing is revealed.`,
      {
        help:
          step.kind === 'ask'
            ? 'call next_turn, ask it, and submit the answer, or skip it with submit_answer (skip: true).'
            : 'call submit_answer, with skip: true if the candidate wants to skip it.',
      },
    );
  }
  if (session.ended?.isFinal === true) return overUnrevealed(session, q);
  return new UserError(`question ${q + 1} cannot be revealed now.`, {
    help: 'call next_turn for what comes next.',
  });
}

export function notRevealed(session: Session, q: number): UserError {
  if (session.ended?.isFinal === true) return overUnrevealed(session, q);
  return new UserError(`question ${q + 1} is not revealed yet, so there are no points to judge.`, {
    help: 'call reveal.',
  });
}

function overUnrevealed(session: Session, q: number): UserError {
  const { bank, number } = questionAt(session, q).question;
  return new UserError(`the round ended before question ${q + 1} was revealed.`, {
    help: `call start_round with questions ["${bank}/${number}"] to answer it in a new round.`,
  });
}
