import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../platform/paths.ts';
import { clean } from '../text/clean.ts';
import { plainCommand } from '../text/shell.ts';

/** A text as an editor saved it, and when: milliseconds since 1970, as the file system tells it. */
export interface Saved {
  text: string;
  at: number;
}

/**
 * Opens a text in another program; what that program saves meanwhile is told. Gives the last of it, or rejects with an
 * EditorError.
 */
export type Edit = (
  text: string,
  options: { onSaved: (saved: Saved) => void; signal: AbortSignal },
) => Promise<Saved>;

/** An editor that did not end well: a sentence for the candidate. */
export class EditorError extends Error {
  /** A folder with what a killed editor left for recovery; null where it left nothing. */
  readonly recovery: string | null;
  /** By a signal: it has not put the terminal in order. */
  readonly isKilled: boolean;

  constructor(message: string, isKilled = false, recovery: string | null = null) {
    super(recovery === null ? message : `${message} What it left for recovery is in ${recovery}.`);
    this.name = 'EditorError';
    this.recovery = recovery;
    this.isKilled = isKilled;
  }
}

/**
 * What a full-screen program leaves on when it is killed: its own screen, which goes with its cursor, keys of another
 * kind, the mouse, its colours and the shape of its cursor.
 */
export const AFTER_A_KILL =
  '\x1b[?1049l\x1b[?1l\x1b>\x1b[>4;m' +
  '\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[m\x1b[0 q';

/** How often the file is looked at for what the editor has saved, in milliseconds. */
const LOOK = 250;
const FILE = 'answer.md';

/** The editor that `$VISUAL` or else `$EDITOR` names; null where neither does. */
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
  // A shell that does not find it would say so in these bytes.
  if (clean(command) !== command) throw new EditorError("The editor's name holds a control character.");
  const folder = await mkdtemp(join(tmpdir(), 'hotseat-'));
  const file = join(folder, FILE);
  const read = async (): Promise<Saved> => {
    const saved = withoutFinalNewline(clean(await readFile(file, 'utf8')), text);
    return { text: saved, at: (await stat(file)).mtimeMs };
  };
  let stopLooking = (): void => undefined;
  // One that outlives us must not leave the answer lying about.
  const clear = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', clear);
  try {
    await chmod(folder, 0o700);
    await writeFile(file, text, { mode: 0o600 });
    stopLooking = lookFor(read, text, onSaved);
    await run(command, file, signal);
    stopLooking();
    const saved = await read();
    await rm(folder, { recursive: true, force: true });
    return saved;
  } catch (error) {
    stopLooking();
    // What it saved last counts, however it ended; between its removal of the file and a new one there is none.
    await read().then(onSaved, () => undefined);
    throw await withRecovery(error, folder);
  } finally {
    process.off('exit', clear);
  }
}

/** Tells each text that is saved. A file that is being written is half a file: only what two looks agree on counts. */
function lookFor(read: () => Promise<Saved>, text: string, onSaved: (saved: Saved) => void): () => void {
  let seen = text;
  let told = text;
  let isOpen = true;
  const timer = setInterval(() => {
    read().then(
      (saved) => {
        const isSettled = saved.text === seen;
        seen = saved.text;
        if (!isOpen || !isSettled || saved.text === told) return;
        told = saved.text;
        onSaved(saved);
      },
      () => undefined,
    );
  }, LOOK);
  timer.unref();
  return () => {
    isOpen = false;
    clearInterval(timer);
  };
}

/** An editor that was killed may have left what it had not saved, such as a swap file: that stays, and is told. */
async function withRecovery(error: unknown, folder: string): Promise<unknown> {
  const left = await readdir(folder).catch(() => []);
  if (error instanceof EditorError && left.some((name) => name !== FILE))
    return new EditorError(error.message, error.isKilled, folder);
  await rm(folder, { recursive: true, force: true });
  return error;
}

/** A full disk, no folder for temporary files, an editor that removed the file: the system's error as a sentence. */
function inWords(error: unknown): never {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  throw new EditorError(`The file for the editor cannot be used: ${reasonOf(error)}.`);
}

/** Editors end a file with a newline that the candidate did not type. */
function withoutFinalNewline(saved: string, original: string): string {
  return original.endsWith('\n') ? saved : saved.replace(/\n$/, '');
}

function run(command: string, file: string, signal: AbortSignal): Promise<void> {
  const [program = '', ...args] = plainCommand(command) ?? ['sh', '-c', `${command} "$@"`, 'sh'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, file], { stdio: 'inherit', signal });
    // One that does not end when it is told to must not keep us.
    signal.addEventListener('abort', () => {
      child.unref();
    });
    child.on('error', (error) => {
      // Told to end, it may still be saving: its end says when it is done.
      if (error.name === 'AbortError') return;
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      reject(new EditorError(missing ? `There is no editor named ${program}.` : `${program} did not start.`));
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve();
      else {
        // A shell tells the signal that its program died of by a number.
        const isKilled = killedBy !== null || (code ?? 0) > 128;
        reject(new EditorError(`${program} ended with ${killedBy ?? `exit code ${code ?? 1}`}.`, isKilled));
      }
    });
  });
}
