import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desk } from '../support/program.ts';
import { asked, asks, box, PREDICTION, test, turns, unwrapped } from '../support/program.ts';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';

describe('a disk with a file size limit', () => {
  test('gives one sentence and exit code 1, keeps what was saved, and leaves nothing half written', async ({
    desk,
  }) => {
    const long = Array.from({ length: 1500 }, () => 'a long line of an answer').join('\n');
    await writeFile(join(desk.folder, 'input'), `${long}\n---\nmore\n---\n`);
    // A limit on file sizes simulates a full disk; the pipe exempts the output.
    const pty = desk.openShell(
      'ulimit -f 16; { hotseat practice 1 --bank "$BANK" < input 2>&1; echo "ended with $?"; } | tail -n 3',
      { columns: 200 },
    );
    const { rows } = await pty.waitFor('ended with 1');
    expect(rows[0]).toMatch(
      /^hotseat: cannot save the session in .*: the file would exceed the size limit\.$/,
    );
    expect(rows[1]).toMatch(/^help: .*hotseat resume/);
    const sessions = await desk.run(['sessions']);
    expect(sessions).toMatchObject({ code: 0, stderr: '' });
    expect(sessions.stdout).toContain('paused');
  });

  /** A round whose files may grow to 8 kB until `grow` lifts the limit. */
  async function onSmallDisk(desk: Desk): Promise<{ pty: Pty; grow: () => Promise<void> }> {
    const pty = desk.openShell(
      'ulimit -S -f 16; hotseat practice 1 --follow-ups none --bank "$BANK"; echo "ended with $?"',
    );
    await pty.waitFor(box('Question 1 of 1'));
    const grow = async (): Promise<void> => {
      execFileSync('prlimit', ['--pid', String(await desk.livePid()), '--fsize=unlimited:unlimited']);
    };
    return { pty, grow };
  }

  const LONG = `${'a long answer '.repeat(700)}and-its-end`;

  test('is reported in the box at once; Ctrl+S offers a way out; later it saves again', async ({ desk }) => {
    const { pty, grow } = await onSmallDisk(desk);
    pty.paste(LONG);
    const warned = await pty.waitFor(
      /Not saved: the file would exceed the size limit\. Ctrl\+S saves it\s+elsewhere/,
    );
    expect(warned.rows.join('\n')).toContain('and-its-end');
    pty.type('\x13');
    await pty.waitFor('s      save the answer elsewhere');
    pty.type('s');
    await pty.waitFor('Save the answer as');
    pty.type('\x15rescued.txt\r');
    await pty.waitFor('cannot write rescued.txt: the file would exceed the size limit.');
    await grow();
    await pty.waitFor(asks('save the answer elsewhere'));
    pty.type('s');
    await pty.waitFor(asks('Save the answer as'));
    pty.type('\x15rescued.txt\r');
    await pty.waitFor('Answer saved in rescued.txt.');
    expect(await readFile(join(desk.folder, 'rescued.txt'), 'utf8')).toBe(`${LONG}\n`);
    await pty.waitFor(asks('save the answer elsewhere'));
    pty.type(KEY.enter);
    await pty.waitFor(
      (screen) => box('Question 1 of 1')(screen) && !screen.rows.join().includes('Not saved: the file'),
    );
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe(LONG);
  });

  test('holds a submitted answer until it can be saved', async ({ desk }) => {
    const { pty, grow } = await onSmallDisk(desk);
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.type(KEY.ctrlD);
    await pty.waitFor('Your answer is still here');
    pty.type(KEY.enter);
    await pty.waitFor('Still not saved');
    await grow();
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: LONG });
  });

  test('lets the candidate quit: the answer is printed, the exit code is 1', async ({ desk }) => {
    const { pty } = await onSmallDisk(desk);
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.type(KEY.ctrlD);
    await pty.waitFor('Your answer is still here');
    pty.type('q');
    const { all } = await pty.waitFor('ended with 1');
    expect(unwrapped(all.slice(all.findIndex((text) => text.includes('This could not be saved'))))).toContain(
      'and-its-end hotseat: cannot save the session in',
    );
  });

  test('is reported in plain mode, and :save offers the same', async ({ desk }) => {
    const pty = desk.openShell(
      'ulimit -S -f 16; hotseat practice 1 --plain --follow-ups none --bank "$BANK"; echo "ended with $?"',
    );
    await pty.waitFor(asked('How do you keep bread fresh?'));
    for (let line = 0; line < 12; line++) pty.type(`${'a long line '.repeat(80)}\r`);
    // The next line reports what the heartbeat could not save.
    const nudge = setInterval(() => {
      pty.type('more\r');
    }, 100);
    await pty.waitFor('Not saved: the file would exceed the size limit.');
    clearInterval(nudge);
    pty.type(':save\r');
    await pty.waitFor(/s\s+to\s+save\s+the\s+answer\s+elsewhere/);
    pty.type('q\r');
    await pty.waitFor('ended with 1');
  });
});
