import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findSession } from '../../src/store/find-session.ts';
import { isThere, obstacleAt } from '../../src/platform/output-file.ts';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { readSummaries } from '../../src/store/session-index.ts';
import { UserError } from '../../src/platform/errors.ts';
import { takeLock } from '../../src/platform/lock.ts';
import { writeNewWhole, writeWhole } from '../../src/platform/files.ts';
import { diskWorld, emptyFolder } from '../support/disk.ts';
import { started } from '../support/simulate.ts';

/** The calls to the disk that fail at the moment. */
const failing = vi.hoisted(() => new Set<string>());
vi.mock('node:fs', async (real) => {
  const fs = await real<typeof import('node:fs')>();
  const names = ['closeSync', 'fsyncSync', 'lstatSync', 'readdirSync', 'rmSync', 'statSync'] as const;
  const fallible = (name: (typeof names)[number]) => {
    const call = fs[name] as (...given: unknown[]) => unknown;
    return (...given: unknown[]): unknown => {
      // As with a real close, the descriptor is gone all the same.
      if (!failing.has(name)) return call(...given);
      if (name === 'closeSync') call(...given);
      throw Object.assign(new Error(`EIO in ${name}`), { code: 'EIO' });
    };
  };
  return { ...fs, ...Object.fromEntries(names.map((name) => [name, fallible(name)])) };
});

function whileFailing(names: readonly string[], act: () => unknown): unknown {
  for (const name of names) failing.add(name);
  try {
    return act();
  } finally {
    failing.clear();
  }
}

afterEach(() => {
  failing.clear();
});

describe('a failing disk', () => {
  it('leaves no temporary file, and its first error is the one that is reported', () => {
    const folder = emptyFolder();
    const file = join(folder, 'round.md');
    writeWhole(file, 'whole');
    for (const write of [writeWhole, writeNewWhole]) {
      const attempt = (): void => {
        write(file, 'another');
      };
      expect(() => whileFailing(['fsyncSync', 'closeSync'], attempt)).toThrow('EIO in fsyncSync');
      expect(() => whileFailing(['fsyncSync', 'rmSync'], attempt)).toThrow('EIO in fsyncSync');
    }
    expect(readFileSync(file, 'utf8')).toBe('whole');
    expect(readdirSync(folder).filter((name) => name !== 'round.md')).toHaveLength(2);
    expect(() => {
      writeNewWhole(file, 'another');
    }).toThrow('EEXIST');
  });

  it('keeps no lock of a folder that cannot be listed', () => {
    const folder = emptyFolder();
    expect(() => whileFailing(['readdirSync'], () => takeLock(folder, 0))).toThrow('EIO in readdirSync');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps no lock of a session that cannot be measured or closed', () => {
    const { env } = diskWorld();
    const journal = createJournal(env);
    const folder = join(env.paths.data, 'sessions', journal.id);
    const locks = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.lock'));
    journal.append(started(1), 0);
    expect(locks()).toHaveLength(1);
    expect(() =>
      whileFailing(['closeSync'], () => {
        journal.close();
      }),
    ).toThrow('EIO in closeSync');
    expect(locks()).toEqual([]);
    journal.close();
    expect(() => whileFailing(['statSync'], () => continueJournal(env, journal.id))).toThrow(
      `cannot save the session in ${folder}: the disk failed.`,
    );
    expect(locks()).toEqual([]);
    const again = continueJournal(env, journal.id);
    again.append({ type: 'resumed' }, 1);
    again.close();
    expect(locks()).toEqual([]);
  });

  it('is reported where a session cannot be looked at', () => {
    const { env } = diskWorld();
    const journal = createJournal(env);
    journal.append(started(), 0);
    journal.close();
    const read = (): unknown => readSummaries(env).damaged;
    expect(whileFailing(['lstatSync'], read)).toMatchObject([
      { id: journal.id, isLost: true, damage: [{ file: null, line: null, problem: 'the disk failed' }] },
    ]);
    expect(() => whileFailing(['lstatSync'], () => findSession(env, journal.id))).toThrow(
      `session ${journal.id} cannot be used: the disk failed.`,
    );
  });

  it('is reported where an exported file cannot be looked at', () => {
    const { env } = diskWorld();
    for (const look of [obstacleAt, isThere]) {
      const attempt = (): unknown => whileFailing(['lstatSync'], () => look(env, 'round.md'));
      expect(attempt).toThrow(UserError);
      expect(attempt).toThrow('cannot write round.md: the disk failed.');
    }
  });
});
