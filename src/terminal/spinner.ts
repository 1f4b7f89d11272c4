import type { Env } from '../platform/env.ts';

/** Shorter waits go unnoticed, in milliseconds. */
const PATIENCE = 300;

/**
 * Does `work`; where that takes a while and somebody watches, a spinner says `message` until it is over, or what the
 * work says of its progress.
 */
export async function whileWaiting<T>(
  env: Env,
  message: string,
  work: (say: (progress: string) => void) => Promise<T>,
): Promise<T> {
  const { isTTY, columns } = env.stderr;
  // On a terminal of no width ora counts an infinity of lines to clear.
  if (!isTTY || columns === 0 || env.vars['TERM'] === 'dumb') return work(() => undefined);
  let waiting = true;
  let stop = (): void => undefined;
  let text = message;
  let show = (): void => undefined;
  const timer = setTimeout(() => {
    // Imported only now, as most waits are over before; without it the wait is merely silent.
    import('ora').then(
      ({ default: ora }) => {
        if (!waiting) return;
        // Its colours know nothing of NO_COLOR; keys and the cursor are not its business.
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
