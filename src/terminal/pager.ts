import type { ChildProcessByStdio } from 'node:child_process';
import type { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { type Env, type Output, sizeOf, startedAs } from '../platform/env.ts';
import { failure, reasonOf } from '../platform/errors.ts';
import { ENDING_SIGNALS } from '../platform/signals.ts';
import { clean } from '../text/clean.ts';
import { plainCommand } from '../text/shell.ts';
import { message, width } from '../text/wrap.ts';

// eslint-disable-next-line no-control-regex
const LINK = /\x1b\]8;;[^\x1b]*\x1b\\/g;

/**
 * Shows a text until it is read, in the pager if taller than the terminal. Colors and links are its only control characters,
 * and a pager gets no links: an older `less -R` shows their bytes.
 */
export async function page(env: Env, text: string): Promise<void> {
  const unlinked = text.replace(LINK, '');
  const pager = isTall(env.stdout, unlinked) ? pagerOf(env) : null;
  const problem = pager === null ? '' : await pipeTo(pager, env, unlinked);
  if (problem === null) return;
  if (problem !== '' && env.vars['PAGER'] !== undefined) {
    const said = `hotseat: the pager in $PAGER did not work: ${problem}.`;
    env.stderr.write(message(said, env.stderr, startedAs(env)));
  }
  await write(env.stdout, text);
}

/** Writes the full text; a reader that closes early, as `head` does, is not an error. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (isGone(error)) resolve();
      else
        reject(
          failure(
            `cannot write the output: ${reasonOf(error)}.`,
            'Free some space, or write elsewhere.',
            error,
          ),
        );
    };
    output.once('error', onError);
    output.write(text, (error) => {
      // The stream emits the same error after this call, which would crash the process without a listener.
      if (error) {
        onError(error);
        return;
      }
      output.off('error', onError);
      resolve();
    });
  });
}

function isTall(output: Output, text: string): boolean {
  if (!output.isTTY) return false;
  const { columns, rows } = sizeOf(output);
  const heights = stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .map((line) => Math.max(1, Math.ceil(width(line) / columns)));
  // The shell prompt that follows takes a row too.
  return heights.reduce((sum, height) => sum + height, 1) > rows;
}

function pagerOf({ vars }: Env): readonly string[] | null {
  const wanted = (vars['PAGER'] ?? 'less').trim();
  // A shell that does not find the command would print its control characters.
  if (wanted === '' || wanted === 'cat' || wanted !== clean(wanted)) return null;
  return plainCommand(wanted) ?? ['sh', '-c', wanted];
}

/**
 * Resolves to null once the text has been shown, or to the reason why it may not have been. A signal that ends us ends
 * the pager first.
 */
async function pipeTo(
  [command = '', ...args]: readonly string[],
  env: Env,
  text: string,
): Promise<string | null> {
  // Imported here: a page that fits the terminal needs no pager.
  const { spawn } = await import('node:child_process');
  const ignore = (): void => undefined;
  let end: NodeJS.Signals | null = null;
  let isInterrupted = false;
  let stop = ignore;
  const leave = (signal: NodeJS.Signals): void => {
    for (const unlisten of handlers) unlisten();
    process.kill(process.pid, signal);
  };
  // Before the pager starts: a key may come at once.
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP', ...ENDING_SIGNALS].map((signal) => {
    // Ctrl+C and Ctrl+\ are for the pager. If we died of them, it would fight the shell for keys.
    const isForPager = signal === 'SIGINT' || signal === 'SIGQUIT';
    const handler = (received: NodeJS.Signals): void => {
      isInterrupted = true;
      if (isForPager) return;
      // A pager may ignore the first signal.
      if (end !== null) leave(received);
      end = received;
      stop();
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return new Promise<string | null>((resolve) => {
    const refused = (error: unknown): void => resolve(reasonOf(error));
    let child: ChildProcessByStdio<Writable, null, null>;
    try {
      child = spawn(command, args, {
        stdio: ['pipe', env.stdout, env.stderr],
        env: { LESS: 'FRX', ...env.vars },
      });
    } catch (error) {
      // Node reports only some errors of the system by an event.
      refused(error);
      return;
    }
    stop = () => child.kill();
    child.on('error', refused);
    child.on('close', (code, killedBy) => {
      const isShown = code === 0 || isInterrupted;
      resolve(isShown ? null : `it ended with ${killedBy ?? `exit code ${code}`}`);
    });
    // Quitting the pager early is not an error.
    child.stdin.on('error', ignore);
    child.stdin.end(text);
  }).finally(() => {
    for (const unlisten of handlers) unlisten();
    if (end !== null) leave(end);
  });
}

function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
