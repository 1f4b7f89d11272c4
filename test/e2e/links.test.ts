import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { answer, PREDICTION, RATING, readOn, SHORT, test, VERDICT } from '../support/program.ts';
import { commandsOf, foreignCommands } from '../support/sequences.ts';

const URL = 'https://example.org/bread';
const LINKED = `\x1b]8;;${URL}\x1b\\`;
const GHOSTTY = { TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty' };

describe('the references, in a terminal known to open links,', () => {
  test('are links in a round', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env: GHOSTTY });
    await answer(pty, 'Question 1 of 1', 'Cool and dry.');
    await pty.waitFor(PREDICTION);
    pty.type('3');
    await pty.waitFor(VERDICT);
    pty.type('yyyyr');
    const { all } = await pty.waitFor('The book of bread');
    expect(all.join('\n')).toContain(URL);
    await readOn(pty, RATING);
    expect(pty.bytes).toContain(LINKED);
    expect(foreignCommands(pty.bytes, { links: [URL] })).toEqual([]);
  });

  test('are links in a review, and text in its pager', async ({ desk }) => {
    const review = ['review', '1', '--section', 'references', ...SHORT];
    const pty = desk.open(review, { env: GHOSTTY });
    await pty.exit();
    expect(pty.bytes).toContain(LINKED);
    expect(foreignCommands(pty.bytes, { links: [URL] })).toEqual([]);
    const pager = join(desk.folder, 'my-pager');
    await writeFile(pager, '#!/bin/sh\ncat > seen; cat seen\n', { mode: 0o755 });
    const paged = desk.open(review, { env: { ...GHOSTTY, PAGER: pager }, rows: 4 });
    await paged.exit();
    expect(paged.bytes).toContain(URL);
    expect(foreignCommands(paged.bytes)).toEqual([]);
  });

  test('are text with NO_COLOR, line by line and through a pipe', async ({ desk }) => {
    const review = ['review', '1', '--section', 'references', ...SHORT];
    const pty = desk.open(review, { env: { ...GHOSTTY, NO_COLOR: '1' } });
    await pty.exit();
    expect(pty.bytes).toContain(URL);
    expect(foreignCommands(pty.bytes)).toEqual([]);
    const { stdout } = await desk.run(review, { env: { ...GHOSTTY, FORCE_HYPERLINK: '1' } });
    expect(stdout).toContain(URL);
    expect(commandsOf(stdout)).toEqual([]);
    const lines = desk.open(['practice', '1', '--plain', '--follow-ups', 'none', ...SHORT], { env: GHOSTTY });
    lines.type(`${KEY.enter}Cool and dry.${KEY.enter}---${KEY.enter}`);
    await lines.waitFor('how many key points');
    expect(foreignCommands(lines.bytes)).toEqual([]);
  });
});
