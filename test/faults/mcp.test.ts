import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished } from 'vitest';
import { randomFrom } from '../../src/engine/random.ts';
import { NO_MOUNT, SmallDisk } from '../support/faults.ts';
import { BIN, type Desk, SHORT, test } from '../support/program.ts';
import { dataOf } from '../support/mcp.ts';
import { ROUNDS, SEED } from '../support/rounds.ts';

interface Answer {
  id: number | string | null;
  result?: { isError?: boolean; content?: { type: string; text: string }[] };
  error?: { code: number };
}

interface Server {
  child: ChildProcessWithoutNullStreams;
  /** Sends this as it is. */
  write: (text: string) => void;
  /** Waits for the answer with this id; a server that ends answers null. */
  answer: (id: Answer['id']) => Promise<Answer | null>;
  call: (name: string, args?: object) => Promise<Answer | null>;
  /** Reads nothing that it writes from now on. */
  stopReading: () => void;
  /** What it has written to standard error. */
  log: () => string;
  /** The exit code, or the signal that it did not survive. */
  exit: Promise<number | string>;
}

/** The server as a child, spoken to line by line. */
function serverAt(desk: Desk, home = desk.home): Server {
  const child = spawn(process.execPath, [BIN, 'mcp', ...SHORT], {
    cwd: desk.folder,
    env: { HOME: desk.folder, HOTSEAT_HOME: home, PATH: process.env['PATH'] ?? '' },
  });
  const waiting = new Map<Answer['id'], (answer: Answer | null) => void>();
  const lines = createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  void exit.then(() => {
    for (const settle of waiting.values()) settle(null);
  });
  child.stdin.on('error', () => undefined);
  onTestFinished(() => void child.kill('SIGKILL'));
  const write = (text: string): void => void child.stdin.write(text);
  const answer = (id: Answer['id']): Promise<Answer | null> =>
    new Promise((resolve) => {
      if (child.exitCode === null && child.signalCode === null) waiting.set(id, resolve);
      else resolve(null);
    });
  let next = 0;
  const ask = (method: string, params: object): Promise<Answer | null> => {
    const id = (next += 1);
    write(request(id, method, params));
    return answer(id);
  };
  void ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'x', version: '1' },
  });
  const call: Server['call'] = (name, args = {}) => ask('tools/call', { name, arguments: args });
  const stopReading = (): void => {
    lines.close();
    child.stdout.pause();
    child.stderr.pause();
  };
  return { child, write, answer, call, stopReading, log: () => log, exit };
}

function request(id: unknown, method: unknown, params: unknown = {}): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
}

describe('the server for assistants, killed at any moment', { timeout: 600_000 }, () => {
  test(`keeps every answer that it took, ${ROUNDS} times`, async ({ desk }) => {
    /** The answers that were taken, by session. */
    const kept = new Map<string, string[]>();
    const random = randomFrom(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const { child, call: send } = serverAt(desk);
      let left = 4 + Math.floor(random() * 24);
      // After so many calls, while the last of them is under way: a clock would kill a slow machine's server before any answer.
      const call: typeof send = (name, args) => {
        const answer = send(name, args);
        if ((left -= 1) === 0) setTimeout(() => child.kill('SIGKILL'), random() * 20);
        return answer;
      };
      // Leads the interview until it is killed.
      for (let n = 0; ; n++) {
        const here = await call('next_turn', { pass: true });
        if (here === null) break;
        const { session, step, turn } = dataOf(here.result);
        const text = `Answer ${round}, ${n}: keep bread cool.`;
        const answer =
          here.result?.isError === true || step === 'done'
            ? await call('start_round', { questions: ['1', '2', '3'] })
            : step === 'answer'
              ? await call('submit_answer', { turn, answer: text })
              : step === 'press'
                ? await call('add_follow_up', { question: `Why, ${n}?` })
                : await call('reveal');
        if (answer === null) break;
        if (step === 'answer' && answer.result?.isError !== true) {
          const id = String(session);
          kept.set(id, [...(kept.get(id) ?? []), text]);
        }
      }
      for (const [id, texts] of kept) {
        const { turns } = (await desk.json(['export', id, '-f', 'json'])) as { turns: { answer: string }[] };
        // A last answer may be on disk without its reply.
        expect(turns.map(({ answer }) => answer)).toEqual(expect.arrayContaining(texts));
      }
      const { stderr } = await desk.run(['sessions']);
      expect(stderr).not.toContain('cannot be read');
    }
    expect(kept.size).toBeGreaterThan(0);
  });
});

