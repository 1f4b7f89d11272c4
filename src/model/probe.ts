import type { Form, Question } from './ask.ts';
import { fieldsOf } from '../text/data.ts';
import { parsed } from './problem.ts';
import { jsonIn } from './reply.ts';

const SCHEMA = {
  name: 'probe',
  schema: {
    type: 'object',
    properties: { greeting: { type: 'string' }, is_greeting: { type: 'boolean' } },
    required: ['greeting', 'is_greeting'],
    additionalProperties: false,
  },
};

function probe(user: string): Question {
  return { system: 'You answer in as few words as you can.', user, schema: SCHEMA };
}

/** Questions whose replies have the form only if the server used it. The schema is told in words for plain text alone. */
export const PROBES: Readonly<Record<Form, Question>> = {
  json_schema: probe('Greet me in one sentence.'),
  json_object: probe('Greet me in one sentence. Write it as JSON.'),
  text: probe('Reply with this JSON object and nothing else: {"greeting": "hello", "is_greeting": true}'),
};

/** A JSON object must be all of the reply where the server was told so: a model by itself would put it in a fence. */
export function isHonored(form: Form, content: string): boolean {
  if (form === 'text') return fits(jsonIn(content));
  const value = parsed(content);
  return form === 'json_object' ? Object.keys(fieldsOf(value)).length > 0 : fits(value);
}

function fits(value: unknown): boolean {
  const { greeting, is_greeting } = fieldsOf(value);
  return typeof greeting === 'string' && typeof is_greeting === 'boolean';
}
