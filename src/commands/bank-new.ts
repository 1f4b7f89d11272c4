import { questionTemplate } from '../bank/question-template.ts';
import { withBank } from '../bank/loader/new-question.ts';
import { shownPath } from '../bank/loader/bank-folders.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { shellWord } from '../text/shell.ts';
import { say } from '../terminal/say.ts';
import { shortLine } from '../store/short-line.ts';
import type { BankNewOptions } from '../options/table.ts';

/**
 * `hotseat bank new <title>`: creates the next question file, ready to fill in, and prints its path.
 * Existing files never change.
 */
export async function bankNew(env: Env, title: string, options: BankNewOptions): Promise<ExitCode> {
  const heading = shortLine('title', title, '; the rest belongs in the question');
  if (heading === '') {
    throw new UserError('a question needs a title.', {
      help: 'write `hotseat bank new "Retries that made it worse"`.',
    });
  }
  const { draft, path, option } = await withBank(env, options.bank, (bank) => {
    const draft = bank.next(heading);
    return { draft, path: bank.write(draft, questionTemplate(draft)), option: bank.option };
  });
  const shown = shownPath(env, path);
  env.stdout.write(`${cleanLine(shown)}\n`);
  say(
    env,
    `Fill in Question and Expected answer; then \`hotseat practice ${draft.number}${option}\` asks it.\n` +
      `\`hotseat bank lint ${shellWord(shown)}\` shows what is missing.`,
  );
  return EXIT.done;
}
