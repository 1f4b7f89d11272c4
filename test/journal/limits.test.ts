import { appendFileSync, existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportSession } from '../../src/commands/export.ts';
import { practice } from '../../src/commands/practice.ts';
import { sessionsTag } from '../../src/commands/sessions-tag.ts';
import { sortDrafts } from '../../src/engine/drafts.ts';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { remainsOf } from '../../src/engine/salvage.ts';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { fullAllowance, withinAllowance } from '../../src/journal/damage.ts';
import { inOrder, missingFrom } from '../../src/journal/segment-order.ts';
import { readSession } from '../../src/journal/sessions.ts';
import type { Env } from '../../src/platform/env.ts';
import { SaveError } from '../../src/platform/errors.ts';
import { numbered, README, tempFolder } from '../support/bank.ts';
import { diskWorld } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { playOn, start, started } from '../support/simulate.ts';
import { bytesBelow, sealed } from '../support/stored.ts';

const MIB = 2 ** 20;
const ROUND = playOn(start(started(2)), [1, 2, 3, 5, 6, 7, 9, 10, 11, 14]).events;

/** A session of one process: its home, its folder and its only segment. */
function stored(events: readonly Event[] = ROUND) {
  const { env } = diskWorld();
  const journal = createJournal(env);
  for (const event of events) journal.append(event, 'at' in event ? Number(event.at) : 0);
  journal.close();
  const { id } = journal;
  const folder = join(env.paths.data, 'sessions', id);
  const [name = ''] = readdirSync(folder);
  return { env, id, folder, file: join(folder, name) };
}

const tag = (env: Env, id: string) => () => sessionsTag(env, id, { company: 'Acme' });
const stamp = (at: number) => ({ at, wall: Date.UTC(2026, 10, 24) + at, zone: '+00:00' });

describe('a session that is larger than any round', () => {
  it('is read up to 64 MiB, and not continued', () => {
    const { env, id, file } = stored();
    const { session } = readSession(env.paths, id);
    truncateSync(file, 80 * MIB);
    const after = readSession(env.paths, id);
    expect(after.session).toEqual(session);
    expect(after.damage).toEqual([
      {
        file: basename(file),
        line: null,
        problem: `only its first ${ROUND.length} lines were read: a session may hold 64 MiB and 1,000,000 lines`,
        isUnread: true,
      },
    ]);
    expect(tag(env, id)).toThrow(`session ${id} is too large to continue.`);
  });

  it('is read up to 64 MiB in all its files together', () => {
    const { env, id, folder, file } = stored();
    truncateSync(file, 80 * MIB);
    writeFileSync(join(folder, '99991231T000000000Z-later0.jsonl'), 'words\n');
    writeFileSync(join(folder, '99991231T000000000Z-later0.draft.json'), '{}');
    expect(
      readSession(env.paths, id).damage.map(({ file: name, problem }) => [name, problem.slice(0, 15)]),
    ).toEqual([
      [basename(file), 'only its first '],
      ['99991231T000000000Z-later0.jsonl', 'it was not read'],
      ['99991231T000000000Z-later0.draft.json', 'it was not read'],
    ]);
  });

  it('is read up to 10,000 files', () => {
    const names = Array.from({ length: 10_005 }, (_, n) => `z${n}.jsonl`);
    const { files, damage } = withinAllowance(names, fullAllowance());
    expect(files).toEqual(names.slice(0, 10_000));
    expect(damage).toMatchObject([
      { file: null, problem: '5 files were not read: a session may hold 10,000', isUnread: true },
    ]);
    const [one] = withinAllowance(names.slice(0, 10_001), fullAllowance()).damage;
    expect(one?.problem).toBe('1 file was not read: a session may hold 10,000');
  });

  it('is never written: an event or a draft that could not be read again is refused', () => {
    const { env, id, folder } = stored();
    const other = join(folder, '20261124T120001000Z-other0.jsonl');
    writeFileSync(other, '');
    truncateSync(other, 64 * MIB - 5000);
    const journal = continueJournal(env, id);
    journal.append({ type: 'resumed' }, 1);
    const before = bytesBelow(folder);
    const text = 'x'.repeat(5000);
    const turn = { q: 0 };
    const answer: Event = { type: 'answered', turn, state: 'submitted', text, firstKey: 1 };
    const refused = [
      () => journal.append(answer, 1),
      () => {
        journal.saveDraft({ turn, at: 1, text, cursor: 0, firstKey: null });
      },
    ];
    for (const attempt of refused) {
      expect(attempt).toThrow(SaveError);
      expect(attempt).toThrow('it would be larger than 64 MiB.');
    }
    expect(bytesBelow(folder)).toEqual(before);
    journal.append({ type: 'paused', by: 'key' }, 2);
    journal.close();
    expect(bytesBelow(folder)).not.toEqual(before);
  });

  it('is never written: an event is refused that would leave no room for the draft beside it', () => {
    const { env, id, folder } = stored();
    const other = join(folder, '20261124T120001000Z-other0.jsonl');
    writeFileSync(other, '');
    const journal = continueJournal(env, id);
    const size = (): number => [...bytesBelow(folder).values()].reduce((sum, { length }) => sum + length, 0);
    journal.append({ type: 'resumed' }, 1);
    journal.close();
    truncateSync(other, 64 * MIB - size() - 1000);
    const again = continueJournal(env, id);
    again.append({ type: 'resumed' }, 1);
    again.saveDraft({ turn: { q: 0 }, at: 1, text: 'x'.repeat(780), cursor: 0, firstKey: null });
    expect(() => again.append({ type: 'paused', by: 'key' }, 2)).toThrow('it would be larger than 64 MiB.');
    expect(readSession(env.paths, id).damage).not.toContainEqual(expect.objectContaining({ isUnread: true }));
    again.removeDrafts();
    again.append({ type: 'paused', by: 'key' }, 2);
    again.close();
  });
});

