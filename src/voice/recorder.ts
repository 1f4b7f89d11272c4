import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { reasonOf } from '../platform/errors.ts';
import type { TakeState } from '../speech/meter.ts';
import {
  bytesASecond,
  type Format,
  HEADER_BYTES,
  levelOf,
  QUIET,
  samplesIn,
  wavHeader,
} from '../speech/sound.ts';
import { type Child, start, stop, type World } from '../platform/child.ts';
import { because, lastWords } from './command.ts';
import { findRecorders, type RecordingProgram, SoundStream } from './recorders.ts';

/** A running recording. */
export interface Take {
  state: () => TakeState;
  /** Pauses, or resumes; one that failed is tried again. */
  toggle: () => void;
  /** Stops the recorder until `resume`, and waits for its end. */
  suspend: () => Promise<void>;
  resume: () => void;
  /** Ends it. What was recorded is on the disk then. */
  stop: () => Promise<void>;
}

/** The programs of this machine that record. */
export interface VoiceRecorder {
  name: string;
  /** `file` gives the path of a new file for sound. */
  record: (file: () => string) => Take;
}

/** Records with the first of `findRecorders` that works; null if there is none. Throws what it throws. */
export function findRecorder(world: World, command?: string): VoiceRecorder | null {
  const programs = findRecorders(world, command);
  const [first] = programs;
  if (first === undefined) return null;
  // One that failed is not tried again, unless the candidate asks for it.
  const tried = { failed: 0 };
  return { name: first.name, record: (file) => new LiveTake(programs, tried, file, world) };
}

/** Nothing was heard for so long: at the start, and later, when someone may be thinking; milliseconds. */
const SILENCE = { atStart: 5000, later: 20_000 } as const;
/** Sound does not come faster than time passes, except what was buffered; milliseconds. */
const MOST_AHEAD = 60_000;
/** As much of the newest sound is looked at for the level, in bytes. */
const SHOWN = 6400;

class LiveTake implements Take {
  readonly #programs: readonly RecordingProgram[];
  readonly #tried: { failed: number };
  readonly #newFile: () => string;
  readonly #world: World;
  #begun = performance.now();
  #child: Child | null = null;
  /** The child that was asked to end. */
  #asked: Child | null = null;
  /** The process is suspended, or about to be. */
  #isAway = false;
  #state: 'on' | 'off' | 'over' = 'on';
  #problem: string | null = null;
  /** The file that we write; null while there is no sound. */
  #written: { descriptor: number; bytes: number; format: Format } | null = null;
  #newest: Buffer = Buffer.alloc(0);
  #level: number | null = 0;
  #heardAt: number | null = null;
  #ending: Promise<unknown> = Promise.resolve();

  constructor(
    programs: readonly RecordingProgram[],
    tried: { failed: number },
    newFile: () => string,
    world: World,
  ) {
    this.#programs = programs;
    this.#tried = tried;
    this.#newFile = newFile;
    this.#world = world;
    this.#start();
  }

  state(): TakeState {
    if (this.#problem !== null) return { kind: 'failed', problem: this.#problem };
    if (this.#state === 'off') return { kind: 'off' };
    const now = performance.now();
    const isSilent =
      this.#level !== null &&
      (this.#heardAt === null ? now - this.#begun > SILENCE.atStart : now - this.#heardAt > SILENCE.later);
    return { kind: 'on', level: this.#level, isSilent };
  }

  toggle(): void {
    if (this.#state === 'over') return;
    if (this.#problem !== null) this.#beginAgain();
    else if (this.#state === 'on') this.#pause();
    else this.#goOn(performance.now());
  }

  async suspend(): Promise<void> {
    this.#isAway = true;
    this.#end();
    await this.#ending;
  }

  resume(): void {
    this.#isAway = false;
    if (this.#state === 'on') this.#goOn(performance.now());
  }

  async stop(): Promise<void> {
    if (this.#state !== 'over') {
      this.#state = 'over';
      this.#end();
    }
    await this.#ending;
    this.#close();
  }

  #pause(): void {
    this.#state = 'off';
    this.#end();
  }

  /** Starts the next recorder once the one before has ended: two may not share a device. */
  #goOn(heardAt: number | null): void {
    this.#state = 'on';
    this.#heardAt = heardAt;
    void this.#ending.then(() => {
      const isIdle = this.#child === null && this.#problem === null && !this.#isAway;
      if (this.#state === 'on' && isIdle) this.#start();
    });
  }

  /** Tries all recorders again, into a new file. */
  #beginAgain(): void {
    this.#close();
    // What the one that failed still says is not waited for.
    this.#child = null;
    this.#problem = null;
    this.#tried.failed = 0;
    this.#level = 0;
    this.#begun = performance.now();
    this.#goOn(null);
  }

  #start(): void {
    const program = this.#programs[this.#tried.failed];
    if (program === undefined) {
      this.#problem ??= 'no recorder works here.';
      return;
    }
    const child = start(program.words, this.#world, ['ignore', 'pipe', 'pipe']);
    const said = lastWords(child);
    const source = new SoundStream((sound, format) => this.#take(sound, format));
    child.process?.stdout?.on('data', (chunk: Buffer) => {
      if (this.#child === child) source.add(chunk);
    });
    this.#child = child;
    const before = this.#ending;
    this.#ending = child.ended.then(async (problem) => {
      await before;
      if (this.#child !== child) return;
      this.#child = null;
      if (this.#asked === child || this.#state !== 'on' || this.#problem !== null) return;
      const isLast = this.#tried.failed + 1 >= this.#programs.length;
      if (problem !== null && !source.hasSound && !isLast) {
        this.#tried.failed += 1;
        this.#start();
      } else this.#problem = because(program.name, problem ?? 'ended by itself', said());
    });
  }

  #end(): void {
    const child = this.#child;
    if (child === null || this.#asked === child) return;
    this.#asked = child;
    // As Ctrl+C does: a recorder then finishes its file.
    stop(child, 'SIGINT');
  }

  /** Sound has come: shows its level, and writes it. */
  #take(sound: Buffer, format: Format): void {
    this.#newest = Buffer.concat([this.#newest, sound.subarray(-SHOWN)]).subarray(-SHOWN);
    this.#level = format.bits === 16 ? levelOf(samplesIn(this.#newest, format)) : null;
    if (this.#level === null || this.#level > QUIET) this.#heardAt = performance.now();
    if (this.#problem !== null) return;
    try {
      if (this.#written === null) {
        const descriptor = openSync(this.#newFile(), 'wx', 0o600);
        this.#written = { descriptor, bytes: 0, format };
        writeSync(descriptor, wavHeader(null, format));
      }
      for (let at = 0; at < sound.length;) at += writeSync(this.#written.descriptor, sound, at);
      this.#written.bytes += sound.length;
    } catch (error) {
      this.#fail(`${reasonOf(error)}.`);
      return;
    }
    const ms = (this.#written.bytes / bytesASecond(this.#written.format)) * 1000;
    if (ms > performance.now() - this.#begun + MOST_AHEAD)
      this.#fail('the recorder gives sound faster than time passes.');
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
    this.#end();
  }

  #close(): void {
    const written = this.#written;
    if (written === null) return;
    this.#written = null;
    try {
      writeSync(written.descriptor, wavHeader(written.bytes, written.format), 0, HEADER_BYTES, 0);
      fdatasyncSync(written.descriptor);
    } catch {
      // The header says that the sound goes on to the end, which is true as well.
    } finally {
      closeSync(written.descriptor);
    }
  }
}
