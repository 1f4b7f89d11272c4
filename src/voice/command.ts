import { UserError } from '../platform/errors.ts';
import { plainCommand } from '../text/shell.ts';

/** What stands for a placeholder while a line is split: no shell acts on it. */
const MARK = '\uE000';

/** A command of the settings, split into words; each placeholder in it, such as `{file}`, is part of one word. */
export interface Template {
  /** The program, for messages. */
  name: string;
  has: (placeholder: string) => boolean;
  /** The words with each placeholder replaced. No shell reads them. */
  with: (values: Readonly<Record<string, string>>) => readonly string[];
}

/** Reads a command of the settings. Throws a UserError if only a shell could run it. `name` is what the sentence calls it. */
export function readTemplate(line: string, name: string, placeholders: readonly string[]): Template {
  const marked = placeholders.reduce(
    (text, placeholder) => text.replaceAll(`{${placeholder}}`, `${MARK}${placeholder}${MARK}`),
    line.replaceAll(MARK, ''),
  );
  const words = plainCommand(marked);
  const [program = ''] = words ?? [];
  if (words === null || program === '' || program.includes(MARK)) {
    throw new UserError(`${name} must be one command without a shell's signs.`, {
      help: 'put pipes, variables and wildcards into a script of your own, and name that.',
    });
  }
  return {
    name: program.replace(/^.*[\\/](?=.)/, ''),
    has: (placeholder) => words.some((word) => word.includes(`${MARK}${placeholder}${MARK}`)),
    with: (values) =>
      words.map((word) =>
        Object.entries(values).reduce(
          (text, [placeholder, value]) => text.replaceAll(`${MARK}${placeholder}${MARK}`, () => value),
          word,
        ),
      ),
  };
}
