import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { asked, begin, box, PREDICTION, READY, SHORT, test } from '../support/program.ts';
import { foreignCommands } from '../support/sequences.ts';

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT] as const;
/** A minute and a second, and three seconds, in minutes. */
const [OVER_A_MINUTE, THREE_SECONDS] = ['1.02', '0.05'] as const;
const BELL = '\x07';

const TIME_UP = /\d over/;

describe('in a real terminal, the clock', () => {
  test('rings at the last minute', async ({ desk }) => {
    const pty = desk.open([...ROUND, '-m', OVER_A_MINUTE]);
    await pty.waitFor(box('Question 1 of 1'));
    expect(pty.bytes).not.toContain(BELL);
    await pty.waitFor(/0:5\d left/);
    expect(pty.bytes.split(BELL)).toHaveLength(2);
    expect(foreignCommands(pty.bytes, { rings: 1 })).toEqual([]);
  });

  test('rings once at time-up', async ({ desk }) => {
    const pty = desk.open([...ROUND, '-m', THREE_SECONDS]);
    await begin(pty);
    await pty.waitFor(TIME_UP);
    expect(pty.bytes.split(BELL)).toHaveLength(2);
    pty.type(`Cool.${KEY.ctrlD}`);
    await pty.waitFor(PREDICTION);
    expect(pty.bytes.split(BELL)).toHaveLength(2);
    expect(foreignCommands(pty.bytes, { rings: 1 })).toEqual([]);
  });

  test('is silent with --no-notify, also after a resume', async ({ desk }) => {
    const pty = desk.open([...ROUND, '-m', THREE_SECONDS, '--no-notify']);
    await begin(pty);
    await pty.waitFor(TIME_UP);
    pty.type(`${KEY.ctrlC}${KEY.ctrlC}`);
    await pty.exit();
    expect(foreignCommands(pty.bytes)).toEqual([]);
    const back = desk.open(['resume', '--no-notify']);
    await back.waitFor(READY);
    back.type(KEY.enter);
    await back.waitFor(TIME_UP);
    expect(foreignCommands(back.bytes)).toEqual([]);
  });

  test('rings line by line for a person, and never into a pipe', async ({ desk }) => {
    const pty = desk.open([...ROUND, '-m', THREE_SECONDS, '--plain']);
    await pty.waitFor(asked('Finish your thought.'));
    expect(pty.bytes.split(BELL)).toHaveLength(2);
    const silent = desk.open([...ROUND, '-m', THREE_SECONDS, '--plain', '--no-notify']);
    await silent.waitFor(asked('Finish your thought.'));
    expect(silent.bytes).not.toContain(BELL);
    const { stdout } = await desk.run([...ROUND, '-m', THREE_SECONDS, '--strict'], {
      input: (async function* () {
        yield 'Cool.\n';
        await new Promise((resolve) => setTimeout(resolve, 3500));
        yield '---\n';
      })(),
    });
    expect(stdout).not.toContain(BELL);
  });
});
