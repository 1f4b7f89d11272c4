import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Env } from './env.ts';
import { codeOf, reasonOf } from './errors.ts';

/** What a program needs of the world. */
export type World = Pick<Env, 'vars' | 'cwd'>;

/** Whether a program is on the path. */
export function isOnPath(program: string, { vars }: Pick<World, 'vars'>): boolean {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (vars['PATH'] ?? vars['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => endings.some((ending) => isProgram(join(folder, program + ending))));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A running program that leads a group of processes, so that what it started ends with it. */
export interface Child {
  /** null if it did not start. */
  process: ChildProcess | null;
  /**
   * How it ended: null after exit code 0, else in words such as `ended with exit code 1`. It resolves soon after the exit,
   * and soon after a SIGKILL, even if another process keeps the pipes open.
   */
  ended: Promise<string | null>;
  /** Sends a signal, unless the program has ended. */
  kill: (signal: NodeJS.Signals) => void;
}

/** Starts a program without a shell, or a line that a shell reads. */
export function start(command: readonly string[] | string, { vars, cwd }: World, stdio: StdioOptions): Child {
  const isGroup = process.platform !== 'win32';
  const [program = '', ...args] = typeof command === 'string' ? [command] : command;
  const shell = typeof command === 'string';
  let child: ChildProcess;
  try {
    child = spawn(program, args, { cwd, env: vars, stdio, shell, detached: isGroup, windowsHide: true });
  } catch (error) {
    // Node reports only some errors by an event: an argument may be too long, or hold a zero byte.
    return { process: null, ended: Promise.resolve(notStarted(error)), kill: () => undefined };
  }
  let isOver = false;
  let giveUp = (): void => undefined;
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || isOver) return;
    try {
      process.kill(isGroup ? -child.pid : child.pid, signal);
    } catch {
      // It has just ended.
    }
    if (signal === 'SIGKILL') setTimeout(giveUp, AFTER_KILL).unref();
  };
  // Nothing may listen or speak after us.
  const atExit = (): void => kill('SIGKILL');
  process.on('exit', atExit);
  const dismiss = isGroup && child.pid !== undefined ? guard(child.pid, vars['PATH'] ?? '') : () => undefined;
  const ended = new Promise<string | null>((resolve) => {
    let draining: NodeJS.Timeout | undefined;
    const end = (how: string | null): void => {
      isOver = true;
      clearInterval(draining);
      process.off('exit', atExit);
      dismiss();
      resolve(how);
    };
    /** Lets go of a program whose pipes another process keeps open. */
    const letGo = (how: string | null): void => {
      if (isOver) return;
      kill('SIGKILL');
      for (const pipe of child.stdio) pipe?.destroy();
      child.unref();
      end(how);
    };
    giveUp = () => letGo('could not be stopped');
    child.on('error', (error) => end(notStarted(error)));
    child.on('exit', (code, signal) => {
      const how = howItEnded(code, signal);
      let before = -1;
      let looks = 0;
      draining = setInterval(() => {
        const bytes = bytesFrom(child);
        looks += 1;
        if (bytes === before || looks > MOST_DRAINS) letGo(how);
        before = bytes;
      }, DRAIN);
    });
    child.on('close', (code, signal) => {
      // Programs that this one has left running.
      if (isGroup) kill('SIGKILL');
      end(howItEnded(code, signal));
    });
  });
  // The program may end before it has read its input.
  child.stdin?.on('error', () => undefined);
  return { process: child, ended, kill };
}

/** A program has this long to end after SIGKILL; milliseconds. */
const AFTER_KILL = 1000;
/** After its exit, its pipes are read until nothing comes for this long, in milliseconds, at most so many times. */
const DRAIN = 250;
const MOST_DRAINS = 8;

function bytesFrom({ stdout, stderr }: ChildProcess): number {
  return [stdout, stderr].reduce(
    (sum, pipe) => sum + (pipe !== null && 'bytesRead' in pipe ? Number(pipe.bytesRead) : 0),
    0,
  );
}

function howItEnded(code: number | null, signal: NodeJS.Signals | null): string | null {
  return code === 0 ? null : `ended with ${signal ?? `exit code ${code ?? 1}`}`;
}

function notStarted(error: unknown): string {
  return codeOf(error) === 'ENOENT' ? 'was not found' : `did not start: ${reasonOf(error)}`;
}

/** A program that does not stop when it is asked to is killed; milliseconds. */
const PATIENCE = 1000;

/** Ends a program and what it has started. */
export function stop(child: Child, signal: NodeJS.Signals = 'SIGTERM'): void {
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  void child.ended.then(() => clearTimeout(timer));
}

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
function guard(group: number, path: string): () => void {
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
