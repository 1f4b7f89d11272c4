import { setMaxListeners } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { type Endpoint, hostOf } from './endpoint.ts';
import { ModelError, RefusedError, stopIfAborted, unreachable } from './problem.ts';

/** What is asked of an endpoint, below its address. */
export type Path = 'chat/completions' | 'audio/transcriptions' | 'models';

export interface Sent {
  /** What is posted; absent: nothing is, and the path is only read. */
  body?: string | Uint8Array;
  /** The body's type; JSON if absent. */
  type?: string;
  signal: AbortSignal;
}

/** Posts or reads, and gives the text of a reply that is a success. Rejects with a ModelError, soon after an abort too. */
export type Wire = (path: Path, sent: Sent) => Promise<string>;

/** No reply of a model needs more bytes. */
export const MOST_BYTES = 256 * 1024;
/** A busy or failing server is asked so many more times. */
const RETRIES = 2;

/** `sendOnce` to an endpoint, and again if it is busy or failing. */
export function openWire(endpoint: Endpoint, version: string): Wire {
  const host = hostOf(endpoint.url);
  return async (path, sent) => {
    const { signal } = sent;
    // Node warns of more than ten listeners, and so many requests may share a signal.
    setMaxListeners(0, signal);
    for (let tries = 0; ; tries++) {
      stopIfAborted(host, signal);
      try {
        return await sendOnce(endpoint, version, path, sent);
      } catch (error) {
        stopIfAborted(host, signal);
        const wait = tries < RETRIES ? pauseAfter(error, tries, Date.now()) : null;
        if (wait === null) throw error;
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  };
}

/**
 * The one way out: one request. It goes only to these paths below the endpoint's address, and sends these headers, whatever
 * it is called with: `host`, `connection`, `accept`, `user-agent`, `content-type`, `content-length`, and `authorization` if
 * the endpoint has a key. It follows no redirect, uses no proxy and decodes no compression. The global fetch would add
 * headers of its own.
 */
export async function sendOnce(
  endpoint: Endpoint,
  version: string,
  path: Path,
  { body, type = 'application/json', signal }: Sent,
): Promise<string> {
  const target = new URL(`${endpoint.url}/${path}`);
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(target, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'user-agent': `hotseat/${version}`,
      ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      ...(endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` }),
    },
    signal,
    // A connection of its own, which is closed afterwards.
    agent: false,
    // NODE_TLS_REJECT_UNAUTHORIZED=0 must not give the key away.
    rejectUnauthorized: true,
  });
  try {
    const response = await responseTo(request, body, endpoint);
    const { statusCode: status = 0, headers } = response;
    checkHeaders(response, status, endpoint);
    // Nothing that has the key in it comes in, so no screen and no journal can show it.
    const withoutKey = (text: string): string => (echoes(text, endpoint.key) ? '' : text);
    const text = withoutKey(await textOf(response, endpoint));
    if (status < 300) return text;
    const location = withoutKey(printable(headers.location));
    const retryAfter = printable(headers['retry-after']);
    throw new RefusedError(endpoint, path, { status, text, location, retryAfter });
  } finally {
    request.destroy();
  }
}

/** Its headers have come. */
function responseTo(
  request: ClientRequest,
  body: Sent['body'],
  endpoint: Endpoint,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    // Later errors are the response's; without this listener they would end the process.
    request.on('error', (error) => reject(unreachable(endpoint, error)));
    // A server that switches protocols gets no error.
    request.on('close', () => reject(unreachable(endpoint, { code: 'ECONNRESET' })));
    request.end(body);
  });
}

function checkHeaders({ headers }: IncomingMessage, status: number, { url }: Endpoint): void {
  const host = hostOf(url);
  if (status < 200 || status > 599) throw new ModelError('nonsense', `${host} sent the status ${status}.`);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new ModelError('nonsense', `${host} sent a compressed reply, which was not asked for.`);
}

async function textOf(response: IncomingMessage, { url }: Endpoint): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw new ModelError('server', `${hostOf(url)} closed the connection in the middle of its reply.`);
  }
  if (size > MOST_BYTES)
    throw new ModelError('too long', `${hostOf(url)} sent a reply of more than ${MOST_BYTES / 1024} KiB.`);
  return Buffer.concat(chunks).toString('utf8');
}

/** A header as text: it may hold any byte. */
function printable(value = ''): string {
  return value.replace(/[^\x20-\x7e]/g, '');
}

/** No one waits longer for a busy server, in milliseconds. */
const LONGEST_PAUSE = 20_000;
const FIRST_PAUSE = 500;

/**
 * The pause before the next try, in milliseconds, after so many tries before this error: what the server asks for, or
 * else twice the last one. null if another try makes no sense, or the server wants a longer pause than anyone waits.
 */
export function pauseAfter(error: unknown, tries: number, now: number): number | null {
  if (!(error instanceof RefusedError) || !(error.status === 429 || error.status >= 500)) return null;
  const { retryAfter } = error;
  // `Retry-After` is in seconds or a date.
  const wanted = /^\d+(?:\.\d+)?$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - now;
  const wait = Number.isNaN(wanted) ? FIRST_PAUSE * 2 ** tries : Math.max(0, wanted);
  return wait <= LONGEST_PAUSE ? wait : null;
}

/** A shorter key, such as `ollama`, is a word of any reply and no secret. */
const SHORTEST_KEY = 8;

/**
 * Whether a text of a server has the key in it, so that it must be neither shown nor kept: in any case and Unicode form, with
 * spaces or invisible characters inside, with the escapes of JSON, at any depth, or of a URL.
 */
export function echoes(text: string, key: string | null): boolean {
  const secret = bare(key ?? '');
  return secret.length >= SHORTEST_KEY && bare(text).includes(secret);
}

/** The printable ASCII of a text in lower case. A key has nothing else. */
function bare(text: string): string {
  return text
    .replace(/\\+(?:u([0-9a-f]{4})|[bfnrt])/gi, (_, code?: string) =>
      code === undefined ? '' : charOf(code),
    )
    .replace(/%(?:25)*([0-9a-f]{2})/gi, (_, code: string) => charOf(code))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\x21-\x7e]/g, '');
}

function charOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
