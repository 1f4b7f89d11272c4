import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import { openIndex } from '../../src/platform/index-file.ts';
import { lastPaused, newestSession } from '../../src/store/find-session.ts';
import { readSummaries } from '../../src/store/session-index.ts';
import type { Env } from '../../src/platform/env.ts';
import type { Event } from '../../src/engine/event.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { diskWorld, emptyFolder, nextTick } from '../support/disk.ts';
import { playOn, start, started } from '../support/simulate.ts';

/** The folders that were listed. */
const listings = vi.hoisted((): unknown[] => []);
vi.mock('node:fs', async (real) => {
  const fs = await real<typeof import('node:fs')>();
  const listed = (folder: string, options?: never): unknown => {
    listings.push(folder);
    return fs.readdirSync(folder, options);
  };
  return { ...fs, readdirSync: listed };
});

const ROUND = playOn(start(started(2)), [1, 2, 3, 5, 6, 7, 9, 10, 11, 14]).events;

/** The environment of a run long after the last change of any file, so that file times are trusted. */
function later(env: Env): Env {
  return { ...env, now: () => Date.now() + 10_000 };
}

/** What is read without an index and without a place for one: the cache folder is a file. */
function afresh(env: Env): ReturnType<typeof readSummaries> {
  return readSummaries({ ...later(env), paths: { ...env.paths, cache: join(import.meta.filename, 'none') } });
}

function write(env: Env, events: readonly Event[], id?: string): string {
  const journal = id === undefined ? createJournal(env) : continueJournal(env, id);
  for (const [at, event] of events.entries()) journal.append(event, at);
  journal.close();
  return journal.id;
}

const sessions = (env: Env): string => join(env.paths.data, 'sessions');

function segmentsOf(env: Env, id: string): string[] {
  const folder = join(sessions(env), id);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name));
}

/** What can happen to a session, by this program, by another or by hand; `by` chooses among the files. */
type Change = (env: Env, id: string, by: number) => void;
const pick = <T>(values: readonly T[], by: number): T | undefined => values[by % Math.max(1, values.length)];
const onSegment =
  (change: (file: string) => void): Change =>
  (env, id, by) => {
    const file = pick(segmentsOf(env, id), by);
    if (file !== undefined) change(file);
  };
const CHANGES: Record<string, Change> = {
  continues: (env, id) => {
    write(env, [{ type: 'continued', session: id, program: '0.1.0', after: [] }, { type: 'resumed' }], id);
  },
  'is answered': (env, id, by) => {
    const answer = { type: 'answered', turn: { q: by % 2 }, state: 'submitted', firstKey: null } as const;
    write(env, [{ ...answer, text: `answer ${by}` }], id);
  },
  'is left with an open box': (env, id, by) => {
    const journal = continueJournal(env, id);
    journal.append({ type: 'asked', turn: { q: by % 2 }, budget: null }, 0);
    journal.saveDraft({ turn: { q: by % 2 }, at: 1, text: 'so far', cursor: 6, firstKey: 1 });
    journal.close();
  },
  'has a draft damaged in place': (env, id, by) => {
    const drafts = readdirSync(join(sessions(env), id)).filter((name) => name.endsWith('.draft.json'));
    const name = pick(drafts, by);
    if (name !== undefined) writeFileSync(join(sessions(env), id, name), '{');
  },
  ends: (env, id) => {
    write(env, [{ type: 'ended', reason: 'left early', draft: null }], id);
  },
  'has a title edited to the same length': onSegment((file) => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('Title', 'tITLE'));
  }),
  'is cut off': onSegment((file) => {
    writeFileSync(file, readFileSync(file).subarray(0, -20));
  }),
  'is appended to by hand': onSegment((file) => {
    appendFileSync(file, 'words\n');
  }),
  'loses a segment': onSegment((file) => {
    rmSync(file);
  }),
  'has a segment renamed': onSegment((file) => {
    renameSync(
      file,
      file.replace(/-[a-z0-9]+\.jsonl$/, (end) => `-x${end.slice(1)}`),
    );
  }),
  'gets a segment from another': (env, id, by) => {
    const file = pick(segmentsOf(env, pick(sessionIds(env.paths), by) ?? id), by);
    const copy = join(sessions(env), id, `99990101T000000000Z-copy${by}.jsonl`);
    if (file !== undefined && file !== copy) cpSync(file, copy);
  },
  'is renamed': (env, id, by) => {
    renameSync(join(sessions(env), id), join(sessions(env), `mine-${by}-${id.slice(-3)}`));
  },
  'is deleted': (env, id) => {
    rmSync(join(sessions(env), id), { recursive: true });
  },
  'is restored from a copy, with its times': (env, id) => {
    const aside = join(emptyFolder(), id);
    cpSync(join(sessions(env), id), aside, { recursive: true, preserveTimestamps: true });
    rmSync(join(sessions(env), id), { recursive: true });
    cpSync(aside, join(sessions(env), id), { recursive: true, preserveTimestamps: true });
  },
  'is copied': (env, id, by) => {
    const copy = join(sessions(env), `copy-${by}`);
    if (!existsSync(copy)) cpSync(join(sessions(env), id), copy, { recursive: true });
  },
};

