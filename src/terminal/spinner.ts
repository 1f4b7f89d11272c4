import type { Env } from '../platform/env.ts';

/** Shorter waits get no spinner, in milliseconds. */
const PATIENCE = 300;

/**
 * Runs `work`. If it takes a while on a terminal, a spinner shows `message`, then any progress that the work reports.
 */
export async function whileWaiting<T>(
  env: Env,
  message: string,
  work: (say: (progress: string) => void) => Promise<T>,
): Promise<T> {
  const { isTTY, columns } = env.stderr;
  // On a terminal of width 0 ora computes infinitely many lines to clear.
  if (!isTTY || columns === 0 || env.vars['TERM'] === 'dumb') return work(() => undefined);
  let waiting = true;
  let stop = (): void => undefined;
  let text = message;
  let show = (): void => undefined;
  const timer = setTimeout(() => {
    // Imported only now, since most waits are shorter. If it fails to load, the wait is silent.
    import('ora').then(
      ({ default: ora }) => {
        if (!waiting) return;
        // Its colors ignore NO_COLOR, and it must leave keys and the cursor alone.
        const spinner = ora({
          text,
          stream: env.stderr,
          isEnabled: true,
          color: false,
          hideCursor: false,
          discardStdin: false,
        });
        spinner.start();
        stop = () => spinner.stop();
        show = () => {
          spinner.text = text;
        };
      },
      () => undefined,
    );
  }, PATIENCE);
  try {
    return await work((progress) => {
      text = progress;
      show();
    });
  } finally {
    waiting = false;
    clearTimeout(timer);
    stop();
  }
}
