import { homedir } from 'node:os';
import { CODES } from '../bank/codes.ts';
import { knownWords } from '../store/named-question.ts';
import type { ListedBank, ListedQuestion } from '../bank/listed.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { requireHome } from '../platform/paths.ts';
import { type DamagedSession, readSummaries } from '../store/session-index.ts';
import type { Env } from '../platform/env.ts';
import type { TAGS } from '../engine/event.ts';
import { type SessionSummary, titlesOf } from '../progress/summary.ts';
import { SECTION_KEYS } from '../renderer/section-keys.ts';
import { cleanLine } from '../text/clean.ts';
import { byUnits, count } from '../text/format.ts';
import { type Cursor, placeholderOf } from './cursor.ts';
import type { Argument, Command, Option, Tree } from './tree.ts';

/** A word that may complete the line, and what it means. */
export interface Candidate {
  /** As it would be typed, before quoting. On one line. */
  value: string;
  /** On one line; may be empty. */
  description: string;
}

/** Words, or what the shell completes itself: files, or folders only. */
export type Candidates = readonly Candidate[] | 'files' | 'folders';

type Source = (env: Env, cursor: Cursor) => Candidates | Promise<Candidates>;

/**
 * The sources of values by placeholder: an option or argument declared with `<session>` completes sessions. Those with
 * a fixed set of words declare it with `choices`.
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
  terms: concepts,
  session: (env) => {
    const { summaries, damaged } = readSummaries(env);
    return [...sessions(summaries), ...damaged.filter(({ isLost }) => isLost).map(damagedSession)];
  },
  'paused-session': (env) => sessions(readSummaries(env).summaries.filter(({ state }) => state === 'paused')),
  company: tagsOf('company'),
  position: tagsOf('position'),
  interviewer: tagsOf('interviewer'),
  sections,
  code: () => Object.entries(CODES).map(([value, { title }]) => ({ value, description: title })),
};

/** All candidates at the cursor, whatever part is typed. */
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

/** By its long name; by its short one if that is typed. */
function ofOption({ long, short, description }: Option, typed: string): Candidate[] {
  const names = [long ?? short, typed === short ? short : undefined].filter((name) => name !== undefined);
  return [...new Set(names)].map((value) => ({ value, description: cleanLine(description) }));
}

function plain(value: string): Candidate {
  return { value, description: '' };
}

/** Leaves out values with control characters: they cannot be typed either. */
function isTypable({ value }: Candidate): boolean {
  return value !== '' && cleanLine(value) === value;
}

/** The banks on the command line. The shell has not expanded the words that it passes. */
async function banksOf(env: Env, { given }: Cursor): Promise<readonly ListedBank[]> {
  const folders = (given.get('--bank') ?? []).map((folder) =>
    folder.replace(/^~(?=\/|$)/, () => env.vars['HOME'] ?? homedir()),
  );
  return (await listBanks(env, folders)).banks;
}

/**
 * Numbers with titles, with the bank's name if two share one. Ids too, once a letter is typed. Leaves out what the line
 * already names.
 */
async function questions(env: Env, cursor: Cursor): Promise<Candidate[]> {
  const banks = await banksOf(env, cursor);
  const byId = /^\p{L}/u.test(cursor.typed);
  return [...named(banks, ({ number }) => number), ...(byId ? named(banks, ({ id }) => id) : [])].filter(
    ({ value }) => !cursor.operands.includes(value),
  );
}

function named(
  banks: readonly ListedBank[],
  nameOf: (question: ListedQuestion) => string | number,
): Candidate[] {
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

/** The terms that questions name, with the title of the question if it is one. */
async function concepts(env: Env, cursor: Cursor): Promise<Candidate[]> {
  const all = (await banksOf(env, cursor)).flatMap((bank) => bank.questions);
  const titles = new Map<string, string[]>();
  for (const { concepts: named = [], title } of all)
    for (const concept of named) titles.set(concept, [...(titles.get(concept) ?? []), title]);
  return [...titles]
    .sort(([a], [b]) => byUnits(a.toLowerCase(), b.toLowerCase()))
    .map(([value, [title = '', ...others]]) => ({
      value,
      description: others.length === 0 ? cleanLine(title) : count(others.length + 1, 'question'),
    }));
}

/** The last word of a comma-separated list, without repeats. */
function sections(_env: Env, { typed }: Cursor): Candidate[] {
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  return SECTION_KEYS.filter((key) => !before.split(',').includes(key)).map((key) => plain(before + key));
}

/** Newest first: named sessions by name, then all by id. */
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

function damagedSession({ id, summary }: DamagedSession): Candidate {
  return { value: id, description: cleanLine([summary?.name ?? [], 'damaged'].flat().join(' · ')) };
}

function describe(summary: SessionSummary, first: string | null): string {
  return cleanLine([first, summary.state, titlesOf(summary).join(', ')].filter(Boolean).join(' · '));
}

/** The tags of earlier sessions, newest first. */
function tagsOf(tag: (typeof TAGS)[number]): Source {
  return (env) => {
    const newestFirst = readSummaries(env).summaries.toSorted((a, b) => b.started - a.started);
    return [...new Set(newestFirst.map(({ tags }) => tags[tag] ?? ''))].map(plain);
  };
}
