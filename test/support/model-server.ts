import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Form } from '../../src/model/client.ts';

/** The programs that a server may behave like, as their documentation describes them. */
export type Like = 'ollama' | 'lm-studio' | 'llama.cpp' | 'vllm';

/** One request as it came in. */
export interface ModelRequest {
  /** From 1, over all requests. */
  n: number;
  method: string;
  path: string;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  /** Every byte of the connection up to the end of this request. */
  bytes: string;
  /** The fields of a chat completion. */
  model: string;
  system: string;
  user: string;
  form: Form;
  temperature: unknown;
  json: Readonly<Record<string, unknown>>;
}

/**
 * What the model says. A text is its words. An object is sent as JSON where the server keeps a model to JSON, and where it
 * does not, with prose and a fence around it, as models do. A Fault is what else can happen.
 */
export type Answer = string | object | Fault;

type Respond = (context: Context) => void;

/** Something that goes wrong, made by FAULT. */
export class Fault {
  readonly respond: Respond;

  constructor(respond: Respond) {
    this.respond = respond;
  }
}

export interface ModelServer {
  /** The address for the settings, which ends in /v1. */
  url: string;
  /** All requests so far. */
  requests: readonly ModelRequest[];
  /** Waits until so many requests have come in. */
  waitFor: (count: number) => Promise<void>;
  /** From now on no request is answered. */
  hang: () => void;
  /** Answers the requests that hang, and those that come. */
  resume: () => void;
  /** Resolves when so many clients have closed a connection without a complete response. */
  waitForLeavers: (count: number) => Promise<void>;
  /** Ends all connections too. */
  close: () => Promise<void>;
}

export interface ServerOptions {
  like?: Like;
  models?: readonly string[];
  /** The reply to a request for the list of models, in place of the server's own. */
  list?: Fault;
  /** Is called for each chat completion with a model that is there. */
  answer?: (request: ModelRequest) => Answer | Promise<Answer>;
  /** The server refuses requests without this key. */
  key?: string;
  /** What the model thinks first, where the server puts it. */
  reasoning?: string;
}

interface Context {
  request: ModelRequest;
  response: ServerResponse;
  like: Behavior;
  options: Required<Pick<ServerOptions, 'models'>> & Pick<ServerOptions, 'reasoning'>;
}

