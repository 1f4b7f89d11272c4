import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { ASKING, ask } from '../support/asking.ts';
import { named } from '../support/model-rounds.ts';
import { type Answer, FAULT, type ModelServer, startModelServer } from '../support/model-server.ts';
import { pause } from '../support/pause.ts';
import { KEY, type Pty } from '../support/pty.ts';
import { asked, begin, box, debrief, type Desk, PREDICTION, READY, test, turns } from '../support/program.ts';
import { settle } from '../support/voice.ts';
import { expectScreens } from '../support/screens.ts';

const ROUND = ['practice', '1', '--follow-ups', 'none', ...ASKING];

/** An open box with this text in it. */
async function writing(
  desk: Desk,
  text: string,
  size: { columns?: number; rows?: number } = {},
): Promise<Pty> {
  const pty = desk.open(ROUND, size);
  await begin(pty);
  await pty.waitFor(({ rows }) => (rows.at(-1) ?? '').endsWith(' keys'), 'the box');
  pty.type(text);
  await pty.waitFor(`│ ${text}`);
  return pty;
}

async function resume(desk: Desk): Promise<Pty> {
  const pty = desk.open(['resume']);
  await pty.waitFor(READY);
  pty.type(KEY.enter);
  return pty;
}

describe('after kill -9', () => {
  test('the reply is above the box again', async ({ desk }) => {
    const pty = await writing(desk, 'First I');
    await ask(pty, 'how many customers?', 'Customers: About 240');
    await ask(pty, 'which country is it in?', 'Nothing on that.');
    await desk.untilSaved(/First I/);
    process.kill(pty.pid, 'SIGKILL');
    await pty.exit();

    const again = await resume(desk);
    const { rows } = await again.waitFor(box('Question 1 of 1'));
    expect(rows.join('\n')).toMatch(
      /Told: Customers\n {2}You asked: which country is it in\?\n {2}Nothing on that\./,
    );
    expect(rows.join('\n')).toContain('│ First I');
    again.type(KEY.ctrlD);
    await again.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe('First I');
  });

  test('an Ask line is open again, and the answer is whole', async ({ desk }) => {
    const pty = await writing(desk, 'First I');
    pty.type(`${KEY.ctrlO}how many cust`);
    await pty.waitFor('Ask │ how many cust');
    await desk.untilSaved(/how many cust/);
    process.kill(pty.pid, 'SIGKILL');
    await pty.exit();

    const again = await resume(desk);
    await again.waitFor('Ask │ how many cust');
    again.type(`omers?${KEY.enter}`);
    const { rows } = await again.waitFor('Customers: About 240');
    expect(rows.join('\n')).toContain('│ First I');
  });
});

test('Ctrl+C in the Ask line pauses, and Enter continues in it', async ({ desk }) => {
  const pty = await writing(desk, 'First I');
  pty.type(`${KEY.ctrlO}how many cust`);
  await pty.waitFor('Ask │ how many cust');
  await pause(pty);
  expect(pty.screen().all.join('\n')).not.toContain('how many cust');
  pty.type(KEY.enter);
  await pty.waitFor('Ask │ how many cust');
  pty.type(`omers?${KEY.enter}`);
  await pty.waitFor('Customers: About 240');
});

test('Ctrl+Z and fg leave the Ask line as it was', async ({ desk }) => {
  const pty = desk.openCommand('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: 'shell> ' } });
  await pty.waitFor('shell> ');
  pty.type(`${desk.commandLine(ROUND)}\r`);
  await pty.waitFor(box('Question 1 of 1'));
  pty.type(`First I${KEY.ctrlO}which`);
  await pty.waitFor('Ask │ which');
  pty.type('\x1a');
  await pty.waitFor(/Stopped[^]*shell> $/);
  pty.type('fg\r');
  await pty.waitFor('Ask │ which');
  pty.type(' country is it in?\r');
  const { rows } = await pty.waitFor('Nothing on that.');
  expect(rows.join('\n')).toContain('│ First I');
});

test('40 columns and 60×15 hold three questions', async ({ desk }) => {
  const screens: Record<string, readonly string[]> = {};
  for (const [columns, rows] of [
    [40, 24],
    [60, 15],
  ] as const) {
    const pty = await writing(desk, 'First I', { columns, rows });
    await ask(pty, 'how many customers?', 'Customers: About 240');
    await ask(pty, 'is there a history?', 'The records: A paper');
    await ask(pty, 'what is the price?', 'Price of a loaf: Four');
    screens[`${columns}×${rows}`] = pty.screen().rows;
    pty.type(`${KEY.ctrlO}who owns the bakery and the mill?`);
    screens[`${columns}×${rows}, asking`] = (await pty.waitFor('mill?')).rows;
  }
  await expectScreens('asking-narrow', screens);
});

describe('line by line', () => {
  test(':ask asks, :show shows it, and a short question is offered', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', '1', '--plain', ...ASKING]);
    await pty.waitFor(asked('A village bakery throws away'));
    pty.type(':ask how many customers?\r');
    await pty.waitFor('Customers: About 240 a day');
    pty.type(':ask\r');
    await pty.waitFor('Type your question after it');
    pty.type(':help\r');
    await pty.waitFor(':ask  ask a question');
    pty.type('Which country is it in?\r---\r');
    await pty.waitFor('That reads like a question.');
    pty.type('y\r');
    await pty.waitFor('Nothing on that.');
    pty.type(':show\r');
    const shown = await pty.waitFor('You asked: Which country is it in?');
    expect(shown.rows.join('\n')).toContain('You asked: how many customers?');
    // It is a question now, and no part of the answer.
    expect(shown.rows.join('\n')).not.toContain('So far:');
    pty.type('Is the shelf empty?\r---\r');
    await pty.waitFor(({ rows }) => rows.join('\n').split('That reads like a question.').length === 3);
    pty.type('\r');
    await pty.waitFor('Follow-up 1 of 1');
    pty.type(':show\r');
    await pty.waitFor(({ rows }) => rows.join('\n').includes('It follows this question:'));
    expect(pty.screen().rows.join('\n')).toContain('You asked: Which country is it in?');
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: 'Is the shelf empty?' });
  });

  test('works while an answer is spoken', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--speak-aloud', '--plain']);
    await pty.waitFor(asked("Answer aloud. Press Enter when you're done."));
    pty.type(':ask how many customers?\r');
    await pty.waitFor('Customers: About 240 a day');
  });

  test('a pipe takes :ask and a question as an answer', async ({ desk }) => {
    const { code, stdout } = await desk.run(ROUND, { input: ':ask how many customers?\nHow many?\n---\n' });
    expect(code).toBe(0);
    expect(stdout).not.toContain('Customers:');
    expect((await turns(desk))[0]).toMatchObject({
      state: 'submitted',
      answer: ':ask how many customers?\nHow many?',
    });
  });
});

