import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect } from 'vitest';
import { FOLLOW_UP_PROMPT } from '../../src/model/prompts/follow-up.ts';
import { JUDGE_PROMPT } from '../../src/model/prompts/judge.ts';
import { ATTACK } from '../support/hostile.ts';
import { finish, listens, MODEL_ROUND, named, SAID } from '../support/model-rounds.ts';
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

/** Plays a judged round with live follow-ups through a pipe, with `env` beside the model's name. */
async function piped(
  desk: Desk,
  url: string,
  env: Record<string, string> = {},
  said = SAID,
): Promise<string> {
  const { code, stdout, stderr } = await desk.run([...MODEL_ROUND, '--follow-ups', 'live'], {
    input: `${said}\n---\nThe operator, at once.\n---\nOn retries.\n---\n`,
    env: { ...named({ url }), ...env },
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

/** The names of the headers that were sent. */
const headersOf = ({ rawHeaders }: ModelRequest): string[] =>
  rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());

describe('what leaves the program', () => {
  test('is what docs/model.md lists, and no byte more', async ({ desk }) => {
    const server = await startModelServer({ answer: listens });
    await piped(desk, server.url, PRIVATE);
    await server.close();
    // Two follow-ups were asked for, and two orders of the points.
    expect(server.requests).toHaveLength(4);
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
    const known = new Set([
      'Our clients are hammering the API.',
      'The provider must still be down.',
      ...textsIn([keyPoints, question, expected, followUps.map((each) => each.question), live?.prompt]),
      ...[SAID, 'The operator, at once.', 'the question', JUDGE_PROMPT, FOLLOW_UP_PROMPT],
    ]);
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
      const sent = [system?.content ?? '', ...textsIn(JSON.parse(user?.content ?? ''))];
      const keys =
        /^(?:question|strong_answer|answers?|to|text|points?|statement|counts|not_enough|said|asked|answered|left_open|subject|name)$/;
      expect(sent.filter((text) => !known.has(text) && !keys.test(text))).toEqual([]);
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

  test('has the key that was named for it, and no other', async ({ desk }) => {
    const server = await startModelServer({ answer: listens, key: 'sk-named' });
    const config = `${desk.folder}/config.yaml`;
    await writeFile(config, 'model:\n  keyEnv: MY_KEY\n');
    const shown = await piped(desk, server.url, { ...PRIVATE, MY_KEY: 'sk-named', HOTSEAT_CONFIG: config });
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
    const shown = await piped(desk, server.url);
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
    const shown = await piped(desk, server.url);
    await server.close();
    expect(shown).toContain('asked about an address');
    expect(shown).not.toContain('owned.example');
  });
});
