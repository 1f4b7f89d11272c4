import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { box, covers, PREDICTION, RATING, READY, SHORT_BANK, test, VERDICT } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

/** What may happen to a bank during a round, given its folder and the file of the open question. */
const CHANGES: Readonly<Record<string, (folder: string, file: string) => Promise<void>>> = {
  edited: async (_, file) => {
    const text = await readFile(file, 'utf8');
    const changed = text.replaceAll('bread', 'cake').replaceAll('SECRET', 'CHANGED');
    expect(changed).not.toBe(text);
    await writeFile(file, changed);
  },
  renumbered: async (folder, file) => {
    await writeFile(file, (await readFile(file, 'utf8')).replace('number: 1', 'number: 9'));
    await rename(file, join(folder, '009-keeping-bread.md'));
    const other = join(folder, '002-keeping-seeds.md');
    await writeFile(other, (await readFile(other, 'utf8')).replace('number: 2', 'number: 1'));
  },
  'broken in the middle of a line': async (_, file) => {
    await writeFile(file, (await readFile(file)).subarray(0, 300));
  },
  'without its follow-ups': async (_, file) => {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/## Follow-ups[^]*(?=## Hiring)/, ''));
  },
  deleted: async (folder) => {
    await rm(folder, { recursive: true });
  },
};

describe('a bank that changes during a pause', () => {
  for (const [name, change] of Object.entries(CHANGES)) {
    test.concurrent(
      `${name}: the round and the transcript continue with the question as it was asked`,
      async ({ desk }) => {
        const folder = join(desk.folder, 'bank');
        await cp(SHORT_BANK, folder, { recursive: true });
        await desk.run(['practice', '1', '--follow-ups', '1', '--bank', folder], { input: 'In a' });
        const before = await desk.run(['export']);
        expect(before.stdout).toContain('How do you keep bread fresh?');
        await change(folder, join(folder, '001-keeping-bread.md'));
        expect(await desk.run(['export'])).toEqual(before);

        const pty = desk.open(['resume']);
        await pty.waitFor(READY);
        pty.type(KEY.enter);
        const asked = await pty.waitFor(box('Question 1 of 1 · #1 kitchen'));
        expect(asked.rows.join('\n')).toContain('How do you keep bread fresh?');
        pty.type(` tin.${KEY.ctrlD}`);
        const pressed = await pty.waitFor(box('Follow-up 1 of 1'));
        expect(pressed.rows.join('\n')).toContain('And how do you keep bread fresh for a month?');
        pty.type('Frozen.');
        await pty.waitFor('Frozen.');
        pty.type(KEY.ctrlD);
        await pty.waitFor(PREDICTION);
        pty.type('3');
        await pty.waitFor(VERDICT);
        pty.type('y');
        await pty.waitFor(covers(1));
        pty.type('e');
        await pty.waitFor('SECRET-EXPECTED-1. Keep bread cool');
        pty.type('d');
        await pty.waitFor(RATING);
        pty.type('3');
        expect(await pty.exit()).toBe(0);

        const { code, stdout, stderr } = await desk.run(['export']);
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout).toMatch(/^## #1 Keeping bread\n\nHow do you keep bread fresh\?\n\n\*submitted/m);
        expect(stdout).toContain('> In a tin.');
        expect(stdout).toContain('- [x] **Cool bread.** SECRET-POINT-1: keep bread cool.');
        expect(stdout).toContain('SECRET-FOLLOWUP-1-1. Colder still.');
        expect((await desk.run(['sessions'])).stdout).toContain('Keeping bread');
      },
    );
  }
});
