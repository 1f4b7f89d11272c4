import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Desk, asks, inDays, SHORT, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

const ASKED = asks('❯ That is all');
const NEXT = asks('And then?');
const FOUND = '❯ #1 Keeping bread';
const RATE = asks('esc skip');
const PAGE = asks('choose   enter select');
const askedIn = ({ home }: Desk): unknown =>
  (JSON.parse(readFileSync(join(home, 'after.json'), 'utf8')) as { asked: unknown }).asked;

describe('hotseat after, in a terminal', () => {
  test('offers what a search finds, and Ctrl+C keeps what was entered', async ({ desk }) => {
    const pty = desk.open(['after', ...SHORT]);
    await pty.waitFor(ASKED);
    pty.type('bread');
    await pty.waitFor(FOUND);
    pty.type(`${'\x7f'.repeat(5)}keeping-bread`);
    await pty.waitFor('? keeping-bread');
    await pty.waitFor(FOUND);
    expect(pty.screen().rows.filter((row) => row.includes('#1 Keeping bread'))).toHaveLength(1);
    pty.type(KEY.enter);
    await pty.waitFor('#1 Keeping bread. How did it go?');
    await pty.waitFor(RATE);
    pty.type('2');
    await pty.waitFor('#1 Keeping bread: hard');
    await pty.waitFor(NEXT);
    pty.type('bees in winter');
    await pty.waitFor('❯ none of these; keep it as a question of mine');
    pty.type(KEY.enter);
    await pty.waitFor('#1001 bees in winter. How did it go?');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    expect(pty.screen().rows.join('\n')).toContain('2 questions written down');
    expect(askedIn(desk)).toMatchObject([
      { id: 'keeping-bread', rating: 'hard' },
      { bank: 'my-bank', id: 'bees-in-winter', rating: null },
    ]);
  });

  test('by lines, lists what a search finds', async ({ desk }) => {
    const pty = desk.open(['after', '--plain', ...SHORT]);
    await pty.waitFor('Enter when that is all:');
    pty.type('bread\r');
    await pty.waitFor('Is it one of these? 1 #1 Keeping bread');
    pty.type('one\r');
    await pty.waitFor('Not one of the choices.');
    pty.type('1\r');
    await pty.waitFor('#1 Keeping bread. How did it go?');
    pty.type('Easy\r');
    await pty.waitFor('And then?');
    pty.type('\r');
    expect(await pty.exit()).toBe(0);
    expect(askedIn(desk)).toMatchObject([{ id: 'keeping-bread', rating: 'easy' }]);
  });
});

describe('the start page after the day of the interview', () => {
  const open = (desk: Desk) => desk.open(SHORT);
  const setDay = async (desk: Desk): Promise<void> => {
    await mkdir(desk.home, { recursive: true });
    await writeFile(join(desk.home, 'config.yaml'), `you:\n  role: cook\n  interview: ${inDays(-1)}\n`);
  };
  const OFFER = asks('enter write it down');
  const DATE = asks('Your interview, its date');

  test('offers to write it down, asks again later, and then for the next date; those questions are first', async ({
    desk,
  }) => {
    await setDay(desk);
    const later = open(desk);
    await later.waitFor(OFFER);
    later.type('l');
    const { all } = await later.waitFor(PAGE);
    expect(all.join('\n')).not.toContain('Your interview, its date');
    later.type(KEY.ctrlC);
    await later.exit();
    const pty = open(desk);
    await pty.waitFor('Your interview was yesterday. What were you asked?');
    await pty.waitFor(OFFER);
    pty.type(KEY.enter);
    await pty.waitFor(ASKED);
    pty.type('3');
    await pty.waitFor('❯ #3 Keeping apples');
    pty.type(KEY.enter);
    await pty.waitFor(RATE);
    pty.type('1');
    await pty.waitFor(NEXT);
    pty.type(KEY.enter);
    expect(await pty.exit()).toBe(0);
    const next = open(desk);
    await next.waitFor(DATE);
    next.type(KEY.enter);
    const page = await next.waitFor(PAGE);
    expect(page.rows.join('\n')).toContain('from your interview: a case about kitchen');
  });

  test('does not offer it again once it was declined, or done by the command', async ({ desk }) => {
    await setDay(desk);
    const pty = open(desk);
    await pty.waitFor(OFFER);
    pty.type('n');
    await pty.waitFor(DATE);
    pty.type(KEY.enter);
    await pty.waitFor(PAGE);
    pty.type(KEY.ctrlC);
    await pty.exit();
    await setDay(desk);
    await desk.run(['after', ...SHORT], { input: '1\ngood\n' });
    const done = open(desk);
    await done.waitFor(DATE);
    expect(done.screen().rows.join('\n')).not.toContain('write it down');
  });
});
