import { start } from '../platform/child.ts';
import type { Env } from '../platform/env.ts';
import { failure, UserError } from '../platform/errors.ts';
import type { KeySource } from './endpoint.ts';

const MOST_BYTES = 4096;
/** Its text may hold a secret, so no message has it. */
const COMMAND = 'the command in keyCommand';
const HELP = 'keyEnv names a variable, and keyCommand a command that prints the key.';

/**
 * The key from the variable or the command that was named, in this order; null if neither was. No other variable is
 * read. Throws a UserError if there is no key in it. `limit` is the time for the command, in milliseconds.
 */
export async function readKey(
  { keyEnv, keyCommand }: KeySource,
  env: Pick<Env, 'vars' | 'cwd'>,
  limit = 10_000,
): Promise<string | null> {
  if (typeof keyEnv === 'string')
    return checked(env.vars[keyEnv] ?? '', `the variable ${keyEnv}`, 'is not set');
  if (typeof keyCommand !== 'string') return null;
  const output = await outputOf(keyCommand, env, limit);
  const [line = ''] = output.split(/\r?\n/, 1);
  return checked(line, COMMAND, 'printed no key');
}

function checked(text: string, source: string, ifEmpty: string): string {
  const key = text.trim();
  if (key === '') throw new UserError(`${source} ${ifEmpty}.`, { help: HELP });
  // It becomes a header.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new UserError(`${source} holds a space or another character that no key has.`, { help: HELP });
  return key;
}

/** What the command prints. It gets no input, its error output is not shown, and nothing that it started outlives it. */
async function outputOf(command: string, world: Pick<Env, 'vars' | 'cwd'>, limit: number): Promise<string> {
  const child = start(command, world, ['ignore', 'pipe', 'ignore']);
  const chunks: Buffer[] = [];
  let size = 0;
  let problem: string | null = null;
  const refuse = (what: string): void => {
    problem ??= what;
    child.kill('SIGKILL');
  };
  child.process?.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) refuse(`printed more than ${MOST_BYTES / 1024} KiB`);
  });
  const timer = setTimeout(() => refuse(`did not end within ${limit / 1000} s`), limit);
  const ended = await child.ended;
  clearTimeout(timer);
  problem ??= ended;
  if (problem !== null)
    throw failure(
      `${COMMAND} ${problem}.`,
      'try it in your shell. Here it has no terminal, so it cannot ask for a passphrase.',
    );
  return Buffer.concat(chunks).toString('utf8');
}
