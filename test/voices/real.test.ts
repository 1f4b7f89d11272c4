import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { begin, box, test, turns, VERDICT } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { audio, handIn, isInstalled, ROUND, script, settle, tone, until, WORDS } from '../support/voice.ts';

const ANSWER = 'Keep the bread in a cool and dry place. Turn it every day, and write down what you see.';

const TOOLS = ['flite', 'sox', 'pocketsphinx_continuous'];

describe.skipIf(!TOOLS.every(isInstalled))('a real voice, recorder and recognizer', () => {
  test('make a round from question to verdict', async ({ desk }) => {
    const say = `flite -voice kal16 -t '${ANSWER}' -o said.wav`;
    expect(spawnSync('sh', ['-c', say], { cwd: desk.folder }).status).toBe(0);
    settle(
      desk,
      'voice:\n  record: sox -q said.wav -r 16000 -c 1 -b 16 -t wav -\n  transcribe: pocketsphinx_continuous -infile {file} -logfn /dev/null\n',
    );
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor('Enter when done');
    await until(async () => (await audio(desk)).length === 1);
    await pty.waitFor('Not recording: sox ended by itself.');
    await handIn(pty);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    const [turn] = await turns(desk);
    expect(turn?.answer).toMatch(/cool and\s+dry\s+place/);
    expect(turn?.points?.filter(({ verdict }) => verdict === 'found').length).toBeGreaterThanOrEqual(2);
  });
});

test.skipIf(!isInstalled('rec'))(
  'a recorder is found by itself, on a device that is a file',
  async ({ desk }) => {
    tone(desk);
    // Its sound comes as fast as it is read.
    writeFileSync(
      join(desk.folder, '.asoundrc'),
      `pcm.!default { type plug slave.pcm { type file slave.pcm { type null } file "/dev/null" infile "${desk.folder}/tone.raw" format raw } }\n`,
    );
    settle(desk, `voice:\n  transcribe: ${script(desk, 'asr.sh', 'echo cool')} {file}\n`);
    const pty = desk.open(ROUND);
    await pty.waitFor('Your voice is recorded with rec');
    await begin(pty);
    await pty.waitFor('the recorder gives sound faster than time passes.');
    await handIn(pty);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(await turns(desk)).toMatchObject([{ answer: 'cool' }]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toMatch(/[01]\.\d s to the first word/);
  },
);

describe.skipIf(!isInstalled('espeak-ng'))('espeak-ng', () => {
  test('speaks a question of the shipped bank into a file', async ({ desk }) => {
    settle(desk, 'voice:\n  speak: espeak-ng -w said.wav {text}\n');
    const pty = desk.open(['practice', '12', '--read-aloud', '--follow-ups', 'none']);
    await pty.waitFor(box('Question 1 of 1'));
    // The question takes a voice longer than ten seconds.
    expect(statSync(join(desk.folder, 'said.wav')).size).toBeGreaterThan(10 * 22_050 * 2);
  });
});
