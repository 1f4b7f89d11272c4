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

/** A whole number of at least one. */
export const wholeNumber =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && number >= 1 && Number.isSafeInteger(number)) return number;
    throw new UserError(`${option} must be a whole number, 1 or more (got "${value}").`);
  };

/** Minutes, possibly fractional. */
export const minutes =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d*\.?\d+$/.test(value.trim()) && number > 0 && number <= 24 * 60) return number;
    throw new UserError(`${option} must be above 0 and at most 1440 (got "${value}").`);
  };

/** A factor on the time of a question, possibly fractional. */
export const factor =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d*\.?\d+$/.test(value.trim()) && number >= 0.1 && number <= 10) return number;
    throw new UserError(`${option} must be a number from 0.1 to 10, such as 1.5 (got "${value}").`);
  };

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

/** A seed: an unsigned 32-bit number. */
export const seed =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && number < 2 ** 32) return number;
    throw new UserError(`${option} must be a whole number from 0 to 4294967295 (got "${value}").`);
  };

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
