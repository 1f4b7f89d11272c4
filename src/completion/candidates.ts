import { homedir } from 'node:os';
import { CODES } from '../bank/codes.ts';
import { knownWords } from '../commands/shared/named-question.ts';
import { type Listed, type Listing, loadListings } from '../bank/loader/list-index.ts';
import { requireHome } from '../platform/paths.ts';
import { readSummaries } from '../journal/session-index.ts';
import type { Env } from '../platform/env.ts';
import type { TAGS } from '../engine/event.ts';
import { type SessionSummary, titlesOf } from '../progress/summary.ts';
import { SECTION_KEYS } from '../renderer/section-keys.ts';
import { cleanLine } from '../text/clean.ts';
import { type Cursor, placeholderOf } from './cursor.ts';
import type { Argument, Command, Option, Tree } from './tree.ts';

/** A word that may be meant, and what it stands for. */
export interface Candidate {
  /** As it is to be typed, before any quoting. On one line. */
  value: string;
  /** On one line; may be empty. */
  description: string;
}

/** Words, or what the shell knows better: the names of files, or of folders only. */
export type Candidates = readonly Candidate[] | 'files' | 'folders';

type Source = (env: Env, cursor: Cursor) => Candidates | Promise<Candidates>;

/**
 * Where the values come from, by the name in brackets that an option or an argument gives its value: whoever writes
 * `<session>` has its completion. What takes one of a few words says so itself, with `choices`.
 */
const SOURCES: Readonly<Record<string, Source>> = {
  file: () => 'files',
  path: () => 'files',
  folder: () => 'folders',
  question: questions,
  number: questions,
  topic: wordsOf('topic'),
  role: wordsOf('role'),
  level: wordsOf('level'),
  session: (env) => sessions(readSummaries(env).summaries),
  'paused-session': (env) => sessions(readSummaries(env).summaries.filter(({ state }) => state === 'paused')),
  company: tagsOf('company'),
  position: tagsOf('position'),
  interviewer: tagsOf('interviewer'),
  sections,
  code: () => Object.entries(CODES).map(([value, { title }]) => ({ value, description: title })),
};

/** All that may stand at the cursor, whatever is typed of it. */
export async function candidatesAt(env: Env, tree: Tree, cursor: Cursor): Promise<Candidates> {
  const { commands, options, wants } = cursor;
  const words = [...commands.map(ofCommand), ...options.flatMap((option) => ofOption(option, cursor.typed))];
  if (wants === null) return words;
  const values = await valuesFor(env, tree, wants, cursor);
  return typeof values === 'string' ? values : [...words, ...values.filter(isTypable)];
}

function valuesFor(
  env: Env,
  { program }: Tree,
  wants: Argument | Option,
  cursor: Cursor,
): Candidates | Promise<Candidates> {
  if (wants.argChoices !== undefined) return wants.argChoices.map(plain);
  const placeholder = placeholderOf(wants);
  if (placeholder === 'command') return program.createHelp().visibleCommands(program).map(ofCommand);
  const source = Object.hasOwn(SOURCES, placeholder) ? SOURCES[placeholder] : undefined;
  if (source === undefined) return [];
  requireHome(env.paths, Boolean(env.vars['HOTSEAT_HOME']));
  return source(env, cursor);
}

function ofCommand(command: Command): Candidate {
  return { value: command.name(), description: cleanLine(command.description()) };
}

/** By its long name; by the short one where that is typed. */
function ofOption({ long, short, description }: Option, typed: string): Candidate[] {
  const names = [long ?? short, typed === short ? short : undefined].filter((name) => name !== undefined);
  return [...new Set(names)].map((value) => ({ value, description: cleanLine(description) }));
}

function plain(value: string): Candidate {
  return { value, description: '' };
}

/** What holds a character that no terminal should get cannot be typed either. */
function isTypable({ value }: Candidate): boolean {
  return value !== '' && cleanLine(value) === value;
}

/** The banks of the command line. No shell has expanded the words that it hands over. */
async function banksOf(env: Env, { given }: Cursor): Promise<readonly Listing[]> {
  const folders = (given.get('--bank') ?? []).map((folder) =>
    folder.replace(/^~(?=\/|$)/, () => env.vars['HOME'] ?? homedir()),
  );
  return (await loadListings(env, folders)).banks;
}

/**
 * Numbers with titles, with the bank's name where two share one. By id too, once a letter says that this is what is being
 * typed. What the line names already is left out.
 */
async function questions(env: Env, cursor: Cursor): Promise<Candidate[]> {
  const banks = await banksOf(env, cursor);
  const byId = /^\p{L}/u.test(cursor.typed);
  return [...named(banks, ({ number }) => number), ...(byId ? named(banks, ({ id }) => id) : [])].filter(
    ({ value }) => !cursor.operands.includes(value),
  );
}

function named(banks: readonly Listing[], nameOf: (question: Listed) => string | number): Candidate[] {
  const all = banks.flatMap((bank) => bank.questions);
  const times = new Map<string | number, number>();
  for (const name of all.map(nameOf)) times.set(name, (times.get(name) ?? 0) + 1);
  return all.map((question) => {
    const name = nameOf(question);
    const value = (times.get(name) ?? 0) > 1 ? `${question.bank}/${name}` : String(name);
    return { value, description: cleanLine(question.title) };
  });
}

function wordsOf(what: 'topic' | 'role' | 'level'): Source {
  return async (env, cursor) => knownWords(await banksOf(env, cursor), what).map(plain);
}

/** The last of a list with commas between, each once. */
function sections(_env: Env, { typed }: Cursor): Candidate[] {
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  return SECTION_KEYS.filter((key) => !before.split(',').includes(key)).map((key) => plain(before + key));
}

/** The newest first: those with a name by it, then all by their ids. */
function sessions(summaries: readonly SessionSummary[]): Candidate[] {
  const newestFirst = summaries.toSorted((a, b) => b.started - a.started);
  const names = newestFirst.map(({ name }) => name);
  const byName = newestFirst.filter(
    ({ name }) => name !== null && names.indexOf(name) === names.lastIndexOf(name),
  );
  return [
    ...byName.map((one) => ({
      value: one.name ?? '',
      description: describe(one, one.startedAt.slice(0, 10)),
    })),
    ...newestFirst.map((one) => ({ value: one.id, description: describe(one, one.name) })),
  ];
}

function describe(summary: SessionSummary, first: string | null): string {
  const called = first === null ? [] : [first];
  return cleanLine([...called, summary.state, titlesOf(summary).join(', ')].join(' · '));
}

/** What earlier sessions were tagged with, the newest first. */
function tagsOf(tag: (typeof TAGS)[number]): Source {
  return (env) => {
    const newestFirst = readSummaries(env).summaries.toSorted((a, b) => b.started - a.started);
    return [...new Set(newestFirst.map(({ tags }) => tags[tag] ?? ''))].map(plain);
  };
}
