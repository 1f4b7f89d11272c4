import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import {
  asks,
  debrief,
  PAUSED,
  PREDICTION,
  RATING,
  READY,
  readOn,
  test,
  turns,
  unwrapped,
  VERDICT,
} from '../support/program.ts';
import { KEY, type Pty, type Screen } from '../support/pty.ts';

const BANK = fileURLToPath(new URL('../fixtures/banks/interview', import.meta.url));
const STORIES = fileURLToPath(new URL('../fixtures/banks/stories', import.meta.url));
const INTERVIEW = ['practice', '--seed', '1', '--bank', BANK];
const MOULD = 'What is mould, and why does it like bread?';
const BREAD = 'How do you keep bread fresh?';

/** What no one may see before the last answer: titles, counts, and anything of an answer. */
const BROKEN = /What mould is|Keeping bread|Question|Follow-up|\d of \d|#\d|How did it go|SECRET|covered/;

/** Waits for the open box below this question, answers and submits. */
async function reply(pty: Pty, question: string, text: string): Promise<Screen> {
  const isOpen = ({ rows }: Screen): boolean =>
    unwrapped(rows).includes(question) && unwrapped(rows).endsWith('keys');
  await pty.waitFor(isOpen, `the box below "${question}"`);
  pty.type(text);
  const screen = await pty.waitFor(text);
  pty.type(KEY.ctrlD);
  return screen;
}

async function start(pty: Pty): Promise<void> {
  await pty.waitFor(READY);
  pty.type(KEY.enter);
}

describe('an interview', () => {
  for (const columns of [80, 40]) {
    test(`at ${columns} columns is an interview from the first question to the last answer`, async ({
      desk,
    }) => {
      const pty = desk.open(INTERVIEW, { columns, rows: 24 });
      const plan = await pty.waitFor(READY);
      expect(unwrapped(plan.rows)).toContain('A short question, a case about kitchen, follow-ups');
      expect(unwrapped(plan.rows)).toContain('You have 2:30. Enter to start.');
      await start(pty);
      await reply(pty, MOULD, 'Rot.');
      const over = await pty.waitFor(READY);
      expect(unwrapped(over.rows)).toMatch(/(?:concrete|real case|think through|practice|a case)\. You have/);
      expect(unwrapped(over.rows)).not.toContain('change the last rating');
      await start(pty);
      await reply(pty, BREAD, 'In a tin.');
      await reply(pty, 'Go on. What else?', 'A lid.');
      await reply(pty, 'for a month?', 'Frozen.');
      await reply(pty, 'under the bread?', 'Upstairs.');
      const { all } = await pty.waitFor(PREDICTION);
      expect(all.join('\n')).not.toMatch(BROKEN);
      pty.type('2');

      const first = await pty.waitFor(VERDICT);
      expect(unwrapped(first.rows)).toContain('#1 Keeping bread');
      pty.type('d');
      await readOn(pty, RATING);
      pty.type('2');
      const opener = await pty.waitFor(
        (screen) => VERDICT(screen) && unwrapped(screen.rows).includes('SECRET-POINT-2'),
      );
      expect(unwrapped(opener.all)).toMatch(/Rot\. submitted .*Rot\. Opener: #2 What mould is 2 to decide/);
      pty.type(KEY.enter);
      await pty.waitFor(RATING);
      pty.type('3');
      await pty.waitFor(debrief('Round finished'));
      const told = await turns(desk);
      expect(
        told.map(({ number, certainty, rating, budgetMs }) => [number, certainty, rating, budgetMs]),
      ).toEqual([
        [2, null, 'good', 150_000],
        [1, 2, 'hard', 240_000],
        ...Array.from({ length: 3 }, () => [1, null, null, 120_000]),
      ]);
    });
  }

  test('names the behavioral question that ends it', async ({ desk }) => {
    const pty = desk.open([
      ...INTERVIEW,
      ...['--bank', STORIES, '--no-opener', '--behavioral'],
      ...['--follow-ups', 'none'],
    ]);
    await start(pty);
    await reply(pty, BREAD, 'In a tin.');
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor(VERDICT);
    pty.type('d');
    await readOn(pty, RATING);
    pty.type('2');
    const { rows } = await pty.waitFor(READY);
    expect(unwrapped(rows)).toContain('Next, a behavioral question. You have');
  });

  test('is still one after a pause, and Ctrl+G shows the case in a follow-up', async ({ desk }) => {
    const pty = desk.open([...INTERVIEW, '--no-opener']);
    await start(pty);
    await reply(pty, BREAD, 'In a tin.');
    await pty.waitFor('Go on. What else?');
    pty.type(KEY.ctrlC);
    await pty.waitFor(PAUSED);
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    expect(unwrapped(pty.screen().rows)).toMatch(/Your interview is waiting, [12]:\d\d left/);
    const told = [
      await desk.run(['sessions']),
      await desk.run(['sessions', '--json']),
      await desk.run(['export']),
    ];
    for (const { stdout } of told) {
      expect(stdout).toContain('paused');
      expect(stdout).not.toMatch(/Keeping bread/);
    }

    const again = desk.open(['resume']);
    await again.waitFor(asks('You have'));
    again.type(KEY.enter);
    await again.waitFor(({ rows }) => unwrapped(rows).endsWith('keys'));
    again.type(KEY.ctrlG);
    const page = await again.waitFor(asks('esc goes back'));
    expect(unwrapped(page.rows)).toMatch(
      /Go on\. What else\? It follows this question: How do you keep bread/,
    );
    expect(page.all.join('\n')).not.toMatch(BROKEN);
  });

  test('by lines and through a pipe says nothing more, and leads over', async ({ desk }) => {
    const input = 'Rot.\n---\nIn a tin.\n---\nA lid.\n---\nFrozen.\n---\nUpstairs.\n---\n';
    const { stdout, stderr } = await desk.run(INTERVIEW, { input });
    expect(stderr).toBe('');
    const interview = stdout.slice(0, stdout.indexOf('#1 Keeping bread'));
    expect(interview).not.toMatch(BROKEN);
    expect(unwrapped(interview.split('\n'))).toMatch(
      /like bread\? (?:OK|All right|Thanks|Right)\. .* Interview · kitchen How do you keep bread fresh\?/,
    );
    expect(stdout.indexOf('Opener: #2')).toBeGreaterThan(stdout.indexOf('#1 Keeping bread'));
  });
});
