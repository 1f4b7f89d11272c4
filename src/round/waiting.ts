import { inSteps } from '../platform/steps.ts';
import { Interrupted, type Interruption, isInterruption } from '../terminal/interruption.ts';
import type { LongWork } from './interviewer.ts';

/** Drops keys meant for what was on the screen before: for at least, until quiet for, at most; milliseconds. */
export const SETTLE = [300, 300, 3000] as const;

/** How long it may take in silence, in milliseconds. */
const PATIENCE = 1000;

/** Does long work, and says so if it takes a while. Throws an `Interrupted` once `stopped` gives an interruption. */
export async function doInSteps<T>(
  work: LongWork<T>,
  stopped: () => Interruption | null,
  say: (text: string) => void,
): Promise<T> {
  const patience = setTimeout(() => {
    say('Still looking for the key points in your answer. Ctrl+C pauses.');
  }, PATIENCE);
  try {
    const result = await inSteps(await work(), stopped);
    if (isInterruption(result)) throw new Interrupted(result.interrupt);
    return result;
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
