import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Env } from '../../src/platform/env.ts';
import { whileWaiting } from '../../src/terminal/spinner.ts';
import { fakeEnv } from '../support/env.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Watched {
  env: Env;
  stdout: () => string;
  stderr: () => string;
}

/** A terminal that can show a spinner. */
function terminal(vars: Env['vars'] = {}, columns = 80): Watched {
  const { env, stdout, stderr } = fakeEnv({ cwd: '/', columns, vars });
  const cursor = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  const screen = { isTTY: true, columns, ...cursor };
  return { env: { ...env, stderr: Object.assign(env.stderr, screen) }, stdout, stderr };
}

/** Work that ends when the test says so. */
function work() {
  let end: (value: number) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<number>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

async function spinning({ stderr }: Watched): Promise<void> {
  await vi.waitFor(() => {
    expect(stderr()).toContain('reading the bank');
  });
}

async function expectSilence({ stderr }: Watched): Promise<void> {
  expect(vi.getTimerCount()).toBe(0);
  const before = stderr();
  await vi.advanceTimersByTimeAsync(1000);
  expect(stderr()).toBe(before);
}

test('a long wait shows a spinner on stderr until it is over', async () => {
  const watched = terminal();
  const { promise, end } = work();
  const result = whileWaiting(watched.env, 'reading the bank', () => promise);
  await spinning(watched);
  end(5);
  expect(await result).toBe(5);
  expect(watched.stdout()).toBe('');
  await expectSilence(watched);
});

test('the spinner goes away when the work fails', async () => {
  const watched = terminal();
  const { promise, fail } = work();
  const result = whileWaiting(watched.env, 'reading the bank', () => promise);
  await spinning(watched);
  fail(new Error('no such bank'));
  await expect(result).rejects.toThrow('no such bank');
  await expectSilence(watched);
});

test('a short wait shows nothing', async () => {
  const watched = terminal();
  expect(await whileWaiting(watched.env, 'reading the bank', () => Promise.resolve(5))).toBe(5);
  await expectSilence(watched);
  expect(watched.stderr()).toBe('');
});

test('work that ends while the spinner is loading shows nothing', async () => {
  const watched = terminal();
  const { promise, end } = work();
  const result = whileWaiting(watched.env, 'reading the bank', () => promise);
  vi.advanceTimersByTime(300);
  end(5);
  await result;
  await vi.dynamicImportSettled();
  await expectSilence(watched);
  expect(watched.stderr()).toBe('');
});

test.each<[string, Watched]>([
  ['a pipe', fakeEnv({ cwd: '/' })],
  ['a dumb terminal', terminal({ TERM: 'dumb' })],
  ['a terminal of no width', terminal({}, 0)],
])('%s is told nothing, however long it takes', async (_, watched) => {
  const { promise, end } = work();
  const result = whileWaiting(watched.env, 'reading the bank', () => promise);
  await vi.advanceTimersByTimeAsync(1000);
  await vi.dynamicImportSettled();
  end(5);
  expect(await result).toBe(5);
  expect(watched.stderr()).toBe('');
});
