import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { NO_MOUNT, SmallDisk, UNDER_MODES } from '../support/faults.ts';
import type { Desk } from '../support/program.ts';
import {
  asked,
  asks,
  box,
  PREDICTION,
  READY,
  SHORT,
  test as base,
  turns,
  unwrapped,
} from '../support/program.ts';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';

/** Sessions are on their own disk with room for 64 kB. */
const test = base.extend<{ disk: SmallDisk }>({
  disk: async ({ desk, skip }, use) => {
    skip(NO_MOUNT !== null, NO_MOUNT ?? '');
    const disk = new SmallDisk(desk.home, 64);
    await use(disk);
    disk.dispose();
  },
});

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT];
const FULL = /^hotseat: cannot save the session in \S+: the disk is full\.\nhelp: free some space /;
/** Longer than the space left in the last block of any session file. */
const LONG = `${'a long answer '.repeat(700)}and-its-end`;

/** Every file of the data folder except the one that fills it. */
async function filesIn(desk: Desk): Promise<string[]> {
  const entries = await readdir(desk.home, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() && entry.name !== 'ballast' ? [entry.name] : []));
}

async function openBox(desk: Desk, args: readonly string[] = ROUND): Promise<Pty> {
  const pty = desk.open(args);
  await pty.waitFor(box('Question 1 of 1'));
  return pty;
}

describe('a full disk', () => {
  test('from the start: one sentence, exit code 1, and no session left behind', async ({ desk, disk }) => {
    disk.fill();
    const { code, stderr } = await desk.run(ROUND, { input: 'Cool.\n---\n' });
    expect(stderr).toMatch(FULL);
    expect(stderr).not.toContain('resume');
    expect(code).toBe(1);
    expect(await readdir(desk.home)).toEqual(['ballast']);
    const pty = desk.open(ROUND);
    expect(await pty.exit()).toBe(1);
    expect(unwrapped(pty.screen().all)).toMatch(
      /^hotseat: cannot save the session in .*: the disk is full\./,
    );
    expect(await readdir(desk.home)).toEqual(['ballast']);
    disk.free();
    expect((await desk.run(ROUND, { input: 'Cool.\n---\n' })).code).toBe(0);
  });

  test('while writing: reported at once; the answer can be saved elsewhere, and later here', async ({
    desk,
    disk,
  }) => {
    const pty = await openBox(desk);
    disk.fill();
    pty.paste(LONG);
    const warned = await pty.waitFor('Not saved: the disk is full.');
    expect(warned.rows.join('\n')).toContain('and-its-end');
    pty.type('\x13');
    await pty.waitFor(asks('save the answer elsewhere'));
    pty.type('s');
    await pty.waitFor(asks('Save the answer as'));
    pty.type('\x15rescued.txt\r');
    await pty.waitFor('Answer saved in rescued.txt.');
    expect(await readFile(join(desk.folder, 'rescued.txt'), 'utf8')).toBe(`${LONG}\n`);
    disk.free();
    await pty.waitFor(asks('save the answer elsewhere'));
    pty.type(KEY.enter);
    await pty.waitFor(
      (screen) => box('Question 1 of 1')(screen) && !screen.rows.join().includes('Not saved: the disk'),
    );
    await desk.untilSaved(/and-its-end/);
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: LONG });
    expect((await filesIn(desk)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('when submitting: the answer is held until there is room, and is written once', async ({
    desk,
    disk,
  }) => {
    const pty = await openBox(desk);
    disk.fill();
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.type(KEY.ctrlD);
    await pty.waitFor('Your answer is still here');
    pty.type(KEY.enter);
    const refused = await pty.waitFor('Still not saved');
    expect(refused.all.join('\n')).not.toContain('submitted');
    disk.free();
    pty.type(KEY.enter);
    const { all } = await pty.waitFor(PREDICTION);
    expect(all.filter((line) => line.startsWith('  submitted · '))).toHaveLength(1);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: LONG });
    const { stderr } = await desk.run(['export']);
    expect(stderr).toBe('');
  });

  test('when submitting line by line: submitted is said once it is written', async ({ desk, disk }) => {
    const pty = desk.open([...ROUND, '--plain']);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    disk.fill();
    // A terminal cuts a line after 4,096 bytes.
    for (let line = 0; line < 16; line++) pty.type(`${'an answer in lines '.repeat(40)}\r`);
    pty.type('---\r');
    const refused = await pty.waitFor('Enter to try again');
    expect(refused.all.join('\n')).not.toContain('submitted,');
    disk.free();
    pty.type('\r');
    const { all } = await pty.waitFor('how many key points');
    expect(
      all.filter((line) => /^ *submitted, /.test(line)),
      all.join('\n'),
    ).toHaveLength(1);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted' });
  });

  test('at a pause: the same is offered, and unsaved words are not lost', async ({ desk, disk }) => {
    const pty = await openBox(desk);
    disk.fill();
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.type(KEY.ctrlC);
    await pty.waitFor('Your answer is still here');
    disk.free();
    pty.type(KEY.enter);
    await pty.waitFor(asks('q      quit, resume later'));
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: LONG });
  });

  test('at a pause already saved: nothing is reported, and quitting succeeds', async ({ desk, disk }) => {
    const pty = await openBox(desk);
    pty.type('Half an answer');
    await pty.waitFor('Half an answer');
    pty.type(KEY.ctrlC);
    await pty.waitFor(asks('q      quit, resume later'));
    disk.fill();
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    expect(pty.screen().all.join('\n')).not.toContain('hotseat: cannot');
    expect((await turns(desk))[0]).toMatchObject({ draft: 'Half an answer' });
  });

  test('at a SIGTERM: the answer is printed, the exit code is 1, and what was saved stays', async ({
    desk,
    disk,
  }) => {
    const pty = await openBox(desk);
    pty.type('Saved before. ');
    await desk.untilSaved(/Saved before\./);
    disk.fill();
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.kill('SIGTERM');
    expect(await pty.exit()).toBe(1);
    const { all } = pty.screen();
    const told = unwrapped(all.slice(all.findIndex((text) => text.includes('This could not be saved'))));
    expect(told).toContain('Saved before. a long answer');
    expect(told).toContain('and-its-end hotseat: cannot save the session in');
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'Saved before. ' });
  });

  test('at a resume: one sentence, nothing changed, and it works once there is room', async ({
    desk,
    disk,
  }) => {
    await desk.run(ROUND, { input: 'Half an answer' });
    const before = await filesIn(desk);
    disk.fill();
    const refused = await desk.run(['resume'], { input: 'More.\n---\n' });
    expect(refused.stderr).toMatch(FULL);
    expect(refused.code).toBe(1);
    expect(await filesIn(desk)).toEqual(before);
    disk.free();
    const pty = desk.open(['resume']);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor('Half an answer');
  });

  test('at an export or a new question: exit code 1, old files kept, nothing half written', async ({
    desk,
    disk,
  }) => {
    await desk.run(ROUND, { input: `${'a long line of an answer\n'.repeat(400)}---\n` });
    await writeFile(join(desk.home, 'old.md'), 'what was there');
    disk.fill();
    const before = await filesIn(desk);
    for (const args of [
      ['export', '-o', join(desk.home, 'new.md')],
      ['export', '-f', 'json', '-o', join(desk.home, 'new.json')],
      ['export', '-o', join(desk.home, 'old.md'), '--force'],
      ['bank', 'new', 'A question that finds no room'],
    ]) {
      const { code, stderr } = await desk.run(args);
      expect(stderr).toMatch(/^hotseat: cannot write .*: the disk is full\.\nhelp: /);
      expect(code).toBe(1);
    }
    expect(await filesIn(desk)).toEqual(before);
    expect(await readFile(join(desk.home, 'old.md'), 'utf8')).toBe('what was there');
  });
});