/** How a server is ended, and the exit code that belongs to it. */
const ENDINGS = { 'end of input': 0, SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Ending = keyof typeof ENDINGS;
const EVERY_ENDING = Object.entries(ENDINGS) as [Ending, number][];

function end({ child }: Server, ending: Ending): void {
  if (ending === 'end of input') child.stdin.end();
  else child.kill(ending);
}

/** Stops reading, while the server has more to say than any buffer holds. */
function flood(server: Server): void {
  server.stopReading();
  const long = 'x'.repeat(100_000);
  // The first is answered under its id. The second answers no request, and is reported.
  for (let n = 0; n < 10; n++)
    server.write(`${request(`${n}${long}`, 'ping')}{"jsonrpc":"2.0","id":"${long}","result":{}}\n`);
}

/** Opens a turn in the round of a server whose answers may be unread. */
async function openTurn({ call }: Server, home: string): Promise<void> {
  void call('next_turn');
  while (!(await journalsIn(home)).includes('"type":"asked"')) await wait(20);
}

async function filesIn(home: string, ending: string): Promise<string[]> {
  const files = await readdir(home, { recursive: true }).catch(() => []);
  return files.filter((name) => name.endsWith(ending)).map((name) => join(home, name));
}

async function journalsIn(home: string): Promise<string> {
  const files = await filesIn(home, '.jsonl');
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
}

describe('the server for assistants ends, whatever state its client and disk are in', () => {
  test('nothing that it writes is read', async ({ desk }) => {
    await Promise.all(
      EVERY_ENDING.map(async ([ending, code]) => {
        const home = join(desk.folder, ending);
        const server = serverAt(desk, home);
        await server.call('start_round', { questions: ['1'] });
        flood(server);
        await openTurn(server, home);
        end(server, ending);
        expect([ending, await server.exit]).toEqual([ending, code]);
        expect(await journalsIn(home)).toContain('"type":"paused"');
        expect(await filesIn(home, '.lock')).toEqual([]);
      }),
    );
  });

  test('the disk is full: one line says so, and the exit code is 1', async ({ desk, skip }) => {
    skip(NO_MOUNT !== null, NO_MOUNT ?? '');
    await Promise.all(
      EVERY_ENDING.map(async ([ending], n) => {
        const home = join(desk.folder, ending);
        const disk = new SmallDisk(home, 64);
        try {
          const server = serverAt(desk, home);
          await server.call('start_round', { questions: ['1'] });
          // The last block of the journal has room for two more events. The draft of the turn would need its own.
          disk.fill();
          const isRead = n % 2 === 0;
          if (!isRead) flood(server);
          await openTurn(server, home);
          end(server, ending);
          expect([ending, await server.exit]).toEqual([ending, 1]);
          expect(await filesIn(home, '.lock')).toEqual([]);
          if (isRead)
            expect(server.log()).toMatch(
              /^hotseat mcp: cannot save the session in .*: the disk is full\.\n$/,
            );
        } finally {
          disk.dispose();
        }
      }),
    );
  });

  for (const method of ['tools/list', 'tools/call'])
    test(`hundreds of messages wait, which are dropped: ${method}`, async ({ desk }) => {
      const server = serverAt(desk);
      await server.call('start_round', { questions: ['1'] });
      await server.call('next_turn');
      const [first, last] = [server.answer('0'), server.answer('499')];
      const params = method === 'tools/call' ? { name: 'find_questions', arguments: {} } : {};
      server.write(Array.from({ length: 500 }, (_, n) => request(`${n}`, method, params)).join(''));
      await first;
      end(server, 'SIGTERM');
      expect([await last, await server.exit]).toEqual([null, 143]);
      expect(await journalsIn(desk.home)).toContain('"type":"paused"');
      expect(await filesIn(desk.home, '.lock')).toEqual([]);
    });

  test('standard output is closed: the round is paused, and the exit code is 1', async ({ desk }) => {
    const server = serverAt(desk);
    await server.call('start_round', { questions: ['1'] });
    await server.call('next_turn');
    server.child.stdout.destroy();
    server.write(request('unheard', 'tools/list'));
    expect([await server.exit, server.log()]).toEqual([1, expect.stringMatching(/^hotseat mcp: .*EPIPE\n$/)]);
    expect(await journalsIn(desk.home)).toContain('"type":"paused"');
    expect(await filesIn(desk.home, '.lock')).toEqual([]);
  });

  test('standard error is closed: calls are answered until the end of input', async ({ desk }) => {
    const server = serverAt(desk);
    await server.call('start_round', { questions: ['1'] });
    await server.call('next_turn');
    server.child.stderr.destroy();
    for (const session of ['none', 'no one', 'nowhere'])
      expect((await server.call('get_history', { show: 'transcript', session }))?.result?.isError).toBe(true);
    server.child.stdin.end();
    expect(await server.exit).toBe(0);
    expect(await journalsIn(desk.home)).toContain('"type":"paused","by":"end of input"');
  });
});

test('every malformed message gets its error and a line on standard error, and the server goes on', async ({
  desk,
}) => {
  const message = { jsonrpc: '2.0', id: 'a', method: 'ping' };
  const [PARSE, INVALID] = [-32700, -32600];
  const shapes: [bytes: string, code: number, id: Answer['id']][] = [
    ['not the protocol', PARSE, null],
    ['{"half":', PARSE, null],
    ['\u0000', PARSE, null],
    [JSON.stringify(message).slice(1), PARSE, null],
    ['[]', INVALID, null],
    [JSON.stringify([message, message]), INVALID, null],
    ['null', INVALID, null],
    ['"ping"', INVALID, null],
    ['7', INVALID, null],
    ['{}', INVALID, null],
    ['['.repeat(100_000) + ']'.repeat(100_000), INVALID, null],
    [JSON.stringify({ ...message, id: null }), INVALID, null],
    [JSON.stringify({ ...message, id: {} }), INVALID, null],
    [JSON.stringify({ ...message, id: true }), INVALID, null],
    [JSON.stringify({ ...message, id: 1.5 }), INVALID, 1.5],
    [JSON.stringify({ ...message, id: 1e300 }), INVALID, 1e300],
    [JSON.stringify({ ...message, method: 5 }), INVALID, 'a'],
    [JSON.stringify({ ...message, method: null }), INVALID, 'a'],
    [JSON.stringify({ ...message, method: undefined }), INVALID, 'a'],
    [JSON.stringify({ ...message, jsonrpc: '1.0' }), INVALID, 'a'],
    [JSON.stringify({ ...message, jsonrpc: undefined }), INVALID, 'a'],
    [JSON.stringify({ ...message, params: [] }), INVALID, 'a'],
    [JSON.stringify({ ...message, params: 'x' }), INVALID, 'a'],
    [JSON.stringify({ ...message, extra: 1 }), INVALID, 'a'],
    // An answer with the id of a request of the server's own must not be answered under that id.
    ['{"jsonrpc":"2.0","id":"a","result":5}', INVALID, null],
    ['{"jsonrpc":"2.0","id":"a","error":{}}', INVALID, null],
    [JSON.stringify({ ...message, params: { text: 'x'.repeat(11 * 1024 * 1024) } }), INVALID, null],
  ];
  const server = serverAt(desk);
  await server.call('start_round', { questions: ['1'] });
  await server.call('next_turn');
  for (const [n, [bytes, code, id]] of shapes.entries()) {
    server.write(`${bytes}\n`);
    const shape = bytes.slice(0, 80);
    expect([shape, await server.answer(id)]).toEqual([
      shape,
      { jsonrpc: '2.0', id, error: { code, message: expect.any(String) as string } },
    ]);
    while (server.log().split('\n').length <= n + 1) await new Promise(setImmediate);
    expect([shape, server.log().split('\n').length - 1]).toEqual([shape, n + 1]);
  }
  // Empty lines and Windows line endings are fine, and so is a character that two reads share.
  const { length } = server.log();
  server.write(`\n\r\n${request('b', 'ping').trim()}\r\n`);
  expect(await server.answer('b')).toMatchObject({ result: {} });
  const answer = `a${'€'.repeat(60_000)}`;
  await server.call('submit_answer', { turn: '1', answer });
  server.child.stdin.end();
  expect(await server.exit).toBe(0);
  expect(server.log()).toHaveLength(length);
  expect(await journalsIn(desk.home)).toContain(answer);
});
