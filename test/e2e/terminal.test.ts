import { describe, expect } from 'vitest';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import {
  answer,
  box,
  judge,
  PAUSED,
  readOn,
  PREDICTION,
  SHORT,
  test,
  VERDICT,
  endRound,
  unwrapped,
} from '../support/program.ts';

/** `[on, off]`: bytes that switch something on and off again. */
const MODES = {
  'bracketed paste': ['\x1b[?2004h', '\x1b[?2004l'],
  'a hidden cursor': ['\x1b[?25l', '\x1b[?25h'],
  'no automatic wrapping': ['\x1b[?7l', '\x1b[?7h'],
} as const;

/** What an ended program leaves switched on in its terminal. */
function leftOn({ bytes }: Pty): string[] {
  return Object.entries(MODES).flatMap(([name, [on, off]]) =>
    bytes.lastIndexOf(on) > bytes.lastIndexOf(off) ? [name] : [],
  );
}

/** Runs hotseat under a shell that then prints its exit code and the terminal's settings. */
function underShell(desk: Desk, args: string): Pty {
  return desk.openShell(
    `hotseat ${args}; echo "ended with $?"; stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig|icrnl)$' | sort | tr '\\n' ' '; echo .`,
  );
}

const ROUND = `practice 1 --follow-ups none --bank "$BANK"`;

describe('every way out restores the terminal', () => {
  interface Way {
    code: number;
    leave: (pty: Pty, desk: Desk) => Promise<void>;
  }
  const WAYS: Record<string, Way> = {
    'the end of a round': {
      code: 0,
      leave: async (pty) => {
        await answer(pty, 'Question 1 of 1', 'Cool.');
        await judge(pty);
      },
    },
    'quitting by q': {
      code: 0,
      leave: async (pty) => {
        pty.type(KEY.ctrlC);
        await pty.waitFor(PAUSED);
        pty.type('q');
      },
    },
    'Ctrl+C twice in the box': {
      code: 130,
      leave: async (pty) => {
        pty.type(KEY.ctrlC);
        await pty.waitFor(PAUSED);
        pty.type(KEY.ctrlC);
      },
    },
    'Ctrl+C twice in a menu': {
      code: 130,
      leave: async (pty) => {
        await answer(pty, 'Question 1 of 1', 'Cool.');
        await pty.waitFor(PREDICTION);
        pty.type(KEY.ctrlC);
        await pty.waitFor(PAUSED);
        pty.type(KEY.ctrlC);
      },
    },
    'SIGTERM in the box': {
      code: 143,
      leave: async (_pty, desk) => {
        process.kill(await desk.livePid(), 'SIGTERM');
      },
    },
    'SIGTERM in the verdict': {
      code: 143,
      leave: async (pty, desk) => {
        await answer(pty, 'Question 1 of 1', 'Cool.');
        await pty.waitFor(PREDICTION);
        pty.type('1');
        await pty.waitFor(VERDICT);
        process.kill(await desk.livePid(), 'SIGTERM');
      },
    },
    // The window may still be there: `kill -HUP` from elsewhere.
    'SIGHUP in the box': {
      code: 129,
      leave: async (_pty, desk) => {
        process.kill(await desk.livePid(), 'SIGHUP');
      },
    },
  };

  for (const [name, { code, leave }] of Object.entries(WAYS)) {
    test(name, async ({ desk }) => {
      const pty = underShell(desk, ROUND);
      await pty.waitFor(box('Question 1 of 1'));
      await leave(pty, desk);
      const { rows } = await pty.waitFor(/^\S.* \.$/m, 'the state of the driver');
      expect(rows).toContain(`ended with ${code}`);
      expect(rows.at(-1)).toBe('echo icanon icrnl isig .');
      expect(leftOn(pty)).toEqual([]);
    });
  }
});

describe("a terminal's size and colors", () => {
  test('40 columns cut nothing: every word of a round is shown', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '2', '--follow-ups', 'all', ...SHORT], { columns: 40, rows: 24 });
    const first = await pty.waitFor(box('Question 1 of 2'));
    expect(unwrapped(first.all)).toContain(
      'Round of 2 · about 16 minutes · typing: twice the spoken time · reveal after each question',
    );
    expect(unwrapped(first.all)).toContain('1 #1 Keeping bread 4:00 + follow-ups');
    expect(unwrapped(first.all)).toContain('Question 1 of 2 · #1 kitchen · mid');
    expect(unwrapped(first.rows.slice(-3))).toMatch(/[34]:\d\d left · 0 words .*submit .*pause .*keys/);
    await answer(pty, 'Question 1 of 2', 'In a tin.');
    await answer(pty, 'Follow-up 1 of 2', 'Cooler.');
    await answer(pty, 'Follow-up 2 of 2', 'Higher.');
    const before = await pty.waitFor(PREDICTION);
    expect(unwrapped(before.rows)).toContain('1 few 2 half 3 most 4 nearly all');
    expect(unwrapped(before.rows)).toContain('backspace edit your last answer');
    pty.type('3');
    const verdict = await pty.waitFor(({ rows }) => unwrapped(rows).endsWith('d done ? help'));
    expect(unwrapped(verdict.rows)).toContain('4 to decide');
    expect(unwrapped(verdict.rows)).toContain('you expected most');
    pty.type(KEY.enter);
    const revealed = await readOn(pty, ({ rows }) => unwrapped(rows).endsWith('edit the points'));
    for (const said of [
      'SECRET-EXPECTED-1. Keep bread cool, keep bread dry, turn bread daily and write down what happened to it.',
      'SECRET-POINT-1: keep bread cool.',
      'SECRET-MISTAKE-1: storing bread wet.',
      'And how do you keep bread fresh for a month?',
      'https://example.org/bread',
    ]) {
      expect(unwrapped(revealed.all)).toContain(said);
    }
    pty.type('2');
    await pty.waitFor(({ rows }) =>
      /Enter to start\. backspace change the last rating (?:\? )?help$/.test(unwrapped(rows)),
    );
    pty.type(KEY.ctrlC);
    await pty.waitFor('q      quit, resume later');
    await endRound(pty);
    const end = await pty.waitFor('try again');
    expect(unwrapped(end.rows)).toMatch(
      /4 points wait for you · 0:\d\d of 4:00 · (?:you )?expected most · hard/,
    );
    expect(unwrapped(end.rows)).toMatch(/hotseat practice 1 2 --bank \/.*short try again/);
    expect(await pty.exit()).toBe(0);
  });

  test('a resize rewraps the answer', async ({ desk }) => {
    const pty = desk.open(['practice', '1', ...SHORT], { columns: 80 });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('The quick brown fox jumps over the lazy dog and on to the bread.');
    await pty.waitFor('and on to the bread.');
    pty.resize(50, 24);
    const { rows } = await pty.waitFor(
      (screen) =>
        box('Question 1 of 1')(screen) && screen.rows.filter((text) => /^ {2}│ \S/.test(text)).length === 2,
      'the answer on two rows',
    );
    expect(unwrapped(rows)).toContain('The quick brown fox jumps over the lazy dog and on to the bread.');
  });
});
