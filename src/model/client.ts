import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ask, Form, Question } from './ask.ts';
import { type Endpoint, hostOf } from './endpoint.ts';
import { type Completion, completionIn, namesIn, type Tokens } from './completion.ts';
import { isHonored, PROBES } from './probe.ts';
import { ModelError, RefusedError, stopIfAborted } from './problem.ts';
import { jsonIn } from './reply.ts';
import { pauseAfter } from './retry.ts';
import { openWire } from './wire.ts';

export interface Reply<T> {
  value: T;
  form: Form;
  tokens: Tokens | null;
}

/** The strictest first. */
const FORMS: readonly Form[] = ['json_schema', 'json_object', 'text'];

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

type Path = 'chat/completions' | 'models';

export function openClient(endpoint: Endpoint, version: string): ModelClient {
  const wire = openWire(endpoint, version);
  let best: Form = 'json_schema';
  let hasTemperature = true;

  /** One request: the body of its response as a value. */
  const sendOnce = async (path: Path, body: string | null, signal: AbortSignal): Promise<unknown> => {
    stopIfAborted(endpoint, signal);
    // Node warns of more than ten listeners, and so many requests may share a signal.
    setMaxListeners(0, signal);
    try {
      const { status, text, ...headers } = await wire(`${endpoint.url}/${path}`, { body, signal });
      if (status > 299) throw new RefusedError(endpoint, { status, text, ...headers });
      return JSON.parse(text) as unknown;
    } catch (error) {
      stopIfAborted(endpoint, signal);
      throw error instanceof SyntaxError ? nonsense() : error;
    }
  };

  /** The same, again after a pause while the server is busy or fails. */
  const send = async (path: Path, body: object | null, signal: AbortSignal): Promise<unknown> => {
    for (let tries = 0; ; tries++) {
      try {
        return await sendOnce(path, body === null ? null : JSON.stringify(body), signal);
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
      const request = {
        model: endpoint.name,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        ...(withTemperature ? { temperature: 0 } : {}),
        ...formatOf(form, schema),
      };
      const body = await send('chat/completions', request, signal);
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
        return namesIn(await send('models', null, signal));
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

/** The request is at fault, not the model's name. */
function isRefusal(error: unknown): error is RefusedError {
  return error instanceof RefusedError && [400, 422].includes(error.status) && error.kind !== 'no model';
}

/** How the request says it. */
function formatOf(form: Form, { name, schema }: Ask<unknown>['schema']): object {
  if (form === 'text') return {};
  if (form === 'json_object') return { response_format: { type: form } };
  return {
    response_format: { type: form, json_schema: { name, strict: true, schema: { ...schema } } },
  };
}
