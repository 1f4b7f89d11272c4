import type { ListedBank } from '../bank/listed.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { yourself } from '../options/practice-settings.ts';
import type { You } from '../options/settings.ts';
import type { YouOptions } from '../options/table.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { roleName, whoIs } from '../renderer/you.ts';
import { setValues } from '../store/config-file.ts';
import { knownWords } from '../store/named-question.ts';
import { choiceRows, type Menus } from '../terminal/menus.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { say } from '../terminal/say.ts';
import { cleanLine } from '../text/clean.ts';
import { dayAfter, dayOf, isDay, longDay } from '../text/day.ts';
import { type Row, textOf, type Theme } from '../text/rows.ts';

type Fact = keyof You;
export const FACTS: readonly Fact[] = ['role', 'level', 'interview'];

const QUESTIONS: Readonly<Record<Fact, string>> = {
  role: 'Your role, by number or in words:',
  level: 'Your level:',
  interview: 'Your interview, its date or in how many days:',
};

/** `hotseat you`: who practices, as options change it. */
export async function you(env: Env, typed: YouOptions): Promise<ExitCode> {
  const { banks } = await listBanks(env, []);
  const before = await yourself(env);
  const given = FACTS.flatMap((fact) => {
    const text = typed[fact];
    return text === undefined
      ? []
      : [[fact, text === '' ? undefined : read(env, banks, fact, text)] as const];
  });
  const after = merged(before, given);
  keep(env, before, after);
  const who = whoIs(after, dayOf(env.now()));
  env.stdout.write(`${who === '' ? 'Nothing is known of you yet.' : who}\n`);
  for (const line of unknownIn(after, banks)) say(env, line);
  if (given.length === 0) say(env, 'Change it with --role, --level and --interview.');
  return EXIT.done;
}

/** What is known of you and no question has, a sentence each. */
function unknownIn(who: You, banks: readonly ListedBank[]): string[] {
  return (['role', 'level'] as const).flatMap((fact) => {
    const word = who[fact];
    if (word === undefined || knownWords(banks, fact).includes(word)) return [];
    return [`No question is for the ${fact} "${cleanLine(word)}", so it changes nothing that you are asked.`];
  });
}

/** What a question needs that is asked in a terminal. */
export interface Prompt {
  terminal: RawTerminal;
  theme: Theme;
  menus: Menus;
}

/** Asks for each of these facts; an empty line leaves it open. */
export async function askWho(
  env: Env,
  prompt: Prompt,
  banks: readonly ListedBank[],
  before: You,
  facts = FACTS,
): Promise<You> {
  const answers: [Fact, string | undefined][] = [];
  for (const fact of facts) answers.push([fact, await ask(env, prompt, banks, fact, before[fact] ?? '')]);
  return merged(before, answers);
}

async function ask(
  env: Env,
  { terminal, theme, menus }: Prompt,
  banks: readonly ListedBank[],
  fact: Fact,
  before: string,
): Promise<string | undefined> {
  const choices = fact === 'interview' ? [] : numbered(knownWords(banks, fact));
  const above = choices.length === 0 ? [] : choiceRows(choices, terminal.size().columns).map(textOf);
  const notice = (line: string): Row[] => noticeRows(line, terminal.size().columns, 'warn');
  let problem: string[] = [];
  for (let text = before; ;) {
    const question = [...problem, ...above, `  ${QUESTIONS[fact]}`].join('\n').trimStart();
    text = await menus.line(question, text);
    if (text === '') return undefined;
    try {
      const value = read(env, banks, fact, text);
      for (const line of unknownIn({ [fact]: value }, banks)) terminal.print(theme.paintAll(notice(line)));
      return value;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problem = notice(error.message).map(textOf);
    }
  }
}

/** What is known after these changes; undefined removes a fact. */
function merged(before: You, changes: readonly (readonly [Fact, string | undefined])[]): You {
  const all = new Map<string, string | undefined>([...Object.entries(before), ...changes]);
  return Object.fromEntries([...all].filter(([, text]) => text !== undefined));
}

function numbered(words: readonly string[]): string[] {
  return words.map((word, at) => `${at + 1} ${roleName(word)}`);
}

/** A fact as config.yaml has it: the word of the banks that the text names or has in it, else as it was typed. */
function read(env: Env, banks: readonly ListedBank[], fact: Fact, typed: string): string {
  const text = typed.trim();
  if (fact === 'interview') return interviewDay(text, dayOf(env.now()));
  const known = knownWords(banks, fact);
  const said = new Set(wordsOf(text));
  // The longest is the closest: "LLM engineer" before "engineer".
  const named = known
    .filter((word) => wordsOf(word).every((part) => said.has(part)))
    .toSorted((a, b) => b.length - a.length);
  return known[Number(text) - 1] ?? named[0] ?? text;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const NUMBERS = new Map(
  'zero one two three four five six seven eight nine ten'.split(' ').map((word, number) => [word, number]),
).set('a', 1);

function interviewDay(text: string, today: string): string {
  const [, many = '', unit = ''] = /^(?:in )?(\d{1,3}|[a-z]+)( days?| weeks?|)$/i.exec(text) ?? [];
  const days = (NUMBERS.get(many.toLowerCase()) ?? Number.parseInt(many)) * (/week/i.test(unit) ? 7 : 1);
  const day = Number.isNaN(days) ? text : dayAfter(today, days);
  if (!isDay(day))
    throw new UserError(
      `Write the date of your interview, such as ${dayAfter(today, 9)}, or how many days it is away (got "${text}").`,
    );
  if (day < today) throw new UserError(`${longDay(day)} is in the past; today is ${longDay(today)}.`);
  return day;
}

/** Writes to config.yaml what changed. */
export function keep(env: Env, before: You, after: You): void {
  const changed = FACTS.filter((fact) => before[fact] !== after[fact]);
  if (changed.length === 0) return;
  const values = Object.fromEntries(
    changed.flatMap((fact) => (after[fact] === undefined ? [] : [[fact, after[fact]]])),
  );
  setValues(env.paths.config, 'you', values, changed);
}
