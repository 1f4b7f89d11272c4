import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { edit, WHOLE } from '../support/bank.ts';
import {
  answer,
  asked,
  begin,
  box,
  type Desk,
  judge,
  PAUSED,
  PREDICTION,
  SHORT,
  test,
  turns,
} from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { held, runs, script, settle, until } from '../support/voice.ts';

/** A voice that writes down what it says, and speaks until the file `go` is there. */
const SLOW = `
printf '%s\\n' "$1" >> said
sleep 1000 & echo "$$ $!" > pids
while [ ! -e go ]; do sleep 0.05; done
kill $!
`;

function slowVoice(desk: Desk): void {
  settle(desk, `voice:\n  speak: ${script(desk, 'voice.sh', SLOW)} {text}\n`);
}

const ROUND = ['practice', '1', '--read-aloud', ...SHORT];
const READING = 'Reading aloud. The clock starts after it.';

describe('--read-aloud', () => {
  test('speaks the question and its follow-ups, and then the clock starts', async ({ desk }) => {
    slowVoice(desk);
    const pty = desk.open([...ROUND, '--follow-ups', '1']);
    await begin(pty);
    const reading = await pty.waitFor(READING);
    expect(reading.rows.join('\n')).toContain('How do you keep bread fresh?');
    await until(() => held(desk, 'said') !== '');
    // Nothing is asked before the voice has ended: no clock runs.
    const [journal = ''] = await desk.sessionFiles('.jsonl');
    expect(held({ folder: '/' }, journal)).not.toContain('"asked"');
    writeFileSync(join(desk.folder, 'go'), '');
    await answer(pty, 'Question 1 of 1', 'Cool and dry.');
    await answer(pty, 'Follow-up 1 of 1', 'More.');
    await judge(pty);
    expect(await pty.exit()).toBe(0);
    const said = held(desk, 'said');
    expect(said.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(said).toMatch(/^How do you keep bread fresh\?/);
    // Every answer of this bank has this word.
    expect(said).not.toContain('SECRET');
    const shown = pty.screen().all.join('\n');
    expect(shown).not.toContain(READING);
    expect(await turns(desk)).toMatchObject([{ answer: 'Cool and dry.' }, { answer: 'More.' }]);
  });

  test('stops the voice, and what it has started, at Enter', async ({ desk }) => {
    slowVoice(desk);
    const pty = desk.open([...ROUND, '--follow-ups', 'none']);
    await begin(pty);
    await pty.waitFor(READING);
    await until(() => held(desk, 'pids') !== '');
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 1'));
    const pids = held(desk, 'pids').trim().split(' ').map(Number);
    await until(() => !pids.some(runs));
  });

  test('pauses at Ctrl+C, and reads the question again when the round is resumed', async ({ desk }) => {
    slowVoice(desk);
    const pty = desk.open([...ROUND, '--follow-ups', 'none']);
    await begin(pty);
    await pty.waitFor(READING);
    await until(() => held(desk, 'pids') !== '');
    pty.type(KEY.ctrlC);
    await pty.waitFor(PAUSED);
    const pids = held(desk, 'pids').trim().split(' ').map(Number);
    await until(() => !pids.some(runs));
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    writeFileSync(join(desk.folder, 'go'), '');
    const again = desk.open(['resume']);
    await answer(again, 'Question 1 of 1', 'Cool.');
    await again.waitFor(PREDICTION);
    expect(held(desk, 'said').match(/bread/g)).toHaveLength(2);
  });

  test('works line by line', async ({ desk }) => {
    slowVoice(desk);
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--plain']);
    await pty.waitFor(asked('Reading aloud.'));
    await until(() => held(desk, 'said') !== '');
    pty.type(KEY.enter);
    pty.type('Cool.\r---\r');
    const screen = await pty.waitFor('Before the reveal: how many key points');
    expect(screen.all.join('\n').match(/How do you keep bread fresh/g)).toHaveLength(1);
    expect(await turns(desk)).toMatchObject([{ answer: 'Cool.' }]);
  });

  test('is a setting too, which a pipe ignores', async ({ desk }) => {
    settle(desk, 'practice:\n  readAloud: true\nvoice:\n  speak: missing-voice\n');
    const piped = await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], {
      input: 'Cool.\n---\n',
    });
    expect(piped).toMatchObject({ code: 0, stderr: '' });
    const typed = await desk.run(ROUND, { input: 'Cool.\n---\n' });
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('--read-aloud needs a terminal.');
  });
});

