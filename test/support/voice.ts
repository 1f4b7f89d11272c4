import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, PREDICTION, SHORT } from './program.ts';
import { KEY, type Pty, type Screen } from './pty.ts';

/** Writes the settings of a desk. */
export function settle(desk: Desk, yaml: string): void {
  mkdirSync(desk.home, { recursive: true });
  writeFileSync(join(desk.home, 'config.yaml'), yaml);
}

/** Writes a program that `sh` runs; gives the words that start it. */
export function script(desk: Desk, name: string, body: string): string {
  const file = join(desk.folder, name);
  writeFileSync(file, body);
  return `sh ${file}`;
}

/**
 * A recorder: prints the sound in tone.raw, and goes on as one of silence does until no one listens. Its process number is in
 * the file `recorder`.
 */
export function recorder(desk: Desk): string {
  return script(
    desk,
    'record.sh',
    `echo $$ > recorder\ncat tone.raw\nwhile printf '\\0\\0'; do sleep 0.2; done\n`,
  );
}

/** What a file of the desk holds; empty if there is none. */
export function held({ folder }: Pick<Desk, 'folder'>, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    // A process may end while its file in /proc is read.
    return '';
  }
}

/** Whether this machine has a program. A test that needs it is skipped otherwise. */
export function isInstalled(program: string): boolean {
  const isThere = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (!isThere) console.warn(`${program} is not installed: the tests that need it are skipped.`);
  return isThere;
}

/** Waits until something holds. Ended by the test's own time limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Whether a process runs. A dead one that no one has waited for does not. */
export function runs(pid: number): boolean {
  const state = held({ folder: `/proc/${pid}` }, 'stat');
  return state !== '' && !/\) [ZX] /.test(state);
}

/** A round that is spoken. */
export const ROUND = ['practice', '1', '--speak-aloud', '--follow-ups', 'none', ...SHORT];

/** The recordings of a desk. */
export const audio = (desk: Desk): Promise<string[]> => desk.sessionFiles('.wav');

/** Whether the words that were heard are shown to be corrected. */
export const WORDS = ({ rows }: Screen): boolean => rows.slice(-4).join(' ').includes('e edit the words');

/** A second of silence and three of a tone, as a recorder prints it: raw, 16 kHz, 16 bits. */
export function tone(desk: Desk, name = 'tone.raw', seconds = 3): void {
  const samples = Int16Array.from({ length: 16_000 * (seconds + 1) }, (_, at) =>
    at > 16_000 ? 8000 * Math.sin(at / 6) : 0,
  );
  writeFileSync(join(desk.folder, name), new Uint8Array(samples.buffer));
}

/** Ends the spoken answer, and says how many points it covered. */
export async function handIn(pty: Pty): Promise<void> {
  pty.type(KEY.enter);
  await pty.waitFor(PREDICTION);
  pty.type('3');
}
