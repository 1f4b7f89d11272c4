import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { longRound, writeSession, writeSessions } from '../support/load.ts';
import type { Desk } from '../support/program.ts';
import { asks, box, PREDICTION, READY, SHORT, SHORT_BANK, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { makeQuestion } from '../support/question.ts';

// `npm run test:load` uses 100,000 and 5,000.
const EVENTS = Number(process.env['EVENTS'] ?? 20_000);
const SESSIONS = Number(process.env['SESSIONS'] ?? 1000);

interface Listed {
  id: string;
  state: string;
  planned: number;
  answered: number;
}

async function listed(desk: Desk): Promise<Listed[]> {
  return ((await desk.json(['sessions', '--json'])) as { sessions: Listed[] }).sessions;
}

/** A bank of this many questions. */
async function bankOf(desk: Desk, questions: number): Promise<string> {
  const folder = join(desk.folder, 'bank');
  await mkdir(folder);
  await cp(join(SHORT_BANK, 'README.md'), join(folder, 'README.md'));
  const model = await readFile(join(SHORT_BANK, '001-keeping-bread.md'), 'utf8');
  for (let number = 1; number <= questions; number++) {
    const text = model
      .replace('number: 1', `number: ${number}`)
      .replace('id: keeping-bread', `id: keeping-bread-${number}`);
    await writeFile(join(folder, `${String(number).padStart(3, '0')}-bread.md`), text);
  }
  return folder;
}

const answers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, n) => `Answer ${from + n}.\n---\n`).join('');

describe('a round of 200 questions', () => {
  test('runs through a pipe, with a pause, to its transcript', async ({ desk }) => {
    const bank = await bankOf(desk, 200);
    const args = ['practice', '-n', '200', '--order', 'number', '--follow-ups', 'none', '--bank', bank];
    expect(await desk.run(args, { input: answers(1, 120) })).toMatchObject({ code: 0 });
    expect(await listed(desk)).toMatchObject([{ state: 'paused', planned: 200, answered: 120 }]);
    const rest = await desk.run(['resume'], { input: answers(121, 200) });
    expect(rest.code).toBe(0);
    expect(rest.stdout).toContain('Round finished');
    expect(await listed(desk)).toMatchObject([{ state: 'finished', planned: 200, answered: 200 }]);
    const told = await turns(desk);
    expect(told.map(({ answer }) => answer)).toEqual(told.map((_, n) => `Answer ${n + 1}.`));
    expect((await desk.run(['export'])).stdout.match(/^> Answer \d+\.$/gm)).toHaveLength(200);
  });

  test('opens in a terminal, and can be quit and resumed', async ({ desk }) => {
    const bank = await bankOf(desk, 200);
    const pty = desk.open(['practice', '-n', '200', '--order', 'number', '--bank', bank]);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor(/keys$/m);
    pty.type('half a tho');
    await pty.waitFor('half a tho');
    pty.type(KEY.ctrlC);
    await pty.waitFor(asks('q      quit, resume later'));
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const back = desk.open(['resume']);
    await back.waitFor(READY);
    back.type(KEY.enter);
    await back.waitFor('half a tho');
  });
});

describe(`a journal of ${EVENTS} events`, () => {
  test('is listed, exported and resumed', async ({ desk }) => {
    const id = '2026-11-24-1830-abc';
    writeSession(desk.home, id, longRound(EVENTS));
    expect(await listed(desk)).toMatchObject([{ id, state: 'paused', planned: 3, answered: 0 }]);
    const { code, stdout } = await desk.run(['resume'], { input: 'The last word.\n---\n' });
    expect(code).toBe(0);
    // The answer reopened last is in the box, and continues.
    expect(await turns(desk)).toMatchObject([
      { answer: expect.stringMatching(/^Said at \d+\.\nThe last word\.$/) as string },
      ...Array<object>(8).fill({ state: 'unanswered' }),
    ]);
    expect(stdout).toContain('What is number 1?');
    expect((await desk.run(['export'])).stdout).toContain('> The last word.');
  });
});

describe(`${SESSIONS} sessions`, () => {
  test('are listed, exported and resumed, and a new one shows at once', async ({ desk }) => {
    const questions = [1, 2, 3, 4, 5, 6, 7].map((number) => makeQuestion(number));
    const ids = writeSessions(desk.home, SESSIONS, questions);
    const newestFirst = ids.toReversed();
    for (let look = 0; look < 2; look++) {
      const { stdout, stderr, code } = await desk.run(['sessions']);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expect(stdout.match(/^\S+/gm)).toEqual(newestFirst);
    }
    expect((await listed(desk)).filter(({ state }) => state === 'paused')).toHaveLength(SESSIONS / 10);
    expect((await desk.run(['export', ids[123] ?? ''])).stdout).toContain(`Session ${ids[123] ?? ''} ·`);
    expect((await desk.run(['export'])).stdout).toContain(`Session ${newestFirst[0] ?? ''} ·`);

    expect(await desk.run(['resume'], { input: 'One more.\n---\n' })).toMatchObject({ code: 0 });
    expect((await turns(desk)).map(({ answer }) => answer)).toContain('One more.');
    expect(await desk.run(['practice', ...SHORT], { input: 'Half' })).toMatchObject({ code: 0 });
    expect(await listed(desk)).toHaveLength(SESSIONS + 1);

    const pty = desk.openShell('hotseat sessions; hotseat');
    const { all } = await pty.waitFor(asks('Past sessions'));
    expect(all.join('\n')).toContain(`and ${SESSIONS - 19} older ones: hotseat sessions --all`);
    expect(all.join('\n')).toMatch(new RegExp(`Past sessions\\s+${SESSIONS + 1} sessions`));
  });
});

describe('an answer of 50,000 characters', () => {
  const SENTENCE = 'Recall fell overnight, and nobody had touched the index since the week before. ';
  const LONG = `${SENTENCE.repeat(632)}and-its-end`;

  test('is pasted, saved, resumed and submitted in full', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.paste(LONG);
    await pty.waitFor('and-its-end');
    pty.type(KEY.ctrlC);
    await pty.waitFor(asks('q      quit, resume later'));
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const back = desk.open(['resume']);
    await back.waitFor(READY);
    back.type(KEY.enter);
    await back.waitFor('and-its-end');
    back.type(' now');
    await back.waitFor('and-its-end now');
    back.type(KEY.ctrlD);
    await back.waitFor(PREDICTION);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: `${LONG} now` });
  });

  test.for([
    ['in one line', LONG],
    ['in a thousand', LONG.replaceAll('. ', '.\n')],
  ] as const)('goes through a pipe %s, and into both exports', async ([, text], { desk }) => {
    const args = ['practice', '1', '--follow-ups', 'none', ...SHORT];
    expect(await desk.run(args, { input: `${text}\n---\n` })).toMatchObject({ code: 0 });
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: text });
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain(text.replace(/^/gm, '> ').replaceAll('\n', '  \n'));
  });
});

test('an endless answer is kept up to the limit, with one message', async ({ desk }) => {
  const line = 'Cool and dry, cool and dry, cool and dry.\n';
  // The last line would fit again, but a gap in the middle would be worse than an early end.
  const input = `${line.repeat(6000)}Short.\n${line}---\n`;
  const { code, stdout } = await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input });
  expect(code).toBe(0);
  expect(stdout.match(/Too long: an answer holds 200,000 characters/g)).toHaveLength(1);
  const [turn] = await turns(desk);
  expect(turn?.state).toBe('submitted');
  expect(turn?.answer).toBe(line.repeat(Math.floor(200_000 / line.length)).trimEnd());
});
