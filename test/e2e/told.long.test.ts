import { expect } from 'vitest';
import { ASKING, ask } from '../support/asking.ts';
import { box, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { expectScreens } from '../support/screens.ts';

test('the reveal says what was asked, assumed and left out, and the debrief how much of it was worth asking', async ({
  desk,
}) => {
  const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...ASKING], { rows: 24 });
  await pty.waitFor(box('Question 1 of 1'));
  await ask(pty, 'How many customers are there?', 'Customers: About 240');
  await ask(pty, 'Which cloud do you use?', 'Nothing on that.');
  pty.type("I'd bake less. I'll assume that the price of a loaf is five euros.");
  await pty.waitFor('five euros.');
  pty.type(KEY.ctrlD);
  await pty.waitFor('how many key points of #1');
  pty.type('2');
  await pty.waitFor('enter expected answer');
  pty.type(KEY.enter);
  const reveal = await pty.waitFor('enter mistakes and notes');
  const rows = reveal.all.slice(reveal.all.findLastIndex((text) => text.trim() === 'If asked'));
  pty.type('d');
  await pty.waitFor('How did it go?');
  pty.type('2');
  const { all } = await pty.waitFor('asked 0 of 1 worth asking');
  expect(all.join('\n')).toContain('Round finished');
  await expectScreens('told', { 'the reveal': rows });
});
