import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect } from 'vitest';
import { BIN, type Desk, SHORT, test } from '../support/program.ts';
import { ROUNDS } from '../support/rounds.ts';

interface Answer {
  id: number;
  result?: { isError?: boolean; structuredContent?: Record<string, unknown> };
}

/** The server as a child, spoken to call by call; a killed one answers null. */
function serverAt(desk: Desk): {
  child: ChildProcess;
  call: (name: string, args?: object) => Promise<Answer | null>;
} {
  const child = spawn(process.execPath, [BIN, 'mcp', ...SHORT], {
    cwd: desk.folder,
    env: { HOME: desk.folder, HOTSEAT_HOME: desk.home, PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, (answer: Answer | null) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on('close', () => {
    for (const settle of waiting.values()) settle(null);
  });
  child.stdin.on('error', () => undefined);
  let next = 0;
  const ask = (method: string, params: object): Promise<Answer | null> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve(null);
        return;
      }
      const id = (next += 1);
      waiting.set(id, resolve);
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
  void ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'x', version: '1' },
  });
  return { child, call: (name, args = {}) => ask('tools/call', { name, arguments: args }) };
}

describe('the server for assistants, killed at any moment', { timeout: 600_000 }, () => {
  test(`keeps every answer that it took, ${ROUNDS} times`, async ({ desk }) => {
    /** The answers that were taken, by session. */
    const kept = new Map<string, string[]>();
    for (let round = 0; round < ROUNDS; round++) {
      const { child, call } = serverAt(desk);
      await call('list_rounds');
      const stop = setTimeout(() => child.kill('SIGKILL'), Math.random() * 300);
      // Leads the interview until it is killed.
      for (let n = 0; ; n++) {
        const here = await call('next_turn');
        if (here === null) break;
        const { session, step, turn } = here.result?.structuredContent ?? {};
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
      clearTimeout(stop);
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
