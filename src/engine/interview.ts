import { BEHAVIORAL } from '../bank/kinds.ts';
import type { Turn } from './event.ts';
import { followUpsOf, isOpener, questionAt, type Session, type SessionQuestion } from './session.ts';

/** What an interviewer says between an opener and its case. Each fits any answer to the opener, and none. */
const LEADS = [
  "OK. Let's make it concrete.",
  "All right. Let's take a real case.",
  "Thanks. Here's a situation to think through.",
  "OK. Let's see what that looks like in practice.",
  'Right. Here is a case.',
] as const;

/** The line that leads over to a case from its opener; empty before any other turn. */
export function leadOver(session: Session, { q, followUp }: Turn): string {
  if (followUp !== undefined || !isOpener(session, q - 1)) return '';
  return LEADS[(session.seed + q) % LEADS.length] ?? '';
}

/** The questions that no other one opens, each with its place in the plan. */
export function casesOf(session: Session): (readonly [SessionQuestion, q: number])[] {
  return session.questions
    .map((planned, q) => [planned, q] as const)
    .filter(([, q]) => !isOpener(session, q));
}

/** What comes in the interview of a case, without its title: `A short question, a case about evaluation, follow-ups`. */
export function comingIn(session: Session, q: number): string {
  const planned = questionAt(session, q);
  const hasOpener = isOpener(session, q - 1);
  return [
    ...(hasOpener ? ['A short question'] : []),
    planned.question.kind === BEHAVIORAL
      ? 'A behavioral question'
      : `${hasOpener ? 'a' : 'A'} case about ${planned.question.topic.replaceAll('-', ' ')}`,
    ...(followUpsOf(session, planned) === 0 ? [] : ['follow-ups']),
  ].join(', ');
}

/** A question's title; null while an interview goes on and it would give away what comes. */
export function titleOf(
  { options, ended }: Session,
  { question, judgement }: SessionQuestion,
): string | null {
  const isHidden = options.interview === true && ended === null && !judgement.revealed;
  return isHidden ? null : question.title;
}

/** The Markdown of what a turn asks. */
export function promptOf(session: Session, { q, followUp }: Turn): string {
  const { question } = questionAt(session, q);
  return (followUp === undefined ? question : question.followUps[followUp])?.question ?? '';
}

/** The same as it is said, with the line that leads over to it. */
export function saidOf(session: Session, turn: Turn): string {
  return [leadOver(session, turn), promptOf(session, turn)].filter(Boolean).join('\n\n');
}
