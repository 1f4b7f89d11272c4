import type { ReadStream, WriteStream } from 'node:tty';

/** A readable that may be a terminal; tests pass a fake one. */
export type Input = NodeJS.ReadStream | ReadStream;
/** A writable that may be a terminal; its size is read on every use. */
export type Output = NodeJS.WriteStream | WriteStream;

/** Where files live on this machine. All paths are absolute. */
export interface Paths {
  /** Sessions, and the user's own bank: `HOTSEAT_HOME`, or the platform's data folder. */
  data: string;
  /** Caches that can be rebuilt: in `HOTSEAT_HOME`, or the platform's cache folder. */
  cache: string;
  /** The bank that ships with the program. */
  shippedBank: string;
  /** The user's settings, a file that may not exist: `HOTSEAT_CONFIG`, or config.yaml in `HOTSEAT_HOME` or the platform's folder. */
  config: string;
}

/** The outside world as the program sees it. Only main.ts takes these from `process`; tests pass their own. */
export interface Env {
  stdin: Input;
  stdout: Output;
  stderr: Output;
  vars: Readonly<Record<string, string | undefined>>;
  cwd: string;
  paths: Paths;
  version: string;
  /** Identifies this build; during development the version alone does not. */
  build: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds on a monotonic clock. */
  monotonic: () => number;
  /** An unsigned 32-bit number, for a seed or an id. */
  entropy: () => number;
}

/** Full-screen only where both ends are terminals that understand cursor movement. */
export function isInteractive(env: Env): boolean {
  return env.stdin.isTTY && env.stdout.isTTY && env.vars['TERM'] !== 'dumb';
}

/** Whether a round and the start page fill the screen: not with `--plain`, nor with the variable of screen reader users. */
export function isFullScreen(env: Env, isPlain: boolean): boolean {
  return isInteractive(env) && !isPlain && env.vars['ACCESSIBLE'] !== '1';
}

/** Columns and rows of the output; a terminal of size 0 counts as 80×24. */
export function sizeOf(output: Output): { columns: number; rows: number } {
  return { columns: output.columns || 80, rows: output.rows || 24 };
}

/**
 * How this program was started, for the commands that its messages name: through npm in a checkout, through npx, or by
 * its own name.
 */
export function startedAs({ vars }: Pick<Env, 'vars'>): string {
  const script = vars['npm_lifecycle_event'];
  if (script === 'npx' && vars['npm_command'] === 'exec') return 'npx hotseat';
  // Another package's script may run us, too.
  if (vars['npm_package_name'] !== 'hotseat') return 'hotseat';
  if (script === 'start') return 'npm start --';
  return script === 'dev' ? 'npm run dev --' : 'hotseat';
}
