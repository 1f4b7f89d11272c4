import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROCESS = fileURLToPath(new URL('./contender-process.ts', import.meta.url));

export interface Contender {
  pid: number;
  /** Tries to take the lock. It has it then, or says who does and since when, in milliseconds since 1970. */
  go: () => Promise<'mine' | { pid: number; since: number }>;
  /** Gives the lock up, if held. */
  leave: () => Promise<void>;
  kill: () => Promise<void>;
}

/**
 * Another process that takes this folder's lock on request, and keeps it until told to leave or killed. It may have its
 * own variables, believe to be on another platform, and start `under` another command that becomes it.
 */
export async function contender(
  folder: string,
  {
    env = {},
    platform = process.platform,
    under = [],
  }: { env?: Record<string, string>; platform?: string; under?: readonly string[] } = {},
): Promise<Contender> {
  const node = [process.execPath, '--import', 'tsx', PROCESS, folder, platform];
  const [command = '', ...args] = [...under, ...node];
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<string> => ((await once(lines, 'line')) as [string])[0];
  if ((await next()) !== 'ready') throw new Error('the contender is not ready');
  const ask = (what: string): Promise<string> => {
    const answer = next();
    child.stdin.write(`${what}\n`);
    return answer;
  };
  return {
    pid: child.pid ?? 0,
    go: async () => {
      const answer = await ask('go');
      if (answer === 'mine') return answer;
      const [pid = 0, since = 0] = answer.split(' since ').map(Number);
      return { pid, since };
    },
    leave: async () => {
      await ask('leave');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
