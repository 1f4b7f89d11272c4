import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  asked,
  begin,
  type Desk,
  judge,
  PREDICTION,
  SHORT,
  test,
  turns,
  VERDICT,
} from '../support/program.ts';
import { named } from '../support/model-rounds.ts';
import { startModelServer } from '../support/model-server.ts';
import { KEY, type Pty } from '../support/pty.ts';
import { FORMAT, wavHeader } from '../../src/speech/sound.ts';
import {
  audio,
  handIn,
  held,
  recorder,
  ROUND,
  runs,
  script,
  settle,
  tone,
  until,
  WORDS,
} from '../support/voice.ts';

const SPEAKING = 'Enter when done';
const NOTE = 'Your note (Enter for none):';
/** Settings with a recorder that plays the tone and then waits, as a person is silent, and a recognizer. */
function listening(desk: Desk, transcribe: string, more = ''): void {
  tone(desk);
  const record = recorder(desk);
  settle(desk, `voice:\n  record: ${record}\n  transcribe: ${transcribe}\n${more}`);
}

/** Whether the whole tone is on the disk. */
const isRecorded = async (desk: Desk): Promise<boolean> => {
  const [file = '/'] = await audio(desk);
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= 44 + 4 * 32_000;
};

/** Starts a round, gives an answer once there is sound, and says how many points it covered. */
async function answerAloud(desk: Desk): Promise<Pty> {
  const pty = desk.open(ROUND);
  await begin(pty);
  await pty.waitFor(/● recording/);
  await until(async () => (await audio(desk)).length === 1);
  await handIn(pty);
  return pty;
}

