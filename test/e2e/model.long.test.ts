import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  finish,
  type JudgeData,
  listens,
  LIVE,
  MODEL_ROUND,
  named,
  SAID,
  submitted,
} from '../support/model-rounds.ts';
import { FAULT, startModelServer } from '../support/model-server.ts';
import {
  asks,
  PAUSED,
  PREDICTION,
  RATING,
  READY,
  SHORT,
  SHORT_BANK,
  test,
  unwrapped,
  VERDICT,
} from '../support/program.ts';
import { KEY, type Pty, type Screen } from '../support/pty.ts';
import { judged } from '../support/model-rounds.ts';

/** Pauses and quits. */
async function leave(pty: Pty): Promise<void> {
  pty.type(KEY.ctrlC);
  await pty.waitFor(PAUSED);
  pty.type('q');
  expect(await pty.exit()).toBe(0);
}

describe('a judged round', () => {
  test('judges while the candidate states the certainty', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    const pty = await submitted(desk, server);
    await pty.waitFor(PREDICTION);
    await server.waitFor(2);
    await finish(pty);
    await server.close();
    expect(server.requests).toHaveLength(2);
  });

  test('judges the opener of an interview while the case is asked', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    const bank = join(SHORT_BANK, '../interview');
    const round = ['practice', '--seed', '1', '--bank', bank, '--judge', 'model'];
    const pty = desk.open(round, { env: named(server) });
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor(asks('Ctrl+D submit'));
    pty.type(SAID);
    await pty.waitFor(SAID);
    pty.type(KEY.ctrlD);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await expect.poll(() => server.requests, { timeout: 10_000 }).toHaveLength(2);
    expect(server.requests.map(({ user }) => JSON.parse(user) as JudgeData)).toMatchObject(
      Array.from({ length: 2 }, () => ({ answers: [{ text: SAID }] })),
    );
    await server.close();
  });

  test('shows the verdict at Esc, and adds what the model says when it comes', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    server.hang();
    const pty = await submitted(desk, server);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor('qwen3:8b is reading your answer · esc skip');
    pty.type(KEY.escape);
    const screen = await pty.waitFor(VERDICT);
    expect(unwrapped(screen.all)).toContain(
      'You went on before qwen3:8b was done. Its verdicts are added when they come.',
    );
    server.resume();
    const isThere = (now: Screen): boolean => unwrapped(now.all).includes('qwen3:8b has judged #1 now.');
    for (let now = screen; !isThere(now);) {
      pty.type('dd');
      now = await pty.waitFor(RATING);
      // Back at the points, or at the rating once they have come.
      pty.type(KEY.backspace);
      await pty.waitFor(VERDICT);
    }
    expect(unwrapped(pty.screen().rows)).toContain('qwen3:8b: 2 of 4 found');
    pty.type('dd');
    await pty.waitFor(RATING);
    pty.type('3');
    expect(await pty.exit()).toBe(0);
    await server.close();
    expect(await judged(desk)).toMatchObject([{ points: [] }, { points: [{}, {}, {}, {}] }]);
  });

  test('is skipped by Esc while the model hangs, and nothing is sent twice', async ({ desk }) => {
    const server = await startModelServer({ answer: FAULT.hanging });
    const pty = await submitted(desk, server);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor('qwen3:8b is reading your answer · esc skip');
    pty.type(KEY.escape);
    const screen = await pty.waitFor(VERDICT);
    expect(unwrapped(screen.all)).toContain('Its verdicts are added when they come.');
    await leave(pty);
    await server.waitForLeavers(1);
    const again = desk.open(['resume'], { env: named(server) });
    await again.waitFor('No model’s verdicts on 1 question. `hotseat judge` asks again');
    await leave(again);
    await server.close();
    expect(server.requests).toHaveLength(1);
  });

  test('pauses at once during a call, and waits for the same one after it', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    server.hang();
    const pty = await submitted(desk, server);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor('qwen3:8b is reading your answer');
    pty.type(KEY.ctrlC);
    await pty.waitFor(PAUSED);
    pty.type(KEY.enter);
    await pty.waitFor('qwen3:8b is reading your answer · esc skip');
    server.resume();
    await pty.waitFor(VERDICT);
    await leave(pty);
    await server.close();
    expect(await judged(desk)).toMatchObject([{ points: [{}, {}, {}, {}] }]);
    expect(server.requests).toHaveLength(2);
  });

  test('quits at once during a call', async ({ desk }) => {
    const server = await startModelServer({ answer: FAULT.hanging });
    const pty = await submitted(desk, server, ['--follow-ups', 'live']);
    await pty.waitFor('qwen3:8b is thinking of a follow-up');
    pty.type(`${KEY.ctrlC}${KEY.ctrlC}`);
    expect(await pty.exit()).toBe(130);
    await server.waitForLeavers(1);
    await server.close();
  });

  test('is judged once after a kill in mid-judgment', async ({ desk }) => {
    const hanging = await startModelServer({ answer: FAULT.hanging });
    const pty = await submitted(desk, hanging);
    await pty.waitFor(PREDICTION);
    pty.type('3');
    await pty.waitFor('is reading your answer');
    process.kill(pty.pid, 'SIGKILL');
    await pty.exit();
    await hanging.close();
    const server = await startModelServer({ answer: listens });
    const again = desk.open(['resume'], { env: named(server) });
    await again.waitFor(VERDICT, 'the verdict');
    await leave(again);
    await server.close();
    expect(await judged(desk)).toMatchObject([{ points: [{}, {}, {}, {}] }]);
    expect(server.requests).toHaveLength(2);
  });

  test('resumes without a model, and says so', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    const pty = await submitted(desk, server);
    await pty.waitFor(PREDICTION);
    await leave(pty);
    await server.close();
    const again = desk.open(['resume']);
    await again.waitFor(PREDICTION);
    again.type('3');
    const screen = await again.waitFor(VERDICT);
    expect(unwrapped(screen.all)).toContain(
      'no model is named: model.url is not set. The round continues without the model.',
    );
    await leave(again);
  });

  test('works through a pipe', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    const { code, stdout, stderr } = await desk.run([...MODEL_ROUND, '--follow-ups', 'live'], {
      input: `${SAID}\n---\nThe operator.\n---\n`,
      env: named(server),
    });
    await server.close();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(LIVE);
    expect(await judged(desk)).toHaveLength(1);
  });

  test(
    'waits no longer than it says: 15 s for a follow-up, 20 s for verdicts',
    { timeout: 90_000 },
    async ({ desk }) => {
      const server = await startModelServer({ answer: FAULT.hanging });
      const { code, stdout } = await desk.run([...MODEL_ROUND, '--follow-ups', 'live'], {
        input: `${SAID}\n---\nA timer.\n---\n`,
        env: named(server),
      });
      await server.close();
      expect(code).toBe(0);
      expect(stdout.match(/did not answer in (?:15|20) s/g)?.length).toBeGreaterThanOrEqual(2);
      expect(stdout).toContain('Jitter is in place');
    },
  );
});

