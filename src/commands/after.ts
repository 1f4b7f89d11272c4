import { numberIn, type ListedQuestion } from '../bank/listed.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { withBank } from '../bank/loader/new-question.ts';
import { importedFile, titleOf } from '../bank/import/question-file.ts';
import type { Rating } from '../engine/event.ts';
import type { AfterOptions } from '../options/table.ts';
import { type Env, isFullScreen } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { createTheme } from '../renderer/theme.ts';
import { askByKeys } from '../round/ask-by-keys.ts';
import { openLines } from '../round/line-asker.ts';
import { LEAVING } from '../round/loop.ts';
import { answer, type Ask, RATED } from '../round/questions.ts';
import { keepAsked, reportUnreadAsked } from '../store/asked-for-real.ts';
import { interruptOf } from '../terminal/interruption.ts';
import { createMenus } from '../terminal/menus.ts';
import { openTerminal } from '../terminal/raw-terminal.ts';
import { say } from '../terminal/say.ts';
import { cleanLine, oneSpaced } from '../text/clean.ts';
import { count, list } from '../text/format.ts';
import { asMarkdown } from '../text/markup.ts';
import { type FindQuestions, questionFinder } from './start-search.ts';

/** How `after` asks: by keys, or by lines. */
interface Asker {
  line: (question: string) => Promise<string>;
  ask: Ask;
  say: (text: string) => void;
  /** Whether someone is there to choose. */
  hasPerson: boolean;
  close: () => void;
}

/** What was written down, and the numbers of those that are new in the user's own bank. */
interface Written {
  questions: number;
  drafts: number[];
}

/** `hotseat after`: writes down what was asked in a real interview, and how it went. */
export async function after(env: Env, { bank, plain = false }: AfterOptions): Promise<ExitCode> {
  const { banks, faults } = await listBanks(env, bank);
  reportUnloaded(env, faults, bank);
  reportUnreadAsked(env);
  const find = await questionFinder(env, banks, bank);
  const asker = isFullScreen(env, plain) ? byKeys(env) : byLines(env);
  const written: Written = { questions: 0, drafts: [] };
  try {
    await writeDown(env, asker, find, written);
    return EXIT.done;
  } catch (error) {
    return LEAVING[interruptOf(error)].exit;
  } finally {
    asker.close();
    say(env, summaryOf(written));
  }
}

function byKeys(env: Env): Asker {
  const terminal = openTerminal(env);
  const theme = createTheme(env, env.stdout);
  const menus = createMenus(terminal, theme);
  return {
    line: (question) => menus.line(question),
    ask: (question) => askByKeys(menus, question, terminal.size().columns),
    say: (text) => terminal.print(theme.paintAll(noticeRows(text, terminal.size().columns))),
    hasPerson: true,
    close: () => terminal.close(),
  };
}

function byLines(env: Env): Asker {
  const { say, readLine, ask, hasPerson, reader } = openLines(env);
  const line = (question: string): Promise<string> => {
    say(question);
    return readLine();
  };
  return { line, ask, say, hasPerson, close: () => reader.close() };
}

/** Asks until nothing is typed. What was written down until an interruption stays. */
async function writeDown(env: Env, asker: Asker, find: FindQuestions, written: Written): Promise<void> {
  for (;;) {
    const more = written.questions === 0 ? 'What were you asked?' : 'And then?';
    const typed = cleanLine(await asker.line(`${more} A few words or a number; Enter when that is all:`));
    if (typed === '') return;
    const number = numberIn(typed);
    const found = find(typed);
    const known =
      number === null
        ? await chooseKnown(asker, found)
        : found.find((each) => each.question.number === number)?.question;
    if (known === undefined) {
      asker.say(`There is no question ${typed}.`);
      continue;
    }
    const question = known ?? (await draftOf(env, typed, written));
    const { bank, id } = question;
    let rating: Rating | null = null;
    try {
      rating = await asker.ask({
        asks: `${nameOf(question)}. How did it go?`,
        options: [...RATED, { key: 'escape', does: 'skip', value: null }],
      });
    } finally {
      keepAsked(env, { bank, id, at: env.now(), rating });
      written.questions += 1;
    }
    asker.say(`${nameOf(question)}: ${rating ?? 'not rated'}`);
  }
}

/** As many questions are offered. */
const MOST = 5;

/** The question that was meant; null: none of these. Through a pipe, the first one if its title and concepts say it. */
async function chooseKnown(
  { hasPerson, ask }: Asker,
  found: ReturnType<FindQuestions>,
): Promise<ListedQuestion | null> {
  const [first] = found;
  if (first === undefined) return null;
  if (!hasPerson) return first.fits ? first.question : null;
  return ask<ListedQuestion | null>({
    asks: 'Is it one of these?',
    kind: 'list',
    options: [
      ...found.slice(0, MOST).map(({ question }, place) => answer(place + 1, nameOf(question), question)),
      { key: 'enter', does: 'keep it as a question of mine', value: null },
    ],
  });
}

type Named = Pick<ListedQuestion, 'bank' | 'number' | 'id' | 'title'>;

function nameOf({ number, title }: Named): string {
  return `#${number} ${cleanLine(title)}`;
}

/** A question in the user's own bank that asks this: a new one without an answer, unless there is one. */
async function draftOf(env: Env, typed: string, written: Written): Promise<Named> {
  const question = asMarkdown(typed);
  return withBank(env, undefined, (desk) => {
    const { bank, files } = desk.assembled;
    const same = files.find(({ body }) => body !== null && oneSpaced(body.question) === question)?.fields;
    if (same?.number !== undefined && same.id !== undefined)
      return { bank: bank.name, number: same.number, id: same.id, title: titleOf(typed) };
    const draft = desk.next(titleOf(typed) || 'Untitled');
    desk.write(draft, importedFile(draft, { question, answer: '' }));
    written.drafts.push(draft.number);
    return { bank: bank.name, ...draft };
  });
}

/** `2 questions kept. …` */
function summaryOf({ questions, drafts }: Written): string {
  if (questions === 0) return 'Nothing was written down.';
  const kept = `${count(questions, 'question')} written down, to come first in your next rounds.`;
  if (drafts.length === 0) return kept;
  const names = list(drafts.map((number) => `#${number}`));
  return `${kept}\n${names} ${drafts.length === 1 ? 'is' : 'are'} new in your own bank, and asked once you add an answer: \`hotseat bank lint\` shows where.`;
}
