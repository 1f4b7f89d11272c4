import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import { loadChosen, loadNamed } from '../../src/store/load-questions.ts';
import { UserError } from '../../src/platform/errors.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({
    'b/README.md': README,
    'b/001-a.md': WHOLE,
    'b/002-b.md': numbered(2, 'b'),
    'b/003-c.md': numbered(3, 'c'),
    'b/004-d.md': 'broken',
  });
  onTestFinished(() => {
    rmSync(cwd, { recursive: true });
  });
});

const at = (file: string): string => join(cwd, 'b', file);

/** What a choice gives and prints; `meanwhile` happens after the first choice. */
async function chosen(
  choose: (numbers: readonly number[]) => readonly number[],
  meanwhile: () => void = () => undefined,
): Promise<{ titles: string[]; err: string; choices: number }> {
  const { env, stderr } = fakeEnv({ cwd });
  // An hour later, the files on disk are old enough for the index.
  const later = { ...env, now: () => Date.now() + 3_600_000 };
  let choices = 0;
  const questions = await loadChosen(later, ['b'], (banks) => {
    const all = banks.flatMap((bank) => bank.questions);
    const wanted = choose(all.map(({ number }) => number));
    if (choices++ === 0) meanwhile();
    return all.filter(({ number }) => wanted.includes(number));
  });
  return { titles: titlesOf(questions), err: stderr(), choices };
}

function titlesOf(questions: readonly Question[]): string[] {
  for (const { question, keyPoints } of questions) {
    expect(question).toContain('What do you suspect?');
    expect(keyPoints).toHaveLength(4);
  }
  return questions.map(({ number, title }) => `${number} ${title}`);
}

const TITLE = 'Retries that made it worse';
const UNLOADED = '1 question did not load; `hotseat bank lint --bank b` shows why.\n';
const first = (numbers: readonly number[]): number[] => numbers.slice(0, 2);

describe('questions chosen from a list', () => {
  test('are read in full, without and with an index', async () => {
    const expected = {
      titles: [`1 ${TITLE}`, `3 ${TITLE}`],
      err: UNLOADED,
      choices: 1,
    };
    expect(await chosen(() => [1, 3])).toEqual(expected);
    expect(await chosen(() => [1, 3])).toEqual(expected);
  });

  test('may be none', async () => {
    expect((await chosen(() => [])).titles).toEqual([]);
  });

  const CHANGES: Record<string, [change: () => void, titles: string[]]> = {
    'another title': [
      () => {
        writeFileSync(at('002-b.md'), edit(numbered(2, 'b'), TITLE, 'Storms'));
      },
      [`1 ${TITLE}`, '2 Storms'],
    ],
    'another number': [
      () => {
        rmSync(at('002-b.md'));
        writeFileSync(at('007-b.md'), numbered(7, 'b'));
      },
      [`1 ${TITLE}`, `3 ${TITLE}`],
    ],
    'another name': [
      () => {
        renameSync(at('002-b.md'), at('02-b.md'));
      },
      [`1 ${TITLE}`, `2 ${TITLE}`],
    ],
    'an error': [
      () => {
        writeFileSync(at('002-b.md'), 'nothing');
      },
      [`1 ${TITLE}`, `3 ${TITLE}`],
    ],
    'no file': [
      () => {
        rmSync(at('001-a.md'));
      },
      [`2 ${TITLE}`, `3 ${TITLE}`],
    ],
  };
  test.each(Object.entries(CHANGES))(
    'are chosen again if one has %s by then',
    async (_name, [change, titles]) => {
      expect(await chosen(first, change)).toMatchObject({ titles, choices: 2 });
    },
  );

  test('are the same if only the others have changed by then', async () => {
    const change = (): void => {
      writeFileSync(at('003-c.md'), 'nothing');
    };
    expect(await chosen(first, change)).toMatchObject({ titles: [`1 ${TITLE}`, `2 ${TITLE}`], choices: 1 });
  });

  test('give the error of a bank that is gone by then', async () => {
    const remove = (): void => {
      rmSync(join(cwd, 'b'), { recursive: true });
    };
    await expect(chosen(first, remove)).rejects.toMatchObject({ message: 'there is no folder b.' });
    const empty = (): void => {
      for (const file of ['001-a.md', '002-b.md', '003-c.md', '004-d.md']) rmSync(at(file));
    };
    cwd = tempFolder({
      'b/001-a.md': WHOLE,
      'b/002-b.md': numbered(2, 'b'),
      'b/003-c.md': WHOLE,
      'b/004-d.md': '',
    });
    await expect(chosen(first, empty)).rejects.toMatchObject({ message: 'there is no question in b.' });
  });
});

describe('questions named on the command line', () => {
  const named = async (...references: string[]): Promise<{ titles: string[]; err: string }> => {
    const { env, stderr } = fakeEnv({ cwd });
    const titles = titlesOf(await loadNamed(env, ['b'], references));
    return { titles, err: stderr() };
  };

  test('by number are read alone, whatever the other files are', async () => {
    expect(await named('2')).toEqual({ titles: [`2 ${TITLE}`], err: '' });
    expect(await named('whole/2', '#1')).toEqual({ titles: [`2 ${TITLE}`, `1 ${TITLE}`], err: '' });
  });

  test('by number come with the errors of the page that names their bank', async () => {
    writeFileSync(at('README.md'), edit(README, 'topics: [operations, retrieval]', 'topics: all'));
    expect((await named('1')).err).toBe(
      "a bank's README.md has errors; `hotseat bank lint --bank b` shows why.\n",
    );
  });

  test('by id are found among all', async () => {
    expect(await named('b')).toEqual({ titles: [`2 ${TITLE}`], err: UNLOADED });
    expect(await named('3', 'whole/retry-storm')).toEqual({
      titles: [`3 ${TITLE}`, `1 ${TITLE}`],
      err: UNLOADED,
    });
  });

  test.each(['7', '4', 'nothing', 'other/1'])(
    '%s is an error if no question is called that',
    async (reference) => {
      const { env, stderr } = fakeEnv({ cwd });
      await expect(loadNamed(env, ['b'], ['2', reference])).rejects.toThrow(UserError);
      expect(stderr()).toBe(UNLOADED);
    },
  );
});
