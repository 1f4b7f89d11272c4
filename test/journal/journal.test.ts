import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { decodeSegment } from '../../src/journal/segment.ts';
import { readSession } from '../../src/journal/sessions.ts';
import type { Env } from '../../src/platform/env.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Draft } from '../../src/engine/event.ts';
import { diskWorld } from '../support/disk.ts';
import { started } from '../support/simulate.ts';

function folderOf(env: Env, id: string): string {
  return join(env.paths.data, 'sessions', id);
}

function filesOf(env: Env, id: string, ending: string): string[] {
  return readdirSync(folderOf(env, id))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folderOf(env, id), name));
}

/** A journal that the test closes at its end. */
function begun(env: Env): Journal {
  const journal = createJournal(env);
  onTestFinished(() => {
    journal.close();
  });
  return journal;
}

const DRAFT: Draft = {
  turn: { q: 0 },
  at: 5000,
  text: 'Bread is a li\n— “日本” 🍞',
  cursor: 13,
  firstKey: 800,
};

describe('a journal', () => {
  it('has every event on disk when append returns, in order and complete', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    const events = [
      started(2),
      { type: 'asked', turn: { q: 0 }, budget: 300_000 },
      {
        type: 'answered',
        turn: { q: 0 },
        state: 'submitted',
        text: 'Zeile 1\nZeile 2 “日本” 🍞\u2028',
        firstKey: 12,
      },
      { type: 'paused', by: 'signal' },
    ] as const;
    const recorded = events.map((event, at) => {
      const one = journal.append(event, at * 1000);
      const [file = ''] = filesOf(env, journal.id, '.jsonl');
      const onDisk = decodeSegment('s', readFileSync(file, 'utf8'));
      expect(onDisk.damage).toEqual([]);
      expect(onDisk.events.at(-1)).toMatchObject(one);
      return one;
    });
    const [file = ''] = filesOf(env, journal.id, '.jsonl');
    expect(decodeSegment('s', readFileSync(file, 'utf8')).events).toMatchObject(recorded);
    expect(recorded.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000]);
  });

  it('is named by the local minute and three random characters, and never takes the name of another', () => {
    const { env } = diskWorld();
    const first = begun(env);
    expect(first.id).toMatch(/^2026-11-24-\d{4}-[0-9a-z]{3}$/);
    // The random number is the same twice, then different.
    const taken = first.id.slice(-3);
    const draws = [parseInt(taken, 36), parseInt(taken, 36), 7];
    const second = begun({ ...env, entropy: () => draws.shift() ?? 8 });
    expect(second.id).toBe(`${first.id.slice(0, -3)}007`);
  });

  it('is private under any umask', () => {
    const before = process.umask(0);
    onTestFinished(() => {
      process.umask(before);
    });
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(1), 0);
    journal.saveDraft(DRAFT);
    const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);
    expect(modeOf(join(env.paths.data, 'sessions'))).toBe('700');
    expect(modeOf(folderOf(env, journal.id))).toBe('700');
    const files = readdirSync(folderOf(env, journal.id));
    expect(files.map((name) => name.replace(/^.*?\.(?=\D)/, '')).sort()).toEqual(
      expect.arrayContaining(['draft.json', 'jsonl']),
    );
    for (const name of files) expect(modeOf(join(folderOf(env, journal.id), name))).toBe('600');
  });

  it('continues in a new segment and does not touch the others', () => {
    const { env } = diskWorld();
    const first = createJournal(env);
    first.append(started(1), 0);
    first.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
    first.close();
    const [before = ''] = filesOf(env, first.id, '.jsonl');
    const bytes = readFileSync(before);
    const after = readSession(env.paths, first.id).segments;

    const second = continueJournal(env, first.id);
    second.append({ type: 'continued', session: first.id, program: '0.1.0', after }, 4000);
    second.append({ type: 'resumed' }, 4000);
    second.close();
    expect(filesOf(env, first.id, '.jsonl')).toHaveLength(2);
    expect(readFileSync(before)).toEqual(bytes);
    expect(readSession(env.paths, first.id)).toMatchObject({ damage: [], session: { open: { q: 0 } } });
  });

  it('says in one sentence where and why it cannot be written', () => {
    const { env } = diskWorld();
    writeFileSync(join(env.paths.data, 'sessions'), 'a file where the folder should be');
    const refused = (): Journal => createJournal(env);
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(/cannot .*sessions/);
  });

  it('refuses if its file was removed: anything written to it would be lost with the process', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(1), 0);
    rmSync(folderOf(env, journal.id), { recursive: true });
    expect(() => journal.append({ type: 'paused', by: 'key' }, 0)).toThrow(
      /^cannot save the session in .*: it does not exist\.$/,
    );
  });

  it('releases its lock when closed, and may be closed twice', () => {
    const { env } = diskWorld();
    const journal = createJournal(env);
    journal.append(started(1), 0);
    expect(filesOf(env, journal.id, '.lock')).toHaveLength(1);
    journal.close();
    journal.close();
    expect(filesOf(env, journal.id, '.lock')).toEqual([]);
  });
});

describe('the draft of an open box', () => {
  it('comes back complete: text, cursor, clock and first key', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(1), 0);
    journal.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
    journal.saveDraft({ ...DRAFT, text: 'older', cursor: 5 });
    journal.saveDraft(DRAFT);
    expect(readSession(env.paths, journal.id).draft).toEqual(DRAFT);
    journal.removeDrafts();
    expect(readSession(env.paths, journal.id).draft).toBeNull();
  });

  it('has the text of every process that did not know of the others, the furthest last', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(1), 0);
    journal.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
    journal.saveDraft(DRAFT);
    const folder = folderOf(env, journal.id);
    writeFileSync(join(folder, '0.draft.json'), JSON.stringify({ ...DRAFT, at: 4000, text: 'behind' }));
    expect(readSession(env.paths, journal.id).draft?.text).toBe(`behind\n\n${DRAFT.text}`);
    writeFileSync(join(folder, '1.draft.json'), JSON.stringify({ ...DRAFT, at: 6000, text: 'ahead' }));
    expect(readSession(env.paths, journal.id).draft?.text).toBe(`behind\n\n${DRAFT.text}\n\nahead`);
  });

  it('is ignored if it is not a draft, or belongs to another turn', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(2), 0);
    journal.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
    const folder = folderOf(env, journal.id);
    writeFileSync(join(folder, 'torn.draft.json'), JSON.stringify(DRAFT).slice(0, 40));
    writeFileSync(join(folder, 'odd.draft.json'), JSON.stringify({ ...DRAFT, cursor: -1 }));
    expect(readSession(env.paths, journal.id)).toMatchObject({
      draft: null,
      damage: [
        { file: 'odd.draft.json', line: null, problem: 'it is not a draft' },
        { file: 'torn.draft.json', line: null, problem: 'it is not valid JSON' },
      ],
    });
    journal.saveDraft({ ...DRAFT, turn: { q: 1 } });
    expect(readSession(env.paths, journal.id).draft).toBeNull();
  });

  it('gives a clear error if it cannot be written', () => {
    const { env } = diskWorld();
    const journal = begun(env);
    journal.append(started(1), 0);
    const [segment = ''] = filesOf(env, journal.id, '.jsonl');
    mkdirSync(segment.replace(/\.jsonl$/, '.draft.json'));
    expect(() => {
      journal.saveDraft(DRAFT);
    }).toThrow(/^cannot save the session in .*: it is a folder\.$/);
  });
});