describe('an address outside this machine', () => {
  // Reserved for documentation: nothing answers there, and no name is looked up.
  const FAR = { HOTSEAT_MODEL_URL: 'http://192.0.2.1/v1', HOTSEAT_MODEL: 'big' };

  test('is asked about once: a yes is kept in config.yaml beside what is there', async ({ desk }) => {
    const config = join(desk.folder, 'config.yaml');
    await writeFile(config, '# mine\npractice:\n  count: 1 # one\n');
    const env = { ...FAR, HOTSEAT_CONFIG: config };
    const pty = desk.open(MODEL_ROUND, { env });
    await pty.waitFor(asks('y send'));
    pty.type('y');
    await pty.waitFor('Your answers leave this machine, without encryption');
    await leave(pty);
    expect(await readFile(config, 'utf8')).toBe(
      '# mine\npractice:\n  count: 1 # one\nmodel:\n  allow: ["http://192.0.2.1/v1"]\n',
    );
    const again = desk.open(MODEL_ROUND, { env });
    await again.waitFor(READY);
    expect(again.screen().all.join('\n')).not.toContain('y send');
    await leave(again);
  });

  test('is remembered in the file that config init writes, which has every setting as a comment', async ({
    desk,
  }) => {
    await desk.run(['config', 'init']);
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'live'], { env: FAR });
    await pty.waitFor(asks('y send'));
    pty.type('y');
    await pty.waitFor(READY);
    await leave(pty);
    const config = await readFile(join(desk.home, 'config.yaml'), 'utf8');
    expect(config).toContain('# keyEnv: OPENAI_API_KEY');
    expect(config).toContain('  allow: ["http://192.0.2.1/v1"]\n');
  });

  test('is told which key goes there, and gets none that stands beside another address', async ({ desk }) => {
    const config = join(desk.folder, 'config.yaml');
    await writeFile(config, 'model:\n  url: http://192.0.2.1/v1\n  name: big\n  keyEnv: MY_KEY\n');
    const env = { HOTSEAT_CONFIG: config, MY_KEY: 'sk-mine' };
    const pty = desk.open(MODEL_ROUND, { env });
    const screen = await pty.waitFor(asks('y send'));
    expect(unwrapped(screen.rows)).toContain('The key from MY_KEY goes there too.');
    pty.type(KEY.ctrlC);
    await pty.exit();
    const server = await startModelServer({ answer: listens });
    const shown = await desk.run(['model'], { env: { ...env, ...named(server) } });
    expect(unwrapped(shown.stdout.split('\n'))).toContain(
      'none is sent: the one in config.yaml belongs to http://192.0.2.1/v1',
    );
    await desk.run([...MODEL_ROUND, '--follow-ups', 'none'], {
      input: `${SAID}\n---\n`,
      env: { ...env, ...named(server) },
    });
    await server.close();
    expect(server.requests.map(({ bytes }) => bytes).join('')).not.toMatch(/authorization|sk-mine/i);
    expect(server.requests).toHaveLength(2);
  });

  test('gets nothing where no one can be asked, and the round goes on without it', async ({ desk }) => {
    const { code, stdout, stderr } = await desk.run([...MODEL_ROUND, '--follow-ups', 'none'], {
      input: 'x\n---\n',
      env: FAR,
    });
    expect(code).toBe(0);
    expect(unwrapped(stderr.split('\n'))).toContain('write `allow: [http://192.0.2.1/v1]` below `model:`');
    expect(unwrapped(stdout.split('\n'))).toContain('The round continues without the model.');
    const [id = ''] = await desk.sessionIds();
    expect((await desk.run(['resume', id])).stderr).toContain(`\`hotseat judge ${id}\``);
  });
});

describe('hotseat judge', () => {
  test('keeps nothing of a question that the model could not judge, and fails', async ({ desk }) => {
    await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'Keep it dry.\n---\n' });
    const server = await startModelServer({ answer: () => 'I cannot.' });
    const { code, stdout, stderr } = await desk.run(['judge'], { env: named(server) });
    await server.close();
    expect([code, stdout]).toEqual([1, '  #1  not judged\n']);
    expect(stderr).toContain('makes no sense');
    expect(await judged(desk)).toEqual([]);
  });

  test('says that there is nothing to judge', async ({ desk }) => {
    const { code, stderr } = await desk.run(['judge'], { env: named({ url: 'http://127.0.0.1:9/v1' }) });
    expect(code).toBe(2);
    expect(stderr).toContain('there are no sessions yet');
  });
});
