import { extname, resolve } from 'node:path';
import { checkDocument, isDraft } from '../bank/parser/check.ts';
import type { LeftOut, ListItem, ReadList } from '../bank/import/item.ts';
import { importedFile, titleOf } from '../bank/import/question-file.ts';
import { readList } from '../bank/import/read-list.ts';
import type { NewQuestion } from '../bank/question-template.ts';
import { type BankDesk, openBank, withBank } from '../bank/loader/new-question.ts';
import { shownPath } from '../bank/loader/bank-folders.ts';
import { readDocument } from '../bank/loader/front-matter.ts';
import { nextTurn } from '../platform/steps.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { readGivenText } from '../store/given-text.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine, oneSpaced } from '../text/clean.ts';
import { count, several, slug } from '../text/format.ts';
import { shellWord } from '../text/shell.ts';
import { say } from '../terminal/say.ts';
import type { BankImportOptions } from '../options/table.ts';

/** As many skipped places are listed; the others are counted. */
const NAMED = 10;

/** The numbers of the questions that were taken, and the lines that became none with the reason. */
interface Imported {
  numbers: number[];
  /** How many of them have no answer yet. */
  bare: number;
  leftOut: LeftOut[];
}

/**
 * `hotseat bank import <file>`: turns each question of a public list into a question file for you to finish.
 * Existing files never change, and questions the bank already asks are skipped.
 */
export async function bankImport(env: Env, path: string, options: BankImportOptions): Promise<ExitCode> {
  const file = resolve(env.cwd, path);
  const read = await listOf(file, cleanLine(path));
  const isDry = options.dryRun === true;
  const takeIn = async (desk: BankDesk): Promise<void> => {
    requireAllowed(desk, options);
    const imported = await importEach(env, desk, read, options, (draft, text) => {
      if (isDry) env.stdout.write(`${draft.number}  ${cleanLine(draft.title)}\n`);
      else desk.write(draft, text);
    });
    tell(env, desk, imported, isDry);
  };
  if (isDry) await takeIn(await openBank(env, options.bank));
  else await withBank(env, options.bank, takeIn);
  return EXIT.done;
}

async function listOf(file: string, shown: string): Promise<ReadList> {
  const text = readGivenText(file, shown, 'a Markdown, .csv or .tsv file');
  const ending = extname(file).toLowerCase();
  const read =
    ending === '.csv' || ending === '.tsv'
      ? (await import('../bank/import/table.ts')).readTable(text, ending, shown)
      : readList(text);
  if (read.items.length > 0) return read;
  throw new UserError(`found no questions in ${shown}.`, {
    help: 'use a Markdown list (headings, numbered, bulleted or bold questions, `Q:` and `A:` lines, `<details>`, a table) or a .csv or .tsv table of questions and answers.',
  });
}

/** Throws a UserError for a word that the bank's vocabulary does not have. */
function requireAllowed({ assembled }: BankDesk, given: BankImportOptions): void {
  for (const key of ['topic', 'role', 'level'] as const) {
    const [word, words] = [given[key], assembled.bank.vocabulary[`${key}s`]];
    if (word === undefined || words.length === 0 || words.includes(word)) continue;
    throw new UserError(`the bank has no ${key} "${cleanLine(word)}".`, {
      help: `its ${key}s are ${several(words)}.`,
    });
  }
}

async function importEach(
  env: Env,
  desk: BankDesk,
  { items, leftOut }: ReadList,
  given: BankImportOptions,
  take: (draft: NewQuestion, text: string) => void,
): Promise<Imported> {
  // Broken files count too: a second copy would not help you fix the first.
  const asked = new Set(desk.assembled.files.map(({ body }) => plain(body?.question ?? '')));
  const imported: Imported = { numbers: [], bare: 0, leftOut: [...leftOut] };
  await whileWaiting(env, 'Importing the questions', async (say) => {
    for (const [index, item] of items.entries()) {
      say(`Importing question ${index + 1} of ${items.length}`);
      await nextTurn();
      const leaveOut = (why: string): void => {
        imported.leftOut.push({ line: item.line, last: item.line, why });
      };
      if (asked.has(plain(item.question))) leaveOut('the bank already asks it');
      else {
        asked.add(plain(item.question));
        const draft = draftOf(desk, item, given);
        const text = importedFile(draft, item);
        if (loads(desk, draft, text, item.answer === '')) {
          take(draft, text);
          imported.numbers.push(draft.number);
          if (item.answer === '') imported.bare += 1;
        } else leaveOut('it does not fit the question format');
      }
    }
  });
  return imported;
}

/** Its topic is the heading above it, if the bank allows that, or else the one that was given. */
function draftOf(
  desk: BankDesk,
  { question, heading }: ListItem,
  { topic: usual, role, level }: BankImportOptions,
): NewQuestion {
  const given = Object.entries({ topic: usual, role, level }).filter(([, word]) => word !== undefined);
  const draft = { ...desk.next(titleOf(question) || 'Untitled'), ...Object.fromEntries(given) };
  const { topics } = draft.vocabulary;
  const topic = slug(heading ?? '');
  const fits = topic !== '' && (topics.length === 0 || topics.includes(topic));
  return fits ? { ...draft, topic } : draft;
}

/** Whether a bank takes the file, without an answer if it `isBare`. */
function loads(
  desk: BankDesk,
  { number, id, vocabulary }: NewQuestion,
  text: string,
  isBare: boolean,
): boolean {
  const name = `${number}-${id}.md`;
  const document = readDocument(text, name, name);
  const checked = checkDocument(document, desk.assembled.bank.name, vocabulary);
  return checked.question !== null || (isBare && isDraft(checked));
}

/** The form in which questions are compared. Punctuation counts: C++ is not C#, and `==` is not `===`. */
function plain(question: string): string {
  return oneSpaced(question.toLowerCase());
}

function tell(env: Env, desk: BankDesk, { numbers, bare, leftOut }: Imported, isDry: boolean): void {
  const where = shownPath(env, desk.folder);
  const ends = [...new Set([numbers.at(0), numbers.at(-1)])].flatMap((number) => number ?? []);
  const range = ends.length === 0 ? '' : `: ${ends.map((number) => `#${number}`).join(' to ')}`;
  const verb = isDry ? 'Would write' : 'Wrote';
  say(env, `${verb} ${count(numbers.length, 'question')} to ${cleanLine(where)}${range}.`);
  if (leftOut.length > 0) say(env, [`Skipped ${leftOut.length}:`, ...reasonsFor(leftOut)].join('\n'));
  if (bare > 0)
    say(
      env,
      `${count(bare, 'question')} ${bare === 1 ? 'has' : 'have'} no answer yet. A round asks them once you add one.`,
    );
  if (!isDry && numbers.length > 0)
    say(
      env,
      `\`hotseat bank lint ${shellWord(where)}\` shows what each one still needs.` +
        (bare === numbers.length
          ? ''
          : ` \`hotseat practice${desk.option}\` can already ask ${bare > 0 ? 'the others' : 'them'}.`),
    );
}

function reasonsFor(leftOut: readonly LeftOut[]): string[] {
  const named = leftOut
    .toSorted((a, b) => a.line - b.line)
    .slice(0, NAMED)
    .map(({ line, last, why }) =>
      line === last ? `  line ${line}: ${why}` : `  lines ${line} to ${last}: ${why}`,
    );
  return leftOut.length > NAMED ? [...named, `  and ${leftOut.length - NAMED} more`] : named;
}
