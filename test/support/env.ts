import { PassThrough } from 'node:stream';
import type { Env, Input, Output } from '../../src/platform/env.ts';

/** A writable that keeps its output. */
export interface Captured {
  stream: Output;
  /** Everything written so far. */
  text: () => string;
}

/** A terminal with `columns`, or a pipe without. */
function capture(columns?: number, rows = 24): Captured {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const terminal = columns === undefined ? { isTTY: false } : { isTTY: true, columns, rows };
  return { stream: Object.assign(stream, terminal) as unknown as Output, text: () => chunks.join('') };
}

/** A world for one test. Defaults: no terminal, noon of 2026-11-24 in UTC, and random numbers that are all 7. */
export interface FakeEnv {
  env: Env;
  stdout: () => string;
  stderr: () => string;
}

export function fakeEnv(options: {
  cwd: string;
  data?: string;
  cache?: string;
  shippedBank?: string;
  columns?: number;
  vars?: Env['vars'];
}): FakeEnv {
  const {
    cwd,
    data = `${cwd}/data`,
    cache = `${cwd}/cache`,
    shippedBank = `${cwd}/questions`,
    columns,
    vars = {},
  } = options;
  const stdout = capture(columns);
  // Never a terminal: a slow machine would show a spinner there.
  const stderr = capture();
  const stdin = Object.assign(new PassThrough(), { isTTY: columns !== undefined }) as unknown as Input;
  const env: Env = {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    vars,
    cwd,
    paths: { data, cache, shippedBank, config: `${data}/config.yaml` },
    version: '0.0.0',
    build: '0.0.0',
    now: () => Date.UTC(2026, 10, 24, 12),
    monotonic: () => 0,
    entropy: () => 7,
  };
  return { env, stdout: stdout.text, stderr: stderr.text };
}
