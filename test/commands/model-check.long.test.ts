import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { model } from '../../src/commands/model.ts';
import { modelCheck, progressLine } from '../../src/commands/model-check.ts';
import type { ModelCheckOptions } from '../../src/options/table.ts';
import { listenerFor } from '../../src/commands/shared/play-round.ts';
import { namedModel, warning } from '../../src/commands/shared/named-model.ts';
import { begin } from '../../src/engine/evolve.ts';
import { randomFrom } from '../../src/engine/random.ts';
import { pairsFrom } from '../../src/model/check/pairs.ts';
import { EXIT, UserError } from '../../src/platform/errors.ts';
import { planRows } from '../../src/renderer/round-screens.ts';
import { textOf } from '../../src/text/rows.ts';
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
import { FAULT, type ModelServer, refusingUrl, startModelServer } from '../support/model-server.ts';
import { SHORT_BANK } from '../support/program.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';
import { started } from '../support/simulate.ts';

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
    kept: join(home, 'cache/model-checks.json'),
    env: world().env,
    check: (options: ModelCheckOptions = {}, columns?: number): Promise<Ran> =>
      ran((env) => modelCheck(env, options), columns),
    show: (options: { json?: boolean } = {}): Promise<Ran> => ran((env) => model(env, options)),
  };
}

interface Data {
  judges: {
    judge: string;
    judged: number;
    agreed: number;
    falselyCovered: number;
    notCovered: number;
    comparison: { result: string } | null;
  }[];
}

function judgeIn({ out }: Ran, judge: string): Data['judges'][number] {
  const found = (JSON.parse(out) as Data).judges.find((each) => each.judge === judge);
  if (found === undefined) throw new Error(`no judge ${judge}`);
  return found;
}

