import { spawnSync } from 'node:child_process';
import { describe, expect } from 'vitest';
import { settle } from '../support/voice.ts';
import { everyCommand, inDays, SHORT, test } from '../support/program.ts';
import { watched, noted } from '../support/network.ts';

/** A typical use of each command; some need the results of earlier ones. */
const USES: readonly (readonly string[])[] = [
  ['practice', '1', '--follow-ups', '1', ...SHORT],
  ['sessions', 'rename', '2', 'mine'],
  ['sessions', 'tag', '--company', 'Acme'],
  ['sessions', 'transcribe', 'mine'],
  ['sessions', 'play', 'mine'],
  ['voice', 'check'],
  ['sessions', 'delete', 'mine', '--yes'],
  ['practice', '1', '--follow-ups', '1', ...SHORT],
  ['practice', '2', ...SHORT],
  ['resume'],
  ['review', '1', ...SHORT],
  ['list', ...SHORT],
  ['list'],
  ['sessions'],
  ['stats', ...SHORT],
  ['report', '-o', 'report.html', ...SHORT],
  ['history', '1', ...SHORT],
  ['stories', ...SHORT],
  ['list', '--interview-on', inDays(9), ...SHORT],
  ['practice', '--interview-on', inDays(9), ...SHORT],
  ['export'],
  ['export', '-f', 'json', '-o', 'out.json'],
  ['export', '-o', 'out.md'],
  ['export', '-f', 'html', '--redact'],
  ['export', '-f', 'anki'],
  ['export', '--all', '-o', 'all'],
  ['export', '-f', 'prompt'],
  ['export', '-f', 'sheet', '--html'],
  ['mcp', ...SHORT],
  ['skill'],
  ['you'],
  ['after'],
  ['config'],
  ['config', 'init'],
  // Without a model they refuse.
  ['judge'],
  ['model', 'check'],
  ['bank', 'lint'],
  ['bank', 'explain', 'B012'],
  ['bank', 'new', 'A title'],
  ['bank', 'import', 'out.md', '--dry-run'],
  ['completion', 'zsh'],
  ['__complete', 'zsh', '--', 'practice', ''],
  ['--help'],
  ['--version'],
  ['nonsense'],
];

describe('no network', () => {
  test('the recorder sees every way out', ({ desk }) => {
    const ways = [
      `require('node:net').connect(9, '127.0.0.1')`,
      `require('node:net').createServer().listen(0)`,
      `require('node:tls').connect(9, '127.0.0.1')`,
      `require('node:http').get('http://127.0.0.1:9')`,
      `require('node:https').get('https://127.0.0.1:9')`,
      `require('node:http2').connect('http://127.0.0.1:9')`,
      `fetch('http://127.0.0.1:9')`,
      `require('node:dgram').createSocket('udp4').send('x', 9, '127.0.0.1')`,
      `require('node:dns').lookup('localhost', () => undefined)`,
      `require('node:dns').promises.resolve4('localhost')`,
      `import('node:dns').then(({ lookup }) => lookup('localhost', () => undefined))`,
    ];
    for (const way of ways) {
      const before = ways.indexOf(way);
      const { status } = spawnSync(process.execPath, ['-e', way], {
        env: { ...process.env, ...watched(desk) },
      });
      expect(status).not.toBe(0);
      // Loaded, and at least one attempt.
      expect(noted(desk).filter((line) => line !== 'loaded').length).toBeGreaterThan(before);
    }
    expect(noted(desk).filter((line) => line === 'loaded')).toHaveLength(ways.length);
  });

  test('every command, through a pipe', async ({ desk }) => {
    // No test speaks or records.
    settle(desk, `voice:\n  speak: 'true'\n  record: none\n`);
    for (const args of USES)
      await desk.run(args, { env: watched(desk), input: 'An answer.\n---\nMore.\n---\n' });
    expect(noted(desk)).toEqual(USES.map(() => 'loaded'));
    const lines = ['model', ...USES.map((args) => args.join(' '))];
    expect((await everyCommand(desk)).filter((name) => !lines.some((line) => line.startsWith(name)))).toEqual(
      [],
    );
  });

  test('an interview through an assistant', async ({ desk }) => {
    const said = { text: '' };
    const answered = async (id: number): Promise<void> => {
      while (!said.text.includes(`"id":${id}}`)) await new Promise(setImmediate);
    };
    const hello = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    };
    const call = (name: string, args: object): [string, object] => ['tools/call', { name, arguments: args }];
    const requests: [string, object][] = [
      ['initialize', hello],
      call('start_round', { questions: ['1'], follow_ups: 'none' }),
      call('next_turn', {}),
      call('submit_answer', { turn: '1', answer: 'See https://example.org.' }),
      call('reveal', {}),
      call('record_judgement', { question: 1, verdicts: [{ point: 1, verdict: 'not covered' }] }),
      call('rate', { question: 1 }),
      call('get_history', { show: 'progress' }),
      call('get_history', { show: 'transcript' }),
    ];
    async function* input(): AsyncGenerator<string> {
      for (const [id, [method, params]] of requests.entries()) {
        yield `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
        await answered(id);
      }
    }
    const { code } = await desk.run(['mcp', ...SHORT], {
      env: watched(desk),
      input: input(),
      meet: (child) => child.stdout?.on('data', (text: string) => (said.text += text)),
    });
    expect(code).toBe(0);
    expect(said.text).toContain('SECRET-EXPECTED-1');
    expect(said.text).not.toContain('"isError":true');
    expect(noted(desk)).toEqual(['loaded']);
  });
});
