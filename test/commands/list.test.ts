import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListOptions } from '../../src/options/table.ts';
import { list } from '../../src/commands/list.ts';
import { UserError } from '../../src/platform/errors.ts';
import { width } from '../../src/text/wrap.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
beforeAll(() => {
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': WHOLE,
    'questions/012-b.md': edit(
      edit(
        numbered(12, 'chunk-sizes'),
        'title: Retries that made it worse',
        'title: "Chunk sizes: どう選ぶ, and which overlap earns its storage"',
      ),
      'level: mid',
      'level: senior',
    ),
    'data/my-bank/README.md': '---\nbank: mine\n---\n',
    'data/my-bank/1001-c.md': edit(numbered(1001, 'own'), 'topic: operations', 'topic: gardening'),
    'half/001-a.md': WHOLE,
    'half/002-b.md': 'not yet',
  });
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

async function run(
  options: Partial<ListOptions> = {},
  columns?: number,
): Promise<{ out: string; err: string; exit: number }> {
  const { env, stdout, stderr } = fakeEnv({
    cwd,
    vars: { NO_COLOR: '1' },
    ...(columns === undefined ? {} : { columns }),
  });
  const exit = await list(env, { bank: [], role: [], topic: [], kind: [], level: [], ...options });
  return { out: stdout(), err: stderr(), exit };
}

test('80 columns: a table in which long titles wrap', async () => {
  const { out, err, exit } = await run({}, 80);
  expect(out).toBe(`\
     #  title                                 topic       kind       level   min

  whole
     1  Retries that made it worse            operations  debugging  mid       5
    12  Chunk sizes: どう選ぶ, and which      operations  debugging  senior    5
        overlap earns its storage

  mine
  1001  Retries that made it worse            gardening   debugging  mid       5
`);
  expect(err).toBe('');
  expect(exit).toBe(0);
});

test('40 columns: the same parts, stacked', async () => {
  const { out } = await run({ bank: ['questions'] }, 40);
  expect(out.replaceAll('\u00a0', ' ')).toBe(`\
   1  Retries that made it worse
      operations · debugging · mid ·
      5 min
  12  Chunk sizes: どう選ぶ, and which
      overlap earns its storage
      operations · debugging · senior ·
      5 min
`);
});

test.each([20, 30, 40, 60, 80, 120])('nothing is wider than %i columns', async (columns) => {
  const { out } = await run({}, columns);
  expect(Math.max(...out.split('\n').map((line) => width(line)))).toBeLessThanOrEqual(columns);
});

test('piped: one line per question', async () => {
  const { out } = await run({ bank: ['questions'] });
  expect(out.split('\n').slice(1)).toEqual([
    '   1  Retries that made it worse                                  operations  debugging  mid       5',
    '  12  Chunk sizes: どう選ぶ, and which overlap earns its storage  operations  debugging  senior    5',
    '',
  ]);
});

test('as data', async () => {
  const { out } = await run({ json: true, topic: ['gardening'] });
  expect(JSON.parse(out)).toEqual({
    version: 1,
    questions: [
      {
        bank: 'mine',
        number: 1001,
        id: 'own',
        title: 'Retries that made it worse',
        concepts: [],
        topic: 'gardening',
        kind: 'debugging',
        level: 'mid',
        roles: ['ai-engineer', 'sdet'],
        minutes: 5,
        file: '1001-c.md',
      },
    ],
  });
});

test('a search without matches says so, and succeeds', async () => {
  expect(await run({ search: 'giraffe' })).toEqual({
    out: '',
    err: 'No question matches "giraffe".\n',
    exit: 0,
  });
  expect(JSON.parse((await run({ search: 'giraffe', json: true })).out)).toEqual({
    version: 1,
    questions: [],
    corrected: [],
    nearest: [],
  });
  expect((await run({ topic: ['retrieval'] })).err).toBe(
    'No questions match. `hotseat list` without filters shows all of them.\n',
  );
});

describe('concepts', () => {
  const named = (concepts: string): string => edit(WHOLE, 'topic:', `concepts: [${concepts}]\ntopic:`);
  let folder: string;
  beforeAll(() => {
    folder = tempFolder({
      'one/README.md': README,
      'one/001-a.md': named('retry storms, rate limiting, exponential backoff'),
      'one/002-b.md': numbered(2, 'plain'),
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const listIn = (columns?: number): Promise<{ out: string }> => run({ bank: [`${folder}/one`] }, columns);

  test('are beside the title, as many as there is room for', async () => {
    expect((await listIn()).out).toContain(
      '  1  Retries that made it worse  retry storms, rate limiting, exponential backoff  operations ',
    );
    expect((await listIn(120)).out).toContain(
      '  1  Retries that made it worse  retry storms, rate limiting, exponential backoff  operations ',
    );
    expect((await listIn(100)).out).toContain(
      '  1  Retries that made it worse  retry storms, rate limiting       operations ',
    );
    expect((await listIn(80)).out).not.toContain('retry storms');
  });

  test('are in the data', async () => {
    const { out } = await run({ bank: [`${folder}/one`], json: true });
    const { questions } = JSON.parse(out) as { questions: { concepts: string[] }[] };
    expect(questions.map(({ concepts }) => concepts)).toEqual([
      ['retry storms', 'rate limiting', 'exponential backoff'],
      [],
    ]);
  });
});

test('a half-broken bank lists its other half', async () => {
  const { out, err } = await run({ bank: ['half'] });
  expect(out).toContain('Retries');
  expect(err).toBe('1 question did not load; `hotseat bank lint --bank half` shows why.\n');
});

test.each<[Partial<ListOptions>, string, string]>([
  [
    { topic: ['retreival'] },
    'there is no topic "retreival".',
    'did you mean `--topic retrieval`? The topics are operations, retrieval and gardening.',
  ],
  [{ role: ['sdet', 'boss'] }, 'there is no role "boss".', 'the roles are ai-engineer and sdet.'],
  [
    { kind: ['quiz'] },
    'there is no kind "quiz".',
    'the kinds are concept, design, scenario, debugging, strategy, behavioral and screen.',
  ],
  [
    { level: ['Senoir'] },
    'there is no level "Senoir".',
    'did you mean `--level senior`? The levels are mid, senior and staff.',
  ],
])('an unknown value: %j', async (options, message, help) => {
  await expect(run(options)).rejects.toThrow(UserError);
  await expect(run(options)).rejects.toMatchObject({ message, help, exitCode: 2 });
});
