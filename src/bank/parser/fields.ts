import { list, nearby, several, short } from '../../text/format.ts';
import { KINDS } from '../kinds.ts';
import type { Vocabulary, Question, Reference } from '../question.ts';
import type { Path, Where } from '../diagnostic.ts';
import { type LIMITS, within } from './limits.ts';
import { type Report, START } from '../reporter.ts';
import { type Data, isData, isList, OddScalar, type Value, valueOf } from './document.ts';

/** The highest question number. */
export const LAST_NUMBER = 999_999;

/** The valid front matter of a question. */
export interface Fields extends Pick<
  Question,
  'number' | 'id' | 'title' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'reviewed' | 'references'
> {
  concepts: readonly string[];
  opens: readonly string[];
  /** Codes of the warnings that the file silences. */
  allow: readonly string[];
}

/** Gives the value, or null after reporting what is wrong with it. */
type Read<T> = (value: Value, path: Path, report: Report) => T | null;

interface Field<T> {
  read: Read<T>;
  /** The default; without one the key is required. */
  fallback?: T;
}

type Table<T> = { [K in keyof T]-?: Field<T[K]> };

/** How to report a value in the wrong format. */
interface Form {
  /** `a whole number such as 4` */
  expected: string;
  /** The corrected value, if it can be guessed. */
  instead?: string | undefined;
  /** How to write it, if `expected` does not say so. */
  how?: string;
}

/** The last key of a path. For an item of a list, that is the list's key. */
function keyIn(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string'));
}

function refuse(report: Report, path: Path, { expected, instead, how }: Form): null {
  const key = keyIn(path);
  const help =
    instead === undefined ? (how ?? `give \`${key}\` ${expected}`) : `write \`${key}: ${instead}\``;
  report('B013', { value: path }, `the value of \`${key}\` is not ${expected}`, `expected ${expected}`, help);
  return null;
}

/** A scalar as it is written in the file, without quotes; '' for null, lists and maps. */
function written(value: Value): string {
  if (value instanceof OddScalar) return value.written;
  return value === null || typeof value === 'object' ? '' : String(value);
}

/** Text on one line. */
const line: Read<string> = (value, path, report) => {
  const expected = 'one line of text';
  if (typeof value !== 'string') {
    const instead = written(value) === '' ? undefined : `"${written(value)}"`;
    return refuse(report, path, { expected, instead });
  }
  const text = value.trim();
  return text === '' || text.includes('\n') ? refuse(report, path, { expected }) : text;
};

const identifier: Read<string> = (value, path, report) => {
  if (typeof value === 'string' && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) return value;
  const instead = (typeof value === 'string' ? value : '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return refuse(report, path, {
    expected: 'lowercase words joined by hyphens',
    instead: /[a-z]/.test(instead) ? instead : undefined,
  });
};

function wholeNumber(most: number): Read<number> {
  return (value, path, report) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
    const digits = /^0*([1-9]\d*)$/.exec(written(value))?.[1];
    return refuse(report, path, {
      expected: `a whole number from 1 to ${most}`,
      instead: digits !== undefined && Number(digits) <= most ? digits : undefined,
    });
  };
}

const date: Read<string> = (value, path, report) => {
  if (typeof value === 'string' && isDate(value)) return value;
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(written(value)) ?? [];
  const meant = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return refuse(report, path, {
    expected: 'a date such as 2026-11-24',
    instead: isDate(meant) ? meant : undefined,
  });
};

