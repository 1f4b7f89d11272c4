import { describe, expect, it } from 'vitest';
import { openTerminal } from '../../src/terminal/raw-terminal.ts';
import { watchForStop } from '../../src/terminal/watch.ts';
import { FakeTerminal } from './fake-terminal.ts';

function watched() {
  const fake = new FakeTerminal();
  const terminal = openTerminal(fake, fake.host);
  return { fake, ...watchForStop(terminal) };
}

describe('work without a prompt', () => {
  it('is not stopped by other keys', () => {
    const { fake, stopped } = watched();
    fake.send('abc\r\x1b[A');
    expect(stopped()).toBeNull();
  });

  it('is paused by Ctrl+C, and stopped by Ctrl+C twice', () => {
    const { fake, stopped } = watched();
    fake.send('\x03');
    expect(stopped()).toEqual({ interrupt: 'pause' });
    fake.send('\x03');
    expect(stopped()).toEqual({ interrupt: 'SIGINT' });
    const atOnce = watched();
    atOnce.fake.send('\x03\x03');
    expect(atOnce.stopped()).toEqual({ interrupt: 'SIGINT' });
  });

  it('is stopped by a signal, even after Ctrl+C', () => {
    const { fake, stopped } = watched();
    fake.send('\x03');
    fake.host.emit('SIGTERM');
    expect(stopped()).toEqual({ interrupt: 'SIGTERM' });
  });

  it('is suspended by Ctrl+Z', () => {
    const { fake, stopped } = watched();
    fake.send('\x1a');
    expect(fake.killed).toEqual([[0, 'SIGTSTP']]);
    expect(stopped()).toBeNull();
  });

  it('is left alone once it is done', () => {
    const { fake, stopped, letGo } = watched();
    letGo();
    fake.send('\x03');
    expect(stopped()).toBeNull();
  });
});
