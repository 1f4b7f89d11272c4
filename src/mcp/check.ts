import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, failure, type UserError } from '../platform/errors.ts';
import { clean, cleanLine } from '../text/clean.ts';

/** How long the server may take for its answers, in milliseconds. */
const PATIENCE = 20_000;

interface Listed {
  name: string;
  title?: string;
  description?: string;
  annotations?: { readOnlyHint?: boolean };
}

interface Answers {
  hello: {
    serverInfo: { name: string; version: string };
    protocolVersion: string;
    instructions: string;
  };
  tools: { tools: Listed[] };
  prompts: { prompts: Listed[] };
  found: { isError?: boolean; content: { text: string }[] };
}

/**
 * `hotseat mcp --check`: starts the server as an assistant would, speaks the first words of the protocol with it, and prints
 * what an assistant sees. The official client would bring a megabyte and the network with it for these four requests.
 */
export async function check(env: Env, banks: readonly string[]): Promise<ExitCode> {
  const { hello, tools, prompts, found } = await ask(env, banks, {
    hello: [
      'initialize',
      {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'hotseat-check', version: env.version },
      },
    ],
    tools: ['tools/list', {}],
    prompts: ['prompts/list', {}],
    found: ['tools/call', { name: 'find_questions', arguments: { limit: 1 } }],
  });
  const text = found.content.map((part) => part.text).join('\n');
  if (found.isError === true)
    throw failure(`the server started, but cannot read the questions: ${text}`, 'fix that first.');
  const rows = [
    `${hello.serverInfo.name} ${hello.serverInfo.version}, protocol ${hello.protocolVersion}`,
    '',
    hello.instructions,
    '',
    `Tools (${tools.tools.length})`,
    ...tools.tools.map(
      (tool) =>
        `  ${named(tool)}${tool.annotations?.readOnlyHint === true ? ' (reads only)' : ''}\n      ${tool.description ?? ''}`,
    ),
    '',
    `Prompts (${prompts.prompts.length})`,
    ...prompts.prompts.map((prompt) => `  ${named(prompt)}`),
    '',
    'find_questions gives',
    ...text.split('\n').map((line) => `  ${line}`),
    'It works: an assistant that starts `hotseat mcp` sees this.',
  ];
  env.stdout.write(`${clean(rows.join('\n'))}\n`);
  return EXIT.done;
}

function named({ name, title }: Listed): string {
  return title === undefined ? name : `${name}: ${title}`;
}

/** Sends requests to a server of its own, and gives their results by name. Throws a UserError if one has none. */
async function ask(
  env: Env,
  banks: readonly string[],
  requests: Record<keyof Answers, [method: string, params: object]>,
): Promise<Answers> {
  const [script = ''] = process.argv.slice(1);
  const args = [...process.execArgv, script, 'mcp', ...banks.flatMap((bank) => ['--bank', bank])];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: env.cwd,
    timeout: PATIENCE,
  });
  // A server that ends early has not answered, which is said below.
  child.on('error', () => undefined).stdin.on('error', () => undefined);
  for (const [id, [method, params]] of Object.entries(requests))
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  const answers = new Map<string, unknown>();
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { id, result, error } = parsed(line);
      if (id === undefined || result === undefined)
        throw unusable(`said: ${cleanLine(error?.message ?? line).slice(0, 200)}`);
      answers.set(id, result);
      if (answers.size === Object.keys(requests).length) break;
    }
  } finally {
    child.stdin.end();
  }
  if (answers.size < Object.keys(requests).length)
    throw unusable(`ended, or was silent for ${PATIENCE / 1000} seconds`);
  return Object.fromEntries(answers) as unknown as Answers;
}

function unusable(what: string): UserError {
  return failure(`the server ${what}.`, 'start `hotseat mcp` by hand and see what it says.');
}

function parsed(line: string): { id?: string; result?: unknown; error?: { message: string } } {
  try {
    return JSON.parse(line) as { id?: string };
  } catch {
    return {};
  }
}