describe('an event that is larger than any round writes', () => {
  it('is damage if it is nested too deep, and the rest can be exported', async () => {
    const { env, id, file } = stored();
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const line = `"v":1,"n":${ROUND.length},"type":"resumed","at":0,"wall":0,"zone":"+00:00","x":${deep}}`;
    appendFileSync(file, `{"crc":"${crc32(line).toString(16).padStart(8, '0')}",${line}\n`);
    const world = fakeEnv({ cwd: env.cwd, data: env.paths.data });
    expect(await exportSession(world.env, id, { format: 'json' })).toBe(0);
    expect(JSON.parse(world.stdout())).toMatchObject({ session: { id } });
    expect(world.stderr()).toContain(`line ${ROUND.length + 1}: it is nested too deep\n`);
  });

  it('is of a newer version if it has a longer list, and then the session is not continued', () => {
    const { env, id, file } = stored();
    const names = Array<string>(1001).fill('x');
    appendFileSync(file, sealed({ v: 1, n: ROUND.length, type: 'ticked', q: 0, names, ...stamp(0) }));
    expect(tag(env, id)).toThrow(`session ${id} was written by a newer hotseat.`);
  });

  it('is never written: a round of more than 1,000 questions is refused', async () => {
    const files = Array.from({ length: 1001 }, (_, n) => {
      const id = `retry-storm-${n + 1}`;
      return [`${String(n + 1).padStart(3, '0')}-${id}.md`, numbered(n + 1, id)] as const;
    });
    const bank = tempFolder({ 'README.md': README, ...Object.fromEntries(files) });
    const { env } = diskWorld();
    const options = { bank: [bank], role: [], topic: [], kind: [], level: [], timer: true } as const;
    await expect(
      practice(env, [], { ...options, followUps: 'all', reveal: 'question', count: 1001 }),
    ).rejects.toThrow('a round holds at most 1,000 questions, and these are 1,001.');
    expect(existsSync(join(env.paths.data, 'sessions'))).toBe(false);
  });
});

describe('a session with more damage than anyone reads', () => {
  it('names twenty places and counts the others', async () => {
    const { env, id, file } = stored();
    appendFileSync(file, 'rust\n'.repeat(12_365));
    const world = fakeEnv({ cwd: env.cwd, data: env.paths.data });
    await exportSession(world.env, id, { format: 'md' });
    const lines = world.stderr().split(/(?<=\n)/);
    expect(lines[0]).toBe(`hotseat: 12,365 parts of session ${id} cannot be read; using the rest.\n`);
    expect(lines).toHaveLength(23);
    expect(lines[21]).toBe('  and 12,345 more\n');
  });

  it('is not continued if one of the others is from a newer version', () => {
    const { env, id, file } = stored();
    appendFileSync(file, 'rust\n'.repeat(500) + sealed({ v: 2, n: ROUND.length, type: 'thought' }));
    expect(tag(env, id)).toThrow(`session ${id} was written by a newer hotseat.`);
  });

  it('names a hundred missing files and counts the others', () => {
    const after = Array.from({ length: 500 }, (_, n) => `gone${n}`);
    const { env, id } = stored([{ type: 'continued', session: 'x', program: '', after }, ...ROUND]);
    const { damage } = readSession(env.paths, id);
    expect(damage).toHaveLength(101);
    expect(damage.at(-1)).toMatchObject({ file: null, problem: '400 more files are missing', parts: 400 });
  });

  it('counts a missing file once, however many segments name it', () => {
    const after = Array.from({ length: 101 }, (_, n) => `gone${n}`);
    const segments = ['a', 'b', 'c'].map((name, n) => ({
      name,
      events: [{ type: 'continued', session: 'x', program: '', after, ...stamp(n) } satisfies Recorded],
      damage: [],
      lines: 1,
    }));
    expect(missingFrom(segments, []).at(-1)).toMatchObject({ problem: '1 more file is missing', parts: 1 });
  });
});

