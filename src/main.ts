import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { version } from '../package.json';
import { type Env, type Input, type Output, startedAs } from './platform/env.ts';
import { EXIT, reasonOf, UserError } from './platform/errors.ts';
import { pathsOf } from './platform/paths.ts';
import { runProgram } from './program.ts';
import { clean, cleanLine } from './text/clean.ts';
import { message } from './text/wrap.ts';

/** A working folder that was deleted is where the shell last saw it: files in it are reported as missing, and the rest works. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return resolve('/', process.env['PWD'] ?? '');
  }
}

/** The process as the program sees it. Nothing else reads `process` for any of this. */
function processEnv(): Env {
  const cwd = workingFolder();
  return {
    // Asking for standard input makes its stream: a command that reads nothing does without.
    get stdin() {
      return endingWithError(process.stdin);
    },
    stdout: endingWithOutput(process.stdout),
    stderr: endingWithOutput(process.stderr),
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

/** Tells one bundle from another. In a run from the source any file may have changed, so each run is a build of its own. */
function buildOf(module: string): string {
  if (module.endsWith('.ts')) return String(Date.now());
  const { size, ctimeMs } = statSync(module);
  return `${size}-${ctimeMs}`;
}

/** `| head` closes an output early, and then there is no one to tell. A round listens too, and pauses by itself. */
function endingWithOutput(output: Output): Output {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (output.listenerCount('error') > 1) return;
    if (error.code !== 'EPIPE') {
      tell(
        `hotseat: cannot write the output: ${reasonOf(error)}.\nhelp: make room for it, or write elsewhere.`,
      );
      process.exitCode = EXIT.failed;
    }
    process.exit();
  });
  return output;
}

/** What went wrong with standard input. */
let inputError: NodeJS.ErrnoException | null = null;

/** An error of the input ends it, wherever it is read. It is reported last, when the terminal is as it was found. */
function endingWithError(input: Input): Input {
  if (!input.listeners('error').includes(keepError)) input.on('error', keepError);
  return input;
}

function keepError(error: NodeJS.ErrnoException): void {
  inputError ??= error;
}

function reportInputError(error: NodeJS.ErrnoException): void {
  const isWriteOnly = error.code === 'EBADF' || error.code === 'ENOTCONN';
  const reason = isWriteOnly ? 'it is not open for reading' : reasonOf(error);
  tell(`hotseat: cannot read standard input: ${reason}.`);
}

function tell(text: string): void {
  process.stderr.write(message(text, process.stderr, startedAs({ vars: process.env })));
}

function fail(error: unknown): void {
  if (error instanceof UserError) {
    // Each on a line of its own: a name in it cannot add one that looks like ours.
    const rows = [`hotseat: ${cleanLine(error.message)}`];
    if (error.help !== undefined) rows.push(`help: ${cleanLine(error.help)}`);
    tell(rows.join('\n'));
    process.exitCode = error.exitCode;
    return;
  }
  process.exitCode = EXIT.failed;
  const what = error instanceof Error ? error : new Error(String(error));
  if (process.env['DEBUG']) process.stderr.write(clean(`${what.stack ?? what.message}\n`));
  else
    tell(
      `hotseat: a bug in hotseat stopped it: ${cleanLine(what.message)}\nhelp: \`hotseat resume\` continues a round; DEBUG=1 shows where it happened.`,
    );
}

/** Runs the command line to its end and reports errors in words; the process then ends by itself. */
async function main(): Promise<void> {
  // A write beyond a limit fails with EFBIG, which is reported. Once a prompt of Inquirer's has come and gone (its
  // signal-exit removes its listeners), the signal that comes with it would kill the process without this listener.
  process.on('SIGXFSZ', () => undefined);
  const terminals = [0, 1].filter((fd) => isatty(fd));
  try {
    process.exitCode = await runProgram(process.argv.slice(2), processEnv());
  } catch (error) {
    fail(error);
  }
  // After its terminal has gone, Node aborts at a normal exit, for it cannot reset what is not there. The signal may have
  // been overtaken by the end of input.
  if (terminals.some((fd) => !isatty(fd))) {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  } else if (inputError !== null) reportInputError(inputError);
}

void main();
