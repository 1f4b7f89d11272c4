import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desk, Ended } from '../support/program.ts';
import { box, PAUSED, READY, SHORT, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { bytesBelow } from '../support/stored.ts';

/** A data folder on its own machine. */
interface Machine {
  home: string;
  run: (args: readonly string[], input?: string) => Promise<Ended>;
}

function machine(desk: Desk, name: string): Machine {
  const home = join(desk.folder, name);
  return {
    home,
    run: (args, input = '') => desk.run(args, { input, env: { HOTSEAT_HOME: home } }),
  };
}

/** Copies missing files both ways, except the cache. A file that both have must be the same on both. */
function sync(here: Machine, there: Machine): void {
  const [mine, theirs] = [here, there].map(({ home }) => bytesBelow(join(home, 'sessions')));
  for (const [file, bytes] of mine ?? []) {
    const other = theirs?.get(file.replace(here.home, there.home));
    if (other !== undefined) expect(other, `a conflict in ${file}`).toBe(bytes);
  }
  for (const [from, to] of [
    [here, there],
    [there, here],
  ] as const)
    cpSync(join(from.home, 'sessions'), join(to.home, 'sessions'), { recursive: true, force: false });
}

interface Exported {
  conflicts: string[];
  turns: { state: string; answer: string; draft?: string; elsewhere?: string[] }[];
}

/** The same transcript on both machines, without reported damage. */
async function exportOfBoth(here: Machine, there: Machine): Promise<{ data: Exported; markdown: string }> {
  const [data, markdown] = await Promise.all(
    [['export', '-f', 'json'], ['export']].map(async (args) => {
      const ends = await Promise.all([here, there].map(({ run }) => run(args)));
      for (const { code, stdout, stderr } of ends)
        expect([code, stderr, stdout]).toEqual([0, '', ends[0]?.stdout]);
      return ends[0]?.stdout ?? '';
    }),
  );
  return { data: JSON.parse(data ?? '') as Exported, markdown: markdown ?? '' };
}

const ROUND = ['practice', '1', '2', '--follow-ups', 'none', ...SHORT];

/** Two machines with the same session, paused in the box of its first question with this draft. */
async function twoMachines(desk: Desk, draft = ''): Promise<[Machine, Machine]> {
  const [here, there] = [machine(desk, 'here'), machine(desk, 'there')];
  if (draft !== '') await here.run(ROUND, draft);
  else {
    // Through an empty pipe a round leaves nothing.
    const pty = desk.open([...ROUND], { env: { HOTSEAT_HOME: here.home } });
    await pty.waitFor(box('Question 1 of 2'));
    pty.type(KEY.ctrlC);
    await pty.waitFor(PAUSED);
    pty.type('q');
    await pty.exit();
  }
  cpSync(here.home, there.home, { recursive: true });
  return [here, there];
}

describe('one session on two machines of a synced folder', () => {
  test('answered on both: one session, which says so and has the words of both', async ({ desk }) => {
    const [here, there] = await twoMachines(desk);
    await here.run(['resume'], 'Said here.\n---\n');
    await there.run(['resume'], 'Said there.\n---\nIn a tin.\n---\n');
    sync(here, there);
    const { data, markdown } = await exportOfBoth(here, there);
    expect(data.turns).toMatchObject([
      { state: 'submitted', answer: 'Said there.', elsewhere: ['Said here.'] },
      { state: 'submitted', answer: 'In a tin.' },
    ]);
    expect(data.turns[1]).not.toHaveProperty('elsewhere');
    expect(data.conflicts).toEqual(['Question #1 was answered on two machines; the later answer counts.']);
    expect(markdown).toContain('Note: Question #1 was answered on two machines');
    expect(markdown).toContain('> Said there.\n\nOn another machine:\n\n> Said here.');
  });

  test('skipped on one and answered on the other: the answer is not lost', async ({ desk }) => {
    const [here, there] = await twoMachines(desk);
    await here.run(['resume'], 'Said here.\n---\n');
    await there.run(['resume'], '---\n');
    sync(here, there);
    const { data } = await exportOfBoth(here, there);
    expect(data.turns[0]).toMatchObject({ state: 'skipped', elsewhere: ['Said here.'] });
    expect(data.conflicts).toHaveLength(1);
  });

  test('answered on one with a draft on the other: both are reported and kept', async ({ desk }) => {
    const [here, there] = await twoMachines(desk);
    await here.run(['resume'], 'Half a thought');
    await there.run(['resume'], 'Said there.\n---\n');
    sync(here, there);
    const check = async (): Promise<void> => {
      const { data, markdown } = await exportOfBoth(here, there);
      expect(data.turns[0]).toMatchObject({ answer: 'Said there.', elsewhere: ['Half a thought'] });
      expect(data.conflicts).toEqual(['A draft of question #1 on another machine was not submitted.']);
      expect(markdown).toContain('On another machine:\n\n> Half a thought');
    };
    await check();
    await there.run(['resume'], 'In a tin.\n---\n');
    sync(here, there);
    await check();
  });

  test('with a draft on both: the box has both', async ({ desk }) => {
    const [here, there] = await twoMachines(desk, 'Together');
    await here.run(['resume'], 'and here');
    await there.run(['resume'], 'and there');
    sync(here, there);
    const { data } = await exportOfBoth(here, there);
    const both = data.turns[0]?.draft;
    expect(both?.split('\n\n').sort()).toEqual(['Together\nand here', 'Together\nand there']);
    const pty = desk.open(['resume'], { env: { HOTSEAT_HOME: there.home } });
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    const { rows } = await pty.waitFor(box('Question 1 of 2'));
    expect(rows.join('\n')).toMatch(/and here[^]*and there|and there[^]*and here/);
    pty.kill('SIGTERM');
    await pty.exit();
    sync(here, there);
    // The resuming process has read both: they are one draft from now on.
    expect((await exportOfBoth(here, there)).data.turns[0]?.draft).toBe(both);
  });

  test('resumed in turns, each time after a sync: no conflict', async ({ desk }) => {
    const [here, there] = await twoMachines(desk);
    await here.run(['resume'], 'Begun here');
    sync(here, there);
    await there.run(['resume'], 'gone on there\n---\n');
    sync(here, there);
    await here.run(['resume'], 'In a tin.\n---\n');
    sync(here, there);
    const { data } = await exportOfBoth(here, there);
    expect(data.conflicts).toEqual([]);
    expect(data.turns.map(({ answer, elsewhere }) => [answer, elsewhere])).toEqual([
      ['Begun here\ngone on there', undefined],
      ['In a tin.', undefined],
    ]);
  });
});
