import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { exportSession } from '../../src/commands/export.ts';
import { sessions } from '../../src/commands/sessions.ts';
import { UserError } from '../../src/platform/errors.ts';
import { emptyFolder } from './disk.ts';
import { fakeEnv } from './env.ts';

const JOURNALS = join(import.meta.dirname, '../fixtures/journals/v1');

/** The stored journals; test/fixtures/journals/README.md describes each. */
export type Kept = 'finished' | 'paused' | 'spoken' | 'late' | 'ended' | 'segments';

/** The id of a stored session. */
export function idOf(name: Kept): string {
  const [id] = readdirSync(join(JOURNALS, name));
  if (id === undefined) throw new Error(`no session in ${name}`);
  return id;
}

/** The names of its files, in order. */
export function segmentsOf(name: Kept): string[] {
  return readdirSync(join(JOURNALS, name, idOf(name)))
    .filter((file) => file.endsWith('.jsonl'))
    .sort();
}

export function bytesOf(name: Kept, file: string): Buffer {
  return readFileSync(join(JOURNALS, name, idOf(name), file));
}

/** A journal line with a valid checksum. */
export function sealed(rest: Readonly<Record<string, unknown>>): string {
  const body = JSON.stringify(rest).slice(1);
  return `{"crc":"${crc32(body).toString(16).padStart(8, '0')}",${body}\n`;
}

/** The transcript stored beside it. */
export function keptTranscript(name: Kept): { session: object; turns: object[] } {
  return JSON.parse(readFileSync(join(JOURNALS, `${name}.json`), 'utf8')) as ReturnType<
    typeof keptTranscript
  >;
}

/** Copies stored sessions into a data folder, a new one if none is given. */
export function homeWith(names: readonly Kept[], home = emptyFolder()): string {
  for (const name of names) cpSync(join(JOURNALS, name), join(home, 'sessions'), { recursive: true });
  return home;
}

const FORMATS = { export: 'md', 'export json': 'json', 'export html': 'html' } as const;

/** Runs a command on this data folder in process, and returns what it shows. */
export async function look(
  home: string,
  command: 'sessions' | 'export' | 'export json' | 'export html',
  id?: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { env, stdout, stderr } = fakeEnv({ cwd: home, data: home });
  const run = (): number | Promise<number> =>
    command === 'sessions' ? sessions(env, {}) : exportSession(env, id, { format: FORMATS[command] });
  try {
    return { code: await run(), stdout: stdout(), stderr: stderr() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.exitCode, stdout: stdout(), stderr: `${stderr()}hotseat: ${error.message}\n` };
  }
}

/** Every file below a folder with its bytes. */
export function bytesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [file, readFileSync(file, 'latin1')]));
}
