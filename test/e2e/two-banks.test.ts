import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { answer, box, debrief, judge, READY, SHORT_BANK, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

describe('two banks that share a number', () => {
  test('are distinguished wherever the round names a question', async ({ desk }) => {
    const second = join(desk.folder, 'pantry');
    await cp(SHORT_BANK, second, { recursive: true });
    const readme = join(second, 'README.md');
    await writeFile(readme, (await readFile(readme, 'utf8')).replace(/^bank: .*$/m, 'bank: pantry'));
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
    // The suggested commands mean these two.
    expect(end.all.join(' ')).toContain(`hotseat practice ${first}/1 pantry/1 --bank`);
    expect(await pty.exit()).toBe(0);

    const exported = async (format: string): Promise<string> =>
      (await desk.run(['export', '-f', format])).stdout;
    const headings = (await exported('md')).split('\n').filter((line) => line.startsWith('## '));
    expect(headings).toEqual([`## ${first}/1 Keeping bread`, '## pantry/1 Keeping bread']);
    const page = await exported('html');
    for (const call of [`${first}/1`, 'pantry/1'])
      expect(page.split(`${call} Keeping bread<`)).toHaveLength(3);
    expect(page).not.toContain('#1 ');
    expect((await turns(desk)).map(({ call }) => call)).toEqual([`${first}/1`, 'pantry/1']);
    // A card uses no number: bank and id identify it.
    const cards = (await exported('anki')).split('\n').filter((line) => line.startsWith('"hotseat/'));
    expect(cards.map((card) => card.split('\t')[0])).toEqual([
      `"hotseat/${first}/keeping-bread"`,
      '"hotseat/pantry/keeping-bread"',
    ]);
  });
});