describe('--speak-aloud with a recognizer', () => {
  test('writes the answer down, finds key points in it, and removes the audio', async ({ desk }) => {
    listening(
      desk,
      script(desk, 'asr.sh', `echo "$@" > args; echo 'keep it cool and dry um and turn the bread daily'`) +
        ' {file} {language}',
    );
    const pty = desk.open(ROUND);
    await pty.waitFor(
      /written down by sh, on this machine\. The\s+audio is removed once you accept the words\./,
    );
    await begin(pty);
    await pty.waitFor(SPEAKING);
    const meter = await pty.waitFor(/● recording {2}█*·+ {3}space pauses it/);
    expect(meter.rows.join('\n')).toMatch(/███ {4}███ {2}███|█ {5}███ {2}███/);
    await until(async () => isRecorded(desk));
    const [file = ''] = await audio(desk);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await handIn(pty);
    const words = await pty.waitFor(WORDS);
    expect(words.all.join('\n')).toContain('Your words · question 1 of 1 · 11 words, by sh');
    expect(words.all.join('\n')).not.toContain(NOTE);
    expect(await audio(desk)).toEqual([file]);
    pty.type(KEY.enter);
    const verdict = await pty.waitFor(VERDICT);
    expect(verdict.rows.join('\n')).toMatch(/keep it cool and dry/);
    expect(await audio(desk)).toEqual([]);
    expect(held(desk, 'args').trim()).toBe(`${file} en`);
    expect(await turns(desk)).toMatchObject([
      { spoken: true, answer: 'keep it cool and dry um and turn the bread daily', heard: { by: 'sh' } },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toMatch(
      /spoken, submitted · 0:\d\d of 2:00 · 11 words · .*[01]\.\d s to the first word · longest run 0:03 · fillers: um/,
    );
  });

  test('keeps a correction beside the words', async ({ desk }) => {
    listening(desk, script(desk, 'asr.sh', 'echo keep it cruel') + ' {file}');
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/█ *·+ {3}space/);
    await handIn(pty);
    await pty.waitFor(WORDS);
    pty.type('e');
    const editing = await pty.waitFor('keep it cruel');
    await pty.waitFor('F1 keys');
    expect(editing.all.join('\n')).toContain('How do you keep bread fresh?');
    pty.type('\x7f\x7f\x7f\x7fool and dry');
    await pty.waitFor('keep it cool and dry');
    pty.type(KEY.ctrlD);
    await pty.waitFor(VERDICT);
    expect(await turns(desk)).toMatchObject([
      { answer: 'keep it cool and dry', heard: { by: 'sh', text: 'keep it cruel' } },
    ]);
    expect((await desk.run(['export'])).stdout).toMatch(/Before your correction:\n\n> keep it cruel/);
  });

  test('pauses the recording and goes on', async ({ desk }) => {
    listening(desk, script(desk, 'asr.sh', 'echo words') + ' {file}');
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/● recording/);
    pty.type(' ');
    await pty.waitFor('Recording paused, the clock runs. Space resumes it.');
    pty.type(' ');
    await pty.waitFor(/● recording/);
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    expect(await audio(desk)).toHaveLength(1);
  });

  test('writes down the answer before while the next is given, and waits for the verdict', async ({
    desk,
  }) => {
    listening(
      desk,
      script(desk, 'asr.sh', 'echo x >> started; while [ ! -e go ]; do sleep 0.05; done; echo keep it cool') +
        ' {file}',
    );
    const pty = desk.open(['practice', '1', '--speak-aloud', '--follow-ups', '1', ...SHORT]);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 1);
    pty.type(KEY.enter);
    await pty.waitFor('Follow-up 1 of 1');
    await until(() => held(desk, 'started') === 'x\n');
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 2);
    await handIn(pty);
    await pty.waitFor('sh is writing down your answer · esc skip');
    writeFileSync(join(desk.folder, 'go'), '');
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    const second = await pty.waitFor(
      ({ all, rows, cursor }) =>
        WORDS({ all, rows, cursor }) && all.join('\n').match(/Your words/g)?.length === 2,
    );
    const asked = second.rows.join('\n').split('Your words');
    expect(asked[1]).toMatch(/^ · question 1 of 1 · 3 words, by sh\n/);
    expect(asked[2]).toMatch(
      /^ · follow-up 1 to question 1 · 3 words, by sh\n {2}And how do you keep bread fresh for a month\?\n/,
    );
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(held(desk, 'started')).toBe('x\nx\n');
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool' }, { answer: 'keep it cool' }]);
  });

  test('goes on without at Escape, keeps the audio, and ends the recognizer', async ({ desk }) => {
    listening(desk, script(desk, 'asr.sh', 'echo $$ > pid; sleep 1000') + ' {file}');
    const pty = await answerAloud(desk);
    await pty.waitFor('esc skip');
    pty.type(KEY.escape);
    await pty.waitFor(NOTE);
    pty.type(KEY.enter);
    const verdict = await pty.waitFor(VERDICT);
    expect(verdict.all.join(' ')).toContain('Your words were not written down: sh was stopped.');
    expect(await audio(desk)).toHaveLength(1);
    const pid = Number(held(desk, 'pid'));
    await until(() => !runs(pid));
  });

  test('presses on what the words leave out', async ({ desk }) => {
    listening(
      desk,
      script(desk, 'asr.sh', 'echo turn it daily and write down what happened to it') + ' {file}',
    );
    const pty = desk.open(['practice', '1', '--speak-aloud', '--follow-ups', 'pressing', ...SHORT]);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 1);
    pty.type(KEY.enter);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    const followUp = await pty.waitFor('Follow-up 1 · #1');
    expect(followUp.all.join('\n')).toContain('for a month');
  });

  test('keeps the words of an answer that is reopened in silence', async ({ desk }) => {
    // A model reads the words, and has nothing to ask.
    const model = await startModelServer({ answer: () => ({ presses_on: 0, question: '' }) });
    const words =
      'keep bread cool and keep bread dry and turn bread daily and write down what happened to bread';
    listening(desk, `${script(desk, 'asr.sh', `echo x >> started; echo ${words}`)} {file}`);
    const round = ['practice', '1', '--speak-aloud', '--follow-ups', 'live', ...SHORT];
    const pty = desk.open(round, { env: named(model) });
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(() => isRecorded(desk));
    pty.type(KEY.enter);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    writeFileSync(join(desk.folder, 'tone.raw'), new Uint8Array(32_000));
    pty.type('\x7f');
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 1);
    await handIn(pty);
    await pty.waitFor(VERDICT);
    expect(held(desk, 'started')).toBe('x\n');
    expect(await audio(desk)).toEqual([]);
    expect(await turns(desk)).toMatchObject([{ answer: words, heard: { by: 'sh' } }]);
    await model.close();
  });

  test('lets one resume after a kill in mid-recording, with what was recorded', async ({ desk }) => {
    listening(desk, script(desk, 'asr.sh', 'wc -c < "$1" >> sizes; echo part $(wc -l < sizes)') + ' {file}');
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(async () => isRecorded(desk));
    pty.kill('SIGKILL');
    await pty.exit();
    const again = desk.open(['resume']);
    await again.waitFor(/Enter to continue/);
    again.type(KEY.enter);
    await again.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 2);
    await handIn(again);
    await again.waitFor(WORDS);
    again.type(KEY.enter);
    await again.waitFor(VERDICT);
    expect(await turns(desk)).toMatchObject([{ answer: 'part 1\npart 2' }]);
    expect(Number(held(desk, 'sizes').split('\n')[0])).toBeGreaterThanOrEqual(44 + 4 * 32_000);
    expect(await audio(desk)).toEqual([]);
  });
});

