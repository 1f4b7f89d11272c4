import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import { begin, box, PREDICTION, SHORT, test, turns } from '../support/program.ts';

describe('a paste', () => {
  test('keeps every line and submits nothing', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.paste('first\n\n\tthird \x04 with a Ctrl+D in it\nlast');
    await pty.waitFor('last');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    const [first] = await turns(desk);
    expect(first?.answer).toMatch(/^first\n\n.*third .* with a Ctrl\+D in it\nlast$/);
  });
});

describe("the candidate's editor", () => {
  /** An editor that runs this script on its file, `$1`. */
  async function editor(desk: Desk, script: string): Promise<string> {
    const file = join(desk.folder, 'my-editor');
    await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  test('Ctrl+X Ctrl+E opens the text and takes it back', async ({ desk }) => {
    const EDITOR = await editor(
      desk,
      'cat "$1" > seen; printf "%s\\nand from the editor" "$(cat "$1")" > "$1"',
    );
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env: { EDITOR } });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('From the box');
    await pty.waitFor('From the box');
    pty.type(KEY.ctrlX + KEY.ctrlE);
    await pty.waitFor('and from the editor');
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe('From the box\nand from the editor');
  });

  test('--editor opens each answer there, and what is saved becomes the draft', async ({ desk }) => {
    const EDITOR = await editor(
      desk,
      'printf "saved so far" > "$1"; read -r line; printf " and done" >> "$1"',
    );
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', '--editor', ...SHORT], {
      env: { EDITOR },
    });
    await begin(pty);
    await desk.untilSaved(/saved so far/);
    pty.type('\n');
    await pty.waitFor('saved so far and done');
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe('saved so far and done');
  });

  test('if missing, gives a sentence and keeps the text', async ({ desk }) => {
    const pty = desk.open(['practice', '1', ...SHORT], { env: { EDITOR: 'no-such-editor' } });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Still here');
    await pty.waitFor('Still here');
    pty.type(KEY.ctrlX + KEY.ctrlE);
    const { rows } = await pty.waitFor('Editor not found: no-such-editor.');
    expect(rows.join('\n')).toContain('Still here');
  });
});
