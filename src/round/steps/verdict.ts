import { tickedEvent } from '../../engine/tally.ts';
import { findPoints } from '../feedback.ts';
import { refusalOf } from '../recorder.ts';
import { save, writingOf } from '../saving.ts';
import type { RoundTools } from '../interviewer.ts';
import { recordLate } from './model.ts';

/** Asks for the candidate's certainty; or goes back to the last answer. */
export async function predict(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const session = recorder.session();
  const last = session.questions[q]?.turns.findLast((record) => record.state !== null);
  const isClosed = session.options.strict && last?.state === 'timed-out';
  const canReopen = last !== undefined && !isClosed && session.ended === null;
  const certainty = await interviewer.predict(session, q, canReopen);
  if (certainty !== 'reopen') return save(tools, { type: 'predicted', q, certainty });
  if (last === undefined) return;
  await save(tools, { type: 'reopened', turn: last.turn });
  recorder.keep(last.turn, writingOf(tools, last.turn));
}

/** Looks for key points in the answers. After an interruption it starts from the beginning. */
export async function find(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  const event = await interviewer.wait(() => findPoints(recorder.session(), q));
  await save(tools, event);
}

/** Shows what was sealed. */
export async function reveal(tools: RoundTools, q: number): Promise<void> {
  // Recorded before it is shown, so that after any crash no one can answer having seen it.
  await save(tools, { type: 'revealed', q });
  return tools.interviewer.reveal(tools.recorder.session(), q);
}

/** Shows the verdict, and records what the candidate decides. */
export async function tick(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  // If the disk refuses, it is not worth interrupting the list: the final event records all ticks again.
  const ticks = await interviewer.tick(recorder.session(), q, (soFar) =>
    refusalOf(() => recorder.record({ ...tickedEvent(q, soFar), unfinished: true })),
  );
  await save(tools, tickedEvent(q, ticks));
}

/** Asks for the name of the story that was told, which may be one told before. */
export async function nameStory(tools: RoundTools, q: number): Promise<void> {
  const story = await tools.interviewer.story(tools.stories());
  await save(tools, { type: 'told', q, story });
}

/** Shows the rest of the reveal, and records the rating. */
export async function rate(tools: RoundTools, q: number): Promise<void> {
  const { interviewer, recorder } = tools;
  // If the disk refuses, the section is offered again after a resume; that is not worth interrupting the reading.
  const rating = await interviewer.rate(recorder.session(), q, (upTo) =>
    refusalOf(() => recorder.record({ type: 'read', q, upTo })),
  );
  if (rating !== 'back') return save(tools, { type: 'rated', q, rating });
  await recordLate(tools);
  await tick(tools, q);
  return rate(tools, q);
}
