import { questionTemplate } from '../bank/question-template.ts';
import { openBank } from '../bank/loader/new-question.ts';
import { shownPath } from '../bank/loader/bank-folders.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { shellWord } from '../text/shell.ts';

export interface BankNewOptions {
  bank?: string;
}

const LONGEST_TITLE = 200;

/**
 * `hotseat bank new <title>`: creates the next question file, ready to fill in, and prints its path.
 * Existing files never change.
 */
export async function bankNew(env: Env, title: string, options: BankNewOptions): Promise<ExitCode> {
  const heading = cleanLine(title);
  if (heading === '') {
    throw new UserError('a question needs a title.', {
      help: 'write `hotseat bank new "Retries that made it worse"`.',
    });
  }
  if (heading.length > LONGEST_TITLE) {
    throw new UserError(`the title is ${heading.length} characters long.`, {
      help: `keep it to ${LONGEST_TITLE}; the rest belongs in the question.`,
    });
  }
  const desk = await openBank(env, options.bank);
  const draft = desk.next(heading);
  const path = await desk.write(draft, questionTemplate(draft));
  const shown = shownPath(env, path);
  env.stdout.write(`${clean(shown)}\n`);
  env.stderr.write(
    `Fill in Question and Expected answer; then \`hotseat practice ${draft.number}${desk.option}\` asks it.\n` +
      `\`hotseat bank lint ${shellWord(shown)}\` shows what is missing.\n`,
  );
  return EXIT.done;
}
