import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  dataOf,
  finish,
  isJudging,
  listens,
  LIVE,
  MODEL_ROUND,
  named,
  SAID,
} from '../support/model-rounds.ts';
import { startModelServer } from '../support/model-server.ts';
import { answer, asks, begin, box, judge, SHORT, test, turns, unwrapped } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { judged } from '../support/model-rounds.ts';

describe('a judged round', () => {
  test('says where answers go, and records verdicts with the words they rest on', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'live'], { env: named(server) });
    await pty.waitFor(`Your answers go to qwen3:8b at ${server.url}, on this machine.`);
    await begin(pty);
    await answer(pty, 'Question 1 of 1', SAID);
    await pty.waitFor((screen) => box('Follow-up 1')(screen) && unwrapped(screen.rows).includes(LIVE), LIVE);
    await answer(pty, 'Follow-up 1', 'The operator, at once.');
    await finish(pty);
    await server.close();
    expect(await judged(desk)).toMatchObject([
      {
        by: { name: 'qwen3:8b', host: new URL(server.url).host, prompt: 3 },
        points: ['found', 'found', 'missing', 'missing'].map((verdict) => ({ verdict })),
      },
    ]);
    const [, followUp] = await turns(desk);
    expect(followUp?.prompt).toBe(LIVE);
    // Never the expected answer, before the candidate has answered.
    const asking = server.requests.filter((request) => !isJudging(dataOf(request)));
    expect(asking.map(({ body }) => body).join('')).not.toContain('above the limit after its cause');
    expect(asking).toHaveLength(2);
  });
});

describe('an address outside this machine', () => {
  // Reserved for documentation: nothing answers there, and no name is looked up.
  const FAR = { HOTSEAT_MODEL_URL: 'http://192.0.2.1/v1', HOTSEAT_MODEL: 'big' };

  test('is asked about by name; Ctrl+C sends nothing and starts nothing', async ({ desk }) => {
    const pty = desk.open(MODEL_ROUND, { env: FAR });
    const screen = await pty.waitFor(asks('y send'));
    expect(unwrapped(screen.rows)).toContain('Send your answers to 192.0.2.1?');
    expect(unwrapped(screen.rows)).toContain('The connection is not encrypted: others may read along.');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(2);
    expect(unwrapped(pty.screen().all)).toContain('nothing is sent to http://192.0.2.1/v1');
    await expect(desk.sessionIds()).rejects.toThrow();
  });
});

describe("a model of Ollama's cloud at a local address", () => {
  const CLOUD = 'gpt-oss:120b-cloud';

  test('is asked about, and a yes is kept for that address', async ({ desk }) => {
    const server = await startModelServer({ models: [CLOUD], answer: listens });
    const env = { ...named(server), HOTSEAT_MODEL: CLOUD };
    const shown = await desk.run(['model'], { env });
    expect(unwrapped(shown.stdout.split('\n'))).toContain(
      `Your answers leave this machine: they go to ${CLOUD} at ${server.url}, which sends them on to Ollama's cloud.`,
    );
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'none'], { env });
    const screen = unwrapped((await pty.waitFor(asks('y send'))).rows);
    expect(screen).toContain("Send your answers to Ollama's cloud?");
    expect(screen).toContain(`${CLOUD} at ${server.url} is a model of Ollama's cloud.`);
    expect(screen).not.toContain('not encrypted');
    expect(server.requests).toEqual([]);
    pty.type('y');
    await pty.waitFor("sends them on to Ollama's cloud");
    expect(await readFile(join(desk.home, 'config.yaml'), 'utf8')).toBe(
      `model:\n  allow: ["${server.url}"]\n`,
    );
    await server.close();
  });
});

describe('hotseat judge', () => {
  test('adds verdicts to a session that is over, once', async ({ desk }) => {
    const round = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await answer(round, 'Question 1 of 1', 'I would keep bread dry, always.');
    await judge(round);
    await round.exit();
    const quote = 'keep bread dry, always';
    const server = await startModelServer({
      answer: (request) => {
        const data = dataOf(request);
        const points = isJudging(data) ? data.points : [];
        return {
          verdicts: points.map(({ point, statement }) =>
            statement.includes('dry')
              ? { point, quotes: [quote], verdict: 'covered' }
              : { point, quotes: [], verdict: 'not covered' },
          ),
        };
      },
    });
    const first = await desk.run(['judge'], { env: named(server) });
    expect([first.code, first.stdout]).toEqual([0, '  #1  1 found, 0 partly, 0 not sure, 3 not found\n']);
    expect(first.stderr).toContain('on this machine');
    const second = await desk.run(['judge'], { env: named(server) });
    expect([second.code, second.stdout]).toEqual([0, '']);
    expect(second.stderr).toContain('has judged all of it');
    await server.close();
    expect(server.requests).toHaveLength(2);
  });
});
