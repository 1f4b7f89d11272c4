import { spawn } from 'node:child_process';
import type { Env } from '../platform/env.ts';
import { failure, reasonOf, UserError } from '../platform/errors.ts';

/** Where the user says that the key is. A key itself is in no setting. */
export interface KeySource {
  /** The name of a variable. */
  keyEnv?: string | null | undefined;
  /** A command for the shell that prints the key, such as `pass show openai`. */
  keyCommand?: string | null | undefined;
}

const MOST_BYTES = 4096;
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
  return checked(line, commandNamed(keyCommand), 'printed no key');
}

function commandNamed(command: string): string {
  return `the command for the key, ${command},`;
}

function checked(text: string, source: string, ifEmpty: string): string {
  const key = text.trim();
  if (key === '') throw new UserError(`${source} ${ifEmpty}.`, { help: HELP });
  // It becomes a header.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new UserError(`${source} holds a space or another character that no key has.`, { help: HELP });
  return key;
}

/** What the command prints. It gets no input, and its error output is not shown. */
function outputOf(command: string, { vars, cwd }: Pick<Env, 'vars' | 'cwd'>, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, cwd, env: vars, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (what: string, cause?: unknown): void => {
      clearTimeout(timer);
      child.kill();
      // What the shell has started may still hold the pipe.
      child.stdout.destroy();
      child.unref();
      reject(failure(`${commandNamed(command)} ${what}.`, 'try it in your shell.', cause));
    };
    const timer = setTimeout(() => fail(`did not end within ${limit / 1000} s`), limit);
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) fail(`printed more than ${MOST_BYTES / 1024} KiB`);
    });
    child.on('error', (error) => fail(`did not start: ${reasonOf(error)}`, error));
    child.on('close', (code, killedBy) => {
      clearTimeout(timer);
      if (code !== 0) fail(`ended with ${killedBy ?? `exit code ${code ?? 1}`}`);
      else resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}
