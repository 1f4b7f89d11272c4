import { UserError } from '../platform/errors.ts';

/** A model, where it runs and the key it takes. */
export interface Endpoint {
  /** The address that `/chat/completions` is added to, without a slash at its end. */
  url: string;
  /** The model's name there. */
  name: string;
  /** Sent to this address and to no other; null if the user named none. */
  key: string | null;
  /** Where the key is from, for messages: as `sourceOf` says it. */
  keyFrom: string | null;
}

/** Where the user says that the key is. A key itself is in no setting. */
export interface KeySource {
  /** The name of a variable. */
  keyEnv?: string | null | undefined;
  /** A command for the shell that prints the key, such as `pass show openai`. */
  keyCommand?: string | null | undefined;
}

/** Where the key is from, for messages: the variable, or the setting with the command. null if neither was named. */
export function sourceOf({ keyEnv, keyCommand }: KeySource): string | null {
  return keyEnv ?? (typeof keyCommand === 'string' ? 'keyCommand' : null);
}

/** An address as the user writes it, in its one spelling. No message repeats it: it may hold a password. */
export function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError(
      'the address of a model is not a URL with http or https, such as http://localhost:11434/v1.',
    );
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      'the address of a model must not hold a user or a password: name a key with keyEnv or keyCommand.',
    );
  if (/[?#]/.test(text))
    throw new UserError('the address of a model must not have a query (?) or a fragment (#).');
  return url.href.replace(/\/+$/, '');
}

/** `localhost:11434`: the host, with its port unless it is the protocol's own. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** Whether what is sent there stays on this machine. The parser has written each IPv4 address in its four decimals. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** How keys of well-known services begin. */
const PREFIX = /(?:sk-|gh[a-z]_|github_pat_|glpat-|AIza|hf_|gsk_|xai-|nvapi-|pplx-|r8_|AKIA)/.source;
const KNOWN_KEY = new RegExp(`(?<![a-z0-9])${PREFIX}(?:[a-z0-9]{20}|(?=[\\w-]*\\d)[\\w-]{12})`, 'i');
/** 32 letters and digits in a row that are not the hexadecimal number of an account or a commit. */
const LONG_RUN =
  /(?<![a-z0-9])(?=[a-z]*\d)(?!\d*(?![a-z0-9]))(?!(?:[0-9a-f]{32}|[0-9a-f]{40})(?![a-z0-9]))[a-z0-9]{32}/i;

/** Whether a text holds what begins like a key of a well-known service. */
export function hasKnownKey(text: string): boolean {
  return KNOWN_KEY.test(text);
}

/** Whether a key seems to be in a text. Names of models and commands that print a key are none. */
export function hasKey(text: string): boolean {
  return hasKnownKey(text) || LONG_RUN.test(text);
}
