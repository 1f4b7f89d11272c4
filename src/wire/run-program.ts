import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, stop, type World } from '../platform/child.ts';
import { reasonOf } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { ModelError, stopIfAborted } from './problem.ts';
import { programName } from './command.ts';
import { callFor, type Program, type Prompt } from './program.ts';
import { MOST_BYTES } from './wire.ts';

/** What a program printed. */
export interface Printed {
  output: string;
  /** The end of its error output. */
  errors: string;
  /** How it ended; null after exit code 0. */
  problem: string | null;
}

/** What a program may wrap around a reply. */
const WRAPPING = 64 * 1024;
const MOST_ERRORS = 4096;

/**
 * Runs a program once, without a shell and in an empty folder that only the user can read. Rejects with a ModelError, soon
 * after its signal's abort too. Nothing that it started outlives it.
 */
export async function runProgram(
  program: Program,
  prompt: Prompt,
  { vars }: Pick<World, 'vars'>,
  signal: AbortSignal,
): Promise<Printed> {
  const name = cleanLine(programName(program.words));
  stopIfAborted(name, signal);
  const folder = prepared(name, () => mkdtempSync(join(tmpdir(), 'hotseat-')));
  const remove = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A program may leave what cannot be removed. Its reply counts all the same.
    }
  };
  process.on('exit', remove);
  try {
    const { words, input, file } = callFor(program, prompt, folder);
    const cwd = join(folder, 'empty');
    prepared(name, () => {
      mkdirSync(cwd);
      if (file !== null) writeFileSync(file.path, file.text);
    });
    return await outputOf({ name, words, input }, { vars, cwd }, signal);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** Takes a step to the folder that a program runs in. Throws a ModelError. */
function prepared<Made>(name: string, step: () => Made): Made {
  try {
    return step();
  } catch (error) {
    throw new ModelError(
      'unreachable',
      `${name} has no folder to run in: ${reasonOf(error)} (${cleanLine(tmpdir())}).`,
    );
  }
}

async function outputOf(
  { name, words, input }: { name: string; words: readonly string[]; input: string },
  world: World,
  signal: AbortSignal,
): Promise<Printed> {
  const child = start(words, world, ['pipe', 'pipe', 'pipe']);
  const chunks: Buffer[] = [];
  let size = 0;
  let errors = '';
  child.process?.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BYTES + WRAPPING) chunks.push(chunk);
    else child.kill('SIGKILL');
  });
  child.process?.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-MOST_ERRORS);
  });
  child.process?.stdin?.end(input);
  const end = (): void => stop(child);
  signal.addEventListener('abort', end);
  const problem = await child.ended;
  signal.removeEventListener('abort', end);
  stopIfAborted(name, signal);
  if (size > MOST_BYTES + WRAPPING)
    throw new ModelError('too long', `${name} printed more than ${(MOST_BYTES + WRAPPING) / 1024} KiB.`);
  return { output: Buffer.concat(chunks).toString('utf8'), errors, problem };
}