test('a spoken answer goes on while a question is typed', async ({ desk }) => {
  settle(desk, 'voice:\n  record: none\n');
  const pty = desk.open([...ROUND, '--speak-aloud']);
  await begin(pty);
  await pty.waitFor('Enter when done   Ctrl+O ask');
  await ask(pty, 'how many customers?', 'Customers: About 240');
  pty.type(KEY.ctrlC);
  await pty.waitFor('Paused.');
  pty.type('e');
  await pty.waitFor('e ends it.');
  pty.type('e');
  await pty.waitFor(debrief('Round ended early'));
});

describe('a model of the round', () => {
  const judged = async (desk: Desk, server: Pick<ModelServer, 'url'>): Promise<Pty> => {
    const pty = desk.open([...ROUND, '--judge', 'model'], { env: named(server) });
    await pty.waitFor(box('Question 1 of 1'));
    return pty;
  };

  test('chooses the fact by its number, and gets nothing but the question and the facts', async ({
    desk,
  }) => {
    const server = await startModelServer({ answer: () => ({ fact: 3 }) });
    const pty = await judged(desk, server);
    await ask(pty, 'how many customers?', 'Price of a loaf: Four euros');
    const [request] = server.requests;
    expect(JSON.parse(request?.user ?? '')).toEqual({
      asked: 'how many customers?',
      facts: [
        { fact: 1, name: 'Customers', text: expect.stringMatching(/^About 240/) as unknown },
        { fact: 2, name: 'The records', text: expect.stringMatching(/^A paper slip/) as unknown },
        { fact: 3, name: 'Price of a loaf', text: expect.stringMatching(/^Four euros/) as unknown },
      ],
    });
    // What is no question about the case is not sent.
    await ask(pty, 'how much time do I have left?', "There's no clock.");
    expect(server.requests).toHaveLength(1);
    await server.close();
    const [file = ''] = await desk.sessionFiles('.jsonl');
    expect(await readFile(file, 'utf8')).toMatch(/"fact":"Price of a loaf","by":\{"name":"qwen3:8b"/);
  });

  test.for<[string, Answer]>([
    ['a number that is no fact', { fact: 4 }],
    ['a number in words', { fact: '3' }],
    ['prose', 'The third one, I think: four euros.'],
    ['a dropped connection', FAULT.dropped],
  ])('that replies with %s leaves the choice to the words', async ([, answer], { desk }) => {
    const server = await startModelServer({ answer: () => answer });
    const pty = await judged(desk, server);
    await ask(pty, 'how many customers?', 'Customers: About 240');
    await server.close();
  });

  test('is waited for line by line, and says so', async ({ desk }) => {
    const server = await startModelServer({ answer: () => ({ fact: 3 }) });
    server.hang();
    const pty = desk.open([...ROUND, '--judge', 'model', '--plain'], { env: named(server) });
    await pty.waitFor(asked('A village bakery throws away'));
    pty.type(':ask how many customers?\r');
    await pty.waitFor('One moment.');
    server.resume();
    await pty.waitFor('Price of a loaf: Four euros');
    await server.close();
  });

  test('may take its time while the answer is written, and is not waited for at its end', async ({
    desk,
  }) => {
    const server = await startModelServer({ answer: () => ({ fact: 3 }) });
    server.hang();
    const pty = await judged(desk, server);
    pty.type(`First I${KEY.ctrlO}how many?${KEY.enter}`);
    await server.waitFor(1);
    await pty.waitFor('One moment.');
    pty.type(KEY.escape);
    await pty.waitFor('F1 keys');
    pty.type(' count.');
    await pty.waitFor('│ First I count.');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    server.resume();
    await server.close();
    const [file = ''] = await desk.sessionFiles('.jsonl');
    expect(await readFile(file, 'utf8')).not.toContain('clarified');
  });
});
