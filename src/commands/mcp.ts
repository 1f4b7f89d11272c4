import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { say } from '../terminal/say.ts';

export interface McpOptions {
  bank: readonly string[];
  check?: boolean;
}

const EXITS: Readonly<Partial<Record<string, ExitCode>>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
};

/** `hotseat mcp`: serves an assistant over standard input and output; with `--check`, shows what one would see. */
export async function mcp(env: Env, { bank, check }: McpOptions): Promise<ExitCode> {
  if (check === true) return (await import('../mcp/check.ts')).check(env, bank);
  if (env.stdin.isTTY)
    say(
      env,
      'This speaks a protocol that assistants know. `hotseat mcp --check` shows what they see. Ctrl+C ends it.',
    );
  const { serve } = await import('../mcp/server.ts');
  const ending = await serve(env, bank, ['SIGINT', 'SIGTERM', 'SIGHUP']);
  return EXITS[ending] ?? EXIT.done;
}