describe('a read-only disk', () => {
  test('can be read; commands that write say so in one sentence and change nothing', async ({
    desk,
    disk,
  }) => {
    await desk.run(ROUND, { input: 'Half an answer' });
    await desk.run(['bank', 'new', 'A question']);
    const before = await filesIn(desk);
    disk.protect();
    await checkReadOnly(desk, 'the disk is read-only');
    expect(await filesIn(desk)).toEqual(before);
  });

  base('holds for a folder without the permission as well', async ({ desk, skip }) => {
    if (UNDER_MODES === null) return skip('root may write anywhere, and setpriv is not there to forbid it');
    await desk.run(ROUND, { input: 'Half an answer' });
    const before = await filesIn(desk);
    const [segment = ''] = await desk.sessionFiles('.jsonl');
    for (const folder of [dirname(segment), join(desk.home, 'sessions'), desk.home])
      await chmod(folder, 0o500);
    await checkReadOnly(desk, 'no permission', UNDER_MODES);
    expect(await filesIn(desk)).toEqual(before);
  });
});

/** Checks a read-only data folder that has a paused session and a bank. */
async function checkReadOnly(desk: Desk, reason: string, under: readonly string[] = []): Promise<void> {
  for (const args of [['sessions'], ['export'], ['list', ...SHORT], ['review', '1', ...SHORT]]) {
    const { code, stdout, stderr } = await desk.run(args, { under });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
  }
  for (const args of [
    [...ROUND],
    ['resume'],
    ['bank', 'new', 'Another question'],
    ['export', '-o', join(desk.home, 'new.md')],
  ]) {
    const { code, stderr } = await desk.run(args, { input: 'More.\n---\n', under });
    expect(stderr).toMatch(new RegExp(`^hotseat: cannot [^\n]*: ${reason}\\.\nhelp: .*\n$`));
    expect(stderr).not.toContain('HOTSEAT_HOME');
    expect(stderr.includes('hotseat resume')).toBe(args[0] === 'resume');
    expect(code).toBe(1);
  }
}

describe('a full output', () => {
  base('is one sentence and exit code 1, in every command that prints', async ({ desk }) => {
    await desk.run(ROUND, { input: 'Cool.\n---\n' });
    for (const command of [
      'list',
      'list --json',
      'review 1',
      'sessions',
      'export',
      'bank lint "$BANK"',
      'bank new Title',
      '--help',
      '--version',
    ]) {
      const pty = desk.openShell(`hotseat ${command} > /dev/full; echo "ended with $?"`);
      const { rows } = await pty.waitFor('ended with');
      expect(rows, command).toContain('hotseat: cannot write the output: the disk is full.');
      expect(rows.at(-1), command).toBe('ended with 1');
    }
  });
});
