import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathsOf, reasonOf } from './platform/paths.ts';
import { type Env, type Output, sizeOf } from './platform/env.ts';
import { EXIT, failure, UserError } from './platform/errors.ts';
import { runProgram } from './command-line.ts';
import { clean, cleanLine } from './text/clean.ts';
import { sentenceRows } from './text/wrap.ts';

const cwd = workingFolder();

/** One that was deleted is where the shell last saw it: what is looked for there is told to be missing, and the rest goes on. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return resolve('/', process.env['PWD'] ?? '');
  }
}

/** What the process has of its streams. The first look makes one, which is a tenth of a start: most commands need not all. */
const streams = {
  stdin: once(() => process.stdin),
  stdout: once(() => endingWithOutput(process.stdout)),
  stderr: once(() => endingWithOutput(process.stderr)),
};

function once<T>(make: () => T): { made: T | undefined; get: () => T } {
  return {
    made: undefined,
    get() {
      return (this.made ??= make());
    },
  };
}

function worldOf(version: string): Env {
  return {
    get stdin() {
      return streams.stdin.get();
    },
    get stdout() {
      return streams.stdout.get();
    },
    get stderr() {
      return streams.stderr.get();
    },
    vars: process.env,
    cwd,
    paths: pathsOf(process.env, cwd, import.meta.dirname),
    version,
    build: `${version} ${buildOf(import.meta.filename)}`,
    now: Date.now,
    monotonic: () => performance.now(),
    // The global loads the platform's cryptography when it is first used, an import at once.
    entropy: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  };
}

/** The bundle as it lies on the disk. In a run from the source any file may have changed: each is a build of its own. */
function buildOf(module: string): string {
  if (module.endsWith('.ts')) return String(Date.now());
  const { size, ctimeMs } = statSync(module);
  return `${size}-${ctimeMs}`;
}

/** `| head` closes an output early: there is nobody left to tell. A round listens too, and pauses by itself. */
function endingWithOutput(output: Output): Output {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (output.listenerCount('error') > 1) return;
    if (error.code !== 'EPIPE') {
      fail(
        failure(
          `cannot write the output: ${reasonOf(error)}.`,
          'make room for it, or write elsewhere.',
          error,
        ),
      );
    }
    process.exit();
  });
  return output;
}

/**
 * After its terminal has gone, Node aborts at a normal exit, for it cannot reset what is not there. The signal may have
 * been overtaken by the end of input.
 */
function hangUpWithTerminal(): void {
  const { stdin, stdout } = streams;
  const isGone = ({ made }: { made: { isTTY: boolean } | undefined }, fd: number): boolean =>
    // Where nothing is a terminal the module is not loaded.
    made?.isTTY === true && !process.getBuiltinModule('node:tty').isatty(fd);
  if (isGone(stdin, 0) || isGone(stdout, 1)) process.kill(process.pid, 'SIGHUP');
}

/** On a terminal broken at words, but in no path. */
function fitted(sentence: string): string {
  const stderr = streams.stderr.get();
  if (!stderr.isTTY) return `${sentence}\n`;
  const rows = sentenceRows(sentence, sizeOf(stderr).columns - 1);
  return rows.map((line) => `${line}\n`).join('');
}

function fail(error: unknown): void {
  if (error instanceof UserError) {
    // Each on a line of its own: a name in it cannot add one that looks like ours.
    const help = error.help === undefined ? '' : fitted(`help: ${cleanLine(error.help)}`);
    streams.stderr.get().write(fitted(`hotseat: ${cleanLine(error.message)}`) + help);
    process.exitCode = error.exitCode;
    return;
  }
  process.exitCode = EXIT.failed;
  const what = error instanceof Error ? error : new Error(String(error));
  streams.stderr
    .get()
    .write(
      clean(
        process.env['DEBUG']
          ? `${what.stack ?? what.message}\n`
          : `hotseat: something went wrong that is our fault: ${cleanLine(what.message)}\nhelp: a round goes on with \`hotseat resume\`; DEBUG=1 shows where it happened.\n`,
      ),
    );
}

/** Runs the command line to its end, and says what went wrong in words; the process then ends by itself. */
export async function run(args: readonly string[], version: string): Promise<void> {
  // A write beyond a limit fails with EFBIG, which we tell. Once a prompt of Inquirer's has come and gone (its
  // signal-exit takes its listeners away), the signal beside it would kill us unless somebody listens.
  process.on('SIGXFSZ', () => undefined);
  try {
    process.exitCode = await runProgram(args, worldOf(version));
  } catch (error) {
    fail(error);
  }
  hangUpWithTerminal();
}
