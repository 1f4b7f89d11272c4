import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import { begin, box, PREDICTION, SHORT, test, turns, unwrapped } from '../support/program.ts';

describe("the candidate's editor", () => {
  /** An editor that runs this script on its file, `$1`. */
  async function editor(desk: Desk, script: string): Promise<string> {
    const file = join(desk.folder, 'my-editor');
    await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  test('may still save after a strict time-up, and that is kept and marked as late', async ({ desk }) => {
    const EDITOR = await editor(
      desk,
      'printf "in time" > "$1"; read -r line; printf ", and this came after" >> "$1"',
    );
    const args = ['practice', '1', '--follow-ups', 'none', '--strict', '-m', '0.05', '--editor', ...SHORT];
    const pty = desk.open(args, { env: { EDITOR } });
    await begin(pty);
    await desk.untilSaved(/in time/);
    await desk.untilClockStands();
    pty.type('\n');
    await pty.waitFor('What you saved after that is kept and marked as late.');
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]).toMatchObject({
      state: 'timed-out',
      answer: 'in time',
      late: ', and this came after',
    });
    expect((await desk.run(['export'])).stdout).toContain(
      '> in time\n\nWritten after time was up:\n\n> , and this came after',
    );
  });

  test('if killed, leaves no trace on the terminal, and its files are named', async ({ desk }) => {
    const EDITOR = await editor(
      desk,
      String.raw`printf '\033[?1049h\033[?1h\033[?1000h\033[31mTHE EDITOR'
        echo half > "$(dirname "$1")/.answer.md.swp"; kill -9 $$`,
    );
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env: { EDITOR } });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Typed');
    await pty.waitFor('Typed');
    pty.type(KEY.ctrlX + KEY.ctrlE);
    await pty.waitFor(/ended with\s+SIGKILL/);
    pty.type(' on');
    const { all } = await pty.waitFor('Typed on');
    const told = /The editor's files are in (\S+)\. Your text is kept\./;
    const [, folder = ''] = told.exec(unwrapped(all)) ?? [];
    expect(folder).toContain('hotseat-');
    expect(all.join('\n')).toContain('Round of 1');
    expect(all.join('\n')).not.toContain('THE EDITOR');
  });

  test('if not set, says how to set one', async ({ desk }) => {
    const pty = desk.open(['practice', '1', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlX + KEY.ctrlE);
    await pty.waitFor('export EDITOR=vim');
  });
});
