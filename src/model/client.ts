import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';
import { type Endpoint, hostOf } from './endpoint.ts';
import { type Completion, completionIn, namesIn, type Tokens } from './completion.ts';
import { isHonored, PROBES } from './probe.ts';
import { ModelError, type Refused, RefusedError, stopIfAborted } from './problem.ts';
import { jsonIn } from './reply.ts';
import { pauseAfter } from './retry.ts';
import { openWire } from './wire.ts';

/** One question to the model, which knows nothing else. */
export interface Ask<T> {
  /** Describes the reply in words as well, and names JSON: a server may ignore the schema, or refuse to use it. */
  system: string;
  user: string;
  /** JSON schema of the reply, with its name: letters, digits, `_` and `-`. */
  schema: { name: string; schema: object };
  /** The reply as a value; null if it does not fit. Validates by hand, since servers ignore schemas. */
  read: (value: unknown) => T | null;
}

export interface Reply<T> {
  value: T;
  form: Form;
  tokens: Tokens | null;
}

/** How a server is told to reply in JSON. */
export type Form = 'json_schema' | 'json_object' | 'text';

/** The strictest first. */
const FORMS: readonly Form[] = ['json_schema', 'json_object', 'text'];

/** A question without the validation of its reply. */
export type Question = Omit<Ask<unknown>, 'read'>;

/** `honored`: the reply had the form. `ignored`: the server took the request and did not use it. `refused`: 400 or 422. */
export type FormResult = 'honored' | 'ignored' | 'refused';

/**
 * A model at an address. Each function rejects with a ModelError, soon after its signal's abort too. Time limits and the
 * number of requests at once are the caller's. The forms and the temperature that the server refused are remembered.
 */
export interface ModelClient {
  endpoint: Endpoint;
  ask: <T>(ask: Ask<T>, signal: AbortSignal) => Promise<Reply<T>>;
  /** The names of the models there, as the server writes them; null if it has no such list. */
  models: (signal: AbortSignal) => Promise<readonly string[] | null>;
  /** Tries one form only, with a question of its own. */
  tryForm: (form: Form, signal: AbortSignal) => Promise<FormResult>;
}

/** A busy or failing server is asked so many more times. */
const RETRIES = 2;
/** openai's own limit, in milliseconds: the longest that a timer can have. */
const NO_LIMIT = 2 ** 31 - 1;

