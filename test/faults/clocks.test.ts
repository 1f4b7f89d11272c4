import type { PassThrough } from 'node:stream';
import { describe, expect } from 'vitest';
import { practice } from '../../src/commands/practice.ts';
import { resume } from '../../src/commands/resume.ts';
import type { Env } from '../../src/platform/env.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { SHORT, SHORT_BANK, test, turns } from '../support/program.ts';
import { look } from '../support/stored.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 24, 12);

/** A process on a machine whose wall clock jumps while the monotonic clock continues. */
class Machine {
  readonly env: Env;
  readonly #stdout: () => string;
  #wall: number;
  #steady = 0;

  constructor(home: string, wall: number) {
    this.#wall = wall;
    const { env, stdout } = fakeEnv({ cwd: home, data: home });
    let drawn = wall % 1_000_003;
    this.env = {
      ...env,
      now: () => this.#wall,
      monotonic: () => this.#steady,
      entropy: () => (drawn = (drawn * 1_664_525 + 1_013_904_223) % 2 ** 32),
    };
    this.#stdout = stdout;
  }

  /** Lets time pass while the wall clock jumps, then submits an answer and waits for this. */
  async answer(text: string, steady: number, wall: number, next: string): Promise<void> {
    this.#steady += steady;
    this.#wall += wall;
    (this.env.stdin as unknown as PassThrough).write(`${text}\n---\n`);
    await this.until(next);
  }

  leave(): void {
    (this.env.stdin as unknown as PassThrough).end();
  }

  async until(shown: string): Promise<void> {
    // Ended by the test's own time limit.
    while (!this.#stdout().includes(shown)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

interface Exported {
  session: { id: string; startedAt: string; endedAt: string; usedMs: number };
  turns: { answer: string; usedMs: number }[];
}

const OPTIONS = {
  bank: [SHORT_BANK],
  role: [],
  topic: [],
  kind: [],
  level: [],
  timer: true,
  followUps: 0,
  reveal: 'question',
} as const;

describe('a wall clock that jumps', () => {
  test('in the middle of a round: durations are unaffected, and the day is that of the start', async () => {
    const home = emptyFolder();
    const machine = new Machine(home, NOON);
    const round = practice(machine.env, ['1', '2', '3'], OPTIONS);
    await machine.until('How do you keep bread fresh?');
    await machine.answer('Cool.', 3000, 5 * HOUR, 'How do you keep seeds fresh?');
    await machine.answer('In a tin.', 2000, -50 * HOUR, 'How do you keep apples fresh?');
    await machine.answer('On straw.', 1000, 9 * HOUR, 'Round finished');
    expect(await round).toBe(0);
    const exported = JSON.parse((await look(home, 'export json', '2026-11-24')).stdout) as Exported;
    expect(exported.turns.map(({ usedMs }) => usedMs)).toEqual([3000, 2000, 1000]);
    expect(exported.session.usedMs).toBe(6000);
    expect(exported.session.id).toMatch(/^2026-11-24-/);
    expect(exported.session.startedAt).toMatch(/^2026-11-24T/);
    expect(exported.session.endedAt).toMatch(/^2026-11-23T/);
    expect((await look(home, 'export', '2026-11-24')).stdout).toMatch(/^# Mock interview, 2026-11-24\n/);
  });

  test('between two processes, by days and back: the order is kept', async () => {
    const home = emptyFolder();
    const first = new Machine(home, NOON);
    const begun = practice(first.env, ['1', '2', '3'], OPTIONS);
    await first.until('How do you keep bread fresh?');
    await first.answer('Cool.', 3000, 0, 'How do you keep seeds fresh?');
    first.leave();
    expect(await begun).toBe(0);
    const second = new Machine(home, NOON - 72 * HOUR);
    const gone = resume(second.env, undefined, {});
    await second.until('How do you keep seeds fresh?');
    await second.answer('In a tin.', 2000, 0, 'How do you keep apples fresh?');
    second.leave();
    expect(await gone).toBe(0);
    const third = new Machine(home, NOON - 96 * HOUR);
    const ended = resume(third.env, undefined, {});
    await third.until('How do you keep apples fresh?');
    await third.answer('On straw.', 1000, 0, 'Round finished');
    expect(await ended).toBe(0);
    const { stdout, stderr } = await look(home, 'export json', '2026-11-24');
    expect(stderr).toBe('');
    expect((JSON.parse(stdout) as Exported).turns.map(({ answer, usedMs }) => [answer, usedMs])).toEqual([
      ['Cool.', 3000],
      ['In a tin.', 2000],
      ['On straw.', 1000],
    ]);
  });
});

describe('a time zone that changes', () => {
  test('between two processes: the transcript is the same in every zone, on the day of the start', async ({
    desk,
  }) => {
    const zone = (TZ: string): { env: { TZ: string } } => ({ env: { TZ } });
    const round = ['practice', '1', '2', '--follow-ups', 'none', ...SHORT];
    await desk.run(round, { input: 'Cool.\n---\n', ...zone('Pacific/Kiritimati') });
    await desk.run(['resume'], { input: 'In a tin.\n---\n', ...zone('Pacific/Pago_Pago') });
    const exports = await Promise.all(
      ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((TZ) => desk.run(['export'], zone(TZ))),
    );
    for (const { code, stdout, stderr } of exports) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toBe(exports[0]?.stdout);
    }
    const { session } = (await desk.json(['export', '-f', 'json'])) as Exported;
    expect(session.startedAt).toMatch(/\+14:00$/);
    expect(session.endedAt).toMatch(/-11:00$/);
    const day = session.startedAt.slice(0, 10);
    expect(session.id.slice(0, 10)).toBe(day);
    expect(exports[0]?.stdout).toContain(`# Mock interview, ${day}\n`);
    expect((await turns(desk)).map(({ state }) => state)).toEqual(['submitted', 'submitted']);
    expect(new Date(session.endedAt).getTime()).toBeGreaterThan(new Date(session.startedAt).getTime());
  });
});
