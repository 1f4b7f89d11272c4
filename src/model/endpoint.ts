import { UserError } from '../platform/errors.ts';

/** A model, where it runs and the key it takes. */
export interface Endpoint {
  /** The address that `/chat/completions` is added to, without a slash at its end. */
  url: string;
  /** The model's name there. */
  name: string;
  /** Sent to this address and to no other; null if the user named none. */
  key: string | null;
  /** Where the key is from, for messages: the variable or the command. */
  keyFrom: string | null;
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