export function openClient(endpoint: Endpoint, version: string): ModelClient {
  const wire = openWire(endpoint, version);
  let best: Form = 'json_schema';
  let hasTemperature = true;

  /** One request. openai wraps what its `fetch` throws, and may lose it, so it is kept here. */
  const sendOnce = async (send: Send, signal: AbortSignal): Promise<unknown> => {
    stopIfAborted(endpoint, signal);
    let problem: unknown;
    const openai = build(endpoint, async (url, { body, signal: ended }) => {
      try {
        const response = await wire(url, { body, signal: ended });
        if (!response.ok) throw new RefusedError(endpoint, await refused(response));
        return response;
      } catch (error) {
        problem = error;
        throw error;
      }
    });
    // openai never removes its listener from a signal: it gets one of its own.
    const ending = new AbortController();
    const end = (): void => ending.abort();
    // Node warns of more than ten, and so many requests may share a signal.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', end);
    try {
      const response = await send(openai, ending.signal);
      return JSON.parse(await response.text()) as unknown;
    } catch (error) {
      stopIfAborted(endpoint, signal);
      if (error instanceof SyntaxError) throw nonsense();
      throw problem ?? error;
    } finally {
      signal.removeEventListener('abort', end);
    }
  };

  /** The same, again after a pause while the server is busy or fails. openai's own pause does not end by an abort. */
  const send = async (act: Send, signal: AbortSignal): Promise<unknown> => {
    for (let tries = 0; ; tries++) {
      try {
        return await sendOnce(act, signal);
      } catch (error) {
        const wait = tries < RETRIES ? pauseAfter(error, tries, Date.now()) : null;
        if (wait === null) throw error;
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  };

  const complete = async (question: Question, form: Form, signal: AbortSignal): Promise<Completion> => {
    const { system, user, schema } = question;
    // Another request may change it meanwhile.
    const withTemperature = hasTemperature;
    try {
      const body = await send(
        (openai, ended) =>
          openai.chat.completions
            .create(
              {
                model: endpoint.name,
                messages: [
                  { role: 'system', content: system },
                  { role: 'user', content: user },
                ],
                ...(withTemperature ? { temperature: 0 } : {}),
                ...formatOf(form, schema),
              },
              { signal: ended },
            )
            .asResponse(),
        signal,
      );
      const completion = completionIn(body);
      if (completion === null) throw nonsense();
      return completion;
    } catch (error) {
      if (!(withTemperature && isRefusal(error) && error.isAboutTemperature)) throw error;
      hasTemperature = false;
      return complete(question, form, signal);
    }
  };

  /** In the best form that the server takes. It is remembered once one below was taken. */
  const completeInForm = async (
    question: Question,
    signal: AbortSignal,
  ): Promise<{ completion: Completion; form: Form }> => {
    for (let form = best; ;) {
      const below: Form | undefined = FORMS[FORMS.indexOf(form) + 1];
      try {
        const completion = await complete(question, form, signal);
        // LM Studio may constrain the reasoning of a model instead of its reply, which is empty then.
        if (completion.isOnlyReasoning && below !== undefined) {
          form = below;
          continue;
        }
        if (!completion.isOnlyReasoning && FORMS.indexOf(form) > FORMS.indexOf(best)) best = form;
        return { completion, form };
      } catch (error) {
        if (below === undefined || !isRefusal(error)) throw error;
        form = below;
      }
    }
  };

  const nonsense = (): ModelError =>
    new ModelError('nonsense', `${hostOf(endpoint.url)} gave a reply that makes no sense.`);

  return {
    endpoint,
    async ask({ read, ...question }, signal) {
      for (let isLast = false; ; isLast = true) {
        const { completion, form } = await completeInForm(question, signal);
        const { content, isCutOff, tokens } = completion;
        const json = jsonIn(content);
        if (json === null && isCutOff)
          throw new ModelError('cut off', `${hostOf(endpoint.url)} cut the reply off at its token limit.`);
        if (content.trim() === '')
          throw new ModelError('empty', `${hostOf(endpoint.url)} gave an empty reply.`);
        const value = json === null ? null : read(json);
        if (value !== null) return { value, form, tokens };
        if (isLast) throw nonsense();
      }
    },
    async models(signal) {
      try {
        return namesIn(
          await send((openai, ended) => openai.models.list({ signal: ended }).asResponse(), signal),
        );
      } catch (error) {
        const hasNoList = error instanceof RefusedError && [400, 404, 405, 501].includes(error.status);
        if (hasNoList || (error instanceof ModelError && error.kind === 'nonsense')) return null;
        throw error;
      }
    },
    async tryForm(form, signal) {
      try {
        const { content } = await complete(PROBES[form], form, signal);
        return isHonored(form, content) ? 'honored' : 'ignored';
      } catch (error) {
        if (isRefusal(error)) return 'refused';
        throw error;
      }
    },
  };
}

type Send = (openai: OpenAI, signal: AbortSignal) => Promise<Response>;

/** What openai gives its `fetch`; our wire ignores its headers. */
interface Init {
  body: string | null;
  signal: AbortSignal;
}

/**
 * openai reads variables whenever it is built: OPENAI_CUSTOM_HEADERS can even make it throw. None is there meanwhile, and
 * the key is not its business.
 */
function build({ url }: Endpoint, send: (url: string, init: Init) => Promise<Response>): OpenAI {
  const hidden = Object.entries(process.env).filter(([name]) => name.startsWith('OPENAI_'));
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  try {
    return new OpenAI({
      baseURL: url,
      apiKey: 'sent by the wire',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      logLevel: 'off',
      maxRetries: 0,
      timeout: NO_LIMIT,
      fetch: (target, init) => {
        if (typeof target !== 'string' || !init?.signal) throw new Error('openai sends in another way now');
        const { body, signal } = init;
        if (typeof body !== 'string' && body !== undefined) throw new Error('openai sends another body now');
        return send(target, { body: body ?? null, signal });
      },
    });
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}

/** The request is at fault, not the model's name. */
function isRefusal(error: unknown): error is RefusedError {
  return error instanceof RefusedError && [400, 422].includes(error.status) && error.kind !== 'no model';
}

async function refused(response: Response): Promise<Refused> {
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get('location'),
    retryAfter: response.headers.get('retry-after'),
  };
}

function formatOf(form: Form, { name, schema }: Ask<unknown>['schema']): Format {
  if (form === 'text') return {};
  if (form === 'json_object') return { response_format: { type: form } };
  return {
    response_format: { type: form, json_schema: { name, strict: true, schema: { ...schema } } },
  };
}

type Format = Pick<OpenAI.ChatCompletionCreateParamsNonStreaming, 'response_format'>;
