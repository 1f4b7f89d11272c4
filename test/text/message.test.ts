import { expect, test } from 'vitest';
import { message } from '../../src/text/wrap.ts';

const terminal = { isTTY: true, columns: 30 };

test('a message breaks between words, where it is read on a terminal', () => {
  const said = 'Saved in /a/folder/with/a/name/that/is/longer/than/a/row, for the interviewer Petra.';
  expect(message(said, terminal, 'hotseat')).toBe(
    'Saved in\n  /a/folder/with/a/name/that/is/longer/than/a/row,\n  for the interviewer Petra.\n',
  );
  expect(message(said, { isTTY: false, columns: 30 }, 'hotseat')).toBe(`${said}\n`);
});

test('its lines stay lines of their own', () => {
  expect(message('Skipped 2:\n  line 3: it has no question mark', terminal, 'hotseat')).toBe(
    'Skipped 2:\n  line 3: it has no question\n  mark\n',
  );
});

test('its commands have the name that started the program', () => {
  expect(message('hotseat: `hotseat list` and `hotseat sessions`', terminal, 'npm start --')).toBe(
    'hotseat: `npm start -- list`\n  and `npm start -- sessions`\n',
  );
});
