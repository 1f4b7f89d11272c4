import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { BIN, everyCommand, READY, SHORT, test, turns, VERDICT } from '../support/program.ts';
import { WHOLE } from '../support/bank.ts';
import { connect, type Era, ERAS } from '../support/mcp-client.ts';
import { KEY } from '../support/pty.ts';

const ANSWER = 'Keep bread cool and keep bread dry, in a box of wood.';

describe.each(Object.keys(ERAS) as Era[])('with the official client, protocol %s', (era) => {
  test('started here, resumed in the terminal, and back', async ({ desk }) => {
    const first = await connect(desk, era);
    const { session } = (await first.call('start_round', { questions: ['1', '2'], follow_ups: 'none' })).data;
    await first.call('next_turn');
    await first.call('submit_answer', { turn: '1', answer: ANSWER });
    // The lock says who has it.
    const refused = await desk.run(['resume']);
    expect(refused.stderr).toMatch(
      new RegExp(`is open in another hotseat, process ${first.transport.pid ?? 0}`),
    );
    await first.call('reveal');
    const rated = await first.call('rate', { question: 1 });
    expect([rated.data['recorded'], rated.data['note']]).toEqual([
      false,
      expect.stringContaining(`hotseat resume ${String(session)}`),
    ]);
    await first.call('finish_round', { how: 'pause' });

    const pty = desk.open(['resume']);
    // It asks for what only the candidate can say.
    await pty.waitFor(VERDICT);
    pty.type(KEY.ctrlC);
    await pty.waitFor('quit, resume later');
    pty.type('q');
    await pty.exit();

    const back = await connect(desk, era);
    expect((await back.call('next_turn', { pass: true })).data).toMatchObject({
      session,
      turn: '2',
      ask: 'How do you keep seeds fresh?',
    });
    await back.call('submit_answer', { turn: '2', skip: true });
    expect((await back.call('reveal')).text).toContain('SECRET-EXPECTED-2');
    expect((await back.call('finish_round')).data).toMatchObject({
      state: 'paused',
      waits_for: 'decisions and ratings',
    });
    await first.client.close();
    await back.client.close();
  });

  test('a kill -9 of the server loses nothing that was submitted', async ({ desk }) => {
    const first = await connect(desk, era);
    await first.call('start_round', { questions: ['1'] });
    await first.call('next_turn');
    await first.call('submit_answer', { turn: '1', answer: ANSWER });
    await first.call('add_follow_up', { question: 'Why wood?' });
    process.kill(first.transport.pid ?? 0, 'SIGKILL');
    const second = await connect(desk, era);
    expect((await second.call('next_turn')).data).toMatchObject({ turn: '1.1', ask: 'Why wood?' });
    // The second server has the round, and its clock runs.
    expect((await desk.run(['resume'])).stderr).toContain(`process ${second.transport.pid ?? 0}`);
    expect(
      await Promise.all((await desk.sessionFiles('.jsonl')).map((file) => readFile(file, 'utf8'))),
    ).toContainEqual(expect.stringMatching(/"type":"continued".*\n.*"type":"resumed"/));
    const [main] = await turns(desk);
    expect(main).toMatchObject({ answer: ANSWER, state: 'submitted' });
    await first.client.close().catch(() => undefined);
    await second.client.close();
  });
});

test('a draft of the terminal is shown before an answer takes its place, and stays in the transcript', async ({
  desk,
}) => {
  const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
  await pty.waitFor((screen) => screen.rows.join('').includes('Enter to start'));
  pty.type(KEY.enter);
  await pty.waitFor((screen) => (screen.rows.at(-1) ?? '').endsWith(' keys'));
  pty.type('Begun here');
  await desk.untilSaved(/Begun here/);
  pty.type(KEY.ctrlC);
  await pty.waitFor('quit, resume later');
  pty.type('q');
  await pty.exit();
  const { client, call } = await connect(desk, '2025-11-25');
  expect((await call('next_turn')).data['draft']).toBe('Begun here');
  const given = { turn: '1', answer: 'Begun here, ended there.' };
  const refused = await call('submit_answer', given);
  expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('“Begun here”') as unknown });
  await call('submit_answer', { ...given, discard_draft: /discard_draft: "(.+?)"/.exec(refused.text)?.[1] });
  await client.close();
  const [main] = await turns(desk);
  expect(main).toMatchObject({ answer: given.answer, discarded: ['Begun here'] });
});