describe('the voice', () => {
  test('that fails is reported in a sentence, and the round goes on', async ({ desk }) => {
    const words = script(desk, 'voice.sh', `printf 'boo \\033]0;x\\007no device\\n' >&2; exit 3\n`);
    settle(desk, `voice:\n  speak: ${words}\n`);
    const pty = desk.open([...ROUND, '--follow-ups', 'none']);
    const screen = await pty.waitFor(box('Question 1 of 1'));
    expect(screen.all.join(' ')).toMatch(/Not read aloud: sh ended with exit code 3: boo .*no device\./);
    expect(pty.bytes).not.toContain('\x1b]0;x');
  });

  test('that is missing is reported with what to install', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--follow-ups', 'none'], { env: { PATH: desk.folder } });
    const screen = await pty.waitFor(box('Question 1 of 1'));
    expect(screen.all.join(' ').replace(/\s+/g, ' ')).toContain(
      'There is no voice here to read the questions. Install one, such as espeak-ng, or name a command with voice.speak',
    );
  });

  test.for([
    ['espeak-ng | cat', 'voice.speak must be one command'],
    ['$(touch pwned)', 'voice.speak must be one command'],
    ['"{text}"', 'voice.speak must be one command'],
  ])('is one command and no shell: %s', async ([command, message], { desk }) => {
    settle(desk, `voice:\n  speak: '${command}'\n`);
    const pty = desk.open([...ROUND, '--follow-ups', 'none']);
    expect(await pty.exit()).toBe(2);
    expect(pty.screen().all.join(' ')).toContain(message);
    expect(held(desk, 'pwned')).toBe('');
  });
});

/** A bank whose question is a command to any shell that reads it. */
function hostileBank(desk: Desk): readonly string[] {
  const commands = `'touch pwned' "touch pwned" \`touch pwned\` $(touch pwned) | touch pwned\n\ntouch pwned`;
  const asked = /^## Question\n\n(.*)$/m.exec(WHOLE)?.[1] ?? '';
  const bank = join(desk.folder, 'hostile');
  mkdirSync(bank);
  writeFileSync(
    join(bank, '001.md'),
    edit(WHOLE, asked, `What is a proxy; touch pwned; and why?\n\n${commands}`),
  );
  return ['--bank', bank];
}

const ALOUD = ['practice', '1', '--read-aloud', '--plain', '--follow-ups', 'none'];

describe('a question that is a command', () => {
  test.for([
    "sh -c 'echo {text} | cat'",
    `bash -c "echo '{text}'"`,
    'sh -c {text}',
    'say --text={text}',
    'sh',
    `env -S 'sh -c' {text}`,
    `xargs -I% sh -c 'echo %'`,
  ])('is given to no shell: %s', async (command, { desk }) => {
    settle(desk, `voice:\n  speak: ${JSON.stringify(command)}\n`);
    const pty = desk.open([...ALOUD, ...hostileBank(desk)]);
    expect(await pty.exit()).toBe(2);
    expect(pty.screen().all.join(' ').replace(/\s+/g, ' ')).toMatch(
      /voice\.speak must (?:have \{text\} as a word of its own|not pass (?:\{text\}|the text) to \w+ as code)\..*script/,
    );
    expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
  });

  test('is one argument of a script', async ({ desk }) => {
    settle(
      desk,
      `voice:\n  speak: ${script(desk, 'voice.sh', `printf '%s' "$1" > said; echo $# > count`)} {text}\n`,
    );
    const pty = desk.open([...ALOUD, ...hostileBank(desk)]);
    await pty.waitFor('Enter to start.');
    pty.type(KEY.enter);
    await until(() => held(desk, 'count') !== '');
    expect(held(desk, 'count')).toBe('1\n');
    expect(held(desk, 'said')).toMatch(/^What is a proxy; touch pwned; and why\?\n.*\ntouch pwned\.\n/s);
    expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
    pty.type(KEY.ctrlC);
  });
});
