import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Assembled, assembleBank } from '../bank.ts';
import { numberOfFile } from '../parser/check.ts';
import { type Value, valueOf } from '../parser/document.ts';
import { LAST_NUMBER } from '../parser/fields.ts';
import { type NewQuestion, readmeTemplate } from '../question-template.ts';
import type { Env } from '../../platform/env.ts';
import { codeOf, failure, reasonOf, UserError } from '../../platform/errors.ts';
import { type Lock, takeLock } from '../../platform/lock.ts';
import { makePrivateFolder, ownBankFolder, syncFolder } from '../../platform/paths.ts';
import { writeNewWhole } from '../../platform/files.ts';
import { dayOf } from '../../text/day.ts';
import { slug } from '../../text/format.ts';
import { shellWord } from '../../text/shell.ts';
import { README, realFolder, shownPath } from './bank-folders.ts';
import { readBank } from './load-banks.ts';

const NO_ROOM = 'free some space or choose another folder.';

/** The user's own numbers start here, far from those of the shipped bank. */
const FIRST_OWN_NUMBER = 1001;

/** A bank to write new questions into. Existing files never change. */
export interface BankDesk {
  /** Absolute. */
  folder: string;
  /** The option that selects it in a command: ` --bank team`, or '' for the user's own bank, which always loads. */
  option: string;
  /** The bank when it was opened. */
  assembled: Assembled;
  /** The next number and a free id for a question of this title. */
  next: (title: string) => NewQuestion;
  /** Writes a question file that does not exist yet, and gives its path. */
  write: (draft: NewQuestion, text: string) => string;
}

/**
 * Opens the bank in `given`, or else the user's own, to write to it. No other hotseat of this machine writes to it until
 * `use` is done, so no number is given twice. Gives up after `mostTries`: a bank may come with a lock file in it.
 */
export async function withBank<T>(
  env: Env,
  given: string | undefined,
  use: (bank: BankDesk) => T | Promise<T>,
  mostTries = MOST_TRIES,
): Promise<T> {
  const folder = folderOf(env, given);
  if (given === undefined) makePrivateFolder(folder);
  const lock = await lockWhenFree(env, folder, mostTries);
  try {
    return await use(await openBank(env, given));
  } finally {
    lock.release();
    syncFolder(folder);
  }
}

/** How often the lock is tried, at some 60 ms each. */
const MOST_TRIES = 200;

async function lockWhenFree(env: Env, folder: string, mostTries: number): Promise<Lock> {
  for (let tries = 1; ; tries++) {
    const taken = lockOrFail(env, folder);
    if ('release' in taken) return taken;
    if (tries === mostTries) {
      throw failure(
        `cannot write to ${shownPath(env, folder)}: process ${taken.pid} keeps it locked.`,
        `end that hotseat; if that process is something else, remove ${shownPath(env, taken.file)}.`,
      );
    }
    // Those that wait must not come back together.
    await wait(20 + (env.entropy() % 80));
  }
}

function lockOrFail(env: Env, folder: string): ReturnType<typeof takeLock> {
  try {
    return takeLock(folder, env.now());
  } catch (error) {
    throw failure(`cannot write to ${shownPath(env, folder)}: ${reasonOf(error)}.`, NO_ROOM, error);
  }
}

function folderOf(env: Env, given: string | undefined): string {
  if (given === undefined) return ownBankFolder(env.paths);
  const folder = resolve(env.cwd, given);
  realFolder(env, folder, 'name an existing folder, or leave out `--bank` for your own bank.');
  return folder;
}

/** Opens the bank in `given`, or else the user's own, to look at it. */
export async function openBank(env: Env, given: string | undefined): Promise<BankDesk> {
  const isOwn = given === undefined;
  const folder = folderOf(env, given);
  const isNew = isOwn && !existsSync(folder);
  const assembled = isNew ? emptyBank(folder) : await readBank(env, folder);
  let number = lastNumber(assembled, isOwn ? FIRST_OWN_NUMBER - 1 : 0);
  const freeId = idsBeside(new Set(valuesOf(assembled, 'id')));
  return {
    folder,
    option: isOwn ? '' : ` --bank ${shellWord(shownPath(env, folder))}`,
    assembled,
    next(title) {
      if (number >= LAST_NUMBER) throw outOfNumbers(env, folder);
      number += 1;
      const words = slug(title);
      const id = freeId(/[a-z]/.test(words) ? words : `question-${number}`);
      return { number, id, title, today: dayOf(env.now()), vocabulary: assembled.bank.vocabulary };
    },
    write(draft, text) {
      if (isOwn) describeOwnBank(folder);
      const path = join(folder, `${String(draft.number).padStart(3, '0')}-${draft.id}.md`);
      writeNew(path, text, isOwn ? 0o600 : 0o666);
      return path;
    },
  };
}

const OWN_NAME = 'my-bank';

function emptyBank(folder: string): Assembled {
  return assembleBank({ folder, fallbackName: OWN_NAME, readme: null, documents: [] });
}

/** Gives the user's own bank its page, with its first question. */
function describeOwnBank(folder: string): void {
  const page = join(folder, README);
  if (!existsSync(page)) writeNew(page, readmeTemplate(OWN_NAME), 0o600);
}

/** The highest number in use, including broken files and file names. Ignores larger ones: a name may start with a date. */
function lastNumber(bank: Assembled, least: number): number {
  const used = [
    ...valuesOf(bank, 'number'),
    ...bank.files.map(({ document }) => numberOfFile(document.file)),
  ];
  return used
    .filter((number) => typeof number === 'number')
    .filter((number) => number <= LAST_NUMBER)
    .reduce((a, b) => Math.max(a, b), least);
}

/** What the files say for a key, in broken files too. */
function valuesOf({ files }: Assembled, key: string): Value[] {
  return files.flatMap(({ document: { data } }) => (data === null ? [] : (valueOf(data, key) ?? [])));
}

function outOfNumbers(env: Env, folder: string): UserError {
  return new UserError(`a question in ${shownPath(env, folder)} has the highest number, ${LAST_NUMBER}.`, {
    help: 'give it a lower one; new questions get the next number after the highest.',
  });
}

/** Gives and reserves the wanted id, with the first free number appended if it is taken. */
function idsBeside(used: Set<Value>): (wanted: string) => string {
  const numbers = new Map<string, number>();
  return (wanted) => {
    let n = numbers.get(wanted) ?? 1;
    let id = n === 1 ? wanted : `${wanted}-${n}`;
    while (used.has(id)) id = `${wanted}-${(n += 1)}`;
    numbers.set(wanted, n);
    used.add(id);
    return id;
  };
}

/** Writes a file that does not exist yet, whole or not at all. */
function writeNew(path: string, text: string, mode: number): void {
  try {
    writeNewWhole(path, text, mode);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new UserError(`${path} already exists.`, {
        help: 'it was not changed; run the command again.',
        cause: error,
      });
    }
    throw failure(`cannot write ${path}: ${reasonOf(error)}.`, NO_ROOM, error);
  }
}
