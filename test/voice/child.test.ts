import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Child, start, stop } from '../../src/platform/child.ts';
import { findRecorder } from '../../src/voice/recorder.ts';
import { findSpeaker } from '../../src/voice/playback.ts';
import { runs, until } from '../support/voice.ts';

let folder = '';
const world = { vars: process.env, cwd: tmpdir() };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-voice-'));
});

afterEach(() => {
  for (const pid of pidsIn('escaped')) if (runs(pid)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

function script(body: string): string {
  const file = join(folder, 'program.sh');
  writeFileSync(file, `cd ${folder}\n${body}\n`);
  return `sh ${file}`;
}

function pidsIn(name: string): number[] {
  try {
    return readFileSync(join(folder, name), 'utf8').trim().split(/\s+/).map(Number);
  } catch {
    return [];
  }
}

/** Starts a process outside the group, which keeps the pipes open. */
const ESCAPE = `setsid sh -c 'echo $$ > escaped; exec sleep 1000' &\nwhile [ ! -s escaped ]; do sleep 0.02; done`;

const run = (body: string): Child => start(script(body).split(' '), world, ['ignore', 'pipe', 'pipe']);

describe('a program whose pipes stay open', () => {
  it('has ended soon after its exit', async () => {
    expect(await run(`${ESCAPE}\nexit 3`).ended).toBe('ended with exit code 3');
  }, 10_000);

  it('has ended soon after it was stopped', async () => {
    const child = run(`${ESCAPE}\nwait`);
    await until(() => pidsIn('escaped').length > 0);
    stop(child);
    expect(await child.ended).toBe('ended with SIGTERM');
  }, 10_000);

  it('gives all that it printed', async () => {
    const child = run(`${ESCAPE}\nhead -c 1000000 /dev/zero\nexit 0`);
    let size = 0;
    child.process?.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    expect(await child.ended).toBeNull();
    expect(size).toBe(1_000_000);
  }, 10_000);

  it.each(['sleep 1000', 'sleep 1000 >/dev/null 2>&1'])(
    'ends with the rest of its group: %s',
    async (left) => {
      const child = run(`${left} &\necho $! > left\nexit 0`);
      expect(await child.ended).toBeNull();
      await until(() => !pidsIn('left').some(runs));
    },
    10_000,
  );
});

it('a program is killed when this process exits, unless it has ended', async () => {
  const before = process.listeners('exit');
  const child = run('exec sleep 1000');
  const [atExit] = process.listeners('exit').filter((listener) => !before.includes(listener));
  atExit?.(0);
  expect(await child.ended).toBe('ended with SIGKILL');
  expect(process.listeners('exit')).toEqual(before);
}, 10_000);

it('a recorder that leaves a process behind can be stopped', async () => {
  const recorder = findRecorder(world, script(`head -c 32000 /dev/zero\n${ESCAPE}\nwait`));
  const take = recorder?.record(() => join(folder, 'sound.wav'));
  await until(() => pidsIn('escaped').length > 0);
  await take?.stop();
  expect(readFileSync(join(folder, 'sound.wav'))).toHaveLength(44 + 32_000);
}, 10_000);

it('a voice that leaves a process behind can be stopped', async () => {
  const speech = findSpeaker(world, `${script(`${ESCAPE}\nwait`)} {text}`)?.speak('words');
  await until(() => pidsIn('escaped').length > 0);
  speech?.stop();
  expect(await speech?.ended).toBeNull();
}, 10_000);
