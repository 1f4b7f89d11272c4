import { fieldsOf } from '../text/data.ts';
import { type Endpoint, hostOf } from '../wire/endpoint.ts';
import { ModelError, OPTIONAL_FIELDS, type OptionalField, parsed, RefusedError } from '../wire/problem.ts';
import { jsonIn } from './reply.ts';
import { openWire } from '../wire/wire.ts';

/** One question to the model, which knows nothing else. */
export interface Ask<T> {
  /** Describes the reply in words as well, and names JSON: a server may ignore the schema, or refuse to use it. */
  system: string;
  /** JSON. */
  user: string;
  /** JSON schema of the reply, with its name: letters, digits, `_` and `-`. */
  schema: { name: string; schema: object };
  /** The reply as a value; null if it does not fit. Validates by hand, since servers ignore schemas. */
  read: (value: unknown) => T | null;
}

/** A question without the validation of its reply. */
type Question = Omit<Ask<unknown>, 'read'>;

/**
 * What is sent until the server refuses it. Ollama, LM Studio, llama.cpp, vLLM and OpenAI have this switch for thinking,
 * which takes longer than a candidate waits.
 */
const OPTIONAL: Readonly<Record<OptionalField, unknown>> = { temperature: 0, reasoning_effort: 'none' };

/** How a server is told to reply in JSON, the strictest first. */
const FORMS = ['json_schema', 'json_object', 'text'] as const;
export type Form = (typeof FORMS)[number];

/** A model at an address or behind a program. Time limits and the number of requests at once are the caller's. */
export interface ModelClient {
  /** The model's name, and where it is: the address's host, or the program's name. */
  source: { name: string; host: string };
  /** How often a judge is asked, each time with the points in another order: one call may be slow or cost money. */
  orders: 1 | 2;
  /** Rejects with a ModelError, soon after its signal's abort too. */
  ask: <T>(ask: Ask<T>, signal: AbortSignal) => Promise<T>;
}

/** A model at an address. The forms and the optional fields that the server refused are remembered. */
export function openClient(endpoint: Endpoint, version: string): ModelClient {
  const wire = openWire(endpoint, version);
  const host = hostOf(endpoint.url);
  let best: Form = 'json_schema';
  const refused = new Set<OptionalField>();
  const nonsense = (): ModelError => new ModelError('nonsense', `${host} gave a reply that makes no sense.`);

  const complete = async (question: Question, form: Form, signal: AbortSignal): Promise<Completion> => {
    // Another request may change it meanwhile.
    const optional = OPTIONAL_FIELDS.filter((field) => !refused.has(field));
    const body = JSON.stringify({
      model: endpoint.name,
      messages: [
        { role: 'system', content: question.system },
        { role: 'user', content: question.user },
      ],
      ...Object.fromEntries(optional.map((field) => [field, OPTIONAL[field]])),
      ...formatOf(form, question.schema),
    });
    try {
      const completion = completionIn(parsed(await wire('chat/completions', { body, signal })));
      if (completion === null) throw nonsense();
      return completion;
    } catch (error) {
      // Ollama refuses with a 500, too.
      const isServers = error instanceof RefusedError && error.kind === 'server';
      const field = isServers ? optional.find((each) => error.refuses.includes(each)) : undefined;
      if (field === undefined) throw error;
      refused.add(field);
      return complete(question, form, signal);
    }
  };

  /** In the best form that the server takes. It is remembered once one below was taken. */
  const completeInForm = async (question: Question, signal: AbortSignal): Promise<Completion> => {
    for (let form = best; ;) {
      const below: Form | undefined = FORMS[FORMS.indexOf(form) + 1];
      try {
        const completion = await complete(question, form, signal);
        // LM Studio may constrain the reasoning of a model instead of its reply, which is empty then.
        if (!completion.isOnlyReasoning || below === undefined) {
          if (!completion.isOnlyReasoning && FORMS.indexOf(form) > FORMS.indexOf(best)) best = form;
          return completion;
        }
      } catch (error) {
        if (below === undefined || !isRefusal(error)) throw error;
      }
      form = below;
    }
  };

  return {
    source: { name: endpoint.name, host },
    orders: 2,
    async ask({ read, ...question }, signal) {
      for (let isLast = false; ; isLast = true) {
        const { content, isCutOff } = await completeInForm(question, signal);
        const json = jsonIn(content);
        if (json === null && isCutOff)
          throw new ModelError('cut off', `${host} cut the reply off at its token limit.`);
        if (content.trim() === '') throw new ModelError('empty', `${host} gave an empty reply.`);
        const value = json === null ? null : read(json);
        if (value !== null) return value;
        if (isLast) throw nonsense();
      }
    },
  };
}

/** The request is at fault, not the model's name. */
function isRefusal(error: unknown): error is RefusedError {
  return error instanceof RefusedError && [400, 422].includes(error.status) && error.kind !== 'no model';
}

/** How the request says it. */
function formatOf(form: Form, { name, schema }: Ask<unknown>['schema']): object {
  if (form === 'text') return {};
  if (form === 'json_object') return { response_format: { type: form } };
  return { response_format: { type: form, json_schema: { name, strict: true, schema } } };
}

/** What counts of a chat completion. Reasoning in a field of its own is dropped. */
interface Completion {
  content: string;
  /** It ended at the token limit. */
  isCutOff: boolean;
  /** The content is empty, the reasoning is not, and both ended by themselves. */
  isOnlyReasoning: boolean;
}

/** The first choice in the body of a response; null if it is no chat completion. */
function completionIn(body: unknown): Completion | null {
  const { choices } = fieldsOf(body);
  const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : {};
  const { content, reasoning, reasoning_content } = fieldsOf(choice['message']);
  if (choice['message'] === undefined || !(typeof content === 'string' || content == null)) return null;
  const isCutOff = choice['finish_reason'] === 'length';
  const hasReasoning = [reasoning, reasoning_content].some((text) => typeof text === 'string' && text !== '');
  return {
    content: content ?? '',
    isCutOff,
    isOnlyReasoning: hasReasoning && !isCutOff && (content ?? '').trim() === '',
  };
}
