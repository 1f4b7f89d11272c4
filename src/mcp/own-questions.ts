import { readFileSync } from 'node:fs';
import { openBank, withBank } from '../bank/loader/new-question.ts';
import { shownPath } from '../bank/loader/bank-folders.ts';
import { readBank } from '../bank/loader/load-banks.ts';
import { type NewQuestion, questionTemplate } from '../bank/question-template.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { writeWhole } from '../platform/files.ts';
import { lintBanks } from '../store/lint-banks.ts';
import { shortLine } from '../store/short-line.ts';
import { clean } from '../text/clean.ts';
import { yamlText } from '../text/data.ts';
import { dayOf } from '../text/day.ts';
import { tell } from './gate/gate.ts';
import type { Rounds } from './rounds.ts';

/** A question file as it was written here. */
interface Written {
  draft: NewQuestion;
  path: string;
  text: string;
}

/** The questions that an assistant writes into the candidate's own bank. */
export type OwnQuestions = ReturnType<typeof openOwnQuestions>;

export function openOwnQuestions(env: Env, rounds: Rounds) {
  /** What this server wrote, by number. It replaces no other file. */
  const written = new Map<number, Written>();

  /** What was written here under a number. Throws a UserError if there is nothing, or if it is no longer as it was. */
  const unchanged = (number: number): Written => {
    const before = written.get(number);
    if (before !== undefined && isText(before.path, before.text)) return before;
    throw new UserError(
      `question ${number} ${before === undefined ? 'was not added in this session' : 'has changed since you added it'}.`,
      { help: 'leave out "number" to add another. This one is the candidate’s to edit.' },
    );
  };

  return {
    /** The form of a question file. Nothing is written. */
    async form(title: string): Promise<string> {
      return questionTemplate((await openBank(env, undefined)).next(titleOf(title)));
    },

    /** Writes a question, or replaces one that was written here, and gives the findings of lint about it. */
    async write(given: { title: string; text: string; number: number | undefined }) {
      const title = titleOf(given.title);
      const { folder, number, path } = await withBank(env, undefined, (bank) => {
        const before = given.number === undefined ? null : unchanged(given.number);
        const draft = { ...(before?.draft ?? bank.next(title)), title };
        const text = underHead(draft, clean(given.text));
        if (before !== null) writeWhole(before.path, text);
        const path = before?.path ?? bank.write(draft, text);
        written.set(draft.number, { draft, path, text });
        return { folder: bank.folder, number: draft.number, path };
      });
      const bank = await readBank(env, folder);
      const findings = await lintBanks([bank], dayOf(env.now()));
      const source = { question: `${bank.bank.name}/${number}`, file: shownPath(env, path), findings };
      return tell('written', source, rounds.readUnrevealed());
    },
  };
}

function titleOf(given: string): string {
  const title = shortLine('title', given, '; the rest belongs in the question');
  if (title === '') throw new UserError('a question needs a title.', { help: 'send one in "title".' });
  return title;
}

function isText(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

/** A question file under its own number, id and title, whatever its front matter says they are. */
function underHead({ number, id, title }: NewQuestion, text: string): string {
  const [front = '', ...sections] = text.replace(/^\s*---\n/, '').split(/^---$/m);
  const rest = front.replaceAll(/^(?:number|id|title):.*\n/gm, '');
  const head = `---\nnumber: ${number}\nid: ${yamlText(id)}\ntitle: ${yamlText(title)}\n${rest}`;
  return [head, ...sections].join('---');
}
