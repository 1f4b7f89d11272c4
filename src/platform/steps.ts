// Long computations as generators that yield between their steps, so that they can be watched and stopped.

/** How long a step may keep timers, signals and the spinner waiting before the next turn, in milliseconds. */
const SLICE = 50;

/** Lets timers, signals and the spinner run. */
export function nextTurn(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}

/**
 * Runs a long computation that yields between its steps, with turns for everything else. Ends early with what `stopped` gives
 * after a turn.
 */
export async function inSteps<T, Stop = never>(
  steps: Generator<unknown, T>,
  stopped: () => Stop | null = () => null,
): Promise<T | Stop> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE) continue;
    await nextTurn();
    const stop = stopped();
    if (stop !== null) return stop;
    began = performance.now();
  }
}

/** Runs all steps at once, for a caller that cannot wait. */
export function atOnce<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
