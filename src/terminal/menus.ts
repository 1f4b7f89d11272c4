import type { Deciding, Decision } from '../engine/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, type Theme, row, textOf } from '../text/rows.ts';
import { hang, pad, truncate, width, wrap, wrapSpans } from '../text/wrap.ts';
import { keyTable } from './answer-box/help.ts';
import type { Decided, ListState } from './prompts.ts';
import { type Departure, Interrupted } from './interruption.ts';
import type { Lent } from './lend.ts';
import type { RawTerminal } from './raw-terminal.ts';

export interface Choice<T> {
  value: T;
  label: string;
  /** Shown dimmed beside the label. */
  detail: string;
}

/** What `?` shows at a prompt. */
export interface Help {
  about: string;
  /** Keys with what they do, as the prompt hints at them: `esc skip`. */
  keys: readonly string[];
}

const MARGIN = '  ';
/** How a prompt hints at its help. */
export const HELP_HINT = '? help';

/** A list of points to decide. */
export interface DecisionList {
  decisions: readonly Decision[];
  heading: (decisions: readonly Decision[], columns: number) => readonly Row[];
  /** What fits into `rows` rows: the items, what stands below them, and how many rows of the items show at once. */
  layout: (
    decisions: readonly Decision[],
    columns: number,
    rows: number,
  ) => {
    items: (state: Deciding) => readonly (readonly Row[])[];
    below: readonly Row[];
    pageSize: number;
  };
  /** All about one item, for Tab. */
  detail: (place: number, columns: number) => readonly Row[];
  /** The keys that end the list. */
  ends: readonly string[];
  /** What those keys do, in words. */
  hints: readonly string[];
  help: Help;
}

/** One key (`1`, `s`, `enter`, `escape`, `backspace`) and what it means. */
export type KeyChoice<T> = readonly [key: string, value: T];

/**
 * Prompts answered by a keystroke, from a list or by a line. Each throws an `Interrupted`. Drawn by Inquirer, which is loaded
 * with the first prompt.
 */
export type Menus = ReturnType<typeof createMenus>;

export function createMenus(terminal: RawTerminal, theme: Theme) {
  let departed: Departure | null = null;
  terminal.onSignal((departure) => {
    departed = departure;
  });
  const painted = (rows: readonly Row[]): string => rows.map(theme.paint).join('\n');
  const fitted = (rows: readonly Row[]): Row[] =>
    rows.flatMap((line) => wrapSpans(line, terminal.size().columns - 1, { indent: hangOf(line) }));
  const showHelp = async (help: Help, streams: Lent): Promise<void> => {
    const { anyKeyPrompt } = await import('./prompts.ts');
    const text = painted(helpRows(help, terminal.size().columns - 1));
    await anyKeyPrompt({ text }, { ...streams, clearPromptOnDone: true });
  };
  const lent = async <T>(use: (lent: Lent) => Promise<T>, help?: Help): Promise<T> => {
    try {
      return await terminal.lend(use, help && ((streams) => showHelp(help, streams)));
    } catch (error) {
      // A prompt sees the same key for Ctrl+C and for a closed terminal.
      if (error instanceof Error && error.name === 'ExitPromptError')
        throw new Interrupted(departed ?? 'pause');
      throw error;
    }
  };

  /** Shows rows, a screenful at a time. */
  const showPages = async (rows: readonly Row[]): Promise<void> => {
    const { anyKeyPrompt } = await import('./prompts.ts');
    for (let from = 0; from < rows.length;) {
      const end = from + Math.max(1, terminal.size().rows - 3);
      const key = row(`${MARGIN}any key ${end < rows.length ? 'shows more' : 'goes back'}`, 'dim');
      const text = painted([...rows.slice(from, end), [], key]);
      await lent((streams) => anyKeyPrompt({ text }, { ...streams, clearPromptOnDone: true }));
      from = end;
    }
  };

  return {
    /** One keystroke. */
    async key<T>(
      question: readonly Row[],
      keys: readonly KeyChoice<T>[],
      { help }: { help?: Help } = {},
    ): Promise<T> {
      const { keyPrompt } = await import('./prompts.ts');
      const named = new Map(keys);
      const name = await lent(
        (streams) =>
          keyPrompt(
            { question: painted(fitted(question)), keys: [...named.keys()] },
            { ...streams, clearPromptOnDone: true },
          ),
        help,
      );
      return named.get(name) as T;
    },
    /** Decides a list, from the first item to decide. `keep` is called with each change. */
    async decide(
      { decisions, heading, layout, detail, ends, hints, help }: DecisionList,
      keep: (state: Deciding) => void,
    ): Promise<Decided> {
      const { decidePrompt } = await import('./prompts.ts');
      const active = Math.max(0, decisions.indexOf('to decide'));
      let from: Deciding = { decisions, touched: [], active };
      const ask = (): Promise<Decided> =>
        lent(
          (streams) => {
            const { columns, rows } = terminal.size();
            const keys = [...keyRows(DECIDE_KEYS, columns), ...keyRows([...hints, HELP_HINT], columns)];
            // Empty rows above the list and the keys, the status, and one that keeps the screen from scrolling.
            const room = rows - heading(decisions, columns).length - keys.length - 4;
            const { items, below, pageSize } = layout(from.decisions, columns, room);
            const config = {
              from,
              onChange: (state: Deciding) => {
                if (state.decisions !== from.decisions) keep(state);
                from = state;
              },
              ends: [...ends, DETAIL],
              heading: (now: readonly Decision[]) => painted(heading(now, columns)),
              items: (state: Deciding) => items(state).map(painted),
              footer: (state: ListState) => painted([...below, [], statusRow(state, columns), ...keys]),
              pageSize,
            };
            return decidePrompt(config, { ...streams, clearPromptOnDone: true });
          },
          { about: help.about, keys: [...DECIDE_KEYS, '↑↓ move', ...hints, ...help.keys] },
        );
      for (;;) {
        const decided = await ask();
        if (decided.key !== DETAIL) return decided;
        await showPages(detail(from.active, terminal.size().columns));
      }
    },
    /** One of a list, chosen with the arrow keys. */
    async select<T>(choices: readonly Choice<T>[], about: string): Promise<T> {
      const { selectPrompt } = await import('./prompts.ts');
      const place = await lent(
        (streams) => {
          const { columns } = terminal.size();
          const hints = painted(keyRows([...SELECT_KEYS, HELP_HINT], columns));
          return selectPrompt(choicesIn(columns, choices).map(painted), hints, theme, streams);
        },
        { about, keys: SELECT_KEYS },
      );
      const chosen = choices[place];
      if (chosen === undefined) throw new Error('a choice without a value');
      return chosen.value;
    },
    /** One of what a search finds while the candidate types. */
    async search<T>(question: string, find: (typed: string) => readonly Choice<T>[]): Promise<T> {
      const { searchPrompt } = await import('./prompts.ts');
      let typed = '';
      let found: readonly Choice<T>[] = [];
      const place = await lent((streams) => {
        const { columns, rows } = terminal.size();
        const look = (now: string): string[] => {
          typed = now;
          found = find(now.trim()).slice(0, rows - 6);
          return found.map(({ label }) => truncate(cleanLine(label), columns - 4));
        };
        const hints = painted(keyRows(SEARCH_KEYS, columns));
        return searchPrompt({ question, typed, find: look, hints }, theme, streams);
      });
      const chosen = found[place];
      if (chosen === undefined) throw new Error('a choice without a value');
      return chosen.value;
    },
    /** A line of text that starts as `typed`. `onChange` is called with what was typed so far. */
    async line(
      question: string,
      typed = '',
      onChange: (typed: string) => void = () => undefined,
    ): Promise<string> {
      const { linePrompt } = await import('./prompts.ts');
      let now = typed;
      const keep = (text: string): void => {
        now = text;
        onChange(text);
      };
      return lent((streams) => linePrompt(question, { typed: now, onChange: keep }, theme, streams));
    },
  };
}