describe('before the words are accepted', () => {
  const player = (desk: Desk, more = ''): string =>
    `  play: ${script(desk, 'play.sh', `echo "$1" >> played; echo $$ > player; ${more}`)} {file}\n`;

  /** Answers aloud, is heard as `keep it cruel`, and makes that `keep it <word>`, without handing it in. */
  const correctTo = async (desk: Desk, word: 'coo' | 'cool'): Promise<Pty> => {
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    pty.type('e');
    await pty.waitFor('F1 keys');
    pty.type(`${KEY.backspace.repeat(4)}${word.slice(1)}`);
    await pty.waitFor(`keep it ${word}`);
    return pty;
  };

  const hangUp = async (pty: Pty): Promise<void> => {
    pty.kill('SIGHUP');
    await pty.exit();
  };

  test('their recording can be played, and Enter stops it', async ({ desk }) => {
    const transcribe = `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`;
    listening(desk, transcribe, player(desk, 'exec sleep 1000'));
    const pty = await answerAloud(desk);
    await pty.waitFor(/p play the recording/);
    const [file = ''] = await audio(desk);
    pty.type('p');
    await pty.waitFor('Playing your recording.');
    await until(() => held(desk, 'player') !== '');
    const pid = Number(held(desk, 'player'));
    pty.type(KEY.enter);
    await pty.waitFor(WORDS);
    await until(() => !runs(pid));
    expect(held(desk, 'played')).toBe(`${file}\n`);
    expect(await audio(desk)).toEqual([file]);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(await audio(desk)).toEqual([]);
  });

  test('a player that fails is said, and the words are still there', async ({ desk }) => {
    const transcribe = `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`;
    listening(desk, transcribe, player(desk, 'echo no card >&2; exit 1'));
    const pty = await answerAloud(desk);
    await pty.waitFor(/p play the recording/);
    pty.type('p');
    await pty.waitFor('Not played: sh ended with exit code 1: no card.');
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
  });

  test('a pause does not write them down again', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo x >> started; echo keep it cool')} {file}`);
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    pty.type(KEY.enter);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(held(desk, 'started')).toBe('x\n');
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool' }]);
  });

  test('Ctrl+C in a correction keeps it and the recording, and brings it back', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo x >> started; echo keep it cruel')} {file}`);
    const pty = await correctTo(desk, 'coo');
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    expect(await audio(desk)).toHaveLength(1);
    expect(await turns(desk)).toMatchObject([{ answer: '' }]);
    pty.type(KEY.enter);
    await pty.waitFor(/keep it coo[^]*F1 keys/);
    pty.type('l');
    await pty.waitFor('keep it cool');
    pty.type(KEY.ctrlD);
    await pty.waitFor(VERDICT);
    expect(await audio(desk)).toEqual([]);
    expect(held(desk, 'started')).toBe('x\n');
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool', heard: { text: 'keep it cruel' } }]);
  });

  test('a closed terminal in a correction loses neither it nor the recording', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cruel')} {file}`);
    const pty = await correctTo(desk, 'coo');
    await hangUp(pty);
    expect(await audio(desk)).toHaveLength(1);
    const again = desk.open(['resume']);
    await again.waitFor(/keep it coo[^]*F1 keys/);
    again.type('l');
    await again.waitFor('keep it cool');
    again.type(KEY.ctrlD);
    await again.waitFor(VERDICT);
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool' }]);
  });

  test('the end of the round keeps them as they are', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`);
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    pty.type('e');
    await pty.waitFor('End the round?');
    pty.type('e');
    await pty.waitFor('Round ended early');
    await pty.exit();
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool', heard: { by: 'sh' } }]);
    expect(await audio(desk)).toEqual([]);
  });

  test('Enter right after the end of the player accepts nothing', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`, player(desk, 'sleep 0.5'));
    const pty = await answerAloud(desk);
    await pty.waitFor(/p play the recording/);
    pty.type('p');
    await pty.waitFor('Playing your recording.');
    await pty.waitFor(({ rows }) => !rows.join(' ').includes('Playing your recording.'));
    pty.type(KEY.enter);
    await pty.waitFor(WORDS);
    pty.type('e');
    await pty.waitFor('F1 keys');
    expect(await audio(desk)).toHaveLength(1);
  });

  test('a recording that has gone is said when it is to be played', async ({ desk }) => {
    const more = `rm ${desk.home}/sessions/*/audio-*.wav; exit 0`;
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`, player(desk, more));
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(() => isRecorded(desk));
    const [first = ''] = await audio(desk);
    writeFileSync(first.replace(/-\d{8}T\d{9}Z/, '-20260101T000000000Z'), readFileSync(first));
    await handIn(pty);
    await pty.waitFor(/p play the recording/);
    pty.type('p');
    await pty.waitFor(/Not played: the recording cannot be read/);
    await pty.waitFor(WORDS);
  });

  test('a correction outlives a recognizer that fails the next time', async ({ desk }) => {
    const asr = script(desk, 'asr.sh', '[ -e broken ] && exit 4; echo keep it cruel');
    listening(desk, `${asr} {file}`);
    const pty = await correctTo(desk, 'cool');
    await hangUp(pty);
    writeFileSync(join(desk.folder, 'broken'), '');
    const again = desk.open(['resume']);
    const verdict = await again.waitFor(VERDICT);
    expect(verdict.all.join(' ')).toContain('Your earlier correction is your answer.');
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool' }]);
    expect(await audio(desk)).toHaveLength(1);
  });

  test('a correction outlives a recognizer that is not named any more', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cruel')} {file}`);
    const pty = await correctTo(desk, 'cool');
    await hangUp(pty);
    settle(desk, 'voice: {}\n');
    const again = desk.open(['resume']);
    const verdict = await again.waitFor(VERDICT);
    expect(verdict.all.join(' ')).toContain('Your earlier correction is your answer.');
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool' }]);
  });

  test('a correction that was begun is what sessions transcribe keeps, with the sound', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cruel')} {file}`);
    const pty = await correctTo(desk, 'cool');
    await hangUp(pty);
    const [id = ''] = await desk.sessionIds();
    const { stdout, stderr } = await desk.run(['sessions', 'transcribe', id]);
    expect(stdout).toContain('  keep it cool\n');
    expect(stderr).toContain('your earlier correction is the answer, and the recording is kept.');
    expect(await audio(desk)).toHaveLength(1);
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool', heard: { text: 'keep it cruel' } }]);
  });

  test('no one accepts them where the round is resumed without a terminal', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`);
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    await hangUp(pty);
    await desk.run(['resume'], { input: '' });
    expect(await audio(desk)).toHaveLength(1);
    expect(await turns(desk)).toMatchObject([{ answer: '' }]);
  });

  test('the end of the asking does not accept them if the reveals still come', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`);
    const round = [
      'practice',
      '1',
      '2',
      '--speak-aloud',
      '--follow-ups',
      'none',
      '--reveal',
      'end',
      ...SHORT,
    ];
    const pty = desk.open(round);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 1);
    await handIn(pty);
    await pty.waitFor('Question 2 of 2');
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    pty.type('e');
    await pty.waitFor('End the round?');
    pty.type('e');
    await pty.waitFor(WORDS);
    expect(await audio(desk)).toHaveLength(1);
  });

  test('a kill loses no sound, and a resume shows them again', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo keep it cool')} {file}`);
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    pty.kill('SIGKILL');
    await pty.exit();
    expect(await audio(desk)).toHaveLength(1);
    const again = desk.open(['resume']);
    await again.waitFor(WORDS);
    again.type(KEY.enter);
    await again.waitFor(VERDICT);
    expect(await audio(desk)).toEqual([]);
    expect(await turns(desk)).toMatchObject([{ answer: 'keep it cool', heard: { by: 'sh' } }]);
  });
});

