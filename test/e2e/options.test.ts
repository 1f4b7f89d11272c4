import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { answer, PREDICTION, READY, SHORT, test, VERDICT, readOn, RATING } from '../support/program.ts';

describe('--reveal end', () => {
  test('shows nothing before the last answer, then each question in turn', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '2', '--reveal', 'end', '--follow-ups', 'none', ...SHORT]);
    await answer(pty, 'Question 1 of 2', 'Cool.');
    await pty.waitFor(PREDICTION);
    pty.type('1');
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await answer(pty, 'Question 2 of 2', 'A tin.');
    const before = await pty.waitFor(PREDICTION);
    expect(before.all.join('\n')).not.toContain('SECRET');
    pty.type('2');
    const first = await pty.waitFor(VERDICT);
    expect(first.rows.join('\n')).toMatch(/#1 Keeping bread .*\n[^]*SECRET-POINT-1/);
    expect(first.all.join('\n')).not.toContain('SECRET-POINT-2');
    pty.type(KEY.enter);
    const read = await readOn(pty, RATING);
    expect(read.all.join('\n')).toMatch(/SECRET-EXPECTED-1/);
    pty.type('1');
    const second = await pty.waitFor(VERDICT);
    expect(second.rows.join('\n')).toMatch(/#2 Keeping seeds .*\n[^]*SECRET-POINT-2/);
  });
});
