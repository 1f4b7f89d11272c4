import { type ChildProcess, spawn } from 'node:child_process';

/** Waits for the end of its input, and then ends a group of processes, which gets a second for it. */
const SCRIPT = `trap '' HUP INT TERM
while read -r _; do :; done
kill -s INT -- "-$1"
sleep 1
kill -s KILL -- "-$1"`;

/**
 * Ends a group of processes when this process is gone, however it ended: after a SIGKILL no handler runs, but the system closes
 * our end of a pipe. Returns what ends the guard.
 */
export function guard(group: number, path: string): () => void {
  let shell: ChildProcess;
  try {
    shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', `${group}`], {
      cwd: '/',
      env: { PATH: path },
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
  } catch {
    return () => undefined;
  }
  // Without a shell there is no guard; the handlers of this process remain.
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  shell.unref();
  return () => {
    shell.kill('SIGKILL');
  };
}
