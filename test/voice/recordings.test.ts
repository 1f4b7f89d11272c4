import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replay } from '../../src/engine/evolve.ts';
import type { TurnRecord } from '../../src/engine/session.ts';
import { openRecordings, writeDown } from '../../src/voice/recordings.ts';
import type { Transcriber } from '../../src/voice/transcriber.ts';
import { commandTranscriber } from '../../src/voice/transcriber.ts';
import { started } from '../support/simulate.ts';

const OLD = 'audio-1-20261127T010203456Z.wav';
const NEW = 'audio-1-20261127T020203456Z.wav';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-voice-'));
  for (const name of [OLD, NEW]) writeFileSync(join(folder, name), 'no WAV file');
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function recordWith(change: Partial<TurnRecord> = {}): TurnRecord {
  const record = replay([started(1)])?.questions[0]?.turns[0];
  if (record === undefined) throw new Error('a round has a turn');
  return { ...record, ...change };
}

const HEARD = { heard: { by: 'sh', text: 'words', spans: null }, heardAudio: [OLD] };

it('a recognizer gets a minute', async () => {
  vi.useFakeTimers();
  const reasons: unknown[] = [];
  const transcriber: Transcriber = {
    name: 'slow',
    host: null,
    transcribe: (_file, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reasons.push(signal.reason);
          reject(new Error('late'));
        });
      }),
  };
  const { signal } = new AbortController();
  const words = writeDown({ record: recordWith(), files: [NEW], folder, transcriber, signal });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(reasons).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(reasons).toMatchObject([{ name: 'TimeoutError' }]);
  expect(await words).toMatchObject({ text: null });
});

describe('the audio', () => {
  const recordings = (keepsAudio: boolean) =>
    openRecordings(
      {
        recorder: null,
        transcriber: commandTranscriber({ vars: {}, cwd: folder }, 'true {file}', 'en'),
        player: null,
        keepsAudio,
      },
      folder,
      () => 0,
    );

  it('whose words are on the disk is swept away', () => {
    recordings(false).sweep([recordWith(HEARD)]);
    expect(readdirSync(folder)).toEqual([NEW]);
  });

  it('is not swept away if it has no words, or is kept', () => {
    recordings(false).sweep([recordWith()]);
    recordings(true).sweep([recordWith(HEARD)]);
    expect(readdirSync(folder)).toEqual([OLD, NEW]);
  });

  it('counts only if it has no words yet', () => {
    expect(recordings(true).hasAudio(recordWith(HEARD))).toBe(true);
    expect(recordings(true).hasAudio(recordWith({ ...HEARD, heardAudio: [OLD, NEW] }))).toBe(false);
  });
});
