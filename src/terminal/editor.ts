import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, reasonOf } from '../platform/errors.ts';
import { readPlainFile } from '../platform/files.ts';
import { clean } from '../text/clean.ts';
import { interpreterOfNext } from '../text/interpreter.ts';
import { plainCommand, readShellLine } from '../text/shell.ts';
import { MOST_CHARACTERS } from './answer-box/edit.ts';

/** A text as an editor saved it, and its file's modification time in milliseconds since 1970. */
export interface Saved {
  text: string;
  at: number;
}

/**
 * Opens a text in another program and reports each save. Returns the last one, or rejects with an EditorError,
 * soon after an abort even if the program ignores that.
 */
export type Edit = (
  text: string,
  options: { onSaved: (saved: Saved) => void; signal: AbortSignal },
) => Promise<Saved>;

/** An editor that failed, in a sentence for the candidate. */
export class EditorError extends Error {
  /** The folder with words that the box does not have; null if there is none. */
  readonly recovery: string | null;
  /** Killed by a signal, so it has not restored the terminal. */
  readonly isKilled: boolean;

  constructor(message: string, isKilled = false, recovery: string | null = null) {
    super(message);
    this.name = 'EditorError';
    this.recovery = recovery;
    this.isKilled = isKilled;
  }
}

/**
 * Undoes what a killed full-screen program leaves on: the alternate screen with its cursor, application keys, the mouse,
 * colors and the cursor shape.
 */
export const AFTER_A_KILL =
  '\x1b[?1049l\x1b[?1l\x1b>\x1b[>4;m' +
  '\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[m\x1b[0 q';

/** How often the file is checked for a save, in milliseconds. */
const LOOK = 250;
/** How long an editor that is asked to close has for it, in milliseconds. */
const WAIT = 1000;
const FILE = 'answer.md';
const UNUSABLE = 'Cannot use the temporary file for the editor';

/** The editor named by `$VISUAL`, or else `$EDITOR`; null if neither is set. */
export function editorFrom(vars: Readonly<Record<string, string | undefined>>): Edit | null {
  const command = [vars['VISUAL'], vars['EDITOR']].find(
    (value) => value !== undefined && value.trim() !== '',
  );
  return command === undefined ? null : (text, options) => editIn(command, text, options).catch(inWords);
}

async function editIn(
  command: string,
  text: string,
  { onSaved, signal }: Parameters<Edit>[1],
): Promise<Saved> {
  // A shell that does not find the command would print these bytes.
  if (clean(command) !== command) throw new EditorError("The editor's name contains a control character.");
  const words = readShellLine(command.trim()).words.map((word) => word.text);
  const interpreter = interpreterOfNext(words);
  if (interpreter !== null)
    throw new EditorError(`The editor passes the file to ${interpreter} as code. Name a script instead.`);
  const folder = await mkdtemp(join(tmpdir(), 'hotseat-'));
  const file = join(folder, FILE);
  const read = (): Saved => ({
    text: withoutFinalNewline(savedText(file), text),
    at: statSync(file).mtimeMs,
  });
  let stopLooking = (): void => undefined;
  // If the editor outlives us, the answer must not be left behind.
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', clear);
  try {
    await chmod(folder, 0o700);
    await writeFile(file, text, { mode: 0o600 });
    stopLooking = lookFor(read, text, onSaved);
    await run(command, file, signal);
    stopLooking();
    const saved = read();
    await rm(folder, { recursive: true, force: true });
    return saved;
  } catch (error) {
    stopLooking();
    // The last save counts however the editor ended. The file may be missing while an editor replaces it.
    const last = attempt(read);
    if (!(last instanceof Error)) onSaved(last);
    throw await withRecovery(error, folder, last);
  } finally {
    process.off('exit', clear);
  }
}

/** The text in the editor's file. Some editors replace the file, and a pipe in its place must not block us. */
function savedText(file: string): string {
  // A character takes at most three bytes for each of its UTF-16 units.
  const bytes = readPlainFile(file, 3 * MOST_CHARACTERS + 1);
  if (bytes === 'no file') throw new EditorError(`${UNUSABLE}: it is not a plain file.`);
  const saved = bytes === 'too large' ? null : clean(bytes.toString('utf8'));
  if (saved === null || saved.length > MOST_CHARACTERS + 1)
    throw new EditorError(`Too long: an answer holds ${MOST_CHARACTERS.toLocaleString('en')} characters.`);
  return saved;
}

function attempt<T>(act: () => T): T | Error {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Reports each saved text. A file may be half written, so two looks must agree. */
function lookFor(read: () => Saved, text: string, onSaved: (saved: Saved) => void): () => void {
  let seen = text;
  let told = text;
  const timer = setInterval(() => {
    const saved = attempt(read);
    if (saved instanceof Error) return;
    const isSettled = saved.text === seen;
    seen = saved.text;
    if (!isSettled || saved.text === told) return;
    told = saved.text;
    onSaved(saved);
  }, LOOK);
  timer.unref();
  return () => clearInterval(timer);
}

/** What the answer cannot hold is kept and reported, and so is what a killed editor may leave, such as a swap file. */
async function withRecovery(error: unknown, folder: string, last: Saved | Error): Promise<unknown> {
  const left = await readdir(folder).catch(() => []);
  const isRefused = last instanceof EditorError;
  if (error instanceof EditorError && (isRefused || left.some((name) => name !== FILE))) {
    const { message } = isRefused ? last : error;
    return new EditorError(`${message} The editor's files are in ${folder}.`, error.isKilled, folder);
  }
  await rm(folder, { recursive: true, force: true });
  return error;
}

/** A system error as a sentence: a full disk, no temporary folder, an editor that removed the file. */
function inWords(error: unknown): never {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  throw new EditorError(`${UNUSABLE}: ${reasonOf(error)}.`);
}

/** Editors add a final newline that the candidate did not type. */
function withoutFinalNewline(saved: string, original: string): string {
  return original.endsWith('\n') ? saved : saved.replace(/\n$/, '');
}

function run(command: string, file: string, signal: AbortSignal): Promise<void> {
  const plain = plainCommand(command);
  const [program = '', ...args] = plain ?? ['sh', '-c', `${command} "$@"`, 'sh'];
  const name = plain === null ? 'The editor' : program;
  return new Promise((resolve, reject) => {
    const fail = (what: string, isKilled = false): void => reject(new EditorError(what, isKilled));
    const refused = (error: unknown): void =>
      fail(
        codeOf(error) === 'ENOENT'
          ? `Editor not found: ${program}.`
          : `${name} did not start: ${reasonOf(error)}.`,
      );
    let child: ChildProcess;
    try {
      child = spawn(program, [...args, file], { stdio: 'inherit', signal });
    } catch (error) {
      // Node reports only some errors of the system by an event.
      refused(error);
      return;
    }
    let patience: NodeJS.Timeout | undefined;
    signal.addEventListener('abort', () => {
      // An editor that ignores the abort must not keep the program alive.
      child.unref();
      patience = setTimeout(() => fail(`${name} does not close.`), WAIT);
    });
    child.on('error', (error) => {
      // After an abort it may still be saving; `close` says when it is done.
      if (error.name !== 'AbortError') refused(error);
    });
    child.on('close', (code, killedBy) => {
      clearTimeout(patience);
      // A shell reports a signal as 128 plus its number.
      const isKilled = killedBy !== null || (code ?? 0) > 128;
      if (code === 0) resolve();
      else fail(`${name} ended with ${killedBy ?? `exit code ${code ?? 1}`}.`, isKilled);
    });
  });
}
