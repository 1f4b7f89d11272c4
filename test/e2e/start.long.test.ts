import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY, type Screen } from '../support/pty.ts';
import { asks, READY, SHORT, skipWho, test } from '../support/program.ts';

const PAGE = asks('choose   enter select');

describe('the start page', () => {
  test("ends on a signal with that signal's exit code", async ({ desk }) => {
    const pty = desk.open(SHORT);
    await pty.waitFor(asks('Your role'));
    process.kill(pty.pid, 'SIGTERM');
    expect(await pty.exit()).toBe(143);
  });

  test.for([
    ['An interview', 0, '  Interview · about 6 minutes'],
    ['A long one', 1, '  2 interviews · about 12 minutes'],
  ] as const)(
    '%s has the clock and the follow-ups of the settings',
    async ([label, down, planned], { desk }) => {
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
      expect(plan.all.join('\n')).toContain(planned);
      pty.type(KEY.enter);
      await pty.waitFor('How do you keep bread fresh?');
    },
  );

  test('resumes a paused session from the past ones, without naming its questions', async ({ desk }) => {
    await desk.run(['practice', '2', '1', '--follow-ups', 'none', ...SHORT], { input: 'Half an ans' });
    const pty = desk.open(SHORT);
    await pty.waitFor(PAGE);
    pty.type(KEY.down.repeat(5));
    await pty.waitFor('❯ Past sessions');
    pty.type(KEY.enter);
    await pty.waitFor(/❯ \d+ \w+ \d+ · paused *$/m);
    pty.type(KEY.enter);
    await pty.waitFor(READY);
  });

  test('says that no question passes the filters of the settings', async ({ desk }) => {
    await mkdir(desk.home, { recursive: true });
    await writeFile(join(desk.home, 'config.yaml'), 'practice:\n  topic: kitchn\n');
    const pty = desk.open(SHORT);
    await skipWho(pty);
    await pty.waitFor('❯ An interview   no question passes the filters in config.yaml');
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
    for (const line of ['An interview', 'A long one', 'Look it up']) {
      expect(all.join('\n')).toContain(line);
    }
  });
});
