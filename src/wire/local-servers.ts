import { cleanLine } from '../text/clean.ts';
import { fieldsOf } from '../text/data.ts';
import { type Endpoint, hasKey } from './endpoint.ts';
import { parsed } from './problem.ts';
import { sendOnce } from './wire.ts';

/** The usual ports of Ollama, LM Studio, llama.cpp and vLLM. */
const PORTS = [11434, 1234, 8080, 8000];

/** Together they take no longer; milliseconds. */
const LONGEST = 1000;
const MOST_MODELS = 100;
const LONGEST_NAME = 200;

/**
 * The models of the servers on this machine. Each port gets one request for the list of its models, without a key. What does
 * not answer with such a list is no server of models.
 */
export async function servedModels(
  version: string,
  ports: readonly number[] = PORTS,
): Promise<Pick<Endpoint, 'url' | 'name'>[]> {
  const signal = AbortSignal.timeout(LONGEST);
  const served = ports.map(async (port) => {
    // Without a name to look up.
    const url = `http://127.0.0.1:${port}/v1`;
    const endpoint = { url, name: '', key: null, keyFrom: null };
    const reply = await sendOnce(endpoint, version, 'models', { signal }).catch(() => '');
    return namesIn(reply).map((name) => ({ url, name }));
  });
  return (await Promise.all(served)).flat();
}

function namesIn(reply: string): string[] {
  const { data } = fieldsOf(parsed(reply));
  const names = Array.isArray(data) ? data.map((model) => fieldsOf(model)['id']) : [];
  return [...new Set(names.filter(isModel))].slice(0, MOST_MODELS);
}

/** A name that config.yaml takes and a screen can show, of a model that writes. */
function isModel(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name !== '' &&
    name.length <= LONGEST_NAME &&
    name === cleanLine(name).trim() &&
    !hasKey(name) &&
    !/embed|rerank|whisper/i.test(name)
  );
}
