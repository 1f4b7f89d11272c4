import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { echoes } from './echo.ts';
import { type Endpoint, hostOf } from './endpoint.ts';
import { ModelError, unreachable } from './problem.ts';

/** What is sent: a body makes it a POST. */
export interface Sent {
  body: string | Uint8Array | null;
  /** The body's type; JSON if absent. */
  type?: string;
  signal: AbortSignal;
}

/** What counts of a response, of any status. */
export interface Received {
  status: number;
  text: string;
  location: string | null;
  retryAfter: string | null;
}

export type Wire = (url: string, sent: Sent) => Promise<Received>;

/** No reply of a model needs more bytes. */
const MOST_BYTES = 256 * 1024;

/**
 * The one way out. It sends these headers, whatever it is called with: `host`, `connection`, `accept`, `user-agent`,
 * with a body `content-type` and `content-length`, and `authorization` if the endpoint has a key. It follows no
 * redirect, uses no proxy, decodes no compression, and goes to no address that is not below the endpoint's. The global
 * fetch would add headers of its own.
 */
export function openWire(endpoint: Endpoint, version: string): Wire {
  return async (url, { body, type = 'application/json', signal }) => {
    // Throws for a URL that is not ours: a bug, not a problem of the server.
    const target = below(endpoint, url);
    const headers = {
      accept: 'application/json',
      'user-agent': `hotseat/${version}`,
      ...(body === null ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      ...(endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` }),
    };
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(target, {
      method: body === null ? 'GET' : 'POST',
      headers,
      signal,
      // A connection of its own, which is closed afterwards.
      agent: false,
      // NODE_TLS_REJECT_UNAUTHORIZED=0 must not give the key away.
      rejectUnauthorized: true,
    });
    const response = await responseTo(request, body, endpoint);
    const status = response.statusCode ?? 0;
    try {
      checkHeaders(response, status, endpoint);
      const text = (await bytesOf(response, endpoint)).toString('utf8');
      const location = printable(response.headers.location);
      // Nothing that has the key in it comes in, so no screen and no journal can show it.
      return {
        status,
        text: echoes(text, endpoint.key) ? '' : text,
        location: location === null || echoes(location, endpoint.key) ? null : location,
        retryAfter: printable(response.headers['retry-after']),
      };
    } finally {
      request.destroy();
    }
  };
}

function below(endpoint: Endpoint, url: string): URL {
  const target = new URL(url);
  if (!target.href.startsWith(`${endpoint.url}/`))
    throw new Error(`a request to ${target.host} that is not below the address of the model`);
  return target;
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

async function bytesOf(response: IncomingMessage, { url }: Endpoint): Promise<Buffer> {
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
  return Buffer.concat(chunks);
}

/** A header as text: it may hold any byte. */
function printable(value: string | undefined): string | null {
  return value?.replace(/[^\x20-\x7e]/g, '') ?? null;
}
