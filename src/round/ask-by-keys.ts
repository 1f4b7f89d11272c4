import { HELP_HINT, type Help, type Menus, choiceRows, keyRows } from '../terminal/menus.ts';
import { type Row, row } from '../text/rows.ts';
import type { Question } from './questions.ts';

const SUSPEND = 'Ctrl+Z suspend (fg resumes)';

/** The help of a prompt of a round; `keys` are those it hints at. */
export function helpOf(about: string, keys: readonly string[], ctrlC = 'pause'): Help {
  return { about, keys: [...keys, `Ctrl+C ${ctrlC}`, SUSPEND] };
}

/** Asks a question by a menu on a full screen. `above` is printed with it. Throws an `Interrupted`. */
export function askByKeys<T>(
  menus: Menus,
  question: Question<T>,
  columns: number,
  above: readonly Row[] = [[]],
): Promise<T> {
  const { about, options, kind } = question;
  const keys = options.map(({ key, value }) => [key, value] as const);
  const named = options.map(({ key, does }) => `${key === 'escape' ? 'esc' : key} ${does}`);
  const help = about === undefined ? {} : { help: helpOf(about, named, kind === 'pause' ? 'quit' : 'pause') };
  return menus.key([...above, ...questionRows(question, named, columns)], keys, help);
}

function questionRows<T>(
  { asks, more, kind, about, options }: Question<T>,
  named: readonly string[],
  columns: number,
): Row[] {
  const namedAs = (wanted?: 'answer'): string[] =>
    named.filter((_, place) => options[place]?.kind === wanted);
  const hints = about === undefined ? namedAs() : namedAs().toSpliced(1, 0, HELP_HINT);
  if (kind === undefined) {
    const answers = namedAs('answer');
    return [
      ...(asks === '' ? [] : [row(`  ${asks}`, 'bold')]),
      ...(answers.length === 0 ? [] : choiceRows(answers, columns)),
      ...keyRows(hints, columns),
    ];
  }
  const listed = (about === undefined ? named : [...named, HELP_HINT]).map((hint) => {
    const [key = '', ...does] = hint.split(' ');
    return row(`  ${key.padEnd(7)}${does.join(' ')}`);
  });
  return [
    row(`  ${asks}`, kind === 'problem' ? 'warn' : 'bold'),
    ...(more === undefined ? [] : [row(`  ${more}`)]),
    [],
    ...listed,
  ];
}