describe('an assistant that does everything wrong', () => {
  test('forgets, repeats, guesses and shouts, and the round survives', async ({ desk }) => {
    const { client, call } = await connect(desk, '2025-11-25');
    const fails = async (name: string, args: Record<string, unknown>, says: RegExp): Promise<void> => {
      const { isError, text } = await call(name, args);
      expect([isError, text]).toEqual([true, expect.stringMatching(says)]);
      expect(text).not.toContain('SECRET');
    };
    await fails('next_turn', {}, /no round yet.*start_round/);
    await fails('submit_answer', { turn: '1', answer: 'x' }, /no round yet/);
    await fails('start_round', { questions: ['99'] }, /no question 99.*find_questions/);
    await fails('start_round', { topic: ['cellar'] }, /no topic "cellar"/);
    await fails('start_round', { topic: ['Gardn'] }, /did you mean topic "garden"/);
    await fails('get_history', { show: 'transcript', session: 'mine' }, /no session/i);
    await call('start_round', { questions: [1] });
    await fails('get_history', { show: 'transcript', session: 'mine' }, /no session mine. Fix: get_history/);
    await fails('submit_answer', { turn: '1', answer: 'x' }, /no turn is open.*next_turn/i);
    await fails('reveal', {}, /has no answer yet.*next_turn/);
    await fails(
      'record_judgement',
      { question: 1, verdicts: [{ point: 1, verdict: 'covered', quotes: ['x'] }] },
      /not revealed/,
    );
    await fails('rate', { question: 1 }, /not revealed/);
    await fails('start_round', { questions: ['1'] }, /in progress.*finish_round/);
    await call('next_turn');
    await fails('reveal', {}, /submit_answer/);
    await fails('add_follow_up', { question: 'Why?' }, /after the main answer/);
    await fails('submit_answer', { turn: '2', answer: 'x' }, /open turn is 1/);
    await fails('submit_answer', { turn: '1', answer: '  ' }, /empty.*skip/);
    await fails('submit_answer', { turn: '1', answer: 'x'.repeat(1_048_576) }, /200,000/);
    await call('submit_answer', { turn: 1, answer: ANSWER });
    expect((await call('submit_answer', { turn: '1', answer: ANSWER })).data['note']).toMatch(/before/);
    await fails('submit_answer', { turn: '1', answer: 'A better one.' }, /final/);
    await fails('add_follow_up', { question: '' }, /empty/);
    await fails('add_follow_up', { question: 'See https://example.org?' }, /addresses/);
    await fails('add_follow_up', { question: 'x'.repeat(500) }, /400/);
    await call('add_follow_up', { question: 'Why wood?' });
    expect((await call('add_follow_up', { question: 'Why wood?' })).data['turn']).toBe('1.1');
    await call('submit_answer', { turn: '1.1', skip: true });
    expect((await call('reveal')).isError).toBe(false);
    expect((await call('reveal')).text).toContain('SECRET-EXPECTED-1');
    await fails(
      'record_judgement',
      { question: 1, verdicts: [{ point: 9, verdict: 'covered' }] },
      /points run from 1 to 4/,
    );
    await fails('nonsense', {}, /nonsense/).catch(async () => {
      await expect(client.callTool({ name: 'nonsense' })).rejects.toThrow();
    });
    await client.close();
    expect((await turns(desk)).map(({ state, answer }) => [state, answer])).toEqual([
      ['submitted', ANSWER],
      ['skipped', ''],
    ]);
  });

  test('noise, half a message and a sudden end: only the protocol on stdout, and the round is paused', async ({
    desk,
  }) => {
    const child = spawn(process.execPath, [BIN, 'mcp', ...SHORT], {
      cwd: desk.folder,
      env: { HOME: desk.folder, HOTSEAT_HOME: desk.home, PATH: process.env['PATH'] ?? '' },
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    const until = async (text: string): Promise<void> => {
      while (!out.includes(text)) await new Promise(setImmediate);
    };
    const send = (message: object): void =>
      void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    };
    child.stdin.write('not the protocol\n{"half":\n');
    send({ id: 1, method: 'initialize', params });
    send({ id: 2, method: 'tools/call', params: { name: 'start_round', arguments: { questions: ['1'] } } });
    send({ id: 3, method: 'tools/call', params: { name: 'next_turn', arguments: {} } });
    send({ id: 4, method: 'no/such', params: {} });
    await until('"id":3');
    child.stdin.write('{"jsonrpc":"2.0","id":5,"method":"tools/ca');
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
    const [file = ''] = await desk.sessionFiles('.jsonl');
    expect(await readFile(file, 'utf8')).toContain('"type":"paused","by":"end of input"');
  });
});

test('two servers that start a round at once never ask the same question', async ({ desk }) => {
  const servers = [await connect(desk, '2025-11-25'), await connect(desk, '2025-11-25')];
  for (let tries = 0; tries < 6; tries++) {
    const started = await Promise.all(servers.map(({ call }) => call('start_round', { questions: ['1'] })));
    const [refused] = started.filter(({ isError }) => isError);
    const [other] = started.filter(({ isError }) => !isError);
    expect(refused?.text).toContain(`in progress in round ${String(other?.data['session'])}`);
    await Promise.all(servers.map(({ call }) => call('finish_round', { how: 'end' }).catch(() => undefined)));
  }
  // Where the server chooses, the second one asks something else.
  await Promise.all(servers.map(({ call }) => call('start_round', { count: 1 })));
  const asked = await Promise.all(servers.map(({ call }) => call('next_turn')));
  expect(new Set(asked.map(({ data }) => data['ask'])).size).toBe(2);
  await Promise.all(servers.map(({ client }) => client.close()));
});

test('two servers that add a question at once give no number twice', async ({ desk }) => {
  const servers = [await connect(desk, '2025-11-25'), await connect(desk, '2025-11-25')];
  const question = { title: 'Retries', text: WHOLE };
  const added = await Promise.all(servers.map(({ call }) => call('add_question', question)));
  expect(added.map(({ data }) => data['question']).sort()).toEqual(['my-bank/1001', 'my-bank/1002']);
  await Promise.all(servers.map(({ client }) => client.close()));
});

test('hotseat skill prints the skill', async ({ desk }) => {
  const { stdout } = await desk.run(['skill']);
  expect(stdout).toMatch(/^---\nname: hotseat\ndescription: /);
  // It names no command that does not exist.
  const commands = await everyCommand(desk);
  const named = Array.from(stdout.matchAll(/hotseat ([a-z]+)(?= |`)/g), ([, name = '']) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(
    named.filter(
      (name) =>
        !commands.some((command) => `${command} `.startsWith(`${name} `)) &&
        !['command', 'has', 'session', 'tools'].includes(name),
    ),
  ).toEqual([]);
});

test('a resumed round waits for Enter in the terminal', async ({ desk }) => {
  const { client, call } = await connect(desk, '2026-07-28');
  await call('start_round', { questions: ['2'] });
  await call('next_turn');
  await client.close();
  const pty = desk.open(['resume']);
  await pty.waitFor(READY);
});
