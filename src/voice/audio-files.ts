import {
  chmodSync,
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Turn } from '../engine/event.ts';
import { codeOf } from '../platform/errors.ts';
import {
  bytesASecond,
  type Format,
  MOST_HEADER,
  readWavHeader,
  type Samples,
  samplesIn,
} from '../speech/sound.ts';
import { byUnits } from '../text/format.ts';

/** `audio-2.1-20261127T010203456Z.wav`: a part of the answer to the first follow-up of question 2. */
const NAME = /^audio-(\d{1,4})(?:\.(\d{1,4}))?-(\d{8}T\d{9}Z)\.wav$/;

/** More sound is not read at once: about four hours. */
const MOST_BYTES = 512 * 2 ** 20;

function keyOf({ q, followUp }: Turn): string {
  return followUp === undefined ? `${q + 1}` : `${q + 1}.${followUp + 1}`;
}

/** The name of a new file for the sound of a turn. */
export function newAudioName(turn: Turn, now: number): string {
  return `audio-${keyOf(turn)}-${new Date(now).toISOString().replace(/\W/g, '')}.wav`;
}

/** The files of a turn, oldest first. Only names that hotseat gives are listed, and no links. */
export function listFiles(folder: string, turn: Turn): string[] {
  const start = `audio-${keyOf(turn)}-`;
  return audioIn(folder).filter((name) => name.startsWith(start));
}

/** Those with sound: a recorder that failed may have left an empty one. */
export function listAudio(folder: string, turn: Turn): string[] {
  return listFiles(folder, turn).filter(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size !== 0,
  );
}

/** All files with sound in a session's folder. */
function audioIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => (entry.isFile() && NAME.test(entry.name) ? [entry.name] : []))
      .sort(byUnits);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

export function removeAudio(folder: string, names: readonly string[]): void {
  for (const name of names) if (NAME.test(name)) rmSync(join(folder, name), { force: true });
}

/** The sound of a file; its samples are empty if they are not 16-bit. null if it is no WAV file. */
export interface Sound {
  samples: Samples;
  format: Format;
  ms: number;
}

/** Reads a WAV file by its size, and corrects its header as `repairLength` does. */
export function readSound(file: string): Sound | null {
  return withFile(file, (descriptor, size) => {
    const bytes = bytesOf(descriptor, size);
    const header = repaired(descriptor, bytes, size);
    if (header === null) return null;
    const { at, format, length } = header;
    const ms = (length / bytesASecond(format)) * 1000;
    if (!Number.isFinite(ms)) return null;
    return { samples: samplesIn(bytes.subarray(at, at + length), format), format, ms };
  });
}

/** A recorder that was killed left a wrong length in the header, which would mislead other programs: corrects it. */
export function repairLength(file: string): void {
  withFile(file, (descriptor, size) => {
    repaired(descriptor, bytesOf(descriptor, Math.min(size, MOST_HEADER)), size);
  });
}

function withFile<T>(file: string, use: (descriptor: number, size: number) => T): T {
  chmodSync(file, 0o600);
  const descriptor = openSync(file, 'r+');
  try {
    return use(descriptor, Math.min(fstatSync(descriptor).size, MOST_BYTES));
  } finally {
    closeSync(descriptor);
  }
}

function bytesOf(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  for (let n = 1; n > 0 && filled < size; filled += n)
    n = readSync(descriptor, bytes, filled, size - filled, filled);
  return bytes;
}

/** Where the sound of a file is, whose first bytes are given; null if it is no WAV file. */
function repaired(
  descriptor: number,
  bytes: Buffer,
  size: number,
): { at: number; format: Format; length: number } | null {
  const header = readWavHeader(bytes.subarray(0, MOST_HEADER));
  if (header === null || header === 'short') return null;
  const { at, format } = header;
  // Only where the header says more than there is: after the sound, a file may have notes of its recorder.
  const told = bytes.readUInt32LE(at - 4);
  const there = size - at;
  if (told > there) correct(descriptor, at, there);
  return { at, format, length: Math.min(told, there) };
}

function correct(descriptor: number, at: number, length: number): void {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length);
  writeSync(descriptor, size, 0, 4, at - 4);
  size.writeUInt32LE(at + length - 8);
  writeSync(descriptor, size, 0, 4, 4);
}
