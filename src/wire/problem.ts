import { codeOf } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { fieldsOf } from '../text/data.ts';
import { type Endpoint, hostOf } from './endpoint.ts';

/** What was wrong: `too long` is a reply of too many bytes, `stopped` an abort by the caller. */
export type Kind =
  | 'unreachable'
  | 'key'
  | 'no model'
  | 'busy'
  | 'server'
  | 'slow'
  | 'cut off'
  | 'too long'
  | 'redirect'
  | 'nonsense'
  | 'empty'
  | 'stopped';

/** Problems that any other call would meet again. */
const LASTING: ReadonlySet<Kind> = new Set(['unreachable', 'key', 'no model', 'redirect']);

export function isLasting({ kind }: ModelError): boolean {
  return LASTING.has(kind);
}

/** A model that gave no reply, in one sentence for the screen. It never holds the key. */
export class ModelError extends Error {
  readonly kind: Kind;

  constructor(kind: Kind, message: string) {
    super(message);
    this.name = 'ModelError';
    this.kind = kind;
  }
}

/** A response that is not a success. */
export interface Refused {
  status: number;
  text: string;
  /** Headers; empty if absent. */
  location: string;
  retryAfter: string;
}

/** Fields that some models do not accept. */
export const OPTIONAL_FIELDS = ['temperature', 'reasoning_effort'] as const;
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** What servers call them in a sentence. */
const NAMED: Readonly<Record<OptionalField, RegExp>> = {
  temperature: /\btemperature\b/i,
  reasoning_effort: /\b(?:reasoning|think)/i,
};

/** The status of a response, and what the client needs to know of it. */
export class RefusedError extends ModelError {
  readonly status: number;
  readonly retryAfter: string;
  /** Fields of the request that the server does not accept. */
  readonly refuses: readonly OptionalField[];

  constructor(endpoint: Endpoint, path: string, refused: Refused) {
    const error = errorIn(refused.text);
    const said = shortened(error.message);
    super(...describe(endpoint, path, refused, error, said));
    this.status = refused.status;
    this.retryAfter = refused.retryAfter;
    this.refuses = OPTIONAL_FIELDS.filter(
      (field) => error.param === field || error.places.includes(field) || NAMED[field].test(said),
    );
  }
}

interface ServerError {
  message: string;
  param: unknown;
  code: unknown;
  /** FastAPI names the fields that it does not accept. */
  places: readonly unknown[];
}

/** The servers' shapes: `{error: {message, param, code}}`, `{error: '…'}`, `{message: '…'}` and `{detail: '…'}`. */
function errorIn(text: string): ServerError {
  const body = fieldsOf(parsed(text));
  const inner = fieldsOf(body['error']);
  const message = [inner['message'], body['error'], body['message'], body['detail']].find(
    (value) => typeof value === 'string',
  );
  const details = Array.isArray(body['detail']) ? (body['detail'] as unknown[]) : [];
  const places = details.flatMap((each) => fieldsOf(each)['loc']);
  return { message: message ?? '', param: inner['param'], code: inner['code'], places };
}

/** JSON as a value; null if it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const MOST_SAID = 100;
/** More of it is not even read. */
const MOST_READ = 1000;

/** A server's or a program's own words, for the end of a sentence: no control characters, 100 characters at most. */
export function shortened(text: string): string {
  const ended = cleanLine(text.slice(0, MOST_READ)).replace(/[\s.!]+$/, '');
  return ended.length <= MOST_SAID ? ended : `${ended.slice(0, MOST_SAID - 1).toWellFormed()}…`;
}

function describe(
  endpoint: Endpoint,
  path: string,
  { status, location }: Refused,
  error: ServerError,
  said: string,
): [Kind, string] {
  const host = hostOf(endpoint.url);
  const because = said === '' ? '.' : `: ${said}${said.endsWith('…') ? '' : '.'}`;
  if (status < 400) return ['redirect', `${host} redirects to ${targetOf(endpoint, location)} (${status}).`];
  if (status === 401 || status === 403) return ['key', aboutKey(endpoint, status)];
  if (isAboutModel(status, error, said))
    return ['no model', `${host} has no model "${cleanLine(endpoint.name)}" (${status}).`];
  if (status === 404 || status === 405)
    return ['unreachable', `${endpoint.url}/${path} does not exist (${status}): most addresses end in /v1.`];
  if (status === 429) return ['busy', `${host} is busy (429)${because}`];
  if (status >= 500) return ['server', `${host} failed (${status})${because}`];
  return ['server', `${host} refused the request (${status})${because}`];
}

function aboutKey({ url, key, keyFrom }: Endpoint, status: number): string {
  if (key === null)
    return `${hostOf(url)} wants a key (${status}): name one beside this address with keyEnv or keyCommand.`;
  return `${hostOf(url)} refused the key from ${cleanLine(keyFrom ?? 'the settings')} (${status}).`;
}

/** Ollama, vLLM and OpenAI answer 404, LM Studio and llama.cpp 400. A 404 may also be a wrong path. */
function isAboutModel(status: number, { param, code }: ServerError, said: string): boolean {
  const isNamed = param === 'model' || code === 'model_not_found';
  if (status === 404) return isNamed || /\bmodel\b/i.test(said);
  return status === 400 && (isNamed || /^(?:model not found|no models loaded)\b/i.test(said));
}

/** The host that a redirect points to, with its path: it may be the same host. */
function targetOf(endpoint: Endpoint, location: string): string {
  if (location === '' || !URL.canParse(location, endpoint.url)) return 'nowhere';
  const { origin, host, pathname } = new URL(location, endpoint.url);
  return host === '' ? 'no host' : shortened(`${origin}${pathname}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no way to that host',
  ENETUNREACH: 'no network',
  ENOTFOUND: 'no host has that name',
  EAI_AGAIN: 'its name could not be looked up',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};

/** An error before the response began. */
export function unreachable({ url }: Endpoint, error: unknown): ModelError {
  const code = codeOf(error) ?? 'unknown error';
  const reason = code.startsWith('HPE_') ? 'it does not speak HTTP' : (REASONS[code] ?? code);
  return new ModelError('unreachable', `${new URL(url).origin} is not reachable: ${reason}.`);
}

/** Throws if the caller's signal ended the call to this host or program, by its time limit or otherwise. */
export function stopIfAborted(name: string, signal: AbortSignal): void {
  if (!signal.aborted) return;
  if (signal.reason instanceof ModelError) throw signal.reason;
  throw fieldsOf(signal.reason)['name'] === 'TimeoutError'
    ? new ModelError('slow', `${name} did not answer in time.`)
    : new ModelError('stopped', 'You stopped waiting.');
}
