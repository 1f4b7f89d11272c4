/** Tells whether a value is a T. */
export type Guard<T> = (value: unknown) => value is T;
type Fields = Readonly<Record<string, Guard<unknown>>>;

/** The type that a guard stands for. */
export type Of<G> = G extends Guard<infer T> ? T : never;
type OptionalKey<F> = { [K in keyof F]: undefined extends Of<F[K]> ? K : never }[keyof F];
type Flat<T> = { [K in keyof T]: T[K] };
/** The type of an object with these fields. */
export type Shape<F> = Flat<
  { [K in Exclude<keyof F, OptionalKey<F>>]: Of<F[K]> } & {
    [K in OptionalKey<F>]?: Exclude<Of<F[K]>, undefined>;
  }
>;

export const isString: Guard<string> = (value) => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);
export const isPlace: Guard<number> = (value): value is number =>
  Number.isInteger(value) && Number(value) >= 0;
/** Milliseconds. A damaged journal may hold 1e308, and two of those add up to infinity. */
export const isMs: Guard<number> = (value): value is number =>
  isNumber(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

export function oneOf<const T extends readonly unknown[]>(...values: T): Guard<T[number]> {
  return (value): value is T[number] => values.includes(value);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** The most that a list in an event may hold. No round comes near it, and what reads a session may compare all with all. */
export const MOST_IN_LIST = 1000;
/** The same where nothing is compared: the names of a session's files, the words of a text. */
export const MOST_NAMES = 10_000;

export function listOf<T>(items: Guard<T>, most = MOST_IN_LIST): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every((item) => items(item));
}

export function shape<F extends Fields>(fields: F): Guard<Shape<F>> {
  const entries = Object.entries(fields);
  return (value): value is Shape<F> =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, guard]) => guard((value as Record<string, unknown>)[name]));
}