describe('line by line', () => {
  test('records, writes down and takes a correction', async ({ desk }) => {
    listening(
      desk,
      `${script(desk, 'asr.sh', 'sleep 1; echo keep it cruel')} {file}`,
      `  play: ${script(desk, 'play.sh', 'echo x > played; exec sleep 1000')} {file}\n`,
    );
    const pty = desk.open([...ROUND, '--plain']);
    await pty.waitFor(asked("Recording. Answer aloud. Press Enter when you're done."));
    await until(() => isRecorded(desk));
    pty.type(':record\r');
    await pty.waitFor('Recording paused, the clock runs. :record resumes it.');
    pty.type(':record\r');
    await pty.waitFor(/resumes it\.[^]* Recording\.(\n|$)/);
    pty.type('\r');
    await pty.waitFor('Before the reveal: how many key points');
    // The second Enter must not skip the recognizer.
    pty.type('3\r\r');
    const words = await pty.waitFor('Enter to continue, e to edit the words, p to play the recording.');
    expect(words.rows.join('\n')).toContain('keep it cruel');
    expect(words.all.join('\n')).not.toContain(NOTE);
    pty.type('p\r');
    await pty.waitFor('Playing. Press Enter to stop.');
    await until(() => held(desk, 'played') !== '');
    pty.type('\r');
    await pty.waitFor(/Enter to stop\.[^]*Enter to continue, e to edit/);
    pty.type('e\r');
    await pty.waitFor('Type the words as you said them.');
    pty.type('keep bread cool\rand dry\r---\r');
    await pty.waitFor(/found: .*keep bread cool/i);
    expect(await turns(desk)).toMatchObject([
      { answer: 'keep bread cool\nand dry', heard: { text: 'keep it cruel' } },
    ]);
  });

  test('says that nothing is recorded, and tries again', async ({ desk }) => {
    const record = script(desk, 'record.sh', 'echo x >> started; echo no device >&2; exit 1');
    settle(desk, `voice:\n  record: ${record}\n`);
    const pty = desk.open([...ROUND, '--plain']);
    await pty.waitFor(asked('Recording. Answer aloud.'));
    const failed = /Not recording: sh ended with exit code 1: no device\. :record tries\s+again\./;
    await pty.waitFor(failed);
    pty.type(':record\r');
    await pty.waitFor(({ all }) => [...all.join('\n').matchAll(new RegExp(failed, 'g'))].length === 2);
    expect(held(desk, 'started')).toBe('x\nx\n');
    pty.type('some words\r');
    await pty.waitFor("A spoken answer takes no text. Press Enter alone when you're done.");
    pty.type(':help\r');
    await pty.waitFor(':record  pause the recording, resume it, or try again');
    pty.type(':recrod\r');
    await pty.waitFor('Unknown command :recrod. :help lists the commands.');
    pty.type(':time\r');
    await pty.waitFor(/^ {2}\d:\d\d left$/m);
    pty.type('\r');
    await pty.waitFor(NOTE);
  });
});

