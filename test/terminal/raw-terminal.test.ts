import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RawTerminal, openTerminal } from '../../src/terminal/raw-terminal.ts';
import { FakeTerminal } from './fake-terminal.ts';

let fake: FakeTerminal;
let terminal: RawTerminal;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeTerminal();
  terminal = openTerminal(fake, fake.host);
});
afterEach(() => {
  terminal.close();
  vi.useRealTimers();
});

const OURS = { raw: true, paste: true, wrap: true };
const THEIRS = { raw: false, paste: false, wrap: true };

describe('the terminal', () => {
  it('is raw with bracketed paste while open, and restored afterwards', () => {
    expect(fake.modes()).toEqual(OURS);
    terminal.close();
    terminal.close();
    expect(fake.modes()).toEqual(THEIRS);
    expect(fake.written().split('\x1b[?2004l')).toHaveLength(2);
  });

  it('is restored when the process exits without closing it', () => {
    fake.host.emit('exit');
    expect(fake.modes()).toEqual(THEIRS);
    expect(fake.host.eventNames()).toEqual([]);
  });

  it('has the size of its output, or 80×24 if that has none', () => {
    expect(terminal.size()).toEqual({ columns: 80, rows: 24 });
    Object.assign(fake.stdout, { columns: 0, rows: 0 });
    expect(terminal.size()).toEqual({ columns: 80, rows: 24 });
    Object.assign(fake.stdout, { columns: 33, rows: 9 });
    expect(terminal.size()).toEqual({ columns: 33, rows: 9 });
  });

  it('prints each line from the left edge', () => {
    terminal.print('one\ntwo\r\nthree');
    expect(fake.screen.rows()).toEqual(['one', 'two', 'three']);
  });
});

describe('keys', () => {
  it('go to the latest holder, then back to the one before; without one they are dropped', () => {
    const heard: string[] = [];
    const holder = (name: string) => ({
      text: (text: string) => heard.push(`${name}:${text}`),
      paste: (text: string) => heard.push(`${name}:paste:${text}`),
    });
    fake.send('dropped');
    const first = terminal.hold(holder('first'));
    const second = terminal.hold(holder('second'));
    fake.send('a');
    second();
    fake.send('b\x1b[200~c\x1b[201~');
    first();
    fake.send('dropped');
    expect(heard).toEqual(['second:a', 'first:b', 'first:paste:c']);
  });

  it('arrive whole if a character is split across two reads', () => {
    const heard: string[] = [];
    terminal.hold({ text: (text) => heard.push(text), paste: () => undefined });
    const bytes = Buffer.from('é');
    fake.stdin.emit('data', bytes.subarray(0, 1));
    fake.stdin.emit('data', bytes.subarray(1));
    expect(heard.join('')).toBe('é');
  });
});

describe('settling', () => {
  async function settled(keysAt: readonly number[]): Promise<number> {
    let ended = -1;
    const began = performance.now();
    void terminal.settle(500, 250, 3000).then(() => (ended = performance.now() - began));
    for (let ms = 0; ms <= 4000 && ended < 0; ms += 10) {
      if (keysAt.includes(ms)) fake.send('x');
      await vi.advanceTimersByTimeAsync(10);
    }
    return ended;
  }

  it('waits for the minimum, then for quiet, up to the maximum', async () => {
    expect(await settled([])).toBe(500);
    expect(await settled([400])).toBe(650);
    expect(await settled([400, 600, 800])).toBe(1050);
    expect(await settled(Array.from({ length: 400 }, (_, index) => index * 10))).toBe(3000);
  });
});

