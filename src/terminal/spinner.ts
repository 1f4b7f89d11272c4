import type { Ora } from 'ora';
import type { Env, Output } from '../platform/env.ts';

/** Shorter waits get no spinner, in milliseconds. */
const PATIENCE = 300;

/** Runs `work`. If it takes a while, a spinner on `stream` shows `message`, then any progress that the work reports. */
export async function whileWaiting<T>(
  env: Pick<Env, 'stderr' | 'vars'>,
  message: string,
  work: (say: (progress: string) => void) => Promise<T>,
  stream: Output = env.stderr,
): Promise<T> {
  const { isTTY, columns } = stream;
  // On a terminal of width 0 ora computes infinitely many lines to clear.
  if (!isTTY || columns === 0 || env.vars['TERM'] === 'dumb') return work(() => undefined);
  const shown: { text: string; spinner?: Ora } = { text: message };
  let waiting = true;
  const timer = setTimeout(() => {
    // Imported only now, since most waits are shorter. If it fails to load, the wait is silent.
    import('ora').then(
      ({ default: ora }) => {
        if (!waiting) return;
        // Its colors ignore NO_COLOR, and it must leave keys and the cursor alone.
        const look = { isEnabled: true, color: false, hideCursor: false, discardStdin: false } as const;
        shown.spinner = ora({ ...look, text: shown.text, stream }).start();
      },
      () => undefined,
    );
  }, PATIENCE);
  try {
    return await work((progress) => {
      shown.text = progress;
      if (shown.spinner) shown.spinner.text = progress;
    });
  } finally {
    waiting = false;
    clearTimeout(timer);
    shown.spinner?.stop();
  }
}

/**
 * Runs work that other programs do, under a spinner with `message` if there is one. Ctrl+C and signals end it through its
 * signal: those programs do not get them from the terminal.
 */
export async function stoppable<T>(
  env: Env,
  message: string | null,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ value: T; isStopped: boolean }> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  const run = (): Promise<T> => work(stop.signal);
  try {
    const value = await (message === null ? run() : whileWaiting(env, message, run));
    return { value, isStopped: stop.signal.aborted };
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}
