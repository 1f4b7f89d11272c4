import type { Event } from '../engine/event.ts';
import { answersTo, type SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { asPlain } from '../text/markup.ts';
import type { Ask } from './ask.ts';
import type { ModelClient } from './client.ts';
import { type Masking, sourceOf } from './judge.ts';
import { asksSame, hasAddress, LONGEST_FOLLOW_UP } from './follow-up-form.ts';
import { givesAway } from './leak.ts';
import { ModelError } from './problem.ts';
import { FOLLOW_UP_PROMPT, FOLLOW_UP_VERSION } from './prompts/follow-up.ts';

/** A follow-up that a model asks. */
export type Improvised = Extract<Event, { type: 'improvised' }>;

/**
 * Asks a model for the next follow-up to what was said so far; null if it has none. `leftOpen` are the names of points that
 * the answers have not covered. Throws a ModelError if there is no such question: it gives an answer away, was asked before,
 * or is not a question in plain words.
 */
export async function improvise(
  client: ModelClient,
  planned: SessionQuestion,
  q: number,
  { leftOpen, mask, signal }: { leftOpen: readonly string[]; mask: Masking['mask']; signal: AbortSignal },
): Promise<Improvised | null> {
  const { value } = await client.ask(askFor(planned, leftOpen, mask), signal);
  const question = cleanLine(value.question);
  if (question === '') return null;
  const { key } = client.endpoint;
  const isKey = key !== null && question.includes(key);
  const problem = isKey ? 'The model repeated the key.' : problemWith(question, planned);
  if (problem !== null) throw new ModelError('nonsense', problem);
  const because = leftOpen[value.pressesOn - 1] ?? null;
  return { type: 'improvised', q, by: sourceOf(client, FOLLOW_UP_VERSION), question, because };
}

function problemWith(question: string, planned: SessionQuestion): string | null {
  if (question.length > LONGEST_FOLLOW_UP) return 'The model asked more than fits in a breath.';
  if (hasAddress(question)) return 'The model asked about an address.';
  const asked = [planned.question.question, ...planned.question.followUps.map((each) => each.question)];
  if (asked.some((each) => asksSame(question, each))) return 'The model repeated a question.';
  return givesAway(question, planned) ? 'The model gave part of the answer away.' : null;
}

/** What is sent: the questions and answers so far, and names of points. Nothing that is sealed. */
function askFor(
  planned: SessionQuestion,
  leftOpen: readonly string[],
  mask: Masking['mask'],
): Ask<{ question: string; pressesOn: number }> {
  const { question } = planned;
  const data = {
    question: mask(question.question),
    said: answersTo(planned).map(({ turn: { followUp }, text }) => ({
      asked:
        followUp === undefined ? 'the question' : mask(asPlain(question.followUps[followUp]?.question ?? '')),
      answered: mask(text),
    })),
    left_open: leftOpen.map((name, at) => ({ subject: at + 1, name: mask(name) })),
  };
  return {
    system: FOLLOW_UP_PROMPT,
    user: JSON.stringify(data, null, 1),
    schema: { name: 'follow_up', schema: SCHEMA },
    read(value) {
      const { question: asked, presses_on: pressesOn } = Object(value) as Record<string, unknown>;
      if (typeof asked !== 'string') return null;
      return { question: asked, pressesOn: Number.isInteger(pressesOn) ? Number(pressesOn) : 0 };
    },
  };
}

const SCHEMA = {
  type: 'object',
  properties: { presses_on: { type: 'integer' }, question: { type: 'string' } },
  required: ['presses_on', 'question'],
  additionalProperties: false,
};
