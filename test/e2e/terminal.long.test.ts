import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { answer, box, judge, SHORT, test } from '../support/program.ts';

const ROUND = `practice 1 --follow-ups none --bank "$BANK"`;

describe("a terminal's size and colors", () => {
  test('NO_COLOR: a full round without color', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env: { NO_COLOR: '1' } });
    await answer(pty, 'Question 1 of 1', 'Cool.');
    await judge(pty);
    expect(await pty.exit()).toBe(0);
    expect(colorsIn(pty.bytes)).toEqual([]);
  });

  test('a color terminal gets colors from its own palette only', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await answer(pty, 'Question 1 of 1', 'Cool.');
    await judge(pty);
    await pty.exit();
    const colors = new Set(colorsIn(pty.bytes));
    expect(colors.size).toBeGreaterThan(0);
    expect([...colors].filter((code) => /[34]8;/.test(code))).toEqual([]);
  });

  test('a terminal of size 0 counts as 80×24', async ({ desk }) => {
    const pty = desk.openShell(`stty rows 0 cols 0; hotseat ${ROUND}`, { columns: 80, rows: 24 });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Cool.');
    await pty.waitFor('Cool.');
    pty.type(KEY.ctrlD);
    await judge(pty);
    await pty.waitFor('Round finished');
    expect(await pty.exit()).toBe(0);
  });

  test('TERM=dumb gets plain mode', async ({ desk }) => {
    const pty = desk.open(['practice', '1', ...SHORT], { env: { TERM: 'dumb' } });
    await pty.waitFor('Type --- on a line of its own to submit');
    expect(pty.bytes).not.toContain('\x1b');
  });
});

function colorsIn(bytes: string): string[] {
  return bytes.split('\x1b[').flatMap((part) => /^[\d;]*m/.exec(part)?.[0] ?? []);
}
