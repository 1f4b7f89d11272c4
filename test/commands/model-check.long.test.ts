import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { model } from '../../src/commands/model.ts';
import { modelCheck } from '../../src/commands/model-check.ts';
import type { ModelCheckOptions } from '../../src/options/table.ts';
import { randomFrom } from '../../src/engine/random.ts';
import { JUDGE_VERSION } from '../../src/model/prompts/judge.ts';
import { pairsFrom } from '../../src/model/check/pairs.ts';
import { EXIT, UserError } from '../../src/platform/errors.ts';
import { runProgram } from '../../src/program.ts';
import { width } from '../../src/text/wrap.ts';
import {
  type Covers,
  judgeBy,
  type JudgeData,
  judgeDataIn,
  startJudge,
  truthOf,
} from '../support/check-server.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { FAULT, type ModelServer, refusingUrl } from '../support/model-server.ts';
import { SHORT_BANK } from '../support/program.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';

const shipped = await questionsOf(SHIPPED_BANK);
const truth = truthOf(shipped);
const everything: Covers = () => true;

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A machine on which a server's model is named. */
function machine(
  server: Pick<ModelServer, 'url'>,
  { home = emptyFolder(), name = 'qwen3:8b', bank = SHIPPED_BANK } = {},
) {
  const world = (columns?: number) =>
    fakeEnv({
      cwd: home,
      data: home,
      shippedBank: bank,
      vars: { NO_COLOR: '1', PAGER: 'cat', HOTSEAT_MODEL_URL: server.url, HOTSEAT_MODEL: name },
      ...(columns === undefined ? {} : { columns }),
    });
  const ran = async (act: (env: ReturnType<typeof fakeEnv>['env']) => Promise<number>, columns?: number) => {
    const { env, stdout, stderr } = world(columns);
    const code = await act(env);
    return { code, out: stdout(), err: stderr() };
  };
  return {
    home,
    check: (options: ModelCheckOptions = {}, columns?: number): Promise<Ran> =>
      ran((env) => modelCheck(env, options), columns),
    show: (options: { json?: boolean } = {}): Promise<Ran> => ran((env) => model(env, options)),
    type: (...args: string[]): Promise<Ran> => ran((env) => runProgram(args, env)),
  };
}

interface Data {
  judges: { model: { agreed: number }; matcher: { agreed: number } };
  isBetter: boolean;
}

const dataIn = ({ out }: Ran): Data => JSON.parse(out) as Data;

const NOT_BETTER = 'This does not show that it judges better than the matcher.';

describe('a model', () => {
  test('that says what the bank says agrees always', async () => {
    const { check } = machine(await startJudge(judgeBy(truth)));
    const ran = await check({ json: true });
    expect(ran.code).toBe(EXIT.done);
    expect(dataIn(ran)).toMatchObject({
      pairs: { judged: 60 },
      judges: { model: { agreed: 60 } },
      isBetter: true,
    });
    const { out } = await check();
    expect(out).toMatch(/agrees +the model 60 of 60 \(100%\), the matcher \d\d of 60 \(\d\d%\)\n/);
    expect(out).toContain('It judges better than the matcher.');
  });

  test('that is as good as chance is said to be no better, and the command succeeds', async () => {
    const random = randomFrom(3);
    for (const covers of [everything, () => random() < 0.5]) {
      const { out, code } = await machine(await startJudge(judgeBy(covers))).check();
      expect(code).toBe(EXIT.done);
      expect(out).toContain(NOT_BETTER);
    }
  });

  test('never sees what it judges but as an answer', async () => {
    const server = await startJudge(judgeBy(truth));
    await machine(server).check({ pairs: 100 });
    const sent = server.requests.map(judgeDataIn);
    expect(sent.length).toBe(200);
    const isExpected = (text: string): boolean => shipped.some(({ expected }) => expected === text);
    const folded = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    for (const { answers, ...rest } of sent) {
      const [{ text } = { text: '' }] = answers;
      expect(text).not.toBe('');
      expect(folded(JSON.stringify(rest))).not.toContain(folded(text));
      if (isExpected(text)) expect(rest).not.toHaveProperty('strong_answer');
      else expect(rest).toHaveProperty('strong_answer');
    }
    // The other lines of the points are there.
    expect(sent.some(({ points }) => points.some(({ counts = [] }) => counts.length > 0))).toBe(true);
    expect(sent.some(({ points }) => points.some((point) => (point.not_enough ?? []).length > 0))).toBe(true);
  });

  test('is measured on your own bank as well', async () => {
    const bank = SHORT_BANK;
    const whole = join(bank, '../whole');
    const questions = [...(await questionsOf(bank)), ...(await questionsOf(whole))];
    const server = await startJudge(judgeBy(truthOf(questions)));
    const { home, check } = machine(server, { bank });
    cpSync(whole, join(home, 'my-bank'), { recursive: true });
    const { out } = await check({ pairs: 1000, json: true });
    const drawn = pairsFrom(questions, 1000).length;
    expect(JSON.parse(out)).toMatchObject({ pairs: { drawn, judged: drawn } });
    const asked = new Set(server.requests.map((request) => judgeDataIn(request).question));
    for (const { question } of questions) expect(asked).toContain(question);
  });
});

