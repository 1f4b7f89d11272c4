import { expect } from 'vitest';
import type { Pty } from './pty.ts';
import { judge, turns } from './program.ts';
import type { Desk } from './program.ts';
import { commandsOf, foreignCommands } from './sequences.ts';

export const ROUND = ['practice', '1', '--follow-ups', '1'] as const;

/** The rest of a round, from the prediction to the debrief. */
export async function toTheEnd(pty: Pty): Promise<void> {
  await judge(pty);
  await pty.waitFor('try again');
  expect(await pty.exit()).toBe(0);
}

/** Expects that the attack was stored as an answer without control characters, and is exported like that. */
export async function expectAnswered(desk: Desk): Promise<void> {
  const [main] = await turns(desk);
  expect(main?.answer).toContain('Q]0;ownedZ');
  for (const format of ['md', 'json'])
    expect(commandsOf((await desk.run(['export', '-f', format])).stdout)).toEqual([]);
}

export function expectHarmless(pty: Pty): void {
  expect(pty.bytes).toContain('owned');
  expect(foreignCommands(pty.bytes)).toEqual([]);
}
