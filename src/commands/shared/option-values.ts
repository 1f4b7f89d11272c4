// What a person types after an option, as values. Each function takes the option's name, for its error, and gives a parser.
import { UserError } from '../../platform/errors.ts';
import { isDay } from '../../text/day.ts';
import { list, nearest } from '../../text/format.ts';

/** A whole number of at least one, as a person types it. */
export const wholeNumber =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && number >= 1 && Number.isSafeInteger(number)) return number;
    throw new UserError(`${option} needs a whole number from 1, not "${value}".`);
  };

/** Minutes, which may be parts of one, as milliseconds are worked out from them. */
export const minutes =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d*\.?\d+$/.test(value.trim()) && number > 0 && number <= 24 * 60) return number;
    throw new UserError(`${option} needs minutes above 0 and up to 1440, not "${value}".`);
  };

/** A day of the calendar, `2026-01-31`. */
export const day =
  (option: string) =>
  (value: string): string => {
    if (isDay(value)) return value;
    throw new UserError(`${option} needs a day such as 2026-01-31, not "${value}".`);
  };

/** Two different numbers from 1 with a comma between them: `1,3`. */
export const twoNumbers =
  (option: string) =>
  (value: string): [number, number] => {
    const [, first, second] = /^\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$/.exec(value) ?? [];
    const pair: [number, number] = [Number(first), Number(second)];
    if (pair[0] >= 1 && pair[1] >= 1 && pair[0] !== pair[1]) return pair;
    throw new UserError(`${option} needs the numbers of two attempts such as 1,3, not "${value}".`);
  };

/** A seed: an unsigned 32-bit number. */
export const seed =
  (option: string) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && number < 2 ** 32) return number;
    throw new UserError(`${option} needs a whole number from 0 to 4294967295, not "${value}".`);
  };

/** One of a few words. */
export const wordFrom =
  <const Word extends string>(option: string, words: readonly Word[]) =>
  (value: string): Word => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    const near = nearest(value, words);
    throw new UserError(`${option} knows ${list(words)}, not "${value}".`, {
      ...(near === undefined ? {} : { help: `write \`${option} ${near}\`` }),
    });
  };

/** `all`, `none`, `pressing` or a number. */
export const followUps =
  (option: string) =>
  (value: string): 'all' | 'pressing' | number => {
    if (value === 'all' || value === 'pressing') return value;
    if (value === 'none' || value === '0') return 0;
    if (/^\d+$/.test(value)) return Number(value);
    throw new UserError(`${option} needs all, none, pressing or a number, not "${value}".`);
  };
