import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { wavHeader } from '../../src/speech/sound.ts';
import { begin, type Desk, endRound, judge, SHORT, test, turns } from '../support/program.ts';
import { KEY, type Pty } from '../support/pty.ts';
import { held, recorder, runs, script, settle, until } from '../support/voice.ts';

/** A second of silence and two of a tone. */
function sound(): Uint8Array {
  const samples = Int16Array.from({ length: 48_000 }, (_, at) => (at > 16_000 ? 8000 * Math.sin(at / 6) : 0));
  return new Uint8Array(samples.buffer);
}

/** A round whose first answer is being recorded. */
async function recording(desk: Desk, more = ''): Promise<Pty> {
  writeFileSync(join(desk.folder, 'tone.raw'), sound());
  settle(desk, `voice:\n  record: ${recorder(desk)}\n${more}`);
  const pty = desk.open(['practice', '1', '--speak-aloud', '--follow-ups', 'none', ...SHORT]);
  await begin(pty);
  await pty.waitFor(/● recording/);
  await until(async () => (await desk.sessionFiles('.wav')).length === 1);
  return pty;
}

/** Plays a spoken round without a recognizer, whose recording is kept. */
async function spokenRound(desk: Desk, more = '', note = 'cellar'): Promise<void> {
  const pty = await recording(desk, more);
  pty.type(KEY.enter);
  await pty.waitFor('Your note');
  pty.type(`${note}\r`);
  await judge(pty);
  expect(await pty.exit()).toBe(0);
}

