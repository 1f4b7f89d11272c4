import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { Input, Output } from '../../src/platform/env.ts';
import type { Host } from '../../src/terminal/raw-terminal.ts';
import { Screen } from './screen.ts';

/** A simulated terminal: keys go in, an in-memory screen comes out, signals are sent by hand. */
export class FakeTerminal {
  readonly screen: Screen;
  readonly bytes: string[] = [];
  readonly killed: [pid: number, signal: string][] = [];
  readonly stdin: Input;
  readonly stdout: Output;
  readonly host: Host & EventEmitter;
  isRaw = false;

  constructor(columns = 80, rows = 24) {
    this.screen = new Screen(columns, rows);
    const input = new PassThrough();
    this.stdin = Object.assign(input, {
      isTTY: true,
      setRawMode: (on: boolean) => {
        this.isRaw = on;
        return input;
      },
    }) as unknown as Input;
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.bytes.push(chunk.toString());
        this.screen.write(chunk.toString());
        done();
      },
    });
    this.stdout = Object.assign(output, { isTTY: true, columns, rows }) as unknown as Output;
    this.host = Object.assign(new EventEmitter(), {
      pid: 42,
      kill: (pid: number, signal: string) => this.killed.push([pid, signal]),
    });
  }

  /** Sends input; listeners have received it when this returns. */
  send(text: string): void {
    this.stdin.emit('data', Buffer.from(text));
  }

  resize(columns: number, rows: number): void {
    this.screen.terminal.resize(columns, rows);
    Object.assign(this.stdout, { columns, rows });
    this.stdout.emit('resize');
  }

  /** Everything written so far. */
  written(): string {
    return this.bytes.join('');
  }

  /** The terminal's modes, as a shell would find them. */
  modes(): { raw: boolean; paste: boolean; wrap: boolean } {
    const { bracketedPasteMode, wraparoundMode } = this.screen.terminal.modes;
    return { raw: this.isRaw, paste: bracketedPasteMode, wrap: wraparoundMode };
  }
}
