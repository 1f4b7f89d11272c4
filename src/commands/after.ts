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
import { count } from '../text/format.ts';
import { asMarkdown } from '../text/markup.ts';
import { type FindQuestions, questionFinder } from './start-search.ts';

/** How `after` asks: by keys, or by lines. */
interface Asker {
  /** A question of a bank, or the words that none of them has; empty if that is all. */
  find: (prompt: string, questions: FindQuestions) => Promise<ListedQuestion | string>;
  ask: Ask;
  say: (text: string) => void;
  close: () => void;
}

/** How many questions were written down, and the files of those that are new in the user's own bank. */
interface Written {
  questions: number;
  drafts: string[];
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
    find: (prompt, questions) =>
      menus.search<ListedQuestion | string>(prompt, (typed) => {
        const found = typed === '' ? [] : questions(typed).slice(0, MOST);
        const known = found.map(({ question }) => ({ label: nameOf(question), detail: '', value: question }));
        return [...known, { label: typed === '' ? 'That is all' : OWN, detail: '', value: typed }];
      }),
    ask: (question) => askByKeys(menus, question, terminal.size().columns),
    say: (text) => terminal.print(theme.paintAll(noticeRows(text, terminal.size().columns))),
    close: () => terminal.close(),
  };
}

function byLines(env: Env): Asker {
  const { say, readLine, ask, hasPerson, reader } = openLines(env);
  return {
    async find(prompt, questions) {
      say(`${prompt} A few words or a number; Enter when that is all:`);
      const typed = cleanLine(await readLine()).trim();
      const found = typed === '' ? [] : questions(typed);
      const number = numberIn(typed);
      const [first] = number === null ? found : found.filter(({ question }) => question.number === number);
      if (first === undefined) return typed;
      // Through a pipe no one is there to choose.
      if (number !== null || !hasPerson) return first.fits ? first.question : typed;
      return ask<ListedQuestion | string>({
        asks: 'Is it one of these?',
        kind: 'list',
        options: [
          ...found.slice(0, MOST).map(({ question }, place) => answer(place + 1, nameOf(question), question)),
          { key: 'enter', does: OWN, value: typed },
        ],
      });
    },
    ask,
    say,
    close: () => reader.close(),
  };
}

/** Asks until nothing is typed. What was written down until an interruption stays. */
async function writeDown(env: Env, asker: Asker, find: FindQuestions, written: Written): Promise<void> {
  for (;;) {
    const asked = await asker.find(written.questions === 0 ? 'What were you asked?' : 'And then?', find);
    if (asked === '') return;
    if (typeof asked === 'string' && numberIn(asked) !== null) {
      asker.say(`There is no question ${asked}.`);
      continue;
    }
    const question = typeof asked === 'string' ? await draftOf(env, asked, written) : asked;
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

const OWN = 'none of these; keep it as a question of mine';

type Named = Pick<ListedQuestion, 'bank' | 'number' | 'id' | 'title'>;

function nameOf({ number, title }: Named): string {
  return `#${number} ${cleanLine(title).replace(/[.?!]+$/, '')}`;
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
    written.drafts.push(desk.write(draft, importedFile(draft, { question, answer: '' })));
    return { bank: bank.name, ...draft };
  });
}

function summaryOf({ questions, drafts }: Written): string {
  if (questions === 0) return 'Nothing was written down.';
  const kept = `${count(questions, 'question')} written down, to come first in your next rounds.`;
  return [
    kept,
    ...drafts.map((file) => `A new one waits until you add an answer to ${cleanLine(file)}.`),
  ].join('\n');
}
