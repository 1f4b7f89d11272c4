import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { FOLLOW_UP_PROMPT } from '../../src/model/prompts/follow-up.ts';
import { JUDGE_PROMPT } from '../../src/model/prompts/judge.ts';
import { ATTACK } from '../support/hostile.ts';
import { finish, listens, LIVE, MODEL_ROUND, named, SAID } from '../support/model-rounds.ts';
import { fakePrograms, NAMES } from '../support/model-programs.ts';
import { FAULT, type ModelRequest, startModelServer } from '../support/model-server.ts';
import { answer, begin, box, Desk, test, turns, unwrapped } from '../support/program.ts';
import { foreignCommands } from '../support/sequences.ts';

/** Values of the environment that no one named for the model. */
const PRIVATE = {
  OPENAI_API_KEY: 'sk-private-openai',
  OPENAI_ORG_ID: 'org-private',
  OPENAI_PROJECT_ID: 'proj-private',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  OPENAI_CUSTOM_HEADERS: 'x-private: private-header',
  ANTHROPIC_API_KEY: 'sk-private-anthropic',
  http_proxy: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
};

/** Every text in a value, at any depth, and every key. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** Plays a judged round with live follow-ups through a pipe; `env` names the model. */
async function piped(desk: Desk, env: Record<string, string>, said = SAID): Promise<string> {
  const { code, stdout, stderr } = await desk.run([...MODEL_ROUND, '--follow-ups', 'live'], {
    input: `${said}\n---\nThe operator, at once.\n---\nOn retries.\n---\n`,
    env,
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

/** The texts that may leave in such a round, once it is over. */
async function knownTexts(desk: Desk): Promise<ReadonlySet<string>> {
  const { keyPoints, question, expected, followUps } = (
    (await desk.json(['review', '1', '--bank', MODEL_ROUND[3], '--json'])) as {
      question: {
        keyPoints: object[];
        question: string;
        expected: string;
        followUps: { question: string }[];
      };
    }
  ).question;
  const [, live] = await turns(desk);
  return new Set([
    'Our clients are hammering the API.',
    'The provider must still be down.',
    ...textsIn([keyPoints, question, expected, followUps.map((each) => each.question), live?.prompt]),
    ...[SAID, 'The operator, at once.', 'the question', JUDGE_PROMPT, FOLLOW_UP_PROMPT],
  ]);
}

/** What a prompt holds beside these texts and the keys of its data. */
function unknownIn(known: ReadonlySet<string>, system: string, user: string): string[] {
  const keys =
    /^(?:question|clarified|told|strong_answer|answers?|to|text|points?|statement|counts|not_enough|said|asked|answered|left_open|subject|name)$/;
  return [system, ...textsIn(JSON.parse(user))].filter((text) => !known.has(text) && !keys.test(text));
}

/** The words that a program gets by this row of docs/model.md; `…` stands for a prompt or a file. */
function documented(row: string): string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/model.md'), 'utf8');
  const cells = page.split('\n').map((line) => line.split(' | '));
  const [, added] = cells.find(([first]) => first === `| ${row}`) ?? [];
  if (added === undefined) throw new Error(`docs/model.md has no row for ${row}`);
  const words = [...added.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(' '));
  return words.map((word) => (word === '""' ? '' : word));
}

/** The names of the headers that were sent. */
const headersOf = ({ rawHeaders }: ModelRequest): string[] =>
  rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());

describe('what leaves the program', () => {
  test('is what docs/model.md lists, and no byte more', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    await piped(desk, { ...named(server), ...PRIVATE });
    await server.close();
    // Two follow-ups were asked for, and two orders of the points, which may have been begun after each answer.
    const followUps = server.requests.filter(({ system }) => system === FOLLOW_UP_PROMPT);
    expect(followUps).toHaveLength(2);
    expect(server.requests.length).toBeGreaterThanOrEqual(4);
    const known = await knownTexts(desk);
    for (const request of server.requests) {
      expect([request.method, request.path]).toEqual(['POST', '/v1/chat/completions']);
      expect(Object.keys(request.json).sort()).toEqual([
        'messages',
        'model',
        'reasoning_effort',
        'response_format',
        'temperature',
      ]);
      expect([request.model, request.temperature]).toEqual(['qwen3:8b', 0]);
      const [system, user, ...more] = request.json['messages'] as { role: string; content: string }[];
      expect([system?.role, user?.role, more]).toEqual(['system', 'user', []]);
      expect(unknownIn(known, system?.content ?? '', user?.content ?? '')).toEqual([]);
      // The bytes hold nothing between the headers and the body.
      const [head = '', body] = request.bytes.split('\r\n\r\n');
      expect(body).toBe(request.body);
      expect(head.split('\r\n')[0]).toBe('POST /v1/chat/completions HTTP/1.1');
    }
    const headers = server.requests.map((request) => headersOf(request).sort().join(' '));
    expect(new Set(headers).size).toBe(1);
    expect(headers[0]).toBe('accept connection content-length content-type host user-agent');
    const bytes = server.requests.map((request) => request.bytes).join('');
    expect(bytes).toMatch(/user-agent: hotseat\/\d+\.\d+\.\d+\r\n/i);
    for (const word of [...Object.values(PRIVATE), desk.folder, hostname(), 'private'])
      expect(bytes).not.toContain(word);
  });

  test.for([...NAMES, 'mine'])(
    'goes to %s as docs/model.md lists, and no byte more',
    async (name, { desk }) => {
      const programs = fakePrograms(desk.folder);
      programs.act({ quotes: { 'A switch turns': 'I would turn that off.' }, asks: LIVE });
      const config = join(desk.folder, 'config.yaml');
      const command = name === 'ollama' ? 'ollama run qwen3:8b' : name;
      await writeFile(config, `model:\n  command: ${command}\n  allow: [${name}]\n`);
      await piped(desk, { PATH: programs.path, HOTSEAT_CONFIG: config });
      const known = await knownTexts(desk);
      // Two follow-ups were asked for, and the points once after the last answer.
      expect(programs.calls().length).toBeGreaterThanOrEqual(3);
      for (const { argv, input, cwd, entries, beside, mode, file } of programs.calls()) {
        const isPrompt = (word: string): boolean => word === JUDGE_PROMPT || word === FOLLOW_UP_PROMPT;
        const isFile = (word: string): boolean => dirname(word) === dirname(cwd);
        expect(
          argv
            .filter((word) => word !== 'qwen3:8b')
            .map((word) => (isPrompt(word) || isFile(word) ? '…' : word)),
        ).toEqual(documented(name === 'mine' ? 'any other' : `\`${name}\``));
        const [data = '', ...before] = input.split('\n\n').toReversed();
        const system = argv.find(isPrompt) ?? before.toReversed().join('\n\n');
        expect(before.length > 0).toBe(!argv.some(isPrompt));
        expect(unknownIn(known, system, data)).toEqual([]);
        // Its folder is private, and has nothing but the file that it is told of. Afterwards it is gone.
        const files = argv.filter(isFile).map((path) => basename(path));
        expect([entries, beside, mode]).toEqual([[], ['empty', ...files], 0o700]);
        expect(existsSync(dirname(cwd))).toBe(false);
        if (name === 'gemini')
          expect(file).toMatch(/^\[\[rule\]\]\ntoolName = "\*"\ndecision = "deny"\n.*\n$/);
        const schema = name === 'codex' ? textsIn(JSON.parse(file ?? '')) : [];
        expect(schema.filter((text) => !/^\w+(?: covered)?$/.test(text))).toEqual([]);
      }
    },
  );

  test('has the key that was named for it, and no other', async ({ desk }) => {
    const server = await startModelServer({ answer: listens, key: 'sk-named' });
    const config = `${desk.folder}/config.yaml`;
    await writeFile(config, 'model:\n  keyEnv: MY_KEY\n');
    const shown = await piped(desk, {
      ...named(server),
      ...PRIVATE,
      MY_KEY: 'sk-named',
      HOTSEAT_CONFIG: config,
    });
    await server.close();
    expect(shown).not.toContain('sk-named');
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual(
      server.requests.map(() => 'Bearer sk-named'),
    );
  });

  test('goes to no other address, whatever a redirect says', async ({ desk }) => {
    const other = await startModelServer();
    const server = await startModelServer({
      answer: () => FAULT.redirect(`${other.url}/chat/completions`, 307),
    });
    const shown = await piped(desk, named(server));
    await Promise.all([server.close(), other.close()]);
    expect(unwrapped(shown.split('\n'))).toContain('redirects to');
    expect(other.requests).toEqual([]);
  });

  test('has masks where the tagged names are', async ({ desk }) => {
    const said = 'At Initech our own clients retry without a pause, as Ada Lindqvist would say.';
    await desk.run([...MODEL_ROUND.slice(0, 4), '--follow-ups', 'none'], { input: `${said}\n---\n` });
    await desk.run(['sessions', 'tag', '--company', 'Initech', '--interviewer', 'Ada Lindqvist']);
    const server = await startModelServer({
      answer: () => ({
        verdicts: [
          { point: 1, quotes: ['At [company] our own clients retry without a pause'], verdict: 'covered' },
        ],
      }),
    });
    const { stdout } = await desk.run(['judge'], { env: named(server) });
    await server.close();
    expect(stdout).toContain('#1');
    const bytes = server.requests.map((request) => request.bytes).join('');
    expect(bytes).toContain('At [company] our own clients');
    expect(bytes).not.toMatch(/initech|lindqvist/i);
  });
});

