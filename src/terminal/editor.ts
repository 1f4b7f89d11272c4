import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../disk/paths.ts';
import { clean } from '../text/clean.ts';

/** Opens a text in another program; what that program saves meanwhile is told. Rejects with a sentence for the candidate. */
export type Edit = (
  text: string,
  options: { onSaved: (text: string) => void; signal: AbortSignal },
) => Promise<string>;

/** How often the file is looked at for what the editor has saved, in milliseconds. */
const LOOK = 250;

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
): Promise<string> {
  // A shell that does not find it would say so in these bytes.
  if (clean(command) !== command) throw new Error("The editor's name holds a control character.");
  const folder = await mkdtemp(join(tmpdir(), 'hotseat-'));
  try {
    await chmod(folder, 0o700);
    const file = join(folder, 'answer.md');
    await writeFile(file, text, { mode: 0o600 });
    const read = async (): Promise<string> => withoutFinalNewline(clean(await readFile(file, 'utf8')), text);

    // A file that is being written is half a file: only what two looks agree on counts.
    let seen = text;
    let told = text;
    let isOpen = true;
    const timer = setInterval(() => {
      read().then(
        (saved) => {
          const isSettled = saved === seen;
          seen = saved;
          if (!isOpen || !isSettled || saved === told) return;
          told = saved;
          onSaved(saved);
        },
        // Between an editor's removal of the file and its new one there is none.
        () => undefined,
      );
    }, LOOK);
    try {
      await run(command, file, signal);
    } finally {
      isOpen = false;
      clearInterval(timer);
    }
    return await read();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A full disk, no folder for temporary files, an editor that removed the file: the system's error as a sentence. */
function inWords(error: unknown): never {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  throw new Error(`The file for the editor cannot be used: ${reasonOf(error)}.`, { cause: error });
}

/** Editors end a file with a newline that the candidate did not type. */
function withoutFinalNewline(saved: string, original: string): string {
  return original.endsWith('\n') ? saved : saved.replace(/\n$/, '');
}

function run(command: string, file: string, signal: AbortSignal): Promise<void> {
  const [program = '', ...args] = editorArguments(command);
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, file], { stdio: 'inherit', signal });
    child.on('error', (error) => {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      reject(new Error(missing ? `There is no editor named ${program}.` : `${program} did not start.`));
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${killedBy ?? `exit code ${code ?? 1}`}.`));
    });
  });
}

/** The words of an editor's command; a shell is asked only where its language is used. */
export function editorArguments(command: string): string[] {
  if (/[|&;<>()$`\\*?~#\n]/.test(command)) return ['sh', '-c', `${command} "$@"`, 'sh'];
  const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"[^"]*"|'[^']*'/g, (quoted) => quoted.slice(1, -1)));
}
