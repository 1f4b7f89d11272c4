// Parsers for the values of options. Each function takes the option's name, for its error, and gives a parser.
import { UserError } from '../platform/errors.ts';
import { isDay } from '../text/day.ts';
import { nearest } from '../text/format.ts';

export const text = () => (value: string) => value;

/** A path. An empty one, such as a variable that is not set, would stand for the working folder, or even for `/`. */
export const path =
  (option: string) =>
  (value: string): string => {
    if (value !== '') return value;
    throw new UserError(`${option} must name a file or a folder (got "").`, {
      help: 'if a variable names it, check that the variable is set.',
    });
  };

/** A number from `least` to `most`; `form` is how it is written, and `says` how an error calls it. */
const number =
  (form: RegExp, least: number, most: number, says: string) =>
  (option: string) =>
  (value: string): number => {
    const read = Number(value);
    if (form.test(value.trim()) && read >= least && read <= most) return read;
    throw new UserError(`${option} must be ${says} (got "${value}").`);
  };

const WHOLE = /^\d+$/;
const DECIMAL = /^\d*\.?\d+$/;

export const wholeNumber = number(WHOLE, 1, Number.MAX_SAFE_INTEGER, 'a whole number, 1 or more');
/** An unsigned 32-bit number. */
export const seed = number(WHOLE, 0, 2 ** 32 - 1, 'a whole number from 0 to 4294967295');
export const minutes = number(DECIMAL, Number.MIN_VALUE, 24 * 60, 'above 0 and at most 1440');
/** A factor on the time of a question. */
export const factor = number(DECIMAL, 0.1, 10, 'a number from 0.1 to 10, such as 1.5');

/** A calendar day, `2026-01-31`. */
export const day =
  (option: string) =>
  (value: string): string => {
    if (isDay(value)) return value;
    throw new UserError(`${option} must be a date such as 2026-01-31 (got "${value}").`);
  };

/** A calendar day; empty for the one that `you` in config.yaml has. */
export const ownDay =
  (option: string) =>
  (value: string): string =>
    value === '' ? '' : day(option)(value);

/** One of a few words, in any letter case. `typed` is what comes before the word on a command line. */
export const wordFrom =
  <const Word extends string>(option: string, words: readonly Word[], typed = option) =>
  (value: string): Word => {
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word !== undefined) return word;
    const near = nearest(value, words);
    throw new UserError(`${option} must be one of: ${words.join(', ')} (got "${value}").`, {
      ...(near === undefined ? {} : { help: `did you mean \`${typed} ${near}\`?` }),
    });
  };

/** `all`, `none`, `pressing`, `live` or a number. */
export const followUps =
  (option: string) =>
  (typed: string): 'all' | 'pressing' | 'live' | number => {
    const value = typed.toLowerCase();
    if (value === 'all' || value === 'pressing' || value === 'live') return value;
    if (value === 'none' || value === '0') return 0;
    if (/^\d+$/.test(value)) return Number(value);
    throw new UserError(`${option} must be all, none, pressing, live or a number (got "${typed}").`);
  };