describe('a check that meets problems', () => {
  const failing = async (server: Pick<ModelServer, 'url'>): Promise<string> => {
    const { check } = machine(server);
    const error: unknown = await check({ pairs: 8 }).catch((problem: unknown) => problem);
    if (!(error instanceof UserError)) throw new Error('it did not fail as it should');
    expect(error.exitCode).toBe(EXIT.failed);
    return error.message;
  };

  test('fails if nothing was judged', async () => {
    expect(await failing({ url: await refusingUrl() })).toContain('is not reachable');
    const models = ['llama3:8b', 'phi4'];
    expect(await failing(await startJudge(judgeBy(truth), { models }))).toMatch(
      /has no model "qwen3:8b" \(404\)\.$/,
    );
    expect(await failing(await startJudge(judgeBy(truth), { key: 'secret' }))).toContain('wants a key');
    expect(await failing(await startJudge(() => 'No idea.'))).toContain('makes no sense');
  });

  test('counts pairs that were not judged', async () => {
    let n = 0;
    const judge = judgeBy(truth);
    // Nonsense is asked about once more.
    const server = await startJudge((data) => ((n += 1) >= 3 && n <= 4 ? 'No idea.' : judge(data)));
    const { out, code } = await machine(server).check({ pairs: 8 });
    expect(code).toBe(EXIT.done);
    expect(out.replace(/\s+/g, ' ')).toMatch(/1 pair not judged\. \S+ gave a reply that makes no sense\./);
    expect(out).toMatch(/agrees +the model 7 of 7/);
  });

  test('ends with what was measured', async () => {
    const judge = judgeBy(truth);
    const server = await startJudge((data, { n }) => (n > 12 ? FAULT.noKey() : judge(data)));
    const { out, code } = await machine(server).check({ pairs: 20 });
    expect(code).toBe(EXIT.failed);
    expect(out).toMatch(/The check ended at pair 7 of 20\. 127\.0\.0\.1:\d+ wants a key/);
    expect(out).toMatch(/agrees +the model 6 of 6 \(100%\)/);
  });
});

describe('the screen', () => {
  test('fits 80 and 40 columns', async () => {
    const { check } = machine(await startJudge(judgeBy(truth)));
    for (const columns of [80, 40]) {
      const { out } = await check({ pairs: 12 }, columns);
      expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(columns);
      for (const label of ['agrees', '95% interval', 'median time']) expect(out).toContain(label);
    }
  });

  test('shows a hostile name as plain text', async () => {
    const name = 'qwen\x1b[31m3\x07\n  fake line';
    const { check, show } = machine(await startJudge(judgeBy(truth), { models: [name] }), { name });
    const { out, err } = await check({ pairs: 4 }, 80);
    // eslint-disable-next-line no-control-regex
    expect(out + err + (await show()).out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    expect(out).not.toMatch(/^ *fake line/m);
  });

  test('says where the texts go, and no progress, through a pipe', async () => {
    const server = await startJudge(judgeBy(truth));
    const { err } = await machine(server).check({ pairs: 4 });
    expect(err).toBe(
      `This sends texts of the banks, your own included, to qwen3:8b at ${server.url}, on this machine. It sends none of your answers.\n`,
    );
  });
});

test('--json has every figure', async () => {
  const server = await startJudge(judgeBy(truth));
  const ran = await machine(server).type('model', 'check', '-n', '8', '--json');
  const judge = {
    agreed: expect.any(Number) as number,
    interval: { low: expect.any(Number) as number, high: expect.any(Number) as number },
    ms: 0,
  };
  expect(dataIn(ran)).toEqual({
    version: 2,
    model: { name: 'qwen3:8b', url: server.url, command: null, prompt: JUDGE_VERSION },
    pairs: { drawn: 8, judged: 8 },
    ended: null,
    judges: { model: judge, matcher: judge },
    isBetter: expect.any(Boolean) as boolean,
  });
});

test('Ctrl+C ends a check at once', { timeout: 60_000 }, async () => {
  const judge = judgeBy(truth);
  let n = 0;
  const server = await startJudge((data: JudgeData) => ((n += 1) > 4 ? FAULT.hanging() : judge(data)));
  const home = emptyFolder();
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, 'model', 'check'], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOTSEAT_HOME: home,
      HOTSEAT_MODEL_URL: server.url,
      HOTSEAT_MODEL: 'qwen3:8b',
    },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await server.waitFor(5);
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  // A shell reports that as 130.
  expect([code, signal]).toEqual([null, 'SIGINT']);
  expect(out).toBe('');
});
