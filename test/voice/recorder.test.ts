import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRecorder, type Take } from '../../src/voice/recorder.ts';
import { runs, until } from '../support/voice.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-voice-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A recorder on a device that only one program may use, and that takes a moment to end. */
const EXCLUSIVE = `
exec 9> device
flock -n 9 || { echo device busy >&2; exit 1; }
trap 'sleep 0.2; exit 0' INT
echo $$ >> pids
while printf '\\0\\0'; do sleep 0.02; done`;

function record(body: string): Take {
  const file = join(folder, 'record.sh');
  writeFileSync(file, `cd ${folder}\n${body}\n`);
  const recorder = findRecorder({ vars: process.env, cwd: folder }, `sh ${file}`);
  if (recorder === null) throw new Error('a command is a recorder');
  return recorder.record(() => join(folder, 'sound.wav'));
}

const pids = (): number[] => {
  try {
    return readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
  } catch {
    return [];
  }
};
const size = (): number => readFileSync(join(folder, 'sound.wav')).length;

it('waits for the recorder to end before it starts the next one', async () => {
  const take = record(EXCLUSIVE);
  await until(() => pids().length === 1);
  take.toggle();
  take.toggle();
  await until(() => pids().length === 2);
  const before = size();
  await until(() => size() > before);
  expect(take.state().kind).toBe('on');
  await take.stop();
  expect(pids().some(runs)).toBe(false);
});

it('records nothing while it is suspended', async () => {
  const take = record(EXCLUSIVE);
  await until(() => pids().length === 1);
  await take.suspend();
  expect(pids().some(runs)).toBe(false);
  take.resume();
  await until(() => pids().length === 2);
  await take.stop();
});

it('does not resume what was paused before it was suspended', async () => {
  const take = record(EXCLUSIVE);
  await until(() => pids().length === 1);
  take.toggle();
  await take.suspend();
  take.resume();
  expect(take.state()).toEqual({ kind: 'off' });
  await take.stop();
  expect(pids()).toHaveLength(1);
});

it('starts nothing while it is suspended after a failure', async () => {
  const take = record('echo $$ >> pids\nexit 1');
  await until(() => take.state().kind === 'failed');
  take.toggle();
  await take.suspend();
  expect(pids()).toHaveLength(1);
  take.resume();
  await until(() => pids().length === 2);
  await take.stop();
});

it('starts nothing while it is being suspended', async () => {
  const take = record(EXCLUSIVE);
  await until(() => pids().length === 1);
  const suspended = take.suspend();
  take.toggle();
  take.toggle();
  await suspended;
  expect(pids()).toHaveLength(1);
  expect(pids().some(runs)).toBe(false);
  take.resume();
  await until(() => pids().length === 2);
  await take.stop();
});