describe('sessions transcribe', () => {
  test('writes down what was recorded, looks for key points, and removes the audio', async ({ desk }) => {
    await spokenRound(desk);
    const [id = ''] = await desk.sessionIds();
    expect(await desk.run(['sessions', 'transcribe', id])).toMatchObject({ code: 2 });
    settle(desk, `voice:\n  transcribe: ${script(desk, 'asr.sh', 'echo keep bread cool and dry')} {file}\n`);
    const done = await desk.run(['sessions', 'transcribe', id]);
    expect(done).toMatchObject({ code: 0, stdout: 'turn 1  5 words, by sh\n  keep bread cool and dry\n' });
    expect(done.stderr).toContain('Turn 1: the recording is removed.');
    expect(await desk.sessionFiles('.wav')).toEqual([]);
    expect(await turns(desk)).toMatchObject([
      { answer: 'keep bread cool and dry', note: 'cellar', heard: { by: 'sh' }, rating: 'good' },
    ]);
    const [turn] = await turns(desk);
    expect(turn?.points?.filter(({ verdict }) => verdict === 'found').length).toBeGreaterThan(0);
    const again = await desk.run(['sessions', 'transcribe', id]);
    expect(again.stderr).toContain('there is no recording without words.');
  });

  test('looks for key points in words that come late, where there were none', async ({ desk }) => {
    await spokenRound(desk, '', '');
    const [id = ''] = await desk.sessionIds();
    settle(desk, `voice:\n  transcribe: ${script(desk, 'asr.sh', 'echo keep bread cool and dry')} {file}\n`);
    expect(await desk.run(['sessions', 'transcribe', id])).toMatchObject({ code: 0 });
    const [turn] = await turns(desk);
    expect(turn?.points?.filter(({ verdict }) => verdict === 'found').length).toBeGreaterThan(0);
  });

  test('says that a turn without an answer is not written down', async ({ desk }) => {
    const asr = script(desk, 'asr.sh', 'echo words');
    const pty = await recording(desk, `  transcribe: ${asr} {file}\n`);
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused');
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const [id = ''] = await desk.sessionIds();
    expect((await desk.run(['sessions', 'transcribe', id])).stderr).toContain(
      'Turn 1 is not submitted yet. Its recording is kept, and `hotseat resume` continues it.',
    );
    const again = desk.open(['resume']);
    await again.waitFor('Enter to continue.');
    again.type(KEY.ctrlC);
    await again.waitFor('Paused');
    await endRound(again);
    expect(await again.exit()).toBe(0);
    const { stderr } = await desk.run(['sessions', 'transcribe', id]);
    expect(stderr).toContain(
      `Turn 1 was not submitted. Its recording is kept: \`hotseat sessions play ${id} --turn 1\` plays it.`,
    );
  });

  test('keeps the audio with voice.keep, and when the recognizer fails', async ({ desk }) => {
    await spokenRound(desk);
    const [id = ''] = await desk.sessionIds();
    settle(desk, `voice:\n  keep: true\n  transcribe: ${script(desk, 'asr.sh', 'exit 9')} {file}\n`);
    const failed = await desk.run(['sessions', 'transcribe', id]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Turn 1: sh ended with exit code 9. The recording is kept.');
    settle(desk, `voice:\n  keep: true\n  transcribe: ${script(desk, 'asr.sh', 'echo cool')} {file}\n`);
    expect(await desk.run(['sessions', 'transcribe', id])).toMatchObject({ code: 0 });
    expect(await desk.sessionFiles('.wav')).toHaveLength(1);
    // Asked for, it is done again.
    settle(desk, `voice:\n  transcribe: ${script(desk, 'asr.sh', 'echo dry')} {file}\n`);
    expect(await desk.run(['sessions', 'transcribe', id, '--turn', '1'])).toMatchObject({ code: 0 });
    expect((await turns(desk))[0]?.answer).toBe('dry');
    expect(await desk.sessionFiles('.wav')).toEqual([]);
  });

  test('refuses a turn that does not exist', async ({ desk }) => {
    await spokenRound(desk);
    const [id = ''] = await desk.sessionIds();
    const { code, stderr } = await desk.run(['sessions', 'transcribe', id, '--turn', '9']);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain('has no turn 9: it has 1.');
  });

  test('ends the recognizer at Ctrl+C', async ({ desk }) => {
    await spokenRound(desk);
    const [id = ''] = await desk.sessionIds();
    settle(desk, `voice:\n  transcribe: ${script(desk, 'asr.sh', 'echo $$ > pid; sleep 1000')} {file}\n`);
    const pty = desk.open(['sessions', 'transcribe', id]);
    await until(() => held(desk, 'pid') !== '');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    await until(() => !runs(Number(held(desk, 'pid'))));
    expect(await desk.sessionFiles('.wav')).toHaveLength(1);
  });
});

describe('sessions play', () => {
  test('plays the recordings of a turn, and nothing that only has such a name', async ({ desk }) => {
    await spokenRound(
      desk,
      `  play: ${script(desk, 'play.sh', 'echo "$1" >> played; wc -c < "$1" >> sizes')} {file}\n`,
    );
    const [file = ''] = await desk.sessionFiles('.wav');
    symlinkSync('/etc/passwd', join(file, '..', 'audio-1-20200101T000000000Z.wav'));
    const [id = ''] = await desk.sessionIds();
    const played = await desk.run(['sessions', 'play', id]);
    expect(played).toMatchObject({ code: 0 });
    expect(played.stderr).toContain('Turn 1, 0:03. Ctrl+C stops.');
    expect(held(desk, 'played')).toBe(`${file}\n`);
    expect((await desk.run(['sessions', 'play', id, '--turn', '2'])).stderr).toContain('has no turn 2');
  });

  test('corrects the header that a killed recorder left', async ({ desk }) => {
    await spokenRound(
      desk,
      `  play: ${script(desk, 'play.sh', 'od -A n -t u4 -j 40 -N 4 "$1" > length')} {file}\n`,
    );
    const [file = ''] = await desk.sessionFiles('.wav');
    writeFileSync(file, Buffer.concat([wavHeader(null), sound()]));
    const [id = ''] = await desk.sessionIds();
    expect(await desk.run(['sessions', 'play', id])).toMatchObject({ code: 0 });
    expect(held(desk, 'length').trim()).toBe('96000');
  });
});

describe('a skipped answer', () => {
  test('is asked about after a resume too', async ({ desk }) => {
    const pty = await recording(desk);
    pty.kill('SIGHUP');
    await pty.exit();
    const again = desk.open(['resume']);
    await again.waitFor('What you said so far is recorded.');
    await again.waitFor('Enter to continue.');
    again.type(KEY.ctrlC);
    await again.waitFor('Paused');
    again.type('s');
    await again.waitFor('What you said is removed.');
    expect(await desk.sessionFiles('.wav')).toHaveLength(1);
  });

  test('leaves no recording', async ({ desk }) => {
    const pty = await recording(desk);
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock and recording stopped.');
    pty.type('s');
    await pty.waitFor('What you said is removed.');
    pty.type('s');
    await pty.waitFor(/Expected answer|SECRET/);
    expect(await desk.sessionFiles('.wav')).toEqual([]);
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused');
    await endRound(pty);
  });
});

describe('voice check', () => {
  test('says what works, and how long each step takes', async ({ desk }) => {
    writeFileSync(join(desk.folder, 'tone.raw'), sound());
    settle(
      desk,
      [
        'voice:',
        `  speak: ${script(desk, 'voice.sh', 'echo "$1" > said')} {text}`,
        `  record: ${recorder(desk)}`,
        `  transcribe: ${script(desk, 'asr.sh', 'echo testing one two')} {file}`,
        '',
      ].join('\n'),
    );
    const { code, stdout } = await desk.run(['voice', 'check']);
    expect(stdout).toMatch(/^voice +sh\n +spoke a sentence in \d+\.\d s\n/);
    expect(stdout).toMatch(/recorder +sh\n +recorded 3\.0 s in \d+\.\d s, heard you\n/);
    expect(stdout).toMatch(/recognizer +sh\n +wrote down in \d+\.\d s: “testing one two”\n$/);
    expect(code).toBe(0);
    expect(held(desk, 'said')).toContain('This is the voice that asks the questions.');
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('hotseat-'))).toEqual([]);
  });

  test('says by its exit code that Ctrl+C ended the recognizer', async ({ desk }) => {
    writeFileSync(join(desk.folder, 'tone.raw'), sound());
    const speak = script(desk, 'speak.sh', 'cat > /dev/null');
    const asr = script(desk, 'asr.sh', 'echo $$ > pid; sleep 1000');
    settle(desk, `voice:\n  speak: ${speak}\n  record: ${recorder(desk)}\n  transcribe: ${asr} {file}\n`);
    const pty = desk.open(['voice', 'check']);
    await until(() => held(desk, 'pid') !== '');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    await until(() => !runs(Number(held(desk, 'pid'))));
  });

  test('ends with Ctrl+C, and the voice with it', async ({ desk }) => {
    settle(
      desk,
      `voice:\n  speak: ${script(desk, 'voice.sh', 'echo $$ > pid; sleep 1000')}\n  record: none\n`,
    );
    const pty = desk.open(['voice', 'check']);
    await until(() => held(desk, 'pid') !== '');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    await until(() => !runs(Number(held(desk, 'pid'))));
  });

  test('says what is missing, and what to install', async ({ desk }) => {
    const { code, stdout } = await desk.run(['voice', 'check'], { env: { PATH: desk.folder } });
    expect(code).toBe(1);
    expect(stdout).toContain('Install one, such as espeak-ng');
    expect(stdout).toContain('Install one, such as sox');
  });
});