describe('the recorder', () => {
  const recorderOf = (desk: Desk): number => Number(held(desk, 'recorder'));
  const recording = async (desk: Desk): Promise<Pty> => {
    listening(desk, `${script(desk, 'asr.sh', 'echo words')} {file}`);
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(() => isRecorded(desk));
    return pty;
  };

  test.for([
    ['the answer', (pty: Pty) => pty.type(KEY.enter)],
    ['a pause', (pty: Pty) => pty.type(KEY.ctrlC)],
    ['the space bar', (pty: Pty) => pty.type(' ')],
    ['SIGTERM', (pty: Pty) => pty.kill('SIGTERM')],
    ['SIGHUP', (pty: Pty) => pty.kill('SIGHUP')],
    ['SIGKILL', (pty: Pty) => pty.kill('SIGKILL')],
  ] as const)('ends with %s', async ([, end], { desk }) => {
    const pty = await recording(desk);
    const pid = recorderOf(desk);
    expect(runs(pid)).toBe(true);
    end(pty);
    await until(() => !runs(pid));
    expect(await audio(desk)).toHaveLength(1);
  });

  test('that failed is tried again by the space bar', async ({ desk }) => {
    tone(desk);
    const body = `[ -e plugged ] || { echo no device >&2; exit 1; }\n`;
    const go = `echo $$ > recorder\ncat tone.raw\nwhile printf '\\0\\0'; do sleep 0.2; done\n`;
    settle(
      desk,
      `voice:\n  record: ${script(desk, 'record.sh', body + go)}\n  transcribe: ${script(desk, 'asr.sh', 'echo cool')} {file}\n`,
    );
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/Not recording: sh ended with exit code 1: no device\.\s+space tries again/);
    writeFileSync(join(desk.folder, 'plugged'), '');
    pty.type(' ');
    await pty.waitFor(/● recording/);
    await until(() => isRecorded(desk));
    await handIn(pty);
    await pty.waitFor(WORDS);
  });

  test('stops at Ctrl+Z, and fg starts it again', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo words')} {file}`);
    const shell = ['--norc', '--noprofile', '-i'];
    const pty = desk.openCommand('bash', shell, { env: { PS1: 'shell> ' } });
    await pty.waitFor('shell> ');
    pty.type(`${desk.commandLine(ROUND)}\r`);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(() => isRecorded(desk));
    const pid = recorderOf(desk);
    pty.type('\x1a');
    await pty.waitFor(/Stopped[^]*shell> $/);
    expect(runs(pid)).toBe(false);
    pty.type('fg\r');
    await until(() => recorderOf(desk) !== pid && runs(recorderOf(desk)));
    await pty.waitFor(/● recording/);
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
  });

  test('stops at Ctrl+Z line by line too', async ({ desk }) => {
    listening(desk, `${script(desk, 'asr.sh', 'echo words')} {file}`);
    const shell = ['--norc', '--noprofile', '-i'];
    const pty = desk.openCommand('bash', shell, { env: { PS1: 'shell> ' } });
    await pty.waitFor('shell> ');
    pty.type(`${desk.commandLine([...ROUND, '--plain'])}\r`);
    await pty.waitFor('Enter to start.');
    pty.type('\r');
    await pty.waitFor('Recording. Answer aloud.');
    await until(() => isRecorded(desk));
    const pid = recorderOf(desk);
    pty.type('\x1a');
    await pty.waitFor(/Stopped[^]*shell> $/);
    expect(runs(pid)).toBe(false);
    pty.type('fg\r');
    await until(() => recorderOf(desk) !== pid && runs(recorderOf(desk)));
    pty.type('\r');
    await pty.waitFor('Before the reveal: how many key points');
  });

  test('and the recognizer get one file, however the folder is called', async ({ desk }) => {
    const home = join(desk.folder, `a 'home' "of" $(touch pwned); \u001b]0;owned\u0007`);
    mkdirSync(home);
    tone(desk);
    const yaml = `voice:\n  record: ${recorder(desk)}\n  transcribe: ${script(desk, 'asr.sh', 'echo $# > count; echo cool')} {file}\n`;
    writeFileSync(join(home, 'config.yaml'), yaml);
    const pty = desk.open(ROUND, { env: { HOTSEAT_HOME: home } });
    await begin(pty);
    await pty.waitFor(/● recording {2}█/);
    await handIn(pty);
    await pty.waitFor(WORDS);
    expect(held(desk, 'count').trim()).toBe('1');
    expect(held(desk, 'pwned')).toBe('');
    expect(pty.bytes).not.toContain('\x1b]0;owned');
  });
});

