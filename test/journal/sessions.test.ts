import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { encodeLine } from '../../src/journal/segment.ts';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import { findSession, lastPaused, newestSession } from '../../src/store/find-session.ts';
import { readSummaries } from '../../src/store/session-index.ts';
import type { Env } from '../../src/platform/env.ts';
import { zoneOf } from '../../src/engine/clock.ts';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { diskWorld } from '../support/disk.ts';
import { playOn, start, started } from '../support/simulate.ts';

const NOON = Date.UTC(2026, 10, 24, 12);

/** The events of a round in which everything happens, stamped by a journal at noon. */
const ROUND: readonly Recorded[] = playOn(
  start(started(2)),
  [1, 2, 3, 5, 6, 7, 9, 10, 11, 14, 15, 17],
).events.map((event) => ({ ...event, wall: NOON, zone: zoneOf(new Date(NOON).getTimezoneOffset()) }));

/** Writes the events in one process; gives the id. */
function write(env: Env, events: readonly Event[], id?: string): string {
  const journal = id === undefined ? createJournal(env) : continueJournal(env, id);
  for (const [at, event] of events.entries()) journal.append(event, 'at' in event ? Number(event.at) : at);
  journal.close();
  return journal.id;
}

function segments(env: Env, id: string): string[] {
  const folder = join(env.paths.data, 'sessions', id);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
}

/** A stored session after its only segment was changed by hand. */
function damaged(change: (lines: string[]) => string): {
  read: ReturnType<typeof readSession>;
  file: string;
} {
  const { env } = diskWorld();
  const id = write(env, ROUND);
  const [file = ''] = segments(env, id);
  writeFileSync(file, change(readFileSync(file, 'utf8').split(/(?<=\n)/)));
  return { read: readSession(env.paths, id), file: basename(file) };
}

/** As in docs/data.md: over the bytes after the checksum, without the newline. */
function crcOf(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}

/** The session of the events without those at these indexes. */
function without(...places: number[]): unknown {
  const session = replay(ROUND.filter((_, place) => !places.includes(place)));
  return session?.questions;
}

