import { describe, expect, it } from 'vitest';
import { advance, isoOf, zoneOf } from '../../src/engine/clock.ts';
import { isMs } from '../../src/engine/guards.ts';

describe('the active clock', () => {
  it('adds running time and leaves out a suspension or a jump back', () => {
    const looks = [1000, 2000, 5900, 65_900, 60_000, 61_000];
    let clock = { at: 0, seen: 0 };
    const readings = looks.map((steady) => {
      clock = advance(clock, steady);
      return clock.at;
    });
    expect(readings).toEqual([1000, 2000, 5900, 5900, 5900, 6900]);
  });
});

describe('times of day', () => {
  it('are written with the offset of that time', () => {
    const wall = Date.UTC(2026, 10, 24, 17, 30, 5);
    expect(isoOf({ wall, zone: zoneOf(-60) })).toBe('2026-11-24T18:30:05.000+01:00');
    expect(isoOf({ wall, zone: zoneOf(570) })).toBe('2026-11-24T08:00:05.000-09:30');
    expect(isoOf({ wall, zone: zoneOf(0) })).toBe('2026-11-24T17:30:05.000+00:00');
  });
});

it('refuses a time too large to add up: with one, a transcript said Infinity:NaN', () => {
  expect(isMs(Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(isMs(1e308)).toBe(false);
});
