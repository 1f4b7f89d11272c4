import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { type Env, type Output, sizeOf } from '../platform/env.ts';
import { reasonOf } from '../platform/paths.ts';
import { failure } from '../platform/errors.ts';
import { clean } from '../text/clean.ts';
import { plainCommand } from '../text/shell.ts';
import { width } from '../text/wrap.ts';

/**
 * Shows a text: through the pager where it is taller than the terminal, else as it is.
 * The text may colour itself but holds no other control character. Resolves once it was read.
 */
export async function page(env: Env, text: string): Promise<void> {
  const pager = isTall(env.stdout, text) ? pagerOf(env) : null;
  const shown = pager !== null && (await pipeTo(pager, env, text));
  if (!shown) await write(env.stdout, text);
}

/** Writes all of a text; a reader that has gone away, as `head` does, is no error. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (isGone(error)) resolve();
      else
        reject(
          failure(
            `cannot write the output: ${reasonOf(error)}.`,
            'Make room for it, or write elsewhere.',
            error,
          ),
        );
    };
    output.once('error', onError);
    output.write(text, (error) => {
      // After this call the stream emits the same error, which would end the process if nobody listened.
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
  // The prompt that follows takes a row as well.
  return heights.reduce((sum, height) => sum + height, 1) > rows;
}

function pagerOf({ vars }: Env): readonly string[] | null {
  const wanted = (vars['PAGER'] ?? 'less').trim();
  // A shell that does not find a name of control characters would print it.
  if (wanted === '' || wanted === 'cat' || wanted !== clean(wanted)) return null;
  return plainCommand(wanted) ?? ['sh', '-c', wanted];
}

/** What a shell exits with where it could not run or find the program. */
const NOT_RUN = [126, 127];

/** Resolves to false where there is no such pager, so that nothing was shown. */
function pipeTo([command = '', ...args]: readonly string[], env: Env, text: string): Promise<boolean> {
  // Ctrl+C belongs to the pager, which only stops searching: without us it would be left alone with the keyboard.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      stdio: ['pipe', env.stdout, env.stderr],
      env: { LESS: 'FRX', ...env.vars },
    });
    child.on('error', () => {
      resolve(false);
    });
    child.on('close', (code) => {
      resolve(code === null || !NOT_RUN.includes(code));
    });
    // Whoever quits before the end has read enough.
    child.stdin.on('error', ignore);
    child.stdin.end(text);
  }).finally(() => process.off('SIGINT', ignore));
}

function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
