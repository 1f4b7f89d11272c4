import { list } from '../../text/format.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Place } from '../diagnostic.ts';
import type { DataNode, MapNode } from './document.ts';
import type { Question, Reference } from '../question.ts';
import { nearby, type Report, several, short } from '../reporter.ts';

/** The kinds of question, the same in every bank. */
export const KINDS = ['concept', 'design', 'scenario', 'debugging', 'strategy'] as const;

/** The highest question number. */
export const LAST_NUMBER = 999_999;

/** The valid front matter of a question. */
export interface Fields extends Pick<
  Question,
  'number' | 'id' | 'title' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'reviewed' | 'references'
> {
  /** Codes of the warnings that the file silences. */
  allow: readonly string[];
}

/** Gives the value, or null after reporting what is wrong with it. */
type Read<T> = (node: DataNode, key: string, report: Report) => T | null;

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

function refuse(report: Report, node: DataNode, key: string, { expected, instead, how }: Form): null {
  const help =
    instead === undefined ? (how ?? `give \`${key}\` ${expected}`) : `write \`${key}: ${instead}\``;
  report('B013', node.place, `the value of \`${key}\` is not ${expected}`, `expected ${expected}`, help);
  return null;
}

/** Text on one line. */
const line: Read<string> = (node, key, report) => {
  const expected = 'one line of text';
  if (node.kind !== 'scalar') return refuse(report, node, key, { expected });
  const { value, source } = node;
  if (typeof value === 'string' && value.trim() !== '' && !value.trim().includes('\n')) return value.trim();
  const plain = typeof value === 'number' || typeof value === 'boolean';
  return refuse(report, node, key, { expected, instead: plain ? `"${source}"` : undefined });
};

const identifier: Read<string> = (node, key, report) => {
  const { value, source } = node.kind === 'scalar' ? node : { value: null, source: '' };
  if (typeof value === 'string' && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) return value;
  const instead = source
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return refuse(report, node, key, {
    expected: 'lowercase words joined by hyphens',
    instead: /[a-z]/.test(instead) ? instead : undefined,
  });
};

function wholeNumber(most: number): Read<number> {
  return (node, key, report) => {
    const { value, source } = node.kind === 'scalar' ? node : { value: null, source: '' };
    if (typeof value === 'number' && /^[1-9]\d*$/.test(source) && value <= most) return value;
    const digits = /^0*([1-9]\d*)$/.exec(source || String(value))?.[1];
    return refuse(report, node, key, {
      expected: `a whole number from 1 to ${most}`,
      instead: digits !== undefined && Number(digits) <= most ? digits : undefined,
    });
  };
}

