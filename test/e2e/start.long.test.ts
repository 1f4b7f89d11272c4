import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY, type Screen } from '../support/pty.ts';
import { asks, box, READY, SHORT, skipWho, test } from '../support/program.ts';

const PAGE = asks('choose   enter select');

describe('the start page', () => {
  test("ends on a signal with that signal's exit code", async ({ desk }) => {
    const pty = desk.open(SHORT);
    await pty.waitFor(asks('Your role'));
    process.kill(pty.pid, 'SIGTERM');
    expect(await pty.exit()).toBe(143);
  });

  test('reviews a chosen question', async ({ desk }) => {
    await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'x\n---\n' });
    const pty = desk.open(SHORT, { rows: 100 });
    await pty.waitFor(PAGE);
    pty.type(KEY.down + KEY.down);
    await pty.waitFor('❯ Review a question');
    pty.type(KEY.enter);
    await pty.waitFor('Which question? Number, id or words about it; Enter alone goes back:');
    pty.type(`999${KEY.enter}`);
    await pty.waitFor('There is no question 999 among the 3.');
    pty.type('3\r');
    await pty.waitFor('SECRET-EXPECTED-3');
    expect(await pty.exit()).toBe(0);
  });

  test.for([
    ['One question', 0, 'Question 1 of 1'],
    ['A full round', 1, 'Question 1 of 2'],
  ] as const)(
    '%s has the clock and the follow-ups of the settings',
    async ([label, down, asked], { desk }) => {
      await mkdir(desk.home, { recursive: true });
      const settings =
        'practice:\n  count: 2\n  order: number\n  topic: kitchen\n  minutes: 6\n  pace: 1\n  followUps: none\n';
      await writeFile(join(desk.home, 'config.yaml'), settings);
      const pty = desk.open(SHORT);
      await skipWho(pty);
      await pty.waitFor(PAGE);
      pty.type(KEY.down.repeat(down));
      await pty.waitFor(`❯ ${label}`);
      pty.type(KEY.enter);
      const plan = await pty.waitFor(READY);
      expect(plan.all.join('\n')).toMatch(/1 {2}#1 .* 6:00\n/);
      pty.type(KEY.enter);
      await pty.waitFor(box(asked));
    },
  );

  test('says that no question passes the filters of the settings', async ({ desk }) => {
    await mkdir(desk.home, { recursive: true });
    await writeFile(join(desk.home, 'config.yaml'), 'practice:\n  topic: kitchn\n');
    const pty = desk.open(SHORT);
    await skipWho(pty);
    await pty.waitFor('❯ A full round        no question passes the filters in config.yaml');
    pty.type(KEY.enter);
    await pty.waitFor('config.yaml sets topic.');
    expect(await pty.exit()).toBe(2);
  });

  test('shows no part of an answer, and fits 40 columns', async ({ desk }) => {
    const pty = desk.open(SHORT, { columns: 40 });
    await skipWho(pty);
    const isPage = ({ rows }: Screen): boolean => /Ctrl\+C quit[^]*\? help$/.test(rows.join('\n'));
    const { all } = await pty.waitFor(isPage);
    expect(all.join('\n')).not.toContain('SECRET');
    for (const line of ['One question', 'A full round', 'Review a question']) {
      expect(all.join('\n')).toContain(line);
    }
  });
});
