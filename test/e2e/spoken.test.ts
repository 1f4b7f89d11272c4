import { describe, expect } from 'vitest';
import { asked, begin, PREDICTION, SHORT, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { settle } from '../support/voice.ts';

const NOTE = 'Your note (Enter for none):';

describe('--speak-aloud', () => {
  test('shows a large clock, takes no text, and keeps a note beside "spoken"', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', '1', '--speak-aloud', ...SHORT]);
    await begin(pty);
    const asked = await pty.waitFor('Enter when done');
    const rows = asked.rows.join('\n');
    expect(asked.all.join('\n')).toContain('speaking: the spoken time');
    expect(rows).toMatch(/███ {4}███ {2}███|█ {5}███ {2}███/);
    expect(rows).toMatch(/[12]:\d\d left +Enter when done {3}Ctrl\+C pause {3}F1 keys/);
    pty.type('talk');
    pty.type(KEY.enter);
    await pty.waitFor(/spoken · 0:\d\d\n/);
    await pty.waitFor(NOTE);
    pty.type('forgot the cellar');
    pty.type(KEY.enter);
    await pty.waitFor('Follow-up 1 of 1');
    await pty.waitFor('Enter when done');
    pty.type(KEY.enter);
    await pty.waitFor(({ rows: shown }) => shown.at(-1)?.includes(NOTE) === true);
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    expect(await turns(desk)).toMatchObject([
      { state: 'submitted', spoken: true, answer: 'forgot the cellar', thinkingMs: null },
      { state: 'submitted', spoken: true, answer: '' },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toMatch(
      /\*spoken, submitted · 0:\d\d of 2:00\*\n\nNote on the spoken answer:\n\n> forgot the cellar/,
    );
  });

  test('ends with a strict clock, and a pause hides the question', async ({ desk }) => {
    settle(desk, 'voice:\n  record: none\n');
    const args = ['--follow-ups', 'none', '--speak-aloud', '--strict', '-m', '0.05', ...SHORT];
    const pty = desk.open(['practice', '1', ...args]);
    await begin(pty);
    await pty.waitFor('Enter when done');
    pty.type(KEY.ctrlC);
    const paused = await pty.waitFor('Paused. Clock stopped.');
    expect(paused.rows.join('\n')).not.toContain('keep bread fresh');
    pty.type(KEY.enter);
    await pty.waitFor('time is up');
    await pty.waitFor(NOTE);
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    expect(await turns(desk)).toMatchObject([{ state: 'timed-out', spoken: true, answer: '' }]);
  });

  test('works in plain mode too', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', '--speak-aloud', '--plain', ...SHORT]);
    await pty.waitFor(asked("Answer aloud. Press Enter when you're done."));
    pty.type('\r');
    await pty.waitFor(NOTE);
    pty.type('said it all\r');
    await pty.waitFor('Before the reveal: how many key points');
    expect(await turns(desk)).toMatchObject([{ state: 'submitted', spoken: true, answer: 'said it all' }]);
  });

  test('needs a person at a terminal', async ({ desk }) => {
    const { code, stderr } = await desk.run(['practice', '1', '--speak-aloud', ...SHORT], {
      input: 'text\n---\n',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--speak-aloud needs a terminal.');
  });
});

describe('the commands of plain mode', () => {
  test('show the time and the answer, undo, and leave text with a colon alone', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', '--plain', ...SHORT]);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type(':help\r');
    await pty.waitFor(':undo  remove your last line');
    pty.type('Cool.\rWarm.\r:time\r');
    await pty.waitFor(/[34]:\d\d left, 2 words/);
    pty.type(':undo\r');
    await pty.waitFor('Removed: Warm.');
    pty.type('\r:undo\r');
    await pty.waitFor('Removed an empty line.');
    pty.type('::time is a colon away\r:show\r');
    await pty.waitFor(/So far:\s+Cool\.\s+:time is a colon away/);
    pty.type(':pause\r');
    await pty.waitFor('Paused. Clock stopped.');
    pty.type('\r---\r');
    await pty.waitFor('Before the reveal: how many key points');
    expect((await turns(desk))[0]?.answer).toBe('Cool.\n:time is a colon away');
  });
});
