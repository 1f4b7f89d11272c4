import { join } from 'node:path';
import { SHORT_BANK, box, PREDICTION, VERDICT } from './program.ts';
import { expect } from 'vitest';
import type { Desk } from './program.ts';
import type { Pty, Screen } from './pty.ts';
import { KEY } from './pty.ts';

/** Its only question has four key points; the first follow-up probes the third, the second probes none. */
export const ROUND = ['practice', '1', '--bank', join(SHORT_BANK, '../whole')] as const;

export const SUSPECTS = 'Immediate retries keep the load above the limit after its cause has gone.';

export const WAITS = 'The client waits as long as the Retry-After header says.';

/** Answers the question and its follow-ups through a pipe. */
export async function piped(desk: Desk, args: readonly string[], ...answers: string[]): Promise<string> {
  const input = answers.map((text) => `${text}\n---\n`).join('');
  const { code, stdout, stderr } = await desk.run([...ROUND, ...args], { input });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

/** Answers in the box, up to the verdict. */
export async function judging(desk: Desk, text: string, args: readonly string[] = []): Promise<Pty> {
  const pty = desk.open([...ROUND, '--follow-ups', 'none', ...args]);
  await pty.waitFor(box('Question 1 of 1'));
  pty.type(text);
  await pty.waitFor(text.split(' ').at(-1) ?? text);
  pty.type(KEY.ctrlD);
  await pty.waitFor(PREDICTION);
  pty.type('2');
  await pty.waitFor(VERDICT);
  return pty;
}

/** The verdict on the screen, without the rows above it. */
export function verdict({ rows }: Screen): string {
  return rows.slice(rows.findLastIndex((text) => text.includes('#1 Retries that made it worse'))).join('\n');
}
