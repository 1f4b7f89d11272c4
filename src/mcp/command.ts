import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { say } from '../terminal/say.ts';
import type { McpOptions } from '../options/table.ts';

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;
const EXITS: Readonly<Partial<Record<string, ExitCode>>> = { ...SIGNALS, 'end of input': EXIT.done };

/** How long ending may take, in milliseconds: less than the two seconds that clients wait before they kill a server. */
const DEADLINE = 1500;

/** `hotseat mcp`: serves an assistant over standard input and output; with `--check`, shows what one would see. */
export async function mcp(env: Env, { bank, check }: McpOptions): Promise<ExitCode> {
  if (check === true) return (await import('./check.ts')).check(env, bank);
  if (env.stdin.isTTY)
    say(
      env,
      'This speaks a protocol that assistants know. `hotseat mcp --check` shows what they see. Ctrl+C ends it.',
    );
  const { serve } = await import('./server.ts');
  const { ended, close } = serve(env, bank, Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]);
  const ending = await ended;
  const code = EXITS[ending] ?? EXIT.failed;
  // What a client does not read would keep the process alive.
  setTimeout(() => process.exit(process.exitCode ?? code), DEADLINE).unref();
  return (await close(ending)) ? code : EXIT.failed;
}
