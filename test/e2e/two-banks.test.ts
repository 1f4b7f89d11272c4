import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { answer, box, debrief, judge, READY, SHORT_BANK, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

describe('two banks that share a number', () => {
  test('are told apart wherever the round calls a question', async ({ desk }) => {
    const second = join(desk.folder, 'pantry');
    await cp(SHORT_BANK, second, { recursive: true });
    const page = join(second, 'README.md');
    await writeFile(page, (await readFile(page, 'utf8')).replace(/^bank: .*$/m, 'bank: pantry'));
    const first = /^bank: (.*)$/m.exec(await readFile(join(SHORT_BANK, 'README.md'), 'utf8'))?.[1] ?? '';

    const banks = ['--bank', SHORT_BANK, '--bank', second];
    const pty = desk.open(['practice', `${first}/1`, 'pantry/1', '--follow-ups', 'none', ...banks]);
    const { all } = await pty.waitFor(box(`Question 1 of 2 · ${first}/1`));
    expect(all.join('\n')).toMatch(new RegExp(`1 {2}${first}/1 +Keeping bread`));
    expect(all.join('\n')).toMatch(/2 {2}pantry\/1 +Keeping bread/);
    await answer(pty, 'Question 1 of 2', 'In a tin.');
    await judge(pty);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await answer(pty, 'Question 2 of 2 · pantry/1', 'In a tin.');
    await judge(pty);
    const end = await pty.waitFor(debrief('Round finished'));
    expect(end.all.join('\n')).toMatch(/^ {2}pantry\/1 +Keeping bread/m);
    // What is told to be typed next means these two.
    expect(end.all.join(' ')).toContain(`hotseat practice ${first}/1 pantry/1 --bank`);
    expect(await pty.exit()).toBe(0);
  });
});
