import { answersTo, callOf, isOpener, questionAt, unheardIn, unjudgedIn } from '../../engine/session.ts';
import type { Listener } from '../../model/listener.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';
import { chooseFollowUp } from '../feedback.ts';
import { save } from '../saving.ts';
import type { RoundTools } from '../interviewer.ts';

/** Chooses the next follow-up; in a round of live ones, a model does. */
export async function press(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  const known = tools.listener?.known(session, q);
  const { leftOpen, event } = await interviewer.wait(() => chooseFollowUp(session, q, known));
  if (session.options.followUps !== 'live' || event.type === 'prompted') return save(tools, event);
  const { name, followUp } = listenerOf(tools);
  const coming = followUp(session, q, leftOpen);
  const next = await interviewer.waitFor(coming, `${name} is thinking of a follow-up`);
  if (!('problem' in next)) return save(tools, next);
  const hasOther = event.followUps.length > 0;
  const instead = hasOther ? 'This follow-up is from the bank.' : 'There is no other follow-up.';
  if (next.problem !== null) sayProblem(tools, next.problem, instead);
  return save(tools, next.problem === null ? { ...event, followUps: [] } : event);
}

/**
 * Lets the model begin while the candidate answers the next follow-up, or thinks about the certainty. It begins once the
 * follow-up is chosen: a server on this machine does one thing at a time. An opener is judged during its case.
 */
export function startJudging(tools: RoundTools, q: number): void {
  const session = tools.recorder.session();
  if (isOpener(session, q - 1)) startJudging(tools, q - 1);
  const planned = questionAt(session, q);
  const isToJudge = session.options.judge === 'model' && planned.question.keyPoints.length > 0;
  // What was spoken is a note until its words are written down.
  const hasAnswers = answersTo(planned).length > 0 && unheardIn(planned).length === 0;
  if (isToJudge && hasAnswers) listenerOf(tools).startJudging(session, q);
}

const JUDGES_LATER = '`hotseat judge` asks again after the round.';

/** Says on which questions a problem kept a model from judging. A resumed round has such ones from the start. */
export function sayUnjudged({ interviewer, recorder }: RoundTools): void {
  const unjudged = unjudgedIn(recorder.session());
  if (unjudged > 0) interviewer.say(`No model’s verdicts on ${count(unjudged, 'question')}. ${JUDGES_LATER}`);
}

/** Waits for the model's verdicts. They come while the candidate states the certainty, if the model is quick. */
export async function judge(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const { isReading, name, verdicts } = listenerOf(tools);
  const coming = verdicts(recorder.session(), q);
  const judged = await interviewer.waitFor(coming, `${name} is reading your answer`);
  const instead = isReading(q) ? 'Its verdicts are added when they come.' : JUDGES_LATER;
  if (judged.problem !== undefined) sayProblem(tools, judged.problem, instead);
  return save(tools, judged);
}

/** Records the verdicts that have come since the candidate went on without them. */
export async function recordLate(tools: RoundTools): Promise<void> {
  const { interviewer, listener, recorder } = tools;
  for (const judged of listener?.late() ?? []) {
    const session = recorder.session();
    const call = cleanLine(callOf(session, questionAt(session, judged.q).question));
    if (judged.problem === undefined) interviewer.say(`${listenerOf(tools).name} has judged ${call} now.`);
    else sayProblem(tools, judged.problem, JUDGES_LATER);
    await save(tools, judged);
  }
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
