import { UserError } from '../platform/errors.ts';
import { interpreterOf } from '../text/interpreter.ts';
import { plainCommand } from '../text/shell.ts';

/** The words of a command of the settings. Throws a UserError if only a shell could run it. */
export function wordsOf(line: string, name: string): readonly string[] {
  const words = plainCommand(line);
  if (words === null || words.length === 0 || words[0] === '') throw notACommand(name);
  return words;
}

export function notACommand(name: string): UserError {
  return new UserError(`${name} must be one command without a shell's signs.`, {
    help: 'put pipes, variables and wildcards into a script of your own, and name that.',
  });
}

/** Throws a UserError if a command would run `value` as code. A word that is not known yet is null. */
export function refuseCode(words: readonly (string | null)[], name: string, value: string): void {
  const interpreter = interpreterOf(words);
  if (interpreter !== null)
    throw new UserError(`${name} must not pass ${value} to ${interpreter} as code.`, {
      help: 'put the code into a script, and write `sh /full/path/my-script.sh` in its place.',
    });
}

/** The name of a command's program, without its folder. */
export function programName([program = '']: readonly string[]): string {
  return program.replace(/^.*[\\/](?=.)/, '').replace(/\.(?:exe|cmd)$/i, '');
}
