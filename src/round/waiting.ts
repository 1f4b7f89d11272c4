import { inSteps } from '../platform/steps.ts';
import type { Interruption } from '../terminal/interruption.ts';
import type { LongWork } from './interviewer.ts';

/** Drops keys meant for what was on the screen before: for at least, until quiet for, at most; milliseconds. */
export const SETTLE = [300, 300, 3000] as const;

/** How long it may take in silence, in milliseconds. */
const PATIENCE = 1000;

/** Does long work until it is done or `stopped` gives an interruption. Says so if it takes a while. */
export async function doInSteps<T>(
  work: LongWork<T>,
  stopped: () => Interruption | null,
  say: (text: string) => void,
): Promise<T | Interruption> {
  const patience = setTimeout(() => {
    say('Still looking for the key points in your answer. Ctrl+C pauses.');
  }, PATIENCE);
  try {
    return await inSteps(await work(), stopped);
  } finally {
    clearTimeout(patience);
  }
}

/** Reports each problem once: the voice that failed for one question fails for the next. */
export function onceEach(report: (problem: string) => void): (problem: string | null) => void {
  const reported = new Set<string>();
  return (problem) => {
    if (problem !== null && !reported.has(problem)) report(problem);
    reported.add(problem ?? '');
  };
}