describe('a model', () => {
  test('that says what the bank says agrees always', async () => {
    const ran = await machine(await startJudge(judgeBy(truth))).check({ json: true });
    expect(ran.code).toBe(EXIT.done);
    expect(judgeIn(ran, 'one-point')).toMatchObject({
      judged: 60,
      agreed: 60,
      falselyCovered: 0,
      comparison: { result: 'better' },
    });
    // On the same pairs, with the same examples held out.
    expect(judgeIn(ran, 'matcher')).toMatchObject({ judged: 60, comparison: null });
  });

  test('that finds everything covered is said to be no better, and the command succeeds', async () => {
    const server = await startJudge(judgeBy(everything));
    const ran = await machine(server).check({ json: true });
    expect(ran.code).toBe(EXIT.done);
    const judge = judgeIn(ran, 'one-point');
    expect(judge).toMatchObject({ agreed: 30, falselyCovered: 30, notCovered: 30 });
    expect(judge.comparison?.result).not.toBe('better');
    const { out, code } = await machine(server).check({});
    expect(code).toBe(EXIT.done);
    expect(out).toMatch(/One point at a time: (?:no better than|worse than) the matcher/);
    expect(out).toContain('30 of 30');
  });

  test('that is as good as chance is said to be no better', async () => {
    const random = randomFrom(3);
    const ran = await machine(await startJudge(judgeBy(() => random() < 0.5))).check();
    expect(ran.code).toBe(EXIT.done);
    expect(ran.out).toMatch(/One point at a time: (?:no better than|worse than) the matcher/);
    expect(ran.out).toMatch(/Two orders: (?:no better than|worse than) the matcher/);
  });

  test('is measured on the same pairs with the same seed, which is printed', async () => {
    const server = await startJudge(judgeBy(truth));
    const asked = async (options: ModelCheckOptions): Promise<{ bodies: string[]; out: string }> => {
      const before = server.requests.length;
      const { out } = await machine(server).check({ pairs: 8, ...options });
      return { out, bodies: server.requests.slice(before).map(({ body }) => body) };
    };
    const usual = await asked({});
    expect(usual.out).toContain('8 from the bank, seed 1');
    expect((await asked({ seed: 1 })).bodies).toEqual(usual.bodies);
    expect((await asked({ seed: 2 })).bodies).not.toEqual(usual.bodies);
  });

  test('never sees what it judges but as an answer', async () => {
    const server = await startJudge(judgeBy(truth));
    await machine(server).check({ pairs: 100 });
    const sent = server.requests.map(judgeDataIn).filter((data) => data !== null);
    expect(sent.length).toBeGreaterThanOrEqual(300);
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

  test('is measured on your own bank as well, and --all takes every pair', async () => {
    const bank = SHORT_BANK;
    const whole = join(bank, '../whole');
    const questions = [...(await questionsOf(bank)), ...(await questionsOf(whole))];
    const server = await startJudge(judgeBy(truthOf(questions)));
    const { home, check } = machine(server, { bank });
    cpSync(whole, join(home, 'my-bank'), { recursive: true });
    const { out } = await check({ all: true, json: true });
    const drawn = pairsFrom(questions, null, 1).length;
    expect(JSON.parse(out)).toMatchObject({ pairs: { drawn, reached: drawn } });
    const asked = new Set(server.requests.map((request) => judgeDataIn(request)?.question));
    for (const { question } of questions) expect(asked).toContain(question);
  });
});

describe('the endpoint', () => {
  const failing = async (server: Pick<ModelServer, 'url'>, name?: string): Promise<UserError> => {
    const error: unknown = await machine(server, name === undefined ? {} : { name })
      .check({ pairs: 4 })
      .catch((problem: unknown) => problem);
    if (!(error instanceof UserError)) throw new Error('it did not fail as it should');
    expect(error.exitCode).toBe(EXIT.failed);
    expect(error.message).toMatch(/^[^\n]+\.$/);
    return error;
  };

  test('is not there, has no such model, wants a key', async () => {
    expect((await failing({ url: await refusingUrl() })).message).toContain('is not reachable');
    const server = await startJudge(judgeBy(truth), { models: ['llama3:8b', 'phi4'] });
    expect((await failing(server)).message).toMatch(
      /has no model "qwen3:8b" \(404\): it has llama3:8b and phi4\.$/,
    );
    expect((await failing(await startJudge(judgeBy(truth), { key: 'secret' }))).message).toContain(
      'wants a key',
    );
  });

  test('says nothing that can be used', async () => {
    const server = await startModelServer({ answer: () => FAULT.status(400, { error: 'no' }) });
    const { message } = await failing(server);
    await server.close();
    expect(message).toMatch(/^127\.0\.0\.1:\d+ gives no reply that can be used\.$/);
  });

  test('is shown with the forms that it honors', async () => {
    const studio = await startJudge(judgeBy(truth), { like: 'lm-studio' });
    const { out } = await machine(studio).check({ pairs: 4 });
    expect(out).toMatch(/listed +yes\n/);
    expect(out).toMatch(/JSON schema +works\n/);
    expect(out).toMatch(/JSON object +refused\n/);
    expect(out).toMatch(/plain text +works\n/);
    const cloud = await startJudge(judgeBy(truth), { models: ['qwen3:cloud'] });
    const ran = await machine(cloud, { name: 'qwen3:cloud' }).check({ pairs: 4, json: true });
    expect(JSON.parse(ran.out)).toMatchObject({
      endpoint: {
        isListed: true,
        forms: { json_schema: 'ignored', json_object: 'ignored', text: 'honored' },
      },
    });
    // llama.cpp answers to any name.
    const llama = await startJudge(judgeBy(truth), { like: 'llama.cpp', models: ['a.gguf'] });
    expect((await machine(llama).check({ pairs: 4 })).out).toMatch(/listed +no, but it answers\n/);
  });
});

describe('a check that meets problems', () => {
  test('counts them by kind', async () => {
    let n = 0;
    const judge = judgeBy(truth);
    const server = await startJudge((data) => ((n += 1) >= 4 && n <= 7 ? 'No idea.' : judge(data)));
    const { out, code } = await machine(server).check({ pairs: 8 });
    expect(code).toBe(EXIT.done);
    expect(out).toMatch(/(?:One point at a time|Two orders): \d pairs? not judged \(nonsense \d\)\./);
  });

  test('ends after five in a row with what was measured, and is not kept', async () => {
    let n = 0;
    const judge = judgeBy(truth);
    const server = await startJudge((data) => ((n += 1) > 12 ? FAULT.noKey() : judge(data)));
    const { check, kept, show } = machine(server);
    const { out, code } = await check({ pairs: 20 });
    expect(code).toBe(EXIT.failed);
    expect(out).toMatch(/The check ended at pair 7 of 20\. 127\.0\.0\.1:\d+ wants a key/);
    expect(out).toMatch(/agrees +4 of 4 \(100%\)/);
    expect(existsSync(kept)).toBe(false);
    expect((await show()).err).toContain('`hotseat model check`');
    const data = JSON.parse((await check({ pairs: 20, json: true })).out) as object;
    expect(data).toMatchObject({ pairs: { drawn: 20, reached: 3 }, recommended: null });
  });

  test('fails if nothing was judged', async () => {
    const { check, kept } = machine(await startJudge(() => 'No idea.'));
    const { out, code } = await check({ pairs: 4 });
    expect(code).toBe(EXIT.failed);
    expect(out).toContain('One point at a time: no pair was judged.');
    expect(out).not.toContain('Recommended');
    expect(existsSync(kept)).toBe(false);
  });
});

describe('the screen', () => {
  test('recommends a line for the settings, or says that it is there', async () => {
    // Two orders find nothing.
    const both = judgeBy(truth);
    const none = judgeBy(() => false);
    const server = await startJudge((data) => (data.points.length === 1 ? both(data) : none(data)));
    const { check, home } = machine(server);
    const { out } = await check();
    expect(out).toContain('Recommended: calls: one-point');
    expect(out).toContain('It agrees more often.');
    expect(out).toContain('Write `calls: one-point` below `model:` in');
    expect(out).toContain(`${home}/config.yaml`);
    writeFileSync(join(home, 'config.yaml'), 'model:\n  calls: one-point\n');
    expect((await check()).out).toContain('You have it already.');
  });

  test('fits 80 and 40 columns', async () => {
    const { check } = machine(await startJudge(judgeBy(truth)));
    for (const columns of [80, 40]) {
      const { out } = await check({ pairs: 12 }, columns);
      const rows = out.split('\n').filter((line) => !line.includes('config.yaml'));
      expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(columns);
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
      for (const label of [
        'agrees',
        '95% interval',
        'not sure',
        'false “covered”',
        'Not enough',
        'tokens in',
      ])
        expect(out).toContain(label);
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

  test.each([
    [0, 60, 0, 80, '[------------------------] 0 of 60 pairs'],
    [15, 60, 29_000, 80, '[######------------------] 15 of 60 pairs, 87 s left'],
    [15, 60, 60_000, 80, '[######------------------] 15 of 60 pairs, 3 min left'],
    [60, 60, 60_000, 80, '[########################] 60 of 60 pairs, 0 s left'],
    [15, 60, 60_000, 40, '[##------] 15 of 60 pairs, 3 min left'],
  ])('has a bar: %d of %d', (done, of, elapsed, columns, line) => {
    expect(progressLine(done, of, elapsed, columns)).toBe(line);
  });

  test('says where the texts go, and no bar, through a pipe', async () => {
    const server = await startJudge(judgeBy(truth));
    const { err } = await machine(server).check({ pairs: 4 });
    expect(err).toBe(
      `This sends texts of the banks, your own included, to qwen3:8b at ${server.url}. It sends none of your answers.\n`,
    );
  });
});

test('--json has every figure', async () => {
  const server = await startJudge(judgeBy(truth));
  const { out } = await machine(server).check({ pairs: 8, json: true });
  const data = JSON.parse(out) as { judges: object[] };
  const share = { agreed: expect.any(Number) as number, of: 2 };
  const judge = (name: string, tokens: object | null, comparison: object | null): object => ({
    judge: name,
    judged: 8,
    agreed: expect.any(Number) as number,
    interval: { low: expect.any(Number) as number, high: expect.any(Number) as number },
    unsure: expect.any(Number) as number,
    falselyCovered: 0,
    notCovered: 4,
    kinds: { counts: share, notEnough: share, expected: share, other: share },
    ms: { median: 0, slowest: 0 },
    tokens,
    notJudged: 0,
    problems: {},
    comparison,
  });
  const comparison = {
    result: expect.any(String) as string,
    onlyThis: expect.any(Number) as number,
    onlyThat: expect.any(Number) as number,
    p: expect.any(Number) as number,
  };
  expect(data).toEqual({
    version: 1,
    model: { name: 'qwen3:8b', url: server.url, calls: 'two-orders', prompt: expect.any(Number) as number },
    endpoint: { isListed: true, forms: { json_schema: 'honored', json_object: 'honored', text: 'honored' } },
    seed: 1,
    pairs: { drawn: 8, reached: 8 },
    ended: null,
    judges: [
      judge('one-point', { prompt: 11, completion: 7 }, comparison),
      judge('two-orders', { prompt: 22, completion: 14 }, comparison),
      judge('matcher', null, null),
    ],
    recommended: {
      calls: 'two-orders',
      why: 'time',
      msPerQuestion: { 'one-point': 0, 'two-orders': 0 },
      isSet: true,
    },
  });
});

test('a model that is better on too few pairs is not called better, and the screen says why', async () => {
  const { check, env } = machine(await startJudge(judgeBy(truth)));
  const { out } = await check({ pairs: 8 });
  expect(out).toContain('One point at a time: no better than the matcher on these pairs.');
  const [, few = '', p = ''] =
    /Only the model agrees on (\d+) pairs?, only the matcher on 0 \(p = ([\d.]+)\)\. That may be chance\./.exec(
      out.replace(/\s+/g, ' '),
    ) ?? [];
  // The sign test, two-sided: all of the few pairs on one side.
  expect(Number(p)).toBeCloseTo(2 ** (1 - Number(few)), 2);
  expect(warning(env, namedModel(env))).toBe(
    'Your last check (8 pairs, which are few) did not show that it judges better than the matcher.',
  );
});

describe('the last check', () => {
  const LINE =
    /In your last check it judged worse|Your last check \([^)]*\) did not show that it judges better than/;
  const judged = { judge: 'model' } as const;

  /** What the plan screen of a round says. */
  async function plan(
    env: Parameters<typeof listenerFor>[0],
    needs: Parameters<typeof listenerFor>[1] = judged,
  ) {
    const { listener, sends } = await listenerFor(env, needs);
    listener?.close();
    return planRows(begin(started(1)), 200, sends)
      .map(textOf)
      .join('\n');
  }

  test('makes a round warn if the model did no better, and hotseat model shows it', async () => {
    const { check, show, env } = machine(await startJudge(judgeBy(everything)));
    expect(await plan(env)).not.toMatch(LINE);
    expect((await show()).err).toContain('Not checked yet: `hotseat model check`');
    expect(JSON.parse((await show({ json: true })).out)).toMatchObject({ lastCheck: null });
    await check();
    expect(await plan(env)).toMatch(LINE);
    // It says nothing of follow-ups.
    expect(await plan(env, { followUps: 'live' })).not.toMatch(LINE);
    const { out, err } = await show();
    expect(out).toMatch(/checked +on 24 Nov 2026, with 60 pairs from the bank/);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /agrees one-point 30 of 60 \((?:no better|worse)\), two-orders \d+ of 60/,
    );
    expect(err).toBe('');
    expect(JSON.parse((await show({ json: true })).out)).toMatchObject({
      lastCheck: {
        at: '2026-11-24T12:00:00.000Z',
        seed: 1,
        pairs: 60,
        calls: { 'one-point': { agreed: 30 } },
      },
    });
  });

  test('is silent about a better model, and about another one', async () => {
    const server = await startJudge(judgeBy(everything), { models: ['qwen3:8b', 'phi4'] });
    const { check, home } = machine(server);
    await check();
    expect(await plan(machine(server, { home, name: 'phi4' }).env)).not.toMatch(LINE);
    const good = await startJudge(judgeBy(truth));
    const { check: again, env } = machine(good);
    writeFileSync(join(env.paths.data, 'config.yaml'), 'model:\n  calls: one-point\n');
    await again();
    expect(await plan(env)).not.toMatch(LINE);
  });

  test.each([
    ['not JSON', '{"version": 1, "checks"'],
    ['another version', '{"version": 2, "checks": []}'],
    ['no list', '{"version": 1, "checks": {}}'],
    ['a list of nothing', '{"version": 1, "checks": [null, 1, "a", {}, []]}'],
    ['nothing at all', ''],
  ])('is not read from a file with %s, which the next check replaces', async (_, text) => {
    const { check, show, env, kept } = machine(await startJudge(judgeBy(everything)));
    mkdirSync(env.paths.cache, { recursive: true });
    writeFileSync(kept, text);
    expect(await plan(env)).not.toMatch(LINE);
    expect((await show()).err).toContain('Not checked yet');
    await check({ pairs: 4 });
    expect((await show()).out).toContain('with 4 pairs');
  });

  test('is not read with a figure that cannot be', async () => {
    const { check, show, kept } = machine(await startJudge(judgeBy(everything)));
    await check({ pairs: 4 });
    const good = readFileSync(kept, 'utf8');
    for (const [from, to] of [
      ['"prompt":', '"prompt":"1","was":'],
      ['"calls":{', '"calls":null,"was":{'],
      ['"at":', '"at":9e99,"was":'],
      ['"agreed":', '"agreed":-1,"was":'],
      ['"result":"', '"result":"best ever '],
      ['"pairs":4', '"pairs":4.5'],
    ] as const) {
      expect(good).toContain(from);
      writeFileSync(kept, good.replace(from, to));
      expect((await show()).err, to).toContain('Not checked yet');
    }
    writeFileSync(kept, good);
    expect((await show()).err).toBe('');
  });

  test('does not matter where nothing can be written', async () => {
    const { check, env } = machine(await startJudge(judgeBy(truth)));
    writeFileSync(env.paths.cache, 'a file');
    expect((await check({ pairs: 4 })).code).toBe(EXIT.done);
  });
});

test('Ctrl+C ends a check at once, with nothing written', { timeout: 60_000 }, async () => {
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
  // The list, three forms, and the fifth call about a pair.
  await server.waitFor(9);
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  // A shell reports that as 130.
  expect([code, signal]).toEqual([null, 'SIGINT']);
  expect(out).toBe('');
  expect(
    readdirSync(home, { recursive: true }).filter((file) => String(file).includes('model-checks')),
  ).toEqual([]);
});
