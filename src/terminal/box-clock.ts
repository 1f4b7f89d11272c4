import { type Times, isTimeUp } from './answer-box/status.ts';

/** The clocks that run while the box is open, in milliseconds. */
export interface BoxClock {
  /** Used on this turn so far. */
  used: () => number;
  /** Null where no timer runs. */
  budget: number | null;
  /** The box closes when the time is up. */
  strict: boolean;
  round: { used: () => number; budget: number } | null;
  /** The clocks are to stand: the answer is over, or the process is about to be stopped. */
  stopped?: () => void;
  /** The process was stopped and goes on; the time between does not count. */
  resumed?: () => void;
}

/** How often the clocks are looked at, in milliseconds. */
const TICK = 250;
/** A tick that comes so much too late means that the process stood still, in milliseconds. */
const LATE = 3000;

/** The clocks at this moment. */
export function timesOf({ used, budget, strict, round }: BoxClock): Times {
  return { used: used(), budget, strict, round: round && { used: round.used(), budget: round.budget } };
}

/** Looks at the clocks until it is stopped, and once more at the moment when a time is up. */
export class Ticker {
  readonly #clock: BoxClock;
  readonly #onTick: (times: Times) => void;
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = performance.now();

  constructor(clock: BoxClock, onTick: (times: Times) => void) {
    this.#clock = clock;
    this.#onTick = onTick;
  }

  start(): void {
    this.stop();
    // A laptop that slept or a process that was stopped: the candidate could not write, so it does not count.
    if (performance.now() - this.#lookedAt > TICK + LATE) this.skipGap();
    this.#lookedAt = performance.now();
    const times = timesOf(this.#clock);
    const ends = [times, times.round].map((own) => (own?.budget ?? Infinity) - (own?.used ?? 0));
    const next = Math.min(TICK, ...ends.filter((ms) => ms > 0));
    if (!isTimeUp(times))
      this.#timer = setTimeout(() => {
        this.start();
      }, Math.ceil(next));
    this.#onTick(times);
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