/** Starts a server on a free port of 127.0.0.1. By default it is an Ollama with qwen3:8b that answers `{}`. */
export async function startModelServer(options: ServerOptions = {}): Promise<ModelServer> {
  const { models = ['qwen3:8b'], answer = () => ({}), key } = options;
  const like = BEHAVIORS[options.like ?? 'ollama'];
  const requests: ModelRequest[] = [];
  const received = new WeakMap<Socket, Buffer[]>();
  const counts = { requests: counter(), leavers: counter() };
  let gate: Promise<void> = Promise.resolve();
  let resume = (): void => undefined;

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('close', () => {
      if (!response.writableEnded) counts.leavers.add();
    });
    const body = await bodyOf(message);
    if (body === null) return;
    const request = read(message, body, received.get(message.socket) ?? [], requests.length + 1);
    requests.push(request);
    counts.requests.add();
    await gate;
    give(await Promise.resolve(route(request)), {
      request,
      response,
      like,
      options: { ...options, models },
    });
  };
  const route = (request: ModelRequest): Answer | Promise<Answer> => {
    const { method, path, model, form } = request;
    if (key !== undefined && request.headers['authorization'] !== `Bearer ${key}`) return FAULT.noKey();
    if (method === 'GET' && path === '/v1/models')
      return (
        options.list ??
        FAULT.body(like.listed(models.map((id) => ({ id, object: 'model', created: CREATED }))))
      );
    if (method !== 'POST' || path !== '/v1/chat/completions') return new Fault(like.noPath);
    if (!like.has(models, model)) return FAULT.noModel();
    const refusal = like.refuses(form);
    return refusal === null ? answer(request) : FAULT.status(400, refusal);
  };
  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      // A test's script that fails is a failed test, not a failing model.
      response.destroy();
      throw error;
    });
  });
  server.on('connection', (socket) => {
    const chunks: Buffer[] = [];
    received.set(socket, chunks);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}/v1`,
    requests,
    waitFor: counts.requests.reaches,
    waitForLeavers: counts.leavers.reaches,
    hang() {
      resume();
      gate = new Promise((resolve) => (resume = resolve));
    },
    resume: () => resume(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The address of a port that refuses connections. */
export async function refusingUrl(): Promise<string> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}

/** A server that sends these bytes to whoever connects, HTTP or not, and closes the connection. */
export async function startRawServer(bytes: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes, 'latin1'));
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}/v1`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The faults that a script can answer with. */
export const FAULT = {
  /** Any status, with a body: an object is sent as JSON. */
  status: (status: number, body: object | string = '', headers: Record<string, string> = {}) =>
    new Fault(({ response }) => send(response, status, headers, body)),
  /** 401, in the server's words. */
  noKey: () => new Fault(({ response, like }) => json(response, 401, like.noKey)),
  /** The model's name is unknown, in the server's words. */
  noModel: () =>
    new Fault(({ response, like, request, options }) => {
      const { status, body } = like.noModel(request.model, options.models);
      json(response, status, body);
    }),
  /** 429: try again after so many seconds, or whenever. */
  busy: (retryAfter: number | string | null = 0) =>
    new Fault(({ response }) => {
      const headers = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
      send(response, 429, headers, error('Rate limit reached', 'rate_limit_error'));
    }),
  /** 500, 503 and the like: try again at once. */
  failing: (status = 500, message = 'the model runner has stopped') =>
    new Fault(({ response }) => send(response, status, { 'retry-after': '0' }, error(message, 'api_error'))),
  /** Some models accept no temperature but their own: OpenAI's words in github.com/qwenlm/qwen-code/issues/921. */
  temperature: () =>
    FAULT.status(400, {
      error: {
        message:
          "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        type: 'invalid_request_error',
        param: 'temperature',
        code: 'unsupported_value',
      },
    }),
  /** Never answers. A slow answer is a script that waits: `answer: async () => { await told; return {}; }`. */
  hanging: () => new Fault(() => undefined),
  /** The token limit ends the reply. */
  cutOff: (text: string) => completion({ content: text, finish: 'length' }),
  /** JSON in a Markdown fence, with prose around it. */
  fenced: (value: object) => completion({ content: fenced(value) }),
  /** Reasoning in the reply itself. */
  thinking: (value: object, thought = 'Let me see. {"draft": true}') =>
    completion({ content: `<think>\n${thought}\n</think>\n\n${JSON.stringify(value)}` }),
  empty: () => completion({ content: '' }),
  /** `content: null`. */
  nothing: () => completion({ content: null }),
  /** LM Studio's bug: the schema constrains the reasoning, and the reply is empty. See BEHAVIORS. */
  inReasoning: (value: object) => completion({ content: '', reasoning: JSON.stringify(value) }),
  /** A reply of a megabyte. */
  large: () => completion({ content: 'a'.repeat(2 ** 20) }),
  /** Half a body, and the end of the connection. */
  dropped: () =>
    new Fault(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"choices": [{"message": {"content": "{}', () => response.destroy());
    }),
  /** Half a body, and then nothing. */
  stalled: () =>
    new Fault(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"choices": [');
    }),
  redirect: (to: string, status = 302) => FAULT.status(status, '', { location: to }),
  html: (status = 200) =>
    FAULT.status(status, '<!doctype html><title>Sign in</title><p>Welcome!', { 'content-type': 'text/html' }),
  /** 64 MiB of spaces in 64 KiB. */
  gzipBomb: () =>
    new Fault(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(2 ** 26, ' ')));
    }),
  /** Any JSON as the body. */
  body: (value: unknown) => new Fault(({ response }) => send(response, 200, {}, JSON.stringify(value))),
};

interface Behavior {
  /** The list of models, of entries that all servers have. */
  listed: (entries: readonly { id: string }[]) => object;
  has: (models: readonly string[], name: string) => boolean;
  noModel: (name: string, models: readonly string[]) => { status: number; body: object };
  noPath: Respond;
  noKey: object;
  /** The body of a 400 for a form that it does not know; null if it knows it. */
  refuses: (form: Form) => object | null;
  /** Whether it keeps the model to JSON. */
  keeps: (form: Form, model: string) => boolean;
  /** The field of a message for its reasoning. */
  reasoning: 'reasoning' | 'reasoning_content';
  /** Further fields of a completion. */
  extra: object;
}

const CREATED = 1_790_000_000;
const listOf = (entries: readonly object[], extra: object): object => ({
  object: 'list',
  data: entries.map((entry) => ({ ...entry, ...extra })),
});
const isListed = (models: readonly string[], name: string): boolean => models.includes(name);
const notFound: Respond = ({ response }) => send(response, 404, {}, '404 page not found');

