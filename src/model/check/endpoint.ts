import { cleanLine } from '../../text/clean.ts';
import { list } from '../../text/format.ts';
import type { Form } from '../ask.ts';
import type { FormResult, ModelClient } from '../client.ts';
import { hostOf } from '../endpoint.ts';
import { ModelError } from '../problem.ts';
import { FAILURES } from './measure.ts';

/** `failed`: the server took the request, and its reply cannot be used. */
export type FormFinding = FormResult | 'failed';

export interface EndpointFindings {
  /** Whether the server has the model in its list; null if it has no list. */
  isListed: boolean | null;
  forms: Record<Form, FormFinding>;
}

/** Names in a message. */
const MOST_NAMES = 5;

/** Looks at a server and its model. Throws a ModelError if they cannot be used. */
export async function checkEndpoint(
  client: ModelClient,
  limit: () => AbortSignal,
): Promise<EndpointFindings> {
  const { endpoint } = client;
  const names = await unlessLasting(() => client.models(limit()), null);
  const formOf = async (form: Form): Promise<FormFinding> => {
    try {
      return await unlessLasting<FormFinding>(() => client.tryForm(form, limit()), 'failed');
    } catch (error) {
      throw error instanceof ModelError && error.kind === 'no model' ? withNames(error, names) : error;
    }
  };
  const forms = {
    json_schema: await formOf('json_schema'),
    json_object: await formOf('json_object'),
    text: await formOf('text'),
  };
  if (Object.values(forms).every((found) => found === 'refused' || found === 'failed'))
    throw new ModelError('nonsense', `${hostOf(endpoint.url)} gives no reply that can be used.`);
  return { isListed: names?.includes(endpoint.name) ?? null, forms };
}

/** What to use for a problem that does not concern the next request. */
async function unlessLasting<T>(act: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ModelError) || FAILURES.has(error.kind)) throw error;
    return instead;
  }
}

/** The same error with names that the server has instead. */
function withNames({ kind, message }: ModelError, names: readonly string[] | null): ModelError {
  if (names === null || names.length === 0) return new ModelError(kind, message);
  const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
  const known = list([...names.slice(0, MOST_NAMES).map(cleanLine), ...more]);
  return new ModelError(kind, `${message.replace(/\.$/, '')}: it has ${known}.`);
}
