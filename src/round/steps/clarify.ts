import { type Clarification, LONGEST_QUESTION, type Turn } from '../../engine/event.ts';
import type { Reply } from '../../terminal/box-request.ts';
import { cleanLine } from '../../text/clean.ts';
import type { RoundTools } from '../interviewer.ts';
import { refusalOf } from '../recorder.ts';

/**
 * Records a clarifying question of an open turn with its reply, which may be shown then. A reply that comes after the
 * answer has ended is neither recorded nor shown.
 */
export async function clarify(
  { recorder, listener }: RoundTools,
  turn: Turn,
  text: string,
  isOpen: () => boolean,
): Promise<Reply> {
  const question = cleanLine(text).trim();
  if (question.length > LONGEST_QUESTION)
    return { reply: '', problem: `Too long: a question holds ${LONGEST_QUESTION} characters.` };
  // It brings a search.
  const { clarify: replyTo } = await import('../../engine/clarify.ts');
  const reply = (fact?: number | null): Clarification =>
    replyTo(recorder.session(), turn, question, recorder.now(), fact);
  // A model is not asked where no fact would be told: about the time that is left, or once there were enough.
  const mayTell = reply(0).fact !== undefined;
  const chosen = mayTell ? await listener?.chooseFact(recorder.session(), turn.q, question) : null;
  const said = reply(chosen?.at);
  if (!isOpen()) return { reply: '', problem: "Time's up." };
  const by = chosen == null || said.fact === undefined ? {} : { by: chosen.by };
  const refusal = refusalOf(() => recorder.record({ type: 'clarified', turn, ...said, ...by }));
  return refusal === null ? said : { reply: '', problem: `Not asked: ${refusal.reason}.` };
}
