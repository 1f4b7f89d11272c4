import { expect, test } from 'vitest';
import { debriefRows } from '../../src/terminal/screens.ts';
import { textOf } from '../../src/text/rows.ts';
import { happen, start, started } from '../support/simulate.ts';

/** The commands at the end of a debrief, as its last lines. */
function commands(columns: number, banks: readonly string[] | null): string[] {
  const { session } = happen(start(started(2)), { type: 'ended', reason: 'left early', draft: null });
  const rows = debriefRows(session, columns, banks).map(textOf);
  return rows.slice(rows.findIndex((text) => text.includes('hotseat export'))).filter((text) => text !== '');
}

test('a round again is asked for with the folders that this one was asked for with', () => {
  expect(commands(80, ['../team', 'my questions'])).toEqual([
    '  hotseat export',
    '    the transcript',
    "  hotseat practice 1 2 --bank ../team --bank 'my questions'",
    '    again, now that you know',
  ]);
  expect(commands(80, ['mine'])).toEqual([
    '  hotseat export                    the transcript',
    '  hotseat practice 1 2 --bank mine  again, now that you know',
  ]);
});

test('a bank that loads by itself is not named', () => {
  expect(commands(80, [])).toEqual([
    '  hotseat export        the transcript',
    '  hotseat practice 1 2  again, now that you know',
  ]);
});

test('another process, which knows the name of the bank and not its folder, leaves that open', () => {
  expect(commands(40, null)).toEqual([
    '  hotseat export',
    '    the transcript',
    '  hotseat practice 1 2 --bank …',
    '    again, now that you know',
  ]);
});
