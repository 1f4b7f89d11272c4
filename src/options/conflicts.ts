import { UserError } from '../platform/errors.ts';
import { list } from '../text/format.ts';
import { type Exclusion, isGiven, nameOf, type Option, type Table } from './option.ts';

type Typed = Readonly<Record<string, unknown>>;

/** Throws a UserError if typed options contradict each other, or one does nothing without another. */
export function refuseConflicts(table: Table, typed: Typed): void {
  const given = givenIn(table, typed);
  const names = given.map(nameOf);
  for (const option of given) {
    const name = nameOf(option);
    const { needs = name, excludes } = option;
    if (!names.includes(needs))
      throw new UserError(`${name} needs ${needs}.`, { help: `add ${needs}, or leave out ${name}.` });
    if (excludes !== undefined) refuse(names, excludes.flags, `${name} ${excludes.because}`, `, or ${name}`);
  }
}

/** Throws a UserError if an option was typed that does not apply beside the arguments. */
export function refuseBeside({ because, flags }: Exclusion, table: Table, typed: Typed): void {
  refuse(givenIn(table, typed).map(nameOf), flags, because, '');
}

function refuse(names: readonly string[], flags: readonly string[], because: string, or: string): void {
  const excluded = names.filter((name) => flags.includes(name));
  if (excluded.length === 0) return;
  const verb = excluded.length === 1 ? 'does' : 'do';
  throw new UserError(`${because}, so ${list(excluded)} ${verb} not apply.`, {
    help: `leave out ${list(excluded)}${or}.`,
  });
}

/** The options whose values in config.yaml do not apply beside those typed: the command line wins, and nothing is refused. */
export function silencedBy(table: Table, typed: Typed): string[] {
  return givenIn(table, typed).flatMap(({ excludes, silences = [] }) => [
    ...(excludes?.flags ?? []),
    ...silences,
  ]);
}

function givenIn(table: Table, typed: Typed): Option[] {
  return Object.entries(table).flatMap(([key, option]) => (isGiven(option, typed[key]) ? [option] : []));
}