/** Whether the calendar has such a day. Plain arithmetic, because the first Date in a process costs milliseconds. */
function isDate(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

/** One of the allowed words; any word if none are listed. */
function wordOf(words: readonly string[], whose: string): Read<string> {
  return (value, path, report) => {
    const word = line(value, path, report);
    if (word === null || words.length === 0 || words.includes(word)) return word;
    const key = keyIn(path);
    const name = key.replace(/s$/, '');
    const near = nearby(word, words);
    const help = `write ${near === undefined ? 'one of these' : key === name ? `\`${key}: ${near}\`` : `\`${near}\``}`;
    const message = `unknown ${name} "${short(word)}"`;
    report('B012', { value: path }, message, `${whose} allows ${several(words)}`, help);
    return null;
  };
}

/** A list whose items `read` reads. A single value needs brackets to be a list. */
function listOf<T>(
  read: Read<T>,
  { least = 0, limit, form }: { least?: number; limit?: keyof typeof LIMITS; form?: Form } = {},
): Read<readonly T[]> {
  return (value, path, report) => {
    if (!isList(value)) {
      const instead = least > 0 && written(value) !== '' ? `[${written(value)}]` : undefined;
      return refuse(report, path, form ?? { expected: 'a list', instead });
    }
    const listed = value.map((item, index) => ({ item, where: [...path, index] }));
    const firsts =
      limit === undefined
        ? listed
        : within(listed, limit, 'the question', ({ where }) => ({ value: where }), report);
    const items = firsts.map(({ item, where }) => read(item, where, report));
    const right = items.filter((item) => item !== null);
    if (items.length < least) return refuse(report, path, { expected: 'a list of at least one' });
    return right.length === items.length ? right : null;
  };
}

const address: Read<string> = (value, path, report) => {
  const text = line(value, path, report);
  if (text === null || /^https?:\/\/[^\s/]+\.?[^\s]*$/.test(text)) return text;
  return refuse(report, path, { expected: 'a URL that starts with https://' });
};

const REFERENCE: Table<Reference> = {
  title: { read: line },
  url: { read: address },
};

const REFERENCES: Form = {
  expected: 'a list of `title` and `url`',
  how: 'write each one below it as `  - title: …` and `    url: https://…`',
};

const reference: Read<Reference> = (value, path, report) => {
  if (!isData(value)) return refuse(report, path, REFERENCES);
  const { title, url } = readTable(value, REFERENCE, path, { value: path }, report);
  return title === undefined || url === undefined ? null : { title, url };
};

function tableOf(vocabulary: Vocabulary): Table<Fields> {
  const bank = 'this bank';
  return {
    number: { read: wholeNumber(LAST_NUMBER) },
    id: { read: identifier },
    title: { read: line },
    concepts: { read: listOf(line, { limit: 'concepts' }), fallback: [] },
    topic: { read: wordOf(vocabulary.topics, bank) },
    kind: { read: wordOf(KINDS, 'every bank') },
    level: { read: wordOf(vocabulary.levels, bank) },
    roles: { read: listOf(wordOf(vocabulary.roles, bank), { least: 1, limit: 'roles' }) },
    minutes: { read: wholeNumber(240) },
    opens: { read: listOf(line, { limit: 'opens' }), fallback: [] },
    reviewed: { read: date },
    references: { read: listOf(reference, { form: REFERENCES, limit: 'references' }), fallback: [] },
    allow: { read: listOf(line, { limit: 'allow' }), fallback: [] },
  };
}

/** Reads a question's front matter. Reports and leaves out wrong and missing values. */
export function readFields(data: Data, vocabulary: Vocabulary, report: Report): Partial<Fields> {
  return readTable(data, tableOf(vocabulary), [], { line: 1, column: 1, length: 3 }, report);
}

/** Whether no key is missing. */
export function isComplete(fields: Partial<Fields>): fields is Fields {
  const keys = Object.keys(tableOf({ topics: [], roles: [], levels: [] }));
  return keys.every((key) => Object.hasOwn(fields, key));
}

/** The front matter of a bank's README.md. */
type BankFields = Vocabulary & { bank: string };

/** Reads the front matter of a bank's README.md. Reports and leaves out wrong values. */
export function readBankFields(data: Data, folder: string, report: Report): Partial<BankFields> {
  const table: Table<BankFields> = {
    bank: { read: bankName, fallback: folder },
    topics: { read: listOf(line), fallback: [] },
    roles: { read: listOf(line), fallback: [] },
    levels: { read: listOf(line), fallback: [] },
  };
  // The page may have keys for other tools.
  const known = Object.entries(data).filter(([key]) => Object.hasOwn(table, key));
  return readTable(Object.fromEntries(known), table, [], START, report);
}

/** A bank's name comes before the slash in `bank/5`. */
const bankName: Read<string> = (value, path, report) => {
  const name = line(value, path, report);
  if (name === null || !/[/\s]/.test(name)) return name;
  return refuse(report, path, { expected: 'a name without spaces or slashes' });
};

/** Reads the keys of `table` from `data`, which is at `path`. */
function readTable<T extends object>(
  data: Data,
  table: Table<T>,
  path: Path,
  missingAt: Where,
  report: Report,
): Partial<T> {
  const keys = Object.keys(table) as (keyof T & string)[];
  for (const key of Object.keys(data)) {
    if (!Object.hasOwn(table, key)) refuseKey(key, [...path, key], keys, report);
  }
  const result: Partial<T> = {};
  for (const key of keys) {
    const { read, fallback } = table[key];
    const given = valueOf(data, key);
    const value = given === undefined ? fallback : read(given, [...path, key], report);
    if (value !== undefined && value !== null) result[key] = value;
    else if (given === undefined) {
      report('B010', missingAt, `the key \`${key}\` is missing`, 'it belongs here', `add \`${key}: …\``);
    }
  }
  return result;
}

function refuseKey(key: string, path: Path, keys: readonly string[], report: Report): void {
  const near = nearby(key, keys);
  report(
    'B011',
    { key: path },
    `unknown key "${short(key)}"`,
    `the keys are ${list(keys)}`,
    near === undefined ? 'remove it' : `write \`${near}\``,
  );
}
