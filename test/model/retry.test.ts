import { expect, test } from 'vitest';
import { ModelError, RefusedError } from '../../src/model/problem.ts';
import { pauseAfter } from '../../src/model/retry.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

function after(status: number, retryAfter: string | null, tries = 0): number | null {
  const endpoint = { url: 'http://h/v1', name: 'm', key: null, keyFrom: null };
  const error = new RefusedError(endpoint, { status, retryAfter, text: '', location: null });
  return pauseAfter(error, tries, NOW);
}

test('a busy or failing server gets half a second, and then twice as much', () => {
  for (const status of [429, 500, 502, 503, 504]) {
    expect(after(status, null, 0)).toBe(500);
    expect(after(status, null, 1)).toBe(1000);
  }
});

test('it may say how long: in seconds or as a date, up to 20 s', () => {
  expect(after(429, '0')).toBe(0);
  expect(after(429, '1.5')).toBe(1500);
  expect(after(503, '20', 1)).toBe(20_000);
  expect(after(429, '20.1')).toBeNull();
  expect(after(429, 'Tue, 24 Nov 2026 12:00:07 GMT')).toBe(7000);
  expect(after(429, 'Tue, 24 Nov 2026 11:00:00 GMT')).toBe(0);
  expect(after(429, 'Wed, 25 Nov 2026 12:00:00 GMT')).toBeNull();
  for (const odd of ['', '-1', 'soon', 'Infinity', 'NaN', '0x10'])
    expect(after(429, odd) ?? 0).toBeLessThan(501);
});

test('nothing else is tried again', () => {
  for (const status of [302, 400, 401, 403, 404, 408, 409, 422]) expect(after(status, '0')).toBeNull();
  expect(pauseAfter(new ModelError('nonsense', ''), 0, NOW)).toBeNull();
  expect(pauseAfter(new Error(), 0, NOW)).toBeNull();
});