/** Indents wrapped text to its own column, not to the key's. */
function hangOf(line: Row): string {
  return ' '.repeat(/^ {2}\w+ {2,}(?=\w)/.exec(textOf(line))?.[0].length ?? MARGIN.length);
}

/** Short choices on one row, or one per row if they do not fit. */
export function choiceRows(choices: readonly string[], columns: number): Row[] {
  const wide = choices.join('   ');
  if (width(wide) + MARGIN.length < columns) return [row(MARGIN + wide)];
  return choices.map((choice) => row(MARGIN + choice));
}

/** A help screen: what the prompt is about, its keys in full, and how to go back. */
function helpRows({ about, keys }: Help, columns: number): Row[] {
  const room = columns - MARGIN.length;
  const table = keys
    .filter((key) => key !== HELP_HINT)
    .map((key): [string, string] => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]);
  const rows = [
    ...wrapSpans(row(about), room),
    [],
    ...keyTable(table, room),
    [],
    row('any key goes back', 'dim'),
  ];
  return [[], ...hang(rows, MARGIN)];
}

const SEARCH_KEYS = ['type to search', '↑↓ choose', 'enter select', 'Ctrl+C quit'];

const SELECT_KEYS = ['↑↓ choose', 'enter select', 'Ctrl+C quit'];

const DETAIL = 'tab';
const DECIDE_KEYS = ['y covered', 'p partly', 'n not covered', `${DETAIL} your answer`];

/** What is left to decide. */
function statusRow({ decisions, isEscaped }: ListState, columns: number): Row {
  const open = decisions.filter((decision) => decision === 'to decide').length;
  const text = isEscaped
    ? 'Enter leaves the rest to decide.'
    : open === 0
      ? ''
      : `${open} to decide: y, p or n, or leave it.`;
  return row(truncate(MARGIN + text, columns - 1), isEscaped ? 'bold' : 'dim');
}

/** Keys with what they do, as many on a row as fit. */
export function keyRows(keys: readonly string[], columns: number): Row[] {
  const lines: string[] = [];
  for (const key of keys) {
    const longer = lines.length === 0 ? MARGIN + key : `${lines.at(-1) ?? ''}   ${key}`;
    if (width(longer) < columns && lines.length > 0) lines.splice(-1, 1, longer);
    else lines.push(MARGIN + key);
  }
  return lines.map((line) => row(line, 'dim'));
}

/** Labels and details in two columns; if they do not fit, each detail is under its label. */
function choicesIn(columns: number, choices: readonly Choice<unknown>[]): Row[][] {
  const widest = Math.max(...choices.map(({ label }) => width(label))) + 3;
  const details = choices.map(({ detail }) => cleanLine(detail));
  const fits = Math.max(...details.map(width)) + widest + 4 <= columns;
  return choices.map(({ label }, place) => {
    const detail = details[place] ?? '';
    if (fits) return [[...row(pad(label, widest)), ...row(detail, 'dim')]];
    return [row(label), ...wrap(detail, columns - 6).map((line) => row(`    ${line}`, 'dim'))];
  });
}