describe('session summaries', () => {
  it('equal a replay of each session, every time', () => {
    const { env } = diskWorld();
    const ids = [write(env, ROUND), write(env, ROUND.slice(0, 3))];
    const replayed = ids.map((id) => summaryOf(readSession(env.paths, id).session!));
    for (let look = 0; look < 3; look++) {
      const { summaries, damaged } = readSummaries(later(env));
      expect(damaged).toEqual([]);
      expect(summaries.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))).toEqual(replayed);
    }
  });

  it('are never stale, whatever happens in between', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.nat(99)), { maxLength: 10 }),
        (changes) => {
          const { env } = diskWorld();
          for (let n = 0; n < 3; n++) write(env, ROUND.slice(0, 4 + n));
          for (const [name, by] of changes) {
            nextTick(env.paths.data);
            expect(readSummaries(later(env))).toEqual(afresh(env));
            const id = pick(sessionIds(env.paths), by);
            if (id !== undefined) CHANGES[name]?.(env, id, by);
          }
          expect(readSummaries(later(env))).toEqual(afresh(env));
        },
      ),
      { numRuns: Number(process.env['FUZZ'] ?? 15) },
    );
  });

  /** Puts a title into the index that no journal has: showing it proves that the index was read. */
  function plant(env: Env, id: string): void {
    const index = openIndex(later(env), 'sessions', sessions(env));
    const summary = summaryOf(readSession(env.paths, id).session!);
    const sight = index.look(id, () => readdirSync(join(sessions(env), id)));
    const answers = summary.answers.map((answer) => ({
      ...answer,
      question: { ...answer.question, title: 'from the index' },
    }));
    index.keep(id, sight, { ...summary, answers });
    index.save();
  }

  it('come from the index if nothing changed, and only for the build that wrote it', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    plant(env, id);
    const titles = (of: Env) =>
      readSummaries(of).summaries.flatMap(({ answers }) => answers.map(({ question }) => question.title));
    expect(titles(later(env))).toEqual(['from the index', 'from the index']);
    expect(titles({ ...later(env), build: 'another' })).toEqual(['Title 1', 'Title 2']);
  });

  it('are of no folder behind a link, which is not even listed', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    const elsewhere = join(emptyFolder(), 'moved');
    renameSync(join(sessions(env), id), elsewhere);
    const links = [id, 'mine'].map((name) => join(sessions(env), name));
    for (const link of links) symlinkSync(elsewhere, link);
    listings.length = 0;
    const linked = { damage: [{ file: null, line: null, problem: 'it is a link' }], isLost: true };
    for (let look = 0; look < 2; look++)
      expect(readSummaries(later(env))).toMatchObject({ summaries: [], damaged: [{ id, ...linked }] });
    expect(listings).toContain(sessions(env));
    for (const link of links) expect(listings).not.toContain(link);
  });

  it('report damage every time, until it is repaired', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    const [file = ''] = segmentsOf(env, id);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -20));
    for (let look = 0; look < 2; look++) {
      expect(readSummaries(later(env)).damaged).toEqual([
        expect.objectContaining({
          id,
          damage: [expect.objectContaining({ problem: 'it was cut off mid-write' })],
        }),
      ]);
    }
    writeFileSync(file, whole);
    expect(readSummaries(later(env)).damaged).toEqual([]);
  });

  it('leave no folder behind if there are no sessions', () => {
    const { env } = diskWorld();
    expect(readSummaries(later(env))).toEqual({ summaries: [], damaged: [] });
    expect(readdirSync(env.cwd)).toEqual([]);
  });

  it('give the last session to continue, which need not be the newest', () => {
    const { env, setClock } = diskWorld();
    const open = [started(1), { type: 'asked', turn: { q: 0 }, budget: null }] as const;
    const ids = [1, 2, 3].map((hour) => {
      setClock(hour * 3_600_000);
      return write(env, open);
    });
    for (const of of [later(env), later(env)]) {
      expect(lastPaused(of)).toBe(ids[2]);
    }
    setClock(4 * 3_600_000);
    CHANGES['continues']?.(env, ids[0] ?? '', 0);
    setClock(5 * 3_600_000);
    CHANGES['ends']?.(env, ids[1] ?? '', 0);
    expect(lastPaused(later(env))).toBe(ids[0]);
    expect(newestSession(later(env))).toBe(ids[1]);
  });

  it('are complete after a session is added by hand', () => {
    const { env } = diskWorld();
    const id = write(env, ROUND);
    expect(readSummaries(later(env)).summaries).toHaveLength(1);
    mkdirSync(join(sessions(env), 'empty'));
    cpSync(join(sessions(env), id), join(sessions(env), 'another'), { recursive: true });
    expect(
      readSummaries(later(env))
        .summaries.map((summary) => summary.id)
        .sort(),
    ).toEqual([id, 'another']);
  });
});
