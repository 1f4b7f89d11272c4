import { RefusedError } from './problem.ts';

/** No one waits longer for a busy server, in milliseconds. */
const LONGEST = 20_000;
const FIRST = 500;

/**
 * The pause before the next try, in milliseconds, after so many tries before this error: what the server asks for, or
 * else twice the last one. null if another try makes no sense, or the server wants a longer pause than anyone waits.
 */
export function pauseAfter(error: unknown, tries: number, now: number): number | null {
  if (!(error instanceof RefusedError) || !(error.status === 429 || error.status >= 500)) return null;
  const wanted = wantedPause(error.retryAfter, now) ?? FIRST * 2 ** tries;
  return wanted <= LONGEST ? wanted : null;
}

/** `Retry-After` in seconds or as a date; null if it is neither. */
function wantedPause(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wanted = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wanted) ? null : Math.max(0, wanted);
}
