import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Desk, SHORT, test } from '../support/program.ts';
import { roundOf, writeRounds } from '../support/history.ts';
import { makeQuestion } from '../support/question.ts';

/** A pager that says so. */
async function pagerOf(desk: Desk): Promise<Record<string, string>> {
  const pager = join(desk.folder, 'my-pager');
  await writeFile(pager, '#!/bin/sh\ncat; echo paged\n', { mode: 0o755 });
  return { PAGER: pager };
}

describe.each([
  ['list', ['list', ...SHORT]],
  ['list --search', ['list', '--search', 'kitchen', ...SHORT]],
  ['sessions --all', ['sessions', '--all']],
])('%s', (_, args) => {
  test('is paged on a terminal with fewer rows, and nowhere else', async ({ desk }) => {
    writeRounds(
      desk.home,
      [1, 2, 3].map((day) => roundOf(makeQuestion(1), { wall: day * 86_400_000 })),
    );
    const env = await pagerOf(desk);
    const [low, high] = [desk.open(args, { env, rows: 3 }), desk.open(args, { env, rows: 40 })];
    await Promise.all([low.exit(), high.exit()]);
    expect(low.bytes).toContain('paged');
    expect(high.bytes).not.toContain('paged');
    const { stdout } = await desk.run(args, { env });
    expect(stdout).not.toContain('paged');
  });
});
