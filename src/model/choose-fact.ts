import type { ModelSource } from '../engine/event.ts';
import type { SessionQuestion } from '../engine/session.ts';
import { fieldsOf } from '../text/data.ts';
import type { ModelClient } from './client.ts';
import { type Masking, sourceOf } from './judge.ts';
import { FACT_PROMPT, FACT_VERSION } from './prompts/fact.ts';

/** The fact that a model chose, by its index; null: none answers the question. */
export interface ChosenFact {
  at: number | null;
  by: ModelSource;
}

/** Lets a model choose the fact that a clarifying question asks for. It words nothing. Throws a ModelError. */
export async function chooseFact(
  client: ModelClient,
  { question: { ifAsked = [] } }: SessionQuestion,
  asked: string,
  { mask, signal }: Pick<Masking, 'mask'> & { signal: AbortSignal },
): Promise<ChosenFact> {
  const facts = ifAsked.map(({ name, text }, at) => ({ fact: at + 1, name: mask(name), text: mask(text) }));
  const numbers = [0, ...facts.map(({ fact }) => fact)];
  const read = (value: unknown): number | null =>
    numbers.find((number) => number === fieldsOf(value)['fact']) ?? null;
  const user = JSON.stringify({ asked: mask(asked), facts }, null, 1);
  const chosen = await client.ask(
    { system: FACT_PROMPT, user, schema: { name: 'fact', schema: SCHEMA }, read },
    signal,
  );
  return { at: chosen === 0 ? null : chosen - 1, by: sourceOf(client, FACT_VERSION) };
}

const SCHEMA = {
  type: 'object',
  properties: { fact: { type: 'integer' } },
  required: ['fact'],
  additionalProperties: false,
};
