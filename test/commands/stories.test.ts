import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stories } from '../../src/commands/stories.ts';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { roundOf, writeRounds } from '../support/history.ts';
import { questionsOf } from '../support/questions.ts';

const BANK = fileURLToPath(new URL('../fixtures/banks/stories', import.meta.url));
const HOUR = 3_600_000;

/** Rounds in which question 1 was answered with these stories, an hour apart. */
async function told(...names: (string | null)[]): Promise<string> {
  const [question] = await questionsOf(BANK);
  const home = emptyFolder();
  writeRounds(
    home,
    names.map((story, at): Recorded[] => {
      const events = roundOf(question!, { wall: Date.UTC(2026, 10, 20) + at * HOUR });
      const rated = events.findIndex(({ type }) => type === 'rated');
      const event: Event = { type: 'told', q: 0, story };
      return events.toSpliced(rated, 0, { ...events[rated]!, ...event } as Recorded);
    }),
  );
  return home;
}

async function run(home: string, columns = 80, json = false): Promise<string> {
  const { env, stdout } = fakeEnv({ cwd: home, data: home, columns, vars: { NO_COLOR: '1', PAGER: 'cat' } });
  expect(await stories(env, { bank: [BANK], json })).toBe(0);
  return stdout();
}

test('lists each story by what was asked for, and what has none', async () => {
  const out = await run(await told('The salt', 'The oven', 'The salt', 'The salt', null, 'The salt'));
  expect(out).toMatch(
    /The salt {2}4 times {2}ownership 4× {2}2026-11-20\n {2}The oven {2}1 time {3}ownership {5}2026-11-20\n/,
  );
  expect(out).toContain('Told often: The salt.');
  expect(out).toMatch(/No story yet for: .*conflict/);
});

test('without a story, says how to tell one', async () => {
  const out = await run(emptyFolder(), 40);
  expect(out).toContain('none named yet');
  expect(out).toContain('`hotseat practice --kind behavioral`');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
});

test('as data', async () => {
  const data = JSON.parse(await run(await told('The salt', 'The salt'), 80, true)) as { missing: string[] };
  expect(data).toMatchObject({
    version: 1,
    stories: [
      { name: 'The salt', times: 2, askedFor: [{ competency: 'ownership', times: 2 }], last: '2026-11-20' },
    ],
  });
  expect(data.missing).toContain('conflict');
});
