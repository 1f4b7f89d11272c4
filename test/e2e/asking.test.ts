import { expect } from 'vitest';
import { ASKING, ask } from '../support/asking.ts';
import { KEY } from '../support/pty.ts';
import { box, test, turns } from '../support/program.ts';
import { expectScreens } from '../support/screens.ts';

test('questions are answered above the box, in the case and in its follow-ups', async ({ desk }) => {
  const pty = desk.open(['practice', '1', '--follow-ups', 'all', ...ASKING], { rows: 24 });
  await pty.waitFor(box('Question 1 of 1'));
  pty.type('First I');
  await pty.waitFor('│ First I');
  await ask(pty, 'How many customers are there?', 'Customers: About 240');
  await ask(pty, 'Which country is it in?', 'Nothing on that.');
  await ask(pty, 'Is there a history?', 'The records: A paper slip');
  const asked = pty.screen().rows;
  pty.type(KEY.ctrlO);
  await pty.waitFor('  Ask │');
  pty.type(`${'and what about the '.repeat(6)}price`);
  const asking = await pty.waitFor('price');
  pty.type(KEY.ctrlG);
  const page = await pty.waitFor('esc goes back');
  expect(page.rows.join('\n')).toContain('You asked: How many customers are there?');
  pty.type(KEY.down.repeat(30));
  const end = await pty.waitFor('Nobody wrote down when a kind ran out.');
  pty.type(KEY.escape);
  await pty.waitFor('│ First I');
  pty.type(' count.');
  await pty.waitFor('│ First I count.');
  pty.type(KEY.ctrlD);

  await pty.waitFor(box('Follow-up 1 of 2'));
  const [main, later] = [pty.screen().all.join('\n'), pty.screen().rows];
  // All of it stays in the scrollback, each once.
  for (const told of ['throws away a fifth', 'Customers: About', 'Nothing on that', 'The records: A paper'])
    expect(main.split(told).length, told).toBe(2);
  await ask(pty, 'What is the price of a loaf?', 'Price of a loaf: Four euros');
  const inFollowUp = pty.screen().rows;
  pty.type(KEY.ctrlG);
  await pty.waitFor('It follows this question:');
  pty.type(KEY.down.repeat(30));
  await pty.waitFor('Price of a loaf: Four euros');
  expect(pty.screen().rows.join('\n')).toContain('You asked: Which country is it in?');
  await expectScreens('asking', {
    'three questions asked, one refused': asked,
    'a long question in the Ask line': asking.rows,
    'the end of what Ctrl+G shows': end.rows,
    'a follow-up': later.slice(later.findLastIndex((text) => text.includes('Follow-up'))),
    'a question in a follow-up': inFollowUp.slice(
      inFollowUp.findLastIndex((text) => text.includes('Follow-up')),
    ),
  });
  expect((await turns(desk)).map(({ answer }) => answer)).toEqual(['First I count.', '', '']);
});