const date: Read<string> = (node, key, report) => {
  const value = node.kind === 'scalar' ? node.value : null;
  if (typeof value === 'string' && isDate(value)) return value;
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(String(value)) ?? [];
  const meant = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return refuse(report, node, key, {
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
  return (node, key, report) => {
    const value = line(node, key, report);
    if (value === null || words.length === 0 || words.includes(value)) return value;
    const name = singular(key);
    const near = nearby(value, words);
    const help = `write ${near === undefined ? 'one of these' : key === name ? `\`${key}: ${near}\`` : `\`${near}\``}`;
    report(
      'B012',
      node.place,
      `unknown ${name} "${short(value)}"`,
      `${whose} allows ${several(words)}`,
      help,
    );
    return null;
  };
}

function singular(key: string): string {
  return key.endsWith('s') ? key.slice(0, -1) : key;
}

/** A list whose items `read` reads. A single value needs brackets to be a list. */
function listOf<T>(
  read: Read<T>,
  { least = 0, form }: { least?: number; form?: Form } = {},
): Read<readonly T[]> {
  return (node, key, report) => {
    if (node.kind !== 'list' && form !== undefined) return refuse(report, node, key, form);
    if (node.kind !== 'list') {
      const plain = node.kind === 'scalar' && node.value !== null && least > 0;
      return refuse(report, node, key, {
        expected: 'a list',
        instead: plain ? `[${node.source}]` : undefined,
      });
    }
    const items = node.items.map((item) => read(item, key, report));
    const right = items.filter((item) => item !== null);
    if (items.length < least) return refuse(report, node, key, { expected: 'a list of at least one' });
    return right.length === items.length ? right : null;
  };
}

const address: Read<string> = (node, key, report) => {
  const value = line(node, key, report);
  if (value === null || /^https?:\/\/[^\s/]+\.?[^\s]*$/.test(value)) return value;
  return refuse(report, node, key, { expected: 'a URL that starts with https://' });
};

const REFERENCE: Table<Reference> = {
  title: { read: line },
  url: { read: address },
};

const REFERENCES: Form = {
  expected: 'a list of `title` and `url`',
  how: 'write each one below it as `  - title: …` and `    url: https://…`',
};

const reference: Read<Reference> = (node, key, report) => {
  if (node.kind !== 'map') return refuse(report, node, key, REFERENCES);
  const { title, url } = readTable(node, REFERENCE, node.place, report);
  return title === undefined || url === undefined ? null : { title, url };
};

function tableOf(vocabulary: Vocabulary): Table<Fields> {
  const bank = 'this bank';
  return {
    number: { read: wholeNumber(LAST_NUMBER) },
    id: { read: identifier },
    title: { read: line },
    topic: { read: wordOf(vocabulary.topics, bank) },
    kind: { read: wordOf(KINDS, 'every bank') },
    level: { read: wordOf(vocabulary.levels, bank) },
    roles: { read: listOf(wordOf(vocabulary.roles, bank), { least: 1 }) },
    minutes: { read: wholeNumber(240) },
    reviewed: { read: date },
    references: { read: listOf(reference, { form: REFERENCES }), fallback: [] },
    allow: { read: listOf(line), fallback: [] },
  };
}

/** Reads a question's front matter. Reports and leaves out wrong and missing values. */
export function readFields(frontMatter: MapNode, vocabulary: Vocabulary, report: Report): Partial<Fields> {
  const table = tableOf(vocabulary);
  return readTable(frontMatter, table, { line: 1, column: 1, length: 3 }, report);
}

/** Whether nothing is missing. */
export function isComplete(fields: Partial<Fields>): fields is Fields {
  const keys = Object.keys(tableOf({ topics: [], roles: [], levels: [] }));
  return keys.every((key) => Object.hasOwn(fields, key));
}

/** The front matter of a bank's README.md. */
type BankFields = Vocabulary & { bank: string };

/** Reads the front matter of a bank's README.md. Reports and leaves out wrong values. */
export function readBankFields(frontMatter: MapNode, folder: string, report: Report): Partial<BankFields> {
  const table: Table<BankFields> = {
    bank: { read: bankName, fallback: folder },
    topics: { read: listOf(line), fallback: [] },
    roles: { read: listOf(line), fallback: [] },
    levels: { read: listOf(line), fallback: [] },
  };
  // The page may carry keys for other tools.
  const known = [...frontMatter.entries].filter(([key]) => Object.hasOwn(table, key));
  return readTable({ ...frontMatter, entries: new Map(known) }, table, frontMatter.place, report);
}

/** A bank's name comes before the slash in `bank/5`. */
const bankName: Read<string> = (node, key, report) => {
  const value = line(node, key, report);
  if (value === null || !/[/\s]/.test(value)) return value;
  return refuse(report, node, key, { expected: 'a name without spaces or slashes' });
};

function readTable<T extends object>(
  map: MapNode,
  table: Table<T>,
  missingAt: Place,
  report: Report,
): Partial<T> {
  const keys = Object.keys(table) as (keyof T & string)[];
  for (const [key, { keyPlace }] of map.entries) {
    if (!Object.hasOwn(table, key)) refuseKey(key, keyPlace, keys, report);
  }
  const result: Partial<T> = {};
  for (const key of keys) {
    const { read, fallback } = table[key];
    const entry = map.entries.get(key);
    const value = entry === undefined ? fallback : read(entry.value, key, report);
    if (value !== undefined && value !== null) result[key] = value;
    else if (entry === undefined) {
      report('B010', missingAt, `the key \`${key}\` is missing`, 'it belongs here', `add \`${key}: …\``);
    }
  }
  return result;
}

function refuseKey(key: string, place: Place, keys: readonly string[], report: Report): void {
  const near = nearby(key, keys);
  report(
    'B011',
    place,
    `unknown key "${short(key)}"`,
    `the keys are ${list(keys)}`,
    near === undefined ? 'remove it' : `write \`${near}\``,
  );
}
