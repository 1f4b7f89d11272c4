import { describe, expect } from 'vitest';
import { box, READY, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import type { Kept } from '../support/stored.ts';
import { bytesBelow, homeWith, idOf, keptTranscript, look } from '../support/stored.ts';

const KEPT: readonly Kept[] = ['finished', 'paused', 'spoken', 'late', 'ended', 'segments'];

describe('a journal of version 1', () => {
  for (const name of KEPT) {
    test(`replays: ${name}`, async () => {
      const home = homeWith([name]);
      const { code, stdout, stderr } = await look(home, 'export json', idOf(name));
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject(keptTranscript(name));
      expect(await look(home, 'export', idOf(name))).toMatchObject({ code: 0, stderr: '' });
    });
  }

  test('is listed with its state', async () => {
    const { stdout, stderr } = await look(homeWith(KEPT), 'sessions');
    expect(stderr).toBe('');
    const states = KEPT.map((name) => new RegExp(`^${idOf(name)} +(\\w+)`, 'm').exec(stdout)?.[1]);
    expect(states).toEqual(['finished', 'paused', 'finished', 'finished', 'ended', 'finished']);
  });

  test('resumes where it stopped, and its file is unchanged', async ({ desk }) => {
    homeWith(['paused'], desk.home);
    const before = bytesBelow(desk.home);
    const [journal = ''] = await desk.sessionFiles('.jsonl');
    const pty = desk.open(['resume']);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor(box('Follow-up 1 of 2'));
    await pty.waitFor('A bigger tin, and');
    pty.type(' rice.');
    await pty.waitFor('A bigger tin, and rice.');
    pty.type(KEY.ctrlD);
    await pty.waitFor(box('Follow-up 2 of 2'));
    expect(bytesBelow(desk.home).get(journal)).toBe(before.get(journal));
  });
});
