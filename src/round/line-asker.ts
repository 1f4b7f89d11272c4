import { type Env, sizeOf } from '../platform/env.ts';
import { createTheme } from '../renderer/theme.ts';
import { Interrupted, isInterruption } from '../terminal/interruption.ts';
import type { KeyChoice } from '../terminal/menus.ts';
import { type Row, row } from '../text/rows.ts';
import { sentenceRows } from '../text/wrap.ts';
import { readLines } from './line-reader.ts';
import type { Ask, Question } from './questions.ts';

/** The lines that stand for a menu's keys; any other key is a line of its own. */
export const LINES = new Map([
  ['enter', ''],
  ['escape', ''],
  ['backspace', 'b'],
]);

/** What prints and asks by lines. What waits for a line throws an `Interrupted`. */
export function openLines(env: Env) {
  const theme = createTheme(env, env.stdout);
  // Without a terminal on both ends there is no one to ask.
  const hasPerson = env.stdin.isTTY && env.stdout.isTTY;
  const reader = readLines(env.stdin, env.stdout, hasPerson ? 'pause' : 'SIGINT');
  const print = (rows: readonly Row[]): void => {
    env.stdout.write(theme.paintAll(rows));
  };
  /** Rows after the first start with `indent`. */
  const say = (text: string, indent = '  '): void =>
    print(sentenceRows(`  ${text}`, sizeOf(env.stdout).columns - 1, indent).map((line) => row(line)));
  /** The next line, or null once `within` milliseconds have passed. */
  const next = async (within?: number): Promise<string | null> => {
    const line = await reader.next(within);
    if (isInterruption(line)) throw new Interrupted(line.interrupt);
    return line;
  };
  const readLine = async (): Promise<string> => ((await next()) ?? '').trim();
  const choose = async <T>(question: string, keys: readonly KeyChoice<T>[]): Promise<T> => {
    const choices = new Map(keys.map(([key, value]) => [LINES.get(key) ?? key, value]));
    say(question);
    for (;;) {
      const choice = choices.get((await readLine()).toLowerCase());
      if (choice !== undefined) return choice;
      say(`Not one of the choices. ${question}`);
    }
  };
  /** The words of an answer do as well as its key. */
  const ask: Ask = (question) =>
    choose(
      inOneLine(question),
      question.options.flatMap(({ key, does, value }) => [[key, value] as const, [does, value] as const]),
    );
  return { hasPerson, reader, print, say, next, readLine, choose, ask };
}

/** A question with its choices in words: `How did it go? 1 again, 2 hard, Enter to skip.` */
function inOneLine<T>({ asks, more, options }: Question<T>): string {
  const choices = options
    .filter(({ kind }) => kind !== 'said')
    .map(({ key, does, kind }) => {
      if (kind === 'answer') return `${key} ${does}`;
      const name = LINES.get(key) === '' ? 'Enter' : (LINES.get(key) ?? key);
      return `${name} to ${does.replace(', ', ' and ')}`;
    });
  const said = choices.length === 0 ? [] : [`${choices.join(', ')}.`];
  return [asks, more, ...said].filter(Boolean).join(' ');
}
