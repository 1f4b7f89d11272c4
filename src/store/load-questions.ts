import { numberIn, type ListedBank, type ListedQuestion, listOf } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { asListed, loadBanks, loadNumbered, readListed } from '../bank/loader/load-banks.ts';
import type { Question } from '../bank/question.ts';
import type { Env } from '../platform/env.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { requireQuestion } from './named-question.ts';

/** Loads the questions that references mean. Throws a UserError if one means none or several. Reports what did not load. */
export async function loadNamed(
  env: Env,
  folders: readonly string[],
  references: readonly string[],
): Promise<Question[]> {
  if (references.some((reference) => numberIn(reference) === null)) {
    return loadChosen(env, folders, (banks) =>
      references.map((reference) => requireQuestion(banks, reference)),
    );
  }
  const { banks, faults } = await loadNumbered(env, folders, references);
  reportUnloaded(env, faults, folders);
  return references.map((reference) => requireQuestion(banks, reference));
}

/**
 * Loads the questions that `choose` picks from the lists of the banks; no other file is read in full. If one of them has
 * changed since it was listed, reads every file and lets `choose` pick again. Reports what did not load.
 */
export async function loadChosen(
  env: Env,
  folders: readonly string[],
  choose: (banks: readonly ListedBank[]) => readonly ListedQuestion[],
): Promise<Question[]> {
  const { banks, faults } = await whileWaiting(env, 'Reading the bank', () => listBanks(env, folders));
  reportUnloaded(env, faults, folders);
  const questions = await readListed(env, banks, choose(banks));
  if (questions !== null) return questions;
  const loaded = await loadBanks(env, folders);
  const all = loaded.banks.flatMap((bank) => bank.questions);
  return asListed(all, choose(loaded.banks.map(listOf)));
}
