import type { Clarification, Turn } from '../../engine/event.ts';
import { type Session, questionAt } from '../../engine/session.ts';
import { cleanLine } from '../../text/clean.ts';
import { refusalOf } from '../recorder.ts';
import type { Reply } from '../../terminal/box-request.ts';
import type { RoundTools } from '../interviewer.ts';

/** The most characters of a clarifying question. No one asks more in one breath. */
const LONGEST = 400;

/**
 * Records a clarifying question of an open turn with its reply, which may be shown then. A reply that comes after the
 * answer has ended is neither recorded nor shown.
 */
export async function clarify(
  { recorder }: RoundTools,
  turn: Turn,
  text: string,
  isOpen: () => boolean,
): Promise<Reply> {
  const question = cleanLine(text).trim();
  const tooLong = `Too long: a question holds ${LONGEST} characters.`;
  if (question.length > LONGEST) return { reply: '', problem: tooLong };
  const said = await replyTo(recorder.session(), turn, question);
  if (!isOpen()) return said;
  const refusal = refusalOf(() => recorder.record({ type: 'clarified', turn, ...said }));
  return refusal === null ? said : { reply: '', problem: `Not asked: ${refusal.reason}.` };
}

function replyTo(session: Session, { q }: Turn, question: string): Promise<Clarification> {
  const fact = questionAt(session, q).question.ifAsked?.find(({ name, words }) =>
    [name, ...words].some((word) => question.toLowerCase().includes(word.toLowerCase())),
  );
  return Promise.resolve(
    fact === undefined
      ? { question, reply: 'Nothing on that. Assume something and say so.' }
      : { question, reply: `**${fact.name}:** ${fact.text}`, fact: fact.name },
  );
}
