import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { decodeSegment } from '../../src/journal/segment.ts';
import type { Event } from '../../src/engine/event.ts';
import type { Random } from '../../src/engine/random.ts';
import { randomFrom } from '../../src/engine/random.ts';
import type { Sight } from '../support/candidate.ts';
import { Candidate, sightOf } from '../support/candidate.ts';
import type { Desk, Turn } from '../support/program.ts';
import { SHORT, test, turns } from '../support/program.ts';
import { ROUNDS, SEED } from '../support/rounds.ts';
import type { Pty } from '../support/pty.ts';

/** The journal's events, without those that start or continue a session; null if nothing was started. */
async function journal(desk: Desk): Promise<Event[] | null> {
  const files = await readdir(desk.home, { recursive: true }).catch(() => []);
  const segments = files.filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(segments.map((name) => readFile(join(desk.home, name), 'utf8')));
  const events = texts.flatMap((text) => decodeSegment('', text).events);
  if (events.length === 0) return null;
  return events.filter(({ type }) => type !== 'started' && type !== 'continued');
}

/** The event without what only the program knows: its clock and its findings. */
function facts(event: Event): unknown {
  const unknown = new Set([
    'firstKey',
    'at',
    'wall',
    'zone',
    'v',
    'n',
    'matcher',
    'points',
    'mistakes',
    'followUps',
  ]);
  return Object.fromEntries(Object.entries(event).filter(([key]) => !unknown.has(key)));
}

/** Kills the program with -9 a moment after one of the candidate's next actions. */
function killer(random: Random): (pty: Pty) => void {
  let actions = Math.floor(random() * 24);
  const delay = random() * (random() < 0.6 ? 30 : 4000);
  return (pty) => {
    actions -= 1;
    if (actions !== -1) return;
    setTimeout(() => {
      pty.kill('SIGKILL');
    }, delay);
  };
}

/** Checks that everything the screen has shown is in the journal, in this order. Returns the journal's events. */
async function checkJournal(desk: Desk, candidate: Candidate, last: Sight | null): Promise<Event[] | null> {
  if (last !== null) candidate.see(last);
  const { known, typed } = candidate;
  const events = await journal(desk);
  expect((events ?? []).slice(0, known.length).map(facts)).toEqual(known.map(facts));
  // A submitted answer without a confirmation on screen is recorded in full, or its text is still a draft.
  const unseen = events?.slice(known.length).find((event) => event.type === 'answered');
  if (unseen !== undefined) expect(unseen.text).toBe(typed.at(-1)?.text);
  return events;
}

/** How late the heartbeat may be on a busy machine, in milliseconds. */
const SLACK = 500;

/**
 * By the clock on the screen, the text on disk is at most a second older than the text on the screen, and has everything
 * typed by then.
 */
function checkDraft(draft: string, turn: Turn | undefined, { typed }: Candidate, last: Sight): void {
  expect(typed.at(-1)?.text.slice(0, draft.length)).toBe(draft);
  const isPaused = last.place === 'paused';
  const { usedMs = 0, budgetMs } = turn ?? {};
  const shownMs = (left: number | null): number => (budgetMs ?? 0) - (left ?? Infinity) * 1000;
  if (!isPaused) expect(usedMs).toBeGreaterThanOrEqual(shownMs(last.left) - 1000 - SLACK);
  // The clock on the screen is rounded to seconds and may be slightly old.
  const isDue = (left: number | null): boolean => isPaused || shownMs(left) + 1000 + SLACK < usedMs;
  const due = typed.findLast(({ left }) => left !== null && isDue(left))?.text ?? '';
  expect(draft.slice(0, due.length)).toBe(due);
}

/** The turn whose box is open, as exported. */
async function openTurn(desk: Desk): Promise<Turn | undefined> {
  return (await turns(desk)).find(({ prompt, state }) => prompt !== null && state === 'unanswered');
}

const ROUND = ['practice', '1', '2', '--follow-ups', '1', ...SHORT];

/** Plays a round to its end, through one kill per killer. */
async function playThrough(desk: Desk, candidate: Candidate, lives: ((pty: Pty) => void)[]): Promise<void> {
  let args: readonly string[] = ROUND;
  for (;;) {
    const pty = desk.open(args);
    const kill = lives.shift();
    const failure = await candidate.play(pty, kill).catch((error: unknown) => error);
    const exit = await pty.exit();
    const last = sightOf(pty.screen());
    const events = await checkJournal(desk, candidate, last);
    if (last?.place === 'over') return;
    // Only our kill may have ended it.
    expect([exit, failure]).toEqual([128 + 9, expect.anything()]);
    const turn = events === null ? undefined : await openTurn(desk);
    const draft = turn?.draft ?? '';
    const isBoxOpen = last?.turn != null || last?.place === 'paused';
    if (isBoxOpen && events?.length === candidate.known.length) checkDraft(draft, turn, candidate, last);
    candidate.comeBack(events ?? [], draft);
    if (events?.at(-1)?.type === 'ended') return;
    args = events === null ? ROUND : ['resume'];
  }
}

describe('kill -9 at any moment of a round', () => {
  const seeds = Array.from({ length: ROUNDS }, (_, place) => SEED + place);
  test.concurrent.for(seeds)('ROUNDS=1 SEED=%i', async (seed, { desk }) => {
    const random = randomFrom(seed);
    const lives = [killer(random), killer(random), killer(random)].slice(0, 1 + Math.floor(random() * 3));
    const candidate = new Candidate(random);
    await playThrough(desk, candidate, lives);

    expect((await journal(desk))?.map(facts)).toEqual(candidate.known.map(facts));
    expect(await desk.json(['sessions', '--json'])).toMatchObject({ sessions: [{ state: 'finished' }] });
    const exported = await desk.run(['export']);
    expect(exported.code).toBe(0);
    for (const event of candidate.known)
      if (event.type === 'answered')
        expect(exported.stdout).toContain(`> ${event.text.replaceAll('\n', '  \n> ')}`);
  });
});

describe('kill -9 of an export', { timeout: 600_000 }, () => {
  test('leaves either the old file or the full new one', async ({ desk }) => {
    const random = randomFrom(SEED);
    await desk.run(ROUND, { input: 'Cool.\n---\nColder.\n---\n' });
    const whole = (await desk.run(['export'])).stdout;
    expect(whole).toContain('> Colder.');
    const file = join(desk.folder, 'round.md');
    const found = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      await writeFile(file, 'what was there');
      const pty = desk.open(['export', '-o', 'round.md', '--force']);
      setTimeout(() => {
        pty.kill('SIGKILL');
      }, random() * 400);
      await pty.exit();
      found.add(await readFile(file, 'utf8'));
    }
    for (const text of found) expect(['what was there', whole]).toContain(text);
  });
});
