import type { Argument, Command, Option, Tree } from './tree.ts';

/** What may complete a command line, based on the tree of commands alone. */
export interface Cursor {
  /** Commands that may follow. */
  commands: readonly Command[];
  /** Options that may follow; empty while a value or an operand is being typed. */
  options: readonly Option[];
  /** The option or argument whose value is at the cursor; null if there is none. */
  wants: Argument | Option | null;
  /** The part of the word before the value: `--order=`. */
  before: string;
  /** The typed part of the value. */
  typed: string;
  /** The operands before the cursor. */
  operands: readonly string[];
  /** The values of options before the cursor, by long name. */
  given: ReadonlyMap<string, readonly string[]>;
}

/** Reads the words before the cursor, without the program's name, and the typed part of the word at the cursor. */
export function cursorAt({ program, usual }: Tree, words: readonly string[], typed: string): Cursor {
  let command = program;
  let pending: Option | null = null;
  let isPastOptions = false;
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  const give = (option: Option, value: string): void => {
    given.set(nameOf(option), [...(given.get(nameOf(option)) ?? []), value]);
  };
  const known = (): Option[] => optionsOf(command, command === program ? usual : null);

  for (const word of words) {
    if (pending !== null) {
      give(pending, word);
      pending = null;
    } else if (isPastOptions || !/^-./.test(word)) {
      const named =
        operands.length === 0 ? commandsOf(command).find((one) => one.name() === word) : undefined;
      if (named === undefined) operands.push(word);
      else command = named;
    } else if (word === '--') isPastOptions = true;
    else {
      const { option, value } = optionIn(known(), word);
      if (option !== undefined && takesValue(option) && value === null) pending = option;
      else if (option !== undefined) give(option, value ?? '');
    }
  }

  const nothing = { commands: [], options: [], wants: null, before: '', typed, operands, given };
  if (pending !== null) return { ...nothing, wants: pending };
  if (!isPastOptions && typed.startsWith('-')) {
    const { option = null, value } = optionIn(known(), typed);
    if (value !== null && typed.startsWith('--'))
      return { ...nothing, wants: option, before: typed.slice(0, typed.length - value.length), typed: value };
    return { ...nothing, options: known().filter((one) => isRepeatable(one) || !given.has(nameOf(one))) };
  }
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const wants = registeredArguments[operands.length] ?? (last?.variadic === true ? last : null);
  return { ...nothing, commands: operands.length === 0 ? commandsOf(command) : [], wants };
}

/** The placeholder of an option or argument: `order` for `--order <order>`, `number` for `[number...]`. */
export function placeholderOf(param: Argument | Option): string {
  if (!('flags' in param)) return param.name();
  return /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(param.flags)?.[1] ?? '';
}

function commandsOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

function optionsOf(command: Command, usual: Command | null): Option[] {
  const options = [command, ...(usual === null ? [] : [usual])].flatMap((one) =>
    one.createHelp().visibleOptions(one),
  );
  return [...new Map(options.map((option) => [nameOf(option), option])).values()];
}

function nameOf({ long, short }: Option): string {
  return long ?? short ?? '';
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function isRepeatable({ defaultValue, variadic }: Option): boolean {
  return variadic || Array.isArray(defaultValue);
}

/** `--order`, `--order=due`, `-n`, `-n3`: the option, and the value in the same word. */
function optionIn(
  options: readonly Option[],
  word: string,
): { option: Option | undefined; value: string | null } {
  const isLong = word.startsWith('--');
  const end = isLong ? word.indexOf('=') : word.length > 2 ? 2 : -1;
  const name = end === -1 ? word : word.slice(0, end);
  const option = options.find((one) => (isLong ? one.long : one.short) === name);
  return { option, value: end === -1 ? null : word.slice(isLong ? end + 1 : end) };
}