const BEHAVIORS: Readonly<Record<Like, Behavior>> = {
  ollama: {
    // docs.ollama.com/api/openai-compatibility, `/v1/models`.
    listed: (entries) => listOf(entries, { owned_by: 'library' }),
    has: isListed,
    // docs.ollama.com/api/errors: 404 if the model does not exist. The shape is NewError of openai/openai.go in
    // github.com/ollama/ollama, the words those of github.com/CrestApps/CrestApps.Core/issues/142.
    noModel: (name) => ({ status: 404, body: error(`model '${name}' not found`, 'not_found_error') }),
    // Plain text: github.com/ollama/ollama/issues/3050.
    noPath: notFound,
    // docs.ollama.com/api/errors: 401 in its cloud; a local one ignores the key.
    noKey: { error: 'unauthorized' },
    // openai/openai.go: `json_schema` and `json_object` both become its `format`; an unknown type is ignored.
    refuses: () => null,
    // docs.ollama.com/capabilities/structured-outputs: "Ollama's Cloud currently does not support structured outputs".
    // It takes them without an error: github.com/ollama/ollama/issues/12362.
    keeps: (form, model) => form !== 'text' && !/[-:]cloud$/.test(model),
    // `Message` in openai/openai.go.
    reasoning: 'reasoning',
    extra: { system_fingerprint: 'fp_ollama' },
  },
  'lm-studio': {
    // lmstudio.ai/docs/developer/openai-compat/models. With models of embeddings among them.
    listed: (entries) => listOf(entries, { owned_by: 'organization_owner' }),
    // A model that is loaded alone answers to any name: github.com/lmstudio-ai/lmstudio-bug-tracker/issues/619, in 2025.
    // Later versions refuse unknown ones.
    has: isListed,
    // The words of github.com/assafelovic/gpt-researcher/issues/1556.
    noModel: (name, models) => ({
      status: 400,
      body: {
        error: {
          message: `Invalid model identifier "${name}". Please specify a valid downloaded model (e.g., ${models.join(', ')}).`,
          type: 'invalid_request_error',
          param: 'model',
          code: 'model_not_found',
        },
      },
    }),
    // "Returning 200 anyway": github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1879.
    noPath: ({ request: { method, path }, response }) =>
      json(response, 200, { error: `Unexpected endpoint or method. (${method} ${path})` }),
    // lmstudio.ai/docs/developer/core/authentication; the words of github.com/agustif/opencode-lmstudio/issues/41.
    noKey: {
      error: {
        type: 'invalid_request',
        code: 'invalid_api_key',
        message: 'An LM Studio API token is required to make requests to this server, but none was provided.',
      },
    },
    // lmstudio.ai/docs/developer/openai-compat/structured-output has `json_schema` alone. The words are those of
    // github.com/lmstudio-ai/lmstudio-bug-tracker/issues/189 and github.com/willmiao/ComfyUI-Lora-Manager/issues/1033.
    refuses: (form) =>
      form === 'json_object' ? { error: "'response_format.type' must be 'json_schema' or 'text'" } : null,
    // Reasoning models may put the JSON into `reasoning_content`, with an empty `content` (FAULT.inReasoning):
    // github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1773.
    keeps: (form) => form === 'json_schema',
    // lmstudio.ai/docs/developer/api-changelog, 0.3.9; `reasoning` for gpt-oss since 0.3.23.
    reasoning: 'reasoning_content',
    extra: { stats: {}, system_fingerprint: 'qwen3' },
  },
  'llama.cpp': {
    // README.md, "GET /v1/models": the path of the file, or its alias. `models` has them once more, with other keys.
    listed: (entries) => ({
      models: entries.map(({ id }) => ({ name: id, model: id, type: 'model' })),
      ...listOf(entries, { owned_by: 'llamacpp', meta: { n_ctx_train: 131072, n_params: 8030261312 } }),
    }),
    // README.md: one model answers to every name ("model": "gpt-3.5-turbo"); a router for several routes by name.
    has: (models, name) => models.length === 1 || models.includes(name),
    // The router's words: github.com/ggml-org/llama.cpp/issues/17968.
    noModel: () => ({
      status: 400,
      body: { error: { code: 400, message: 'model not found', type: 'invalid_request_error' } },
    }),
    noPath: ({ response }) =>
      json(response, 404, { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } }),
    // README.md, "API errors". While it loads: 503 `{"error":{"code":503,"message":"Loading model",…}}`, "GET /health".
    noKey: { error: { code: 401, message: 'Invalid API Key', type: 'authentication_error' } },
    // README.md, "POST /v1/chat/completions": both forms. OpenAI's spelling of a schema is taken too:
    // github.com/ggml-org/llama.cpp/issues/11847.
    refuses: () => null,
    keeps: (form) => form !== 'text',
    // README.md, `--reasoning-format`: thoughts go to `message.reasoning_content`, or with `none` stay in the content.
    reasoning: 'reasoning_content',
    // README.md, "Timings and context usage".
    extra: { timings: { cache_n: 236, prompt_n: 1, predicted_n: 35 } },
  },
  vllm: {
    // `ModelCard` in vllm/entrypoints/openai/protocol.py.
    listed: (entries) =>
      listOf(entries, { owned_by: 'vllm', parent: null, max_model_len: 32768, permission: [] }),
    has: isListed,
    // The words of github.com/vllm-project/vllm/issues/3485; `ErrorInfo` in protocol.py. Before, the fields were at the top.
    noModel: (name) => ({
      status: 404,
      body: {
        error: {
          message: `The model \`${name}\` does not exist.`,
          type: 'NotFoundError',
          param: 'model',
          code: 404,
        },
      },
    }),
    // FastAPI's words as `http_exception_handler` in vllm/entrypoints/openai/server_utils.py sends them.
    noPath: ({ response }) =>
      json(response, 404, { error: { message: 'Not Found', type: 'Not Found', param: null, code: 404 } }),
    // `AuthenticationMiddleware` in server_utils.py.
    noKey: { error: 'Unauthorized' },
    // docs.vllm.ai/en/latest/features/structured_outputs, and `ResponseFormat` in protocol.py: "text", "json_object",
    // "json_schema". An older one, or a schema that its backend cannot use, is FAULT.status(400, …).
    refuses: () => null,
    keeps: (form) => form !== 'text',
    // docs.vllm.ai/en/latest/features/reasoning_outputs: "`reasoning` used to be called `reasoning_content`".
    reasoning: 'reasoning',
    extra: { service_tier: null, prompt_logprobs: null },
  },
};