/** Copies that count how often one of their properties is read. */
function counting<T extends object>(
  items: readonly T[],
  key: keyof T,
): { items: readonly T[]; reads: () => number } {
  let reads = 0;
  const read = <V>(value: V): V => {
    reads += 1;
    return value;
  };
  const copies = items.map((item) =>
    Object.defineProperty({ ...item }, key, { enumerable: true, get: () => read(item[key]) }),
  );
  return { items: copies, reads: () => reads };
}

describe('reading takes a time that grows with the session and no faster', () => {
  const N = 20_000;
  /** Each thing is looked at this often at most, however many others there are. */
  const FEW = 10;

  it('with many segments, whatever they name', () => {
    const name = (n: number): string => `s${String(n).padStart(6, '0')}`;
    const segments = Array.from({ length: 2000 }, (_, n) => {
      // Each names the next one, so that only the last is ready.
      const first: Recorded = {
        type: 'continued',
        session: 'x',
        program: '',
        after: [name(n + 1)],
        ...stamp(n),
      };
      return { name: name(n), events: [first], damage: [], lines: 1 };
    });
    const { items, reads } = counting(segments, 'name');
    const ordered = inOrder(items);
    expect(reads()).toBeLessThan(FEW * segments.length);
    expect(ordered.map((one) => one.name)).toEqual(segments.map((one) => one.name).reverse());
  });

  it('with an answer from many machines: the texts of a hundred are kept', () => {
    const answers = Array.from({ length: N }, (_, n): Recorded => ({
      type: 'answered',
      turn: { q: 0 },
      state: 'submitted',
      text: `text ${n}`,
      firstKey: null,
      ...stamp(n),
    }));
    const session = replay([started(1), ...answers]);
    const [turn] = session?.questions[0]?.turns ?? [];
    expect(turn?.text).toBe(`text ${N - 1}`);
    expect(turn?.elsewhere).toHaveLength(100);
    expect(session?.conflicts).toEqual([
      'Question #1 was answered on two machines; the later answer counts.',
    ]);
  });

  it('with one turn asked about again and again: a hundred of these questions are kept', () => {
    const asking = Array.from({ length: N }, (_, n): Recorded => ({
      type: 'clarified',
      turn: { q: 0 },
      question: `${n}?`,
      reply: 'No.',
      ...stamp(n),
    }));
    const session = replay([
      started(1),
      { type: 'asked', turn: { q: 0 }, budget: null, ...stamp(0) },
      ...asking,
    ]);
    expect(session?.questions[0]?.turns[0]?.clarified).toHaveLength(100);
  });

  it('with many answers whose questions are lost', () => {
    const answers = Array.from({ length: 10 * N }, (_, n): Recorded => ({
      type: 'answered',
      turn: n % 2 === 0 ? { q: n % 300 } : { q: n % 300, followUp: 1 },
      state: 'submitted',
      text: 'said',
      firstKey: null,
      ...stamp(n),
    }));
    const { questions = [] } = remainsOf('2026-11-24-1830-abc', answers) ?? {};
    expect(questions.map(({ turns }) => turns.length)).toEqual(
      questions.map((_, q) => (q % 2 === 0 ? 1 : 3)),
    );
    expect(questions).toHaveLength(300);
  });

  it('with many conflicts: a hundred are listed', () => {
    const answers = Array.from({ length: N }, (_, n): Recorded => ({
      type: 'answered',
      turn: { q: n % 300 },
      state: 'submitted',
      text: `text ${n}`,
      firstKey: null,
      ...stamp(n),
    }));
    const session = replay([started(300), ...answers]);
    expect(session?.conflicts).toHaveLength(100);
  });

  it('with many drafts and segments', () => {
    const drafts = Array.from({ length: 100 }, (_, n) => ({
      segment: `s${n}`,
      draft: { turn: { q: 0 }, at: n, text: `${n}`, cursor: 0, firstKey: null },
    }));
    const names = drafts.map(({ segment }) => segment);
    const segments = Array.from({ length: N }, (_, n) => {
      const first: Recorded = { type: 'continued', session: 'x', program: '', after: names, ...stamp(0) };
      return { name: `t${n}`, events: [first, { type: 'resumed', ...stamp(1) } satisfies Recorded] };
    });
    const { items, reads } = counting(segments, 'events');
    const { open } = sortDrafts(drafts, items, { q: 0 });
    expect(reads()).toBeLessThan(FEW * N);
    expect(open?.text.split('\n\n')).toContain('99');
  });

  it('with pressing follow-ups named again and again', () => {
    const followUps = Array.from({ length: N }, (_, n) => ({ followUp: n % 2, because: null }));
    const pressed: Recorded = { type: 'pressed', q: 0, matcher: 1, followUps, ...stamp(1) };
    const session = replay([started(1, {}, 'pressing'), pressed]);
    expect(session?.questions[0]?.turns).toHaveLength(3);
  });
});
