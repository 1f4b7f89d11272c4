import fc from 'fast-check';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LineReader } from '../../src/round/line-reader.ts';
import { readLines } from '../../src/round/line-reader.ts';
import type { Input, Output } from '../../src/platform/env.ts';

function readerOf(input: Readable): LineReader {
  const reader = readLines(input as unknown as Input, new PassThrough() as unknown as Output);
  onTestFinished(() => {
    reader.close();
  });
  return reader;
}

function reading(): { input: PassThrough; reader: LineReader } {
  const input = new PassThrough();
  return { input, reader: readerOf(input) };
}

async function allOf(reader: LineReader): Promise<string[]> {
  const lines: string[] = [];
  for (let line = await reader.next(); typeof line === 'string'; line = await reader.next()) lines.push(line);
  return lines;
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

  it('are the same wherever the input is cut into chunks, at any of the three line ends', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 8 }), async (whole, cuts) => {
        const bytes = Buffer.from(whole);
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, n) => bytes.subarray(places[n], end));
        const reader = readLines(
          Readable.from(chunks.filter(({ length }) => length > 0)) as unknown as Input,
          new PassThrough() as unknown as Output,
        );
        const lines = whole.split(/\r\n|\r|\n/);
        if (lines.at(-1) === '') lines.pop();
        expect(await allOf(reader)).toEqual(lines);
        reader.close();
      }),
    );
  });

  it('end where reading fails, with what was read before', async () => {
    const { input, reader } = reading();
    input.write('one\ntw');
    expect(await reader.next()).toBe('one');
    input.destroy(new Error('read EBADF'));
    expect(await reader.next()).toBe('tw');
    expect(await reader.next()).toEqual({ interrupt: 'eof' });
    expect(await reader.next()).toEqual({ interrupt: 'eof' });
  });

  it('leave an endless input unread, and give way to a signal among its lines', async () => {
    let chunks = 0;
    const input = new Readable({
      read() {
        chunks++;
        this.push('yes\n'.repeat(10_000));
      },
    });
    const reader = readerOf(input);
    expect(await reader.next()).toBe('yes');
    const before = chunks;
    setImmediate(() => process.emit('SIGTERM'));
    let line: Awaited<ReturnType<LineReader['next']>> = '';
    for (let n = 0; typeof line === 'string' && n < 100_000; n++) line = await reader.next();
    expect(line).toEqual({ interrupt: 'SIGTERM' });
    expect(chunks - before).toBeLessThan(10);
  });

  it('are cut where one has no end, and the next one is whole', async () => {
    const { input, reader } = reading();
    const line = reader.next();
    for (let n = 0; n < 100; n++) input.write('x'.repeat(30_000));
    input.end('\nnext\n');
    expect(await line).toBe('x'.repeat(1_000_000));
    expect(await reader.next()).toBe('next');
  });

  it.each(['SIGQUIT', 'SIGALRM', 'SIGVTALRM', 'SIGXCPU', 'SIGUSR2'] as const)(
    'treat %s as SIGTERM, and leave it alone once closed',
    async (signal) => {
      const before = process.listenerCount(signal);
      const { reader } = reading();
      const waiting = reader.next();
      process.emit(signal);
      expect(await waiting).toEqual({ interrupt: 'SIGTERM' });
      reader.close();
      expect(process.listenerCount(signal)).toBe(before);
    },
  );
});
