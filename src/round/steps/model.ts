import type { Listener } from '../../model/listener.ts';
import { cleanLine } from '../../text/clean.ts';
import { findLeftOpen, choosePressed } from '../feedback.ts';
import { save } from '../saving.ts';
import type { RoundTools } from '../interviewer.ts';

/** Chooses the pressing follow-ups; in a round of live ones, gets the next one. */
export async function press(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  if (session.options.followUps !== 'live') {
    const event = await interviewer.wait(() => choosePressed(session, q));
    if (event.type === 'pressed' && event.followUps.length === 0)
      interviewer.say('No follow-up: none of them presses on what you left out.');
    return save(tools, event);
  }
  const left = await interviewer.wait(() => findLeftOpen(session, q));
  const { name, followUp } = listenerOf(tools);
  const coming = followUp(session, q, left.names);
  const next = await interviewer.waitFor(coming, `${name} is thinking of a follow-up`);
  if (!('problem' in next)) return save(tools, next);
  const hasOther = left.instead.followUps.length > 0;
  const instead = hasOther ? 'This follow-up is from the bank.' : 'There is no other follow-up.';
  if (next.problem !== null) sayProblem(tools, next.problem, instead);
  return save(tools, next.problem === null ? { ...left.instead, followUps: [] } : left.instead);
}

/** Lets the model begin while the candidate thinks about the certainty. */
export function startJudging(tools: RoundTools, q: number): void {
  const session = tools.recorder.session();
  if (session.options.judge === 'model') listenerOf(tools).startJudging(session, q);
}

/** Waits for the model's verdicts. They come while the candidate states the certainty, if the model is quick. */
export async function judge(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const { name, verdicts } = listenerOf(tools);
  const coming = verdicts(recorder.session(), q);
  const judged = await interviewer.waitFor(coming, `${name} is reading your answer`);
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
