import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { RATING, READY, test, turns, unwrapped, VERDICT } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

const BANK = fileURLToPath(new URL('../fixtures/banks/stories', import.meta.url));
const TOLD = 'I forgot the salt. We lost 40 loaves. In the end I told the shop.';

test('a story is told, asked about in order, decided, named, and found again', async ({ desk }) => {
  const pty = desk.open(['practice', '1', '--bank', BANK], { columns: 80, rows: 24 });
  await pty.waitFor(READY);
  pty.type(KEY.enter);
  for (const [question, answer] of [
    ['a loaf of yours that failed', TOLD],
    ['Who saw it first?', 'My neighbor.'],
    ['What would you do today?', 'Taste it.'],
  ] as const) {
    await pty.waitFor(
      ({ rows }) => unwrapped(rows).includes(question) && unwrapped(rows).endsWith('keys'),
      question,
    );
    pty.type(answer);
    await pty.waitFor(answer);
    pty.type(KEY.ctrlD);
  }
  const verdict = await pty.waitFor(VERDICT);
  expect(unwrapped(verdict.rows)).toContain('4 to decide');
  expect(unwrapped(verdict.rows)).toContain('one example');
  expect(verdict.all.join('\n')).not.toMatch(/Before the reveal|not found|found/);
  pty.type('y');
  pty.type('d');
  const read = await pty.waitFor(RATING);
  expect(unwrapped(read.rows)).toContain('"I" 2×, "we" 1× · first number in sentence 2 of 3');
  pty.type('3');
  await pty.waitFor('Story:');
  pty.type(`The salt${KEY.enter}`);
  await pty.exit();

  const again = desk.open(['practice', '2', '--bank', BANK, '--plain', '--follow-ups', 'none'], {
    columns: 80,
    rows: 24,
  });
  await again.waitFor('Enter to start');
  again.type(KEY.enter);
  await again.waitFor('row over salt');
  again.type('I forgot it again.\r');
  again.type('---\r');
  await again.waitFor('Key points');
  again.type('\r');
  await again.waitFor('d done');
  again.type('d\r');
  await again.waitFor('How did it go?');
  again.type('3\r');
  await again.waitFor('one of these numbers');
  again.type('1\r');
  await again.exit();

  const { stdout } = await desk.run(['stories', '--bank', BANK]);
  expect(stdout).toContain('The salt  2 times  conflict, ownership');
  expect(stdout).not.toContain('No story yet');
  const { stdout: exported } = await desk.run(['export', '-f', 'md']);
  expect(exported).toContain('story: The salt');
  expect(exported).toContain('### One example');
});

test('--behavioral ends interviews with a behavioral question that the round does not have yet', async ({
  desk,
}) => {
  const { stdout } = await desk.run(['practice', '--behavioral'], { input: 'x' });
  expect(stdout).toMatch(/A (?:short question, a )?case about[^]*A behavioral question/);
  const round = ['practice', '--kind', 'behavioral', '--behavioral', '--follow-ups', 'none', '--bank', BANK];
  await desk.run([...round, '--order', 'number', '-n', '1', '--seed', '1'], { input: 'x' });
  expect((await turns(desk)).map(({ number }) => number).sort()).toEqual([1, 2]);
});
