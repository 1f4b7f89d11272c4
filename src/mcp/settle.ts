import { ASSISTANT, type Event } from '../engine/event.ts';
import { nextStep, type Step } from '../engine/next-step.ts';
import { questionAt, type Session, unheardIn } from '../engine/session.ts';
import { inSteps } from '../platform/steps.ts';
import { chooseFollowUp } from '../round/feedback.ts';
import type { Rounds } from './rounds.ts';

/** What comes next in a round that an assistant leads: decisions and ratings can wait. */
export function stepOf(session: Session): Step {
  return nextStep(session, { judgment: true });
}

/** Takes the steps that need no one, until the next one that does. */
export async function settle({ open, read }: Rounds, id: string): Promise<Step> {
  for (;;) {
    const { session } = read(id);
    const step = stepOf(session);
    if (step.kind === 'end') open.record(id, { type: 'ended', reason: step.reason, draft: null });
    else if (step.kind === 'transcribe') open.record(id, ...withoutWords(session, step.q));
    else if (step.kind === 'press' && session.options.followUps !== 'live')
      open.record(id, (await inSteps(await chooseFollowUp(session, step.q))).event);
    // In a round whose reveals come at the end, the next question does not wait for a word of the candidate.
    else if (step.kind === 'predict' && session.options.reveal === 'end' && session.ended === null)
      open.record(id, { type: 'predicted', q: step.q, certainty: null });
    else return step;
  }
}

const UNHEARD = 'the round continued in an assistant, which does not hear.';

/** A recording that a terminal left: nothing here writes it down, and it stays for `hotseat sessions transcribe`. */
export function withoutWords(session: Session, q: number): Event[] {
  const [record] = unheardIn(questionAt(session, q));
  const { turn = { q }, correcting = null } = record ?? {};
  return [
    { type: 'transcribed', turn, by: '', text: null, problem: UNHEARD },
    // The candidate's earlier correction of the words.
    ...(correcting === null ? [] : [{ type: 'corrected' as const, turn, text: correcting }]),
  ];
}

/** Whose a verdict or a follow-up is. */
export function sourceOf(name: string): { name: string; host: string; prompt: number } {
  return { name, host: ASSISTANT, prompt: 0 };
}