describe('what a model says', () => {
  test('reaches the terminal as text', async ({ desk }) => {
    const server = await startModelServer({
      models: [`qwen${ATTACK}`],
      answer: (request) =>
        request.user.includes('left_open')
          ? { presses_on: 0, question: `Why not ${ATTACK}?` }
          : { verdicts: [{ point: 1, quotes: [ATTACK], verdict: 'covered' }] },
    });
    const env = { HOTSEAT_MODEL_URL: server.url, HOTSEAT_MODEL: 'qwen\u009b2Jowned' };
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'live'], { env });
    await begin(pty);
    await answer(pty, 'Question 1 of 1', SAID);
    await pty.waitFor(box('Follow-up 1'));
    await answer(pty, 'Follow-up 1', 'A timer.');
    await answer(pty, 'Follow-up 2', 'On retries.');
    await finish(pty);
    await server.close();
    expect(pty.bytes).toContain('owned');
    expect(foreignCommands(pty.bytes)).toEqual([]);
  });

  test('is no link and no Markdown', async ({ desk }) => {
    const asked = 'Why *not* `this` [page](javascript:alert) <b>now</b>?';
    const server = await startModelServer({
      answer: (request) =>
        request.user.includes('left_open') ? { presses_on: 0, question: asked } : { verdicts: [] },
    });
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'live'], { env: named(server) });
    await begin(pty);
    await answer(pty, 'Question 1 of 1', SAID);
    const screen = await pty.waitFor(box('Follow-up 1'));
    expect(unwrapped(screen.rows)).toContain(asked);
    expect(foreignCommands(pty.bytes)).toEqual([]);
    await server.close();
  });

  test.for([
    'See https://owned.example for it?',
    'What does www.owned.example say?',
    'Ask me@owned.example?',
  ])('is not asked if it holds an address: %s', async (asked, { desk }) => {
    const server = await startModelServer({
      answer: (request) =>
        request.user.includes('left_open') ? { presses_on: 0, question: asked } : listens(request),
    });
    const shown = await piped(desk, named(server));
    await server.close();
    expect(shown).toContain('asked about an address');
    expect(shown).not.toContain('owned.example');
  });
});
