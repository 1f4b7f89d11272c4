import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, failure } from '../platform/errors.ts';
import { clean, cleanLine } from '../text/clean.ts';

/** How long the server may take for one answer, in milliseconds. */
const PATIENCE = 20_000;

interface Listed {
  name: string;
  title?: string;
  description?: string;
  annotations?: { readOnlyHint?: boolean };
}

/**
 * `hotseat mcp --check`: starts the server as an assistant would, speaks the first words of the protocol with it, and prints
 * what an assistant sees. The official client would bring a megabyte and the network with it for these five requests.
 */
export async function check(env: Env, banks: readonly string[]): Promise<ExitCode> {
  const [script = ''] = process.argv.slice(1);
  const args = [...process.execArgv, script, 'mcp', ...banks.flatMap((bank) => ['--bank', bank])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: env.cwd });
  try {
    const ask = asker(child);
    const hello = await ask('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'hotseat-check', version: env.version },
    });
    const { serverInfo, protocolVersion, instructions } = hello as {
      serverInfo: { name: string; version: string };
      protocolVersion: string;
      instructions?: string;
    };
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
    const { tools } = (await ask('tools/list', {})) as { tools: Listed[] };
    const { prompts } = (await ask('prompts/list', {})) as { prompts: Listed[] };
    const found = (await ask('tools/call', { name: 'find_questions', arguments: { limit: 1 } })) as {
      isError?: boolean;
      content: { text: string }[];
    };
    const text = found.content.map((part) => part.text).join('\n');
    if (found.isError === true)
      throw failure(`the server started, but cannot read the questions: ${text}`, 'fix that first.');
    const rows = [
      `${serverInfo.name} ${serverInfo.version}, protocol ${protocolVersion}`,
      '',
      instructions ?? '',
      '',
      `Tools (${tools.length})`,
      ...tools.map(
        (tool) =>
          `  ${named(tool)}${tool.annotations?.readOnlyHint === true ? ' (reads only)' : ''}\n      ${tool.description ?? ''}`,
      ),
      '',
      `Prompts (${prompts.length})`,
      ...prompts.map((prompt) => `  ${named(prompt)}`),
      '',
      'find_questions gives',
      ...text.split('\n').map((line) => `  ${line}`),
      '',
      'It works: an assistant that starts `hotseat mcp` sees this.',
    ];
    env.stdout.write(`${clean(rows.join('\n'))}\n`);
    return EXIT.done;
  } finally {
    child.stdin.end();
  }
}

function named({ name, title }: Listed): string {
  return title === undefined ? name : `${name}: ${title}`;
}

/** Sends requests, one at a time, and gives their results. Throws a UserError if the server ends, is silent or refuses. */
function asker(child: ChildProcess & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream }) {
  let next = 0;
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  const failAll = (reason: string): void => {
    const error = failure(`the server ${reason}.`, 'start `hotseat mcp` by hand and see what it says.');
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = parsed(line);
    if (message === null) {
      failAll(`wrote something that is not the protocol: ${cleanLine(line).slice(0, 80)}`);
      return;
    }
    const { id, result, error } = message;
    const request = waiting.get(id ?? -1);
    waiting.delete(id ?? -1);
    if (error === undefined) request?.done(result);
    else request?.fail(failure(`the server refused: ${cleanLine(error.message)}.`, 'update hotseat.'));
  });
  child.on('error', (error) => failAll(`did not start: ${error.message}`));
  child.on('exit', (code) => failAll(`ended (exit code ${code ?? 'none'})`));
  return (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (next += 1);
      const timer = setTimeout(
        () => failAll(`did not answer ${method} in ${PATIENCE / 1000} seconds`),
        PATIENCE,
      );
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.set(id, { done: settled(resolve), fail: settled(reject) });
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
}

function parsed(line: string): { id?: number; result?: unknown; error?: { message: string } } | null {
  try {
    return JSON.parse(line) as { id?: number };
  } catch {
    return null;
  }
}