function error(message: string, type: string): object {
  return { error: { message, type, param: null, code: null } };
}

function fenced(value: object): string {
  return `Here is my judgement:\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n\nI hope this helps!`;
}

function give(answer: Answer, context: Context): void {
  const { request, like } = context;
  if (answer instanceof Fault) answer.respond(context);
  else if (typeof answer === 'string') completion({ content: answer }).respond(context);
  else {
    const isKept = like.keeps(request.form, request.model);
    completion({ content: isKept ? JSON.stringify(answer) : fenced(answer) }).respond(context);
  }
}

/** A chat completion in the server's shape. */
function completion({
  content,
  finish = 'stop',
  reasoning,
}: {
  content: string | null;
  finish?: string;
  reasoning?: string;
}): Fault {
  return new Fault(({ request, response, like, options }) => {
    const thought = reasoning ?? options.reasoning;
    json(response, 200, {
      id: `chatcmpl-${request.n}`,
      object: 'chat.completion',
      created: CREATED,
      model: request.model,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content,
            ...(thought === undefined ? {} : { [like.reasoning]: thought }),
          },
          finish_reason: finish,
        },
      ],
      usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
      ...like.extra,
    });
  });
}

function json(response: ServerResponse, status: number, body: object): void {
  send(response, status, {}, body);
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: object | string,
): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** null if the client left before its end. */
async function bodyOf(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function read(message: IncomingMessage, body: string, received: readonly Buffer[], n: number): ModelRequest {
  const json = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  const messages = (json['messages'] ?? []) as { role: string; content: string }[];
  const said = (role: string): string => messages.find((one) => one.role === role)?.content ?? '';
  const format = json['response_format'] as { type: Form } | undefined;
  return {
    n,
    method: message.method ?? '',
    path: message.url ?? '',
    rawHeaders: message.rawHeaders,
    headers: message.headers,
    body,
    bytes: Buffer.concat(received).toString('utf8'),
    model: typeof json['model'] === 'string' ? json['model'] : '',
    system: said('system'),
    user: said('user'),
    form: format?.type ?? 'text',
    temperature: json['temperature'],
    json,
  };
}

/** Counts, and wakes those who wait for a number. */
function counter(): { add: () => void; reaches: (count: number) => Promise<void> } {
  let now = 0;
  let waiting: { count: number; wake: () => void }[] = [];
  return {
    add() {
      now += 1;
      for (const { wake } of waiting.filter(({ count }) => count <= now)) wake();
      waiting = waiting.filter(({ count }) => count > now);
    },
    reaches: (count) =>
      new Promise((wake) => {
        if (count <= now) wake();
        else waiting.push({ count, wake });
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
