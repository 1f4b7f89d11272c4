import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LineReader } from '../../src/round/line-reader.ts';
import { readLines } from '../../src/round/line-reader.ts';
import type { Input, Output } from '../../src/platform/env.ts';

function reading(): { input: PassThrough; reader: LineReader } {
  const input = new PassThrough();
  const reader = readLines(input as unknown as Input, new PassThrough() as unknown as Output);
  onTestFinished(() => {
    reader.close();
  });
  return { input, reader };
}

describe('lines of standard input', () => {
  it('come one at a time, on demand, however they arrive', async () => {
    const { input, reader } = reading();
    input.write('one\ntwo\r\nth');
    expect(await reader.next()).toBe('one');
    expect(await reader.next()).toBe('two');
    input.end('ree');
    expect(await reader.next()).toBe('three');
    expect(await reader.next()).toEqual({ interrupt: 'eof' });
    expect(await reader.next()).toEqual({ interrupt: 'eof' });
  });

  it('time out, and are not lost then', async () => {
    const { input, reader } = reading();
    expect(await reader.next(1)).toBeNull();
    input.write('late\n');
    expect(await reader.next()).toBe('late');
  });

  it('time out even if the timer fires before the clock agrees', async () => {
    const { reader } = reading();
    vi.spyOn(performance, 'now').mockReturnValue(0);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    expect(await reader.next(0.4)).toBeNull();
  });

  it('give way to a signal, once', async () => {
    const { input, reader } = reading();
    const waiting = reader.next();
    process.emit('SIGTERM');
    expect(await waiting).toEqual({ interrupt: 'SIGTERM' });
    input.write('still here\n');
    expect(await reader.next()).toBe('still here');
  });
});