describe('what fails is said in a sentence, and the round goes on', () => {
  const failing: [name: string, asr: string, sentence: RegExp][] = [
    ['a recognizer that fails', 'echo no model >&2; exit 4', /sh ended with exit code 4: no model\./],
    ['one that prints nothing', 'true', /sh heard no words\./],
    ['one that prints bytes', 'head -c 5000 /dev/urandom', /what sh printed is no text\./],
    ['one that never stops printing', 'yes', /sh printed more than 16 MiB\./],
    ['one that is missing', '', /is-not-here was not found\./],
  ];
  test.for(failing)('%s', async ([name, asr, sentence], { desk }) => {
    listening(
      desk,
      name === 'one that is missing' ? 'is-not-here {file}' : script(desk, 'asr.sh', asr) + ' {file}',
    );
    const pty = await answerAloud(desk);
    await pty.waitFor(NOTE);
    pty.type('keep it cool\r');
    const verdict = await pty.waitFor(VERDICT);
    const said = verdict.all.join(' ').replace(/\s+/g, ' ');
    expect(said).toMatch(sentence);
    const [id = ''] = await desk.sessionIds();
    expect(said).toContain(`The recording is kept: \`hotseat sessions transcribe ${id}\` tries again.`);
    expect(await audio(desk)).toHaveLength(1);
    expect(await turns(desk)).toMatchObject([{ spoken: true, answer: 'keep it cool' }]);
  });

  test('a recognizer that prints escape sequences', async ({ desk }) => {
    listening(
      desk,
      script(
        desk,
        'asr.sh',
        `printf 'cool \\033]0;owned\\007\\033[2J dry \\302\\233 \\342\\200\\256 words\\n'`,
      ) + ' {file}',
    );
    const pty = await answerAloud(desk);
    await pty.waitFor(WORDS);
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(pty.bytes).not.toContain('\x1b]0;owned');
    expect(pty.bytes).not.toContain('\u202e');
  });

  test('a recorder that does not start: the note as before', async ({ desk }) => {
    settle(
      desk,
      `voice:\n  record: ${script(desk, 'record.sh', 'echo device busy >&2; exit 1')}\n  transcribe: cat {file}\n`,
    );
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor('Not recording: sh ended with exit code 1: device busy.');
    pty.type(KEY.enter);
    await pty.waitFor(NOTE);
    pty.type('forgot the cellar\r');
    await pty.waitFor(PREDICTION);
    expect(await turns(desk)).toMatchObject([{ spoken: true, answer: 'forgot the cellar' }]);
    expect(await audio(desk)).toEqual([]);
  });

  test('silence', async ({ desk }) => {
    writeFileSync(join(desk.folder, 'tone.raw'), new Uint8Array(320_000));
    const record = recorder(desk);
    settle(desk, `voice:\n  record: ${record}\n  transcribe: echo {file}\n`);
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor('Nothing heard. Is the microphone on?');
    await handIn(pty);
    await pty.waitFor(NOTE);
    pty.type(KEY.enter);
    const verdict = await pty.waitFor(VERDICT);
    expect(verdict.all.join(' ').replace(/\s+/g, ' ')).toContain('the recording has no speech');
  });

  test('no recognizer: the recording is kept, and a note is asked for', async ({ desk }) => {
    tone(desk);
    settle(desk, `voice:\n  record: ${recorder(desk)}\n`);
    const pty = desk.open(ROUND);
    await pty.waitFor(/recorded with sh\. To have your words written down, name a\s+recognizer/);
    await begin(pty);
    await pty.waitFor(/● recording/);
    await until(async () => (await audio(desk)).length === 1);
    pty.type(KEY.enter);
    await pty.waitFor(NOTE);
    pty.type(KEY.enter);
    await judge(pty);
    const debrief = await pty.waitFor('try again');
    const [id = ''] = await desk.sessionIds();
    expect(debrief.rows.join('\n')).toContain(`hotseat sessions play ${id}`);
    expect(debrief.rows.join('\n')).toContain(`hotseat sessions transcribe ${id}`);
    expect(await pty.exit()).toBe(0);
    expect(await audio(desk)).toHaveLength(1);
  });

  /** A recorder that prints a second of silence and three of a tone at once, and fails unless it is plugged in. */
  const printed = (desk: Desk): string => {
    tone(desk);
    const sound = readFileSync(join(desk.folder, 'tone.raw'));
    writeFileSync(join(desk.folder, 'tone.wav'), Buffer.concat([wavHeader(sound.length, FORMAT), sound]));
    return script(desk, 'record.sh', 'cat tone.wav\n[ -e plugged ] || exit 1\nexec sleep 1000\n');
  };

  test('a part in which the recognizer finds no words', async ({ desk }) => {
    const asr = script(desk, 'asr.sh', 'echo x >> tried; [ $(wc -l < tried) = 2 ] || echo cool');
    settle(desk, `voice:\n  record: ${printed(desk)}\n  transcribe: ${asr} {file}\n`);
    const pty = desk.open(ROUND);
    await begin(pty);
    await pty.waitFor(/Not recording: sh ended with exit code 1/);
    writeFileSync(join(desk.folder, 'plugged'), '');
    pty.type(' ');
    await until(async () => (await audio(desk)).length === 2);
    await handIn(pty);
    await pty.waitFor(WORDS);
    expect(held(desk, 'tried')).toBe('x\nx\n');
    pty.type(KEY.enter);
    await pty.waitFor(VERDICT);
    expect(await turns(desk)).toMatchObject([{ answer: 'cool' }]);
  });
});
