import { type Times, isTimely, isTimeUp } from './answer-box/status.ts';
import type { BoxClock } from './box-request.ts';

/** How often the clocks are checked, in milliseconds. */
const TICK = 250;
/** A tick this late means that the process was not running, in milliseconds. */
const LATE = 3000;

/** The clocks at this moment. */
export function timesOf({ used, budget, strict, round }: BoxClock): Times {
  return { used: used(), budget, strict, round: round && { used: round.used(), budget: round.budget } };
}

/** Checks the clocks until stopped, including at the exact moment a time is up. */
export class Ticker {
  readonly #clock: BoxClock;
  readonly #onTick: (times: Times, rings: boolean) => void;
  #lastTimes: Times;
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = performance.now();

  constructor(clock: BoxClock, onTick: (times: Times, rings: boolean) => void) {
    this.#clock = clock;
    this.#onTick = onTick;
    this.#lastTimes = timesOf(clock);
  }

  start(): void {
    this.stop();
    // The laptop slept or the process was suspended: the candidate could not write, so the time does not count.
    if (performance.now() - this.#lookedAt > TICK + LATE) this.skipGap();
    this.#lookedAt = performance.now();
    const times = timesOf(this.#clock);
    const ends = [times, times.round].map((own) => (own?.budget ?? Infinity) - (own?.used ?? 0));
    const next = Math.min(TICK, ...ends.filter((ms) => ms > 0));
    if (!isTimeUp(times)) this.#timer = setTimeout(() => this.start(), Math.ceil(next));
    const rings = isTimely(this.#lastTimes, times);
    this.#lastTimes = times;
    this.#onTick(times, rings);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The time since the last look does not count. */
  skipGap(): void {
    this.#clock.resumed?.();
    this.#lookedAt = performance.now();
  }
}
