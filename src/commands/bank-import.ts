import { extname, resolve } from 'node:path';
import { checkDocument } from '../bank/parser/check.ts';
import type { LeftOut, ListItem, ReadList } from '../bank/import/item.ts';
import { importedFile, titleOf } from '../bank/import/question-file.ts';
import { readList } from '../bank/import/read-list.ts';
import type { NewQuestion } from '../bank/question-template.ts';
import { type BankDesk, openBank, withBank } from '../bank/loader/new-question.ts';
import { shownPath } from '../bank/loader/bank-folders.ts';
import { readDocument } from '../bank/loader/front-matter.ts';
import { readPlainFile } from '../platform/files.ts';
import { nextTurn } from '../platform/steps.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, reasonOf, UserError } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { clean, cleanLine, oneSpaced } from '../text/clean.ts';
import { count, slug } from '../text/format.ts';
import { grouped } from '../text/data.ts';
import { shellWord } from '../text/shell.ts';
import { say } from '../terminal/say.ts';
import type { BankImportOptions } from '../options/table.ts';

/** The largest list accepted, in bytes. */
const LARGEST = 4 * 1024 * 1024;
/** Questions checked between two updates of the spinner. */
const BATCH = 64;
/** As many skipped places are listed one by one; more are grouped by reason, with some of their lines. */
const NAMED = 10;

/** A question of the list and the file it becomes. */
interface Ready {
  draft: NewQuestion;
  text: string;
}

/** A sorted list: the files to write, and the lines that became none with the reason. */
interface Sorted {
  ready: Ready[];
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
    const sorted = await whileWaiting(env, 'Checking the questions', (say) => sortItems(desk, read, say));
    if (isDry) {
      for (const { draft } of sorted.ready) env.stdout.write(`${draft.number}  ${cleanLine(draft.title)}\n`);
    } else {
      await writeAll(env, desk, sorted.ready);
    }
    tell(env, desk, sorted, isDry);
  };
  if (isDry) await takeIn(await openBank(env, options.bank));
  else await withBank(env, options.bank, takeIn);
  return EXIT.done;
}

async function listOf(file: string, shown: string): Promise<ReadList> {
  const text = readText(file, shown);
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

function readText(file: string, shown: string): string {
  const help = 'use a Markdown, .csv or .tsv file of at most 4 MiB.';
  try {
    const bytes = readPlainFile(file, LARGEST);
    if (bytes === 'too large') throw new UserError(`${shown} is over 4 MiB.`, { help });
    if (bytes === 'no file') throw new UserError(`cannot read ${shown}: it is not a plain file.`, { help });
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : reasonOf(error);
    throw new UserError(`cannot read ${shown}: ${reason}.`, { help, cause: error });
  }
}

async function sortItems(
  desk: BankDesk,
  { items, leftOut }: ReadList,
  say: (progress: string) => void,
): Promise<Sorted> {
  // Broken files count too: a second copy would not help you fix the first.
  const asked = new Set(desk.assembled.files.map(({ body }) => plain(body?.question ?? '')));
  const sorted: Sorted = { ready: [], leftOut: [...leftOut] };
  for (const [index, item] of items.entries()) {
    if (index % BATCH === BATCH - 1) {
      say(`Checking ${bar(index, items.length)}`);
      // Gives the spinner a turn.
      await nextTurn();
    }
    const leaveOut = (why: string): void => {
      sorted.leftOut.push({ line: item.line, last: item.line, why });
    };
    if (item.answer === '') leaveOut('it has no answer');
    else if (asked.has(plain(item.question))) leaveOut('the bank already asks it');
    else {
      asked.add(plain(item.question));
      const ready = readyFile(desk, item);
      if (ready === null) leaveOut('it does not fit the question format');
      else sorted.ready.push(ready);
    }
  }
  return sorted;
}

/** The question's file; null if it would not load. */
function readyFile(desk: BankDesk, item: ListItem): Ready | null {
  const draft = desk.next(titleOf(item.question) || 'Untitled');
  const { vocabulary } = draft;
  const topic = slug(item.heading ?? '');
  const fits = topic !== '' && (vocabulary.topics.length === 0 || vocabulary.topics.includes(topic));
  // The template takes the first topic.
  const own = fits
    ? { ...vocabulary, topics: [topic, ...vocabulary.topics.filter((each) => each !== topic)] }
    : vocabulary;
  const name = `${draft.number}-${draft.id}.md`;
  // Two items of a list may have one name, which two key points must not.
  for (const isWithPoints of [true, false]) {
    const text = importedFile({ ...draft, vocabulary: own }, item, isWithPoints);
    const document = readDocument(text, name, name);
    const { question } = checkDocument(document, desk.assembled.bank.name, vocabulary);
    if (question !== null) return { draft, text };
  }
  return null;
}

/** The form in which questions are compared. Punctuation counts: C++ is not C#, and `==` is not `===`. */
function plain(question: string): string {
  return oneSpaced(question.toLowerCase());
}

async function writeAll(env: Env, desk: BankDesk, ready: readonly Ready[]): Promise<void> {
  await whileWaiting(env, 'Writing the questions', async (say) => {
    for (const [index, { draft, text }] of ready.entries()) {
      desk.write(draft, text);
      say(`Writing ${bar(index + 1, ready.length)}`);
      await nextTurn();
    }
  });
}

const BAR = 24;

function bar(done: number, all: number): string {
  const full = Math.round((BAR * done) / all);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done} of ${all}`;
}

function tell(env: Env, desk: BankDesk, { ready, leftOut }: Sorted, isDry: boolean): void {
  const where = shownPath(env, desk.folder);
  const numbers = [...new Set([ready.at(0), ready.at(-1)])].flatMap((each) => each?.draft.number ?? []);
  const range = numbers.length === 0 ? '' : `: ${numbers.map((number) => `#${number}`).join(' to ')}`;
  const verb = isDry ? 'Would write' : 'Wrote';
  say(env, `${verb} ${count(ready.length, 'question')} to ${cleanLine(where)}${range}.`);
  if (leftOut.length > 0)
    say(
      env,
      [`Skipped ${leftOut.length}:`, ...reasonsFor(leftOut).map((reason) => `  ${reason}`)].join('\n'),
    );
  if (!isDry && ready.length > 0)
    say(
      env,
      `\`hotseat bank lint ${shellWord(where)}\` shows what each one still needs. ` +
        `\`hotseat practice${desk.option}\` can already ask them.`,
    );
}

/** One for each place, or for each reason if there are many places. */
function reasonsFor(leftOut: readonly LeftOut[]): string[] {
  const inOrder = leftOut.toSorted((a, b) => a.line - b.line);
  const rangeOf = ({ line, last }: LeftOut): string => (line === last ? `${line}` : `${line} to ${last}`);
  if (inOrder.length <= NAMED)
    return inOrder.map((each) => `line${each.line === each.last ? '' : 's'} ${rangeOf(each)}: ${each.why}`);
  return [...grouped(inOrder, ({ why }) => why)].map(([why, places]) => {
    const named = places.slice(0, NAMED).map(rangeOf).join(', ');
    const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
    return `${why}: line${places.length === 1 ? '' : 's'} ${named}${more}`;
  });
}
