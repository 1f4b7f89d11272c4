import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { edit, README, WHOLE } from '../support/bank.ts';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import { asked, begin, FIRST, PREDICTION, test } from '../support/program.ts';

const LOG = Array.from({ length: 14 }, (_, second) => `10:00:${second + 10} status 429`);
const STORY = Array.from({ length: 12 }, (_, place) => `It has happened ${place + 1} times.`);
const ASK = 'What do you suspect?';

/** A round of one question that needs 33 rows: a story, a log and the ask. */
async function round(desk: Desk): Promise<string[]> {
  const question = edit(WHOLE, '## not a heading\n- not an item', LOG.join('\n'));
  const bank = join(desk.folder, 'bank');
  await mkdir(bank);
  await writeFile(join(bank, 'README.md'), README);
  await writeFile(
    join(bank, '001-retry-storm.md'),
    edit(question, '## Question\n', `## Question\n\n${STORY.map((line) => `- ${line}`).join('\n')}\n`),
  );
  return ['practice', '1', '--follow-ups', 'none', '--bank', bank];
}

/** The pieces of the question among these rows, in their order. */
function seen(rows: readonly string[]): string[] {
  const pieces = [...STORY, ...LOG, ASK];
  return rows.flatMap((text) => pieces.filter((piece) => text.endsWith(piece)));
}

/** The rows of the answer. */
const written = (rows: readonly string[]): string[] => rows.filter((text) => /^ {2}[│↑↓]/.test(text));

const isOpen = ({ rows }: { rows: readonly string[] }): boolean => rows.at(-1)?.endsWith(' keys') === true;

describe('the question stays in view', () => {
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
    [40, 24],
  ] as const) {
    test(`at ${columns}×${rows}: its end above six rows, its start in the scrollback, once`, async ({
      desk,
    }) => {
      const pty = desk.open(await round(desk), { columns, rows });
      await begin(pty);
      const open = await pty.waitFor(isOpen);
      const whole = [...STORY, ...LOG, ASK];
      expect(seen(open.all)).toEqual(whole);
      expect(open.rows.filter((text) => text.includes('Ctrl+G'))).toEqual(rows === 40 ? [] : [open.rows[0]]);
      if (rows !== 40) expect(open.rows[0]).toMatch(/^ {2}… .*Ctrl\+G/);
      expect(written(open.rows)).toHaveLength(6);
      expect(seen(open.rows)).toEqual(whole.slice(rows === 40 ? 0 : columns === 40 ? -14 : -15));

      pty.paste(Array.from({ length: 30 }, (_, line) => `line ${line + 1}`).join('\n'));
      const long = await pty.waitFor('line 30');
      expect(long.rows).toHaveLength(rows);
      expect(seen(long.rows)).toEqual(seen(open.rows));
      pty.type(KEY.ctrlG);
      await pty.waitFor(({ rows: shown }) => seen(shown)[0] === STORY[0]);
      pty.type(KEY.ctrlG);
      const back = await pty.waitFor(isOpen);
      expect(back.rows.slice(0, -1)).toEqual(long.rows.slice(0, -1));
      pty.type(KEY.ctrlD);
      const { all } = await pty.waitFor(PREDICTION);
      expect(seen(all)).toEqual(whole);
      expect(written(all)).toHaveLength(30);
    });
  }

  test('a resize in mid-answer uses new rows for the question first', async ({ desk }) => {
    const pty = desk.open(await round(desk), { columns: 80, rows: 24 });
    await begin(pty);
    await pty.waitFor(isOpen);
    pty.type('one\rtwo\rthree\rfour\rfive\rsix\rseven\reight');
    await pty.waitFor('eight');
    const whole = [...STORY, ...LOG, ASK];
    for (const [columns, rows, inView, height] of [
      [80, 30, 17, 6],
      [120, 50, 27, 8],
      [40, 36, 20, 6],
      [80, 24, 15, 6],
    ] as const) {
      pty.resize(columns, rows);
      const screen = await pty.waitFor(
        (now) => isOpen(now) && seen(now.rows).length === inView && written(now.rows).length === height,
        `${inView} pieces of the question at ${columns}×${rows}`,
      );
      expect(seen(screen.rows)).toEqual(whole.slice(-inView));
      expect(written(screen.rows).at(-1)).toMatch(/eight$/);
    }
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
  });
});

describe('the first question waits', () => {
  test('under its plan, and its clock with it', async ({ desk }) => {
    const pty = desk.open(await round(desk));
    const { rows } = await pty.waitFor(FIRST);
    expect(rows.join('\n')).toContain('Retries that made it worse');
    expect(rows.slice(-2)).toEqual(['  Question 1 of 1, 10 minutes. Enter to start.', '  ? help']);
    pty.type(KEY.ctrlC);
    await pty.waitFor('q      quit, resume later');
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const again = desk.open(['resume']);
    await again.waitFor('Question 1 of 1, 10 minutes. Enter to start.');
  });

  test('with --plain for a person, but not in a pipe', async ({ desk }) => {
    const args = [...(await round(desk)), '--plain'];
    const pty = desk.open(args, { columns: 40, rows: 24 });
    expect((await pty.waitFor(FIRST)).all.join('\n')).not.toContain(ASK);
    const { all } = await pty.waitFor(asked(ASK));
    expect(seen(all)).toEqual([...STORY, ...LOG, ASK]);
    const { stdout } = await desk.run(args, { input: 'An answer.\n---\n' });
    expect(stdout).not.toContain('Enter to start');
    expect(stdout).toContain(ASK);
  });
});
