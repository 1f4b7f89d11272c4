import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Assembled, assembleBank } from '../bank.ts';
import { numberOfFile } from '../parser/check.ts';
import { type Value, valueOf } from '../parser/document.ts';
import { LAST_NUMBER } from '../parser/fields.ts';
import { type NewQuestion, readmeTemplate } from '../question-template.ts';
import type { Env } from '../../platform/env.ts';
import { failure, reasonOf, UserError } from '../../platform/errors.ts';
import { dayOf } from '../../text/day.ts';
import { slug } from '../../text/format.ts';
import { shellWord } from '../../text/shell.ts';
import { realFolder, shownPath } from './bank-folders.ts';
import { readBank } from './load-banks.ts';
import { makePrivateFolder, ownBankFolder } from '../../platform/paths.ts';

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
  write: (draft: NewQuestion, text: string) => Promise<string>;
}

/** Opens the bank in `given`, or else the user's own, which is created with its first question. */
export async function openBank(env: Env, given: string | undefined): Promise<BankDesk> {
  const isOwn = given === undefined;
  const folder = isOwn ? ownBankFolder(env.paths) : resolve(env.cwd, given);
  const isNew = isOwn && !existsSync(folder);
  if (!isOwn) realFolder(env, folder, 'name an existing folder, or leave out `--bank` for your own bank.');
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
    async write(draft, text) {
      if (isOwn) await makeOwnBank(folder);
      const path = join(folder, `${String(draft.number).padStart(3, '0')}-${draft.id}.md`);
      await writeNew(path, text, isOwn ? 0o600 : 0o666);
      return path;
    },
  };
}

const OWN_NAME = 'my-bank';

function emptyBank(folder: string): Assembled {
  return assembleBank({ folder, fallbackName: OWN_NAME, readme: null, documents: [] });
}

/** Creates the user's own bank with its first question. */
async function makeOwnBank(folder: string): Promise<void> {
  if (existsSync(join(folder, 'README.md'))) return;
  makePrivateFolder(folder);
  await writeNew(join(folder, 'README.md'), readmeTemplate(OWN_NAME), 0o600);
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
async function writeNew(path: string, text: string, mode: number): Promise<void> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UserError(`${path} already exists.`, {
        help: 'it was not changed; run the command again.',
        cause: error,
      });
    }
    throw failure(
      `cannot write ${path}: ${reasonOf(error)}.`,
      'free some space or choose another folder.',
      error,
    );
  }
}