describe('reading a session back', () => {
  it('gives the session that was written', () => {
    const { env } = diskWorld();
    const { session, damage, segments: names } = readSession(env.paths, write(env, ROUND));
    expect(damage).toEqual([]);
    expect(names).toHaveLength(1);
    expect(session?.questions).toEqual(replay(ROUND)?.questions);
  });

  it('reports a line with a flipped byte, and uses the others', () => {
    const { read, file } = damaged((lines) =>
      lines.map((line, place) => (place === 2 ? line.replace('words', 'wordz') : line)).join(''),
    );
    expect(read.damage).toEqual([
      { file, line: 3, problem: 'its checksum does not match: it was changed after it was written' },
    ]);
    expect(read.session?.questions).toEqual(without(2));
  });

  it('reports where lines are missing', () => {
    const { read, file } = damaged((lines) =>
      lines.filter((_, place) => place !== 3 && place !== 4).join(''),
    );
    expect(read.damage).toEqual([{ file, line: 4, problem: '2 lines before it are missing' }]);
    expect(read.session?.questions).toEqual(without(3, 4));
  });

  it('reports a last line that was cut off', () => {
    const last = ROUND.length - 1;
    const { read, file } = damaged((lines) => lines.join('').slice(0, -9));
    expect(read.damage).toEqual([{ file, line: last + 1, problem: 'it was cut off mid-write' }]);
    expect(read.session?.questions).toEqual(without(last));
  });

  it('reports a line that is not one, and one from a newer hotseat, and keeps both', () => {
    const newer = encodeLine(ROUND.length, ROUND[1]!).replace('"v":1', '"v":2');
    const { read, file } = damaged((lines) => {
      const body = newer.slice(newer.indexOf('"v"'), -1);
      return [...lines, `{"crc":"${crcOf(body)}",${body}\n`, 'hello\n'].join('');
    });
    expect(read.damage).toEqual([
      { file, line: ROUND.length + 1, problem: 'it was written by a newer hotseat', isNewer: true },
      { file, line: ROUND.length + 2, problem: 'it is not a journal line' },
    ]);
    expect(read.session?.questions).toEqual(replay(ROUND)?.questions);
  });

  it('reports an unknown event', () => {
    const odd = { ...ROUND[1]!, type: 'sang' } as unknown as Recorded;
    const { read, file } = damaged((lines) => [...lines, encodeLine(ROUND.length, odd)].join(''));
    expect(read.damage).toEqual([
      {
        file,
        line: ROUND.length + 1,
        problem: 'it has an event that this version does not know',
        isNewer: true,
      },
    ]);
  });

  it('finds any changed byte, and loses only its line', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    const [file = ''] = segments(env, id);
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const bytes = Buffer.from(whole);
        bytes[place] = (bytes[place] ?? 0) ^ by;
        writeFileSync(file, bytes);
        const { damage } = readSession(env.paths, id);
        expect(damage.length).toBeGreaterThanOrEqual(1);
        // Changing a newline joins two lines; changing a byte into one splits a line.
        expect(damage.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });

  it('gives damage instead of a session if its first event is missing', () => {
    const { read } = damaged((lines) => lines.slice(1).join(''));
    expect(read.session).toBeNull();
    expect(read.damage.map(({ problem }) => problem)).toEqual(['the line before it is missing']);
  });

  it('reports a missing segment', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND.slice(0, 2));
    const after = [...readSession(env.paths, id).segments, 'gone-with-the-usb-stick'];
    write(env, [{ type: 'continued', session: id, program: '0.1.0', after }], id);
    const { damage, session } = readSession(env.paths, id);
    expect(damage).toEqual([
      { file: 'gone-with-the-usb-stick.jsonl', line: null, problem: 'the file is missing' },
    ]);
    expect(session).not.toBeNull();
  });

  it('reports a segment that only its draft names', () => {
    const { env, setClock } = diskWorld();
    const id = write(env, ROUND.slice(0, 2));
    setClock(86_000_000);
    const journal = continueJournal(env, id);
    journal.append({ type: 'resumed' }, 5);
    journal.saveDraft({ turn: { q: 0 }, at: 9, text: 'so far', cursor: 6, firstKey: 1 });
    journal.close();
    const [first = '', second = ''] = segments(env, id);
    rmSync(second);
    const missing = { line: null, problem: 'the file is missing' };
    expect(readSession(env.paths, id).damage).toEqual([{ file: basename(second), ...missing }]);
    rmSync(first);
    expect(readSession(env.paths, id).damage).toEqual([{ file: basename(second), ...missing }]);
    expect(readSummaries(env).damaged).toMatchObject([{ id, isLost: true }]);
    // A draft is never written before the first line.
    writeFileSync(second, '');
    expect(readSession(env.paths, id).damage).toEqual([
      { file: basename(second), line: null, problem: '1 line missing at its end' },
    ]);
  });

  it('is no more and no less for a segment without a line, whoever left it, and whoever removes it', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND.slice(0, 2));
    const before = readSession(env.paths, id);
    const left = join(env.paths.data, 'sessions', id, '20261126T000000000Z-abcdef.jsonl');
    writeFileSync(left, '');
    expect(readSession(env.paths, id)).toEqual({ ...before, damage: [] });
    // An earlier hotseat counted it among those that it had read.
    const after = [...before.segments, '20261126T000000000Z-abcdef'];
    const lines = [...before.lines, 0];
    write(env, [{ type: 'continued', session: id, program: '0.1.0', after, lines }], id);
    expect(readSession(env.paths, id).damage).toEqual([]);
    rmSync(left);
    expect(readSession(env.paths, id).damage).toEqual([]);
  });

  it('says that a segment has lost all its lines, even to a hotseat that did not count them', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND.slice(0, 2));
    const [first = ''] = segments(env, id);
    const after = readSession(env.paths, id).segments;
    write(env, [{ type: 'continued', session: id, program: '0.1.0', after }], id);
    writeFileSync(first, '');
    expect(readSession(env.paths, id).damage).toMatchObject([{ problem: '1 line missing at its end' }]);
  });
});

describe('a sessions folder that cannot be read', () => {
  it('is a failure, and not a mistake in the command line', () => {
    const { env } = diskWorld();
    writeFileSync(join(env.paths.data, 'sessions'), 'a file in its place');
    for (const look of [() => sessionIds(env.paths), () => lastPaused(env), () => readSummaries(env)])
      expect(look).toThrow(
        expect.objectContaining({
          message: `cannot read ${env.paths.data}/sessions: part of the path is a file.`,
          exitCode: 1,
        }),
      );
  });
});

