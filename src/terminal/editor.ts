import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clean } from '../text/clean.ts';

/** Opens a text in another program; what that program saves meanwhile is told. Rejects with a sentence for the candidate. */
export type Edit = (
  text: string,
  options: { onSaved: (text: string) => void; signal: AbortSignal },
) => Promise<string>;

/** How often the file is looked at for what the editor has saved, in milliseconds. */
const LOOK = 250;
const FILE = 'answer.md';

/** The editor that `$VISUAL` or else `$EDITOR` names; null where neither does. */
export function editorFrom(vars: Readonly<Record<string, string | undefined>>): Edit | null {
  const command = [vars['VISUAL'], vars['EDITOR']].find(
    (value) => value !== undefined && value.trim() !== '',
  );
  return command === undefined ? null : (text, options) => editIn(command, text, options);
}

async function editIn(
  command: string,
  text: string,
  { onSaved, signal }: Parameters<Edit>[1],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hotseat-'));
  try {
    await chmod(folder, 0o700);
    const file = join(folder, FILE);
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
    const written = await read();
    await rm(folder, { recursive: true, force: true });
    return written;
  } catch (error) {
    throw await withRecovery(error, folder);
  }
}

/** An editor that was killed may have left what it had not saved, such as a swap file: that stays, and is told. */
async function withRecovery(error: unknown, folder: string): Promise<unknown> {
  const left = await readdir(folder).catch(() => []);
  if (error instanceof Error && left.some((name) => name !== FILE))
    return new Error(`${error.message} What it left for recovery is in ${folder}.`);
  await rm(folder, { recursive: true, force: true });
  return error;
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
      // Told to end, it may still be saving: its end says when it is done.
      if (error.name === 'AbortError') return;
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