describe('a lent terminal', () => {
  it('passes keys unchanged, pastes as one line, and streams that pose as the terminal', async () => {
    const heard: string[] = [];
    await terminal.lend(({ input, output }) => {
      input.setRawMode(true);
      input.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      fake.send('ab\x1b[B');
      fake.send('\x1b[200~one\ntwo\x1b[201~');
      output.write('shown');
      expect([input.isTTY, output.columns]).toEqual([true, 80]);
      return Promise.resolve();
    });
    expect(heard).toEqual(['ab\x1b[B', 'one two']);
    expect(fake.screen.rows()).toEqual(['shown']);
  });

  it.each([
    ['SIGTERM', () => fake.host.emit('SIGTERM')],
    ['SIGHUP', () => fake.host.emit('SIGHUP')],
    ['eof', () => fake.stdin.emit('end')],
    ['broken-output', () => fake.stdout.emit('error', new Error('EPIPE'))],
    ['a SIGINT from outside', () => fake.host.emit('SIGINT')],
  ])('makes a prompt give up on %s', async (_name, happen) => {
    const heard: string[] = [];
    await terminal.lend(({ input }) => {
      input.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      happen();
      return Promise.resolve();
    });
    expect(heard).toEqual(['\x03']);
  });

  it('is taken back when the prompt fails', async () => {
    await expect(terminal.lend(() => Promise.reject(new Error('prompt failed')))).rejects.toThrow(
      'prompt failed',
    );
    const heard: string[] = [];
    terminal.hold({ text: (text) => heard.push(text), paste: () => undefined });
    fake.send('ours');
    expect(heard).toEqual(['ours']);
  });
});

describe('a released terminal', () => {
  it("is in a shell's mode, ignores keys and Ctrl+C, and is then ours again", async () => {
    const heard: string[] = [];
    terminal.hold({ text: (text) => heard.push(text), paste: () => undefined });
    await terminal.release(() => {
      expect(fake.modes()).toEqual(THEIRS);
      fake.send('for the child');
      fake.host.emit('SIGINT');
      fake.host.emit('SIGCONT');
      expect(fake.modes()).toEqual(THEIRS);
      return Promise.resolve();
    });
    expect(fake.modes()).toEqual(OURS);
    expect(heard).toEqual([]);
  });

  it('stays closed if it was closed meanwhile', async () => {
    await terminal.release(() => {
      terminal.close();
      return Promise.resolve();
    });
    expect(fake.modes()).toEqual(THEIRS);
  });
});

describe('suspending', () => {
  it('suspends the process group with the terminal restored, and takes it back when continued', () => {
    let resumed = 0;
    terminal.hold({ text: () => undefined, paste: () => undefined, resumed: () => resumed++ });
    terminal.suspend();
    expect(fake.killed).toEqual([[0, 'SIGTSTP']]);
    expect(fake.modes()).toEqual(THEIRS);
    fake.host.emit('SIGCONT');
    expect(fake.modes()).toEqual(OURS);
    vi.advanceTimersByTime(1000);
    expect(resumed).toBe(1);
  });

  it('continues by itself in an orphaned group', () => {
    terminal.suspend();
    vi.advanceTimersByTime(200);
    expect(fake.modes()).toEqual(OURS);
  });
});

describe('departures', () => {
  it('are reported once to every handler, and at once to later ones', async () => {
    const heard: string[] = [];
    terminal.onSignal((departure) => heard.push(`early ${departure}`));
    const silenced = terminal.onSignal((departure) => heard.push(`silenced ${departure}`));
    silenced();
    fake.host.emit('SIGTERM');
    fake.stdin.emit('end');
    terminal.onSignal((departure) => heard.push(`late ${departure}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['early SIGTERM', 'late SIGTERM']);
  });

  it('act as plain signals without a handler', () => {
    fake.host.emit('SIGTERM');
    expect(fake.killed).toEqual([[42, 'SIGTERM']]);
    expect(fake.modes()).toEqual(THEIRS);
  });

  it('by SIGHUP restore the terminal, since the window may still be there', () => {
    terminal.onSignal(() => undefined);
    fake.host.emit('SIGHUP');
    terminal.close();
    expect(fake.modes()).toEqual(THEIRS);
  });

  it('by a broken output end all writing', () => {
    terminal.onSignal(() => undefined);
    fake.stdout.emit('error', new Error('EIO'));
    const before = fake.bytes.length;
    terminal.print('to nobody');
    terminal.close();
    expect(fake.bytes).toHaveLength(before);
    expect(fake.isRaw).toBe(false);
  });
});