describe('segments in any order', () => {
  it('give the same session, whatever the clocks of their writers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: ROUND.length }), { maxLength: 6 }),
        fc.array(fc.nat({ max: 86_399_000 }), { minLength: 7, maxLength: 7 }),
        (cuts, clocks) => {
          const { env, setClock } = diskWorld();
          const places = [1, ...cuts.filter((cut) => cut > 1)].sort((a, b) => a - b);
          const told: Event[] = [];
          let id: string | undefined;
          for (const [part, begin] of [0, ...places].entries()) {
            const events: Event[] = ROUND.slice(begin, places[part] ?? ROUND.length);
            // The wall clock, which names the segments, may go back between two processes.
            setClock(clocks[part] ?? 0);
            if (id !== undefined) {
              const after = readSession(env.paths, id).segments;
              events.unshift({ type: 'continued', session: id, program: '0.1.0', after });
            }
            told.push(...events);
            id = write(env, events, id);
          }
          const { session, damage } = readSession(env.paths, id ?? '');
          expect(damage).toEqual([]);
          expect(
            session?.questions.map(({ turns, judgement }) => [turns.map(({ text }) => text), judgement]),
          ).toEqual(
            replay(told as Recorded[])?.questions.map(({ turns, judgement }) => [
              turns.map(({ text }) => text),
              judgement,
            ]),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('from two machines that continued independently give the same session on both', () => {
    const here = diskWorld();
    const id = write(here.env, [started(1), { type: 'asked', turn: { q: 0 }, budget: null }]);
    const there = diskWorld(undefined, 2);
    const [source, target] = [here, there].map(({ env }) => join(env.paths.data, 'sessions', id));
    mkdirSync(join(there.env.paths.data, 'sessions'), { mode: 0o700 });
    cpSync(source ?? '', target ?? '', { recursive: true });
    const answer = (text: string): Event[] => [
      {
        type: 'continued',
        session: id,
        program: '0.1.0',
        after: readSession(here.env.paths, id).segments.slice(0, 1),
      },
      { type: 'resumed' },
      { type: 'answered', turn: { q: 0 }, state: 'submitted', text, firstKey: 1 },
    ];
    here.setClock(13 * 3_600_000);
    there.setClock(14 * 3_600_000);
    write(here.env, answer('said here'), id);
    write(there.env, answer('said there'), id);
    // Syncs the folder both ways.
    const own = readdirSync(target ?? '');
    cpSync(source ?? '', target ?? '', { recursive: true, force: false });
    for (const name of own) cpSync(join(target ?? '', name), join(source ?? '', name), { force: false });

    const [mine, theirs] = [here, there].map(({ env }) => readSession(env.paths, id).session);
    expect(mine).toEqual(theirs);
    expect(mine?.questions[0]?.turns[0]?.text).toBe('said there');
    expect(mine?.conflicts).toHaveLength(1);
  });
});

describe('finding a session', () => {
  it('takes an id or any unique start of one', () => {
    const { env } = diskWorld();
    const ids = [write(env, ROUND), write(env, ROUND)];
    const [first = ''] = ids;
    expect(findSession(env, first)).toBe(first);
    expect(findSession(env, first.slice(0, -1))).toBe(first);
    expect(() => findSession(env, '2026')).toThrow(/could be 2 sessions/);
    expect(sessionIds(env.paths)).toEqual([...ids].sort());
  });

  it('takes the last touched one as the last, whatever the ids', () => {
    const { env, setClock } = diskWorld();
    const open = [started(1), { type: 'asked', turn: { q: 0 }, budget: null }] as const;
    const ids = [1, 2, 3, 4, 5].map((hour) => {
      setClock(12 * 3_600_000 + hour);
      return write(env, open);
    });
    expect(newestSession(env)).toBe(ids[4]);
    setClock(15 * 3_600_000);
    const [, second = ''] = ids;
    write(env, [{ type: 'continued', session: second, program: '0.1.0', after: [] }], second);
    expect(lastPaused(env)).toBe(second);
  });

  it('does not read files that are not sessions', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    writeFileSync(join(env.paths.data, 'sessions', '.DS_Store'), 'x');
    writeFileSync(join(env.paths.data, 'sessions', id, 'notes.txt'), 'x');
    expect(sessionIds(env.paths)).toEqual([id]);
    expect(readSession(env.paths, id).damage).toEqual([]);
  });
});
