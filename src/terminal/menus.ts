import { cleanLine } from '../text/clean.ts';
import { type Row, type Theme, row, textOf } from '../text/rows.ts';
import { pad, width, wrap, wrapSpans } from '../text/wrap.ts';
import type { TickItem, TickState } from './prompts.ts';
import type { Departure, Interruption } from './interruption.ts';
import type { Lent, RawTerminal } from './raw-terminal.ts';

export interface Choice<T> {
  value: T;
  label: string;
  /** Shown dimmed beside the label. */
  detail: string;
}

const MARGIN = '  ';

/** A list of things to tick, by name. */
export interface TickList {
  heading: readonly Row[];
  names: readonly string[];
  /** Ticked at first. */
  ticked: readonly string[];
  rowsOf: (item: TickItem, place: number, columns: number) => readonly Row[];
}

/** One key (`1`, `s`, `enter`, `escape`, `backspace`) and what it means. */
export type KeyChoice<T> = readonly [key: string, value: T];

/** Prompts answered by a keystroke or from a list. Drawn by Inquirer, which is loaded with the first prompt. */
export type Menus = ReturnType<typeof createMenus>;

export function createMenus(terminal: RawTerminal, theme: Theme) {
  let departed: Departure | null = null;
  terminal.onSignal((departure) => {
    departed = departure;
  });
  const painted = (rows: readonly Row[]): string => rows.map(theme.paint).join('\n');
  const fitted = (rows: readonly Row[]): Row[] =>
    rows.flatMap((line) => wrapSpans(line, terminal.size().columns - 1, { indent: hangOf(line) }));
  const lent = async <T>(use: (lent: Lent) => Promise<T>): Promise<T | Interruption> => {
    try {
      return await terminal.lend(use);
    } catch (error) {
      // A prompt sees the same key for Ctrl+C and for a closed terminal.
      if (error instanceof Error && error.name === 'ExitPromptError')
        return { interrupt: departed ?? 'pause' };
      throw error;
    }
  };

  return {
    /** One keystroke. The summary then replaces the question. */
    async key<T>(
      question: readonly Row[],
      keys: readonly KeyChoice<T>[],
      summary: (value: T) => readonly Row[] = () => [],
    ): Promise<T | Interruption> {
      const { keyPrompt } = await import('./prompts.ts');
      const named = new Map(keys);
      const name = await lent((streams) =>
        keyPrompt(
          { question: painted(fitted(question)), keys: [...named.keys()] },
          { ...streams, clearPromptOnDone: true },
        ),
      );
      if (typeof name !== 'string') return name;
      const value = named.get(name) as T;
      const rows = summary(value);
      if (rows.length > 0) terminal.print(theme.paintAll(rows));
      return value;
    },
    /** Ticks in a list, by name; null if the candidate skips. Clears the list. `keep` is called with each change. */
    async tick(
      { heading, names, ticked, rowsOf }: TickList,
      keep: (ticked: readonly string[]) => void,
    ): Promise<readonly string[] | null | Interruption> {
      const { tickPrompt } = await import('./prompts.ts');
      let from: TickState = { ticked, active: 0 };
      return lent((streams) => {
        const { columns, rows } = terminal.size();
        const above = fitted(heading);
        const hint = tickHint(columns);
        const config = {
          names,
          from,
          onChange: (state: TickState) => {
            if (state.ticked !== from.ticked) keep(state.ticked);
            from = state;
          },
          heading: painted(above),
          hint: painted(hint),
          renderItem: (item: TickItem, place: number) => painted(rowsOf(item, place, columns)),
          more: (active: number) =>
            painted([row(`  point ${active + 1} of ${names.length}, ↑↓ for the others`, 'dim')]),
          // An empty row above and below the list, and one that keeps the screen from scrolling.
          pageSize: Math.max(4, rows - above.length - hint.length - 3),
        };
        return tickPrompt(config, { ...streams, clearPromptOnDone: true });
      });
    },
    /** One of a list, chosen with the arrow keys. */
    async select<T>(choices: readonly Choice<T>[]): Promise<T | Interruption> {
      const { selectPrompt } = await import('./prompts.ts');
      const place = await lent((streams) =>
        selectPrompt(choicesIn(terminal.size().columns, choices).map(painted), theme, streams),
      );
      if (typeof place !== 'number') return place;
      const chosen = choices[place];
      if (chosen === undefined) throw new Error('a choice without a value');
      return chosen.value;
    },
    /** A line of text that starts as `typed`. If interrupted, the result has what was typed so far. */
    async line(question: string, typed = ''): Promise<string | (Interruption & { typed: string })> {
      const { linePrompt } = await import('./prompts.ts');
      let now = typed;
      const onChange = (text: string): void => {
        now = text;
      };
      const text = await lent((streams) => linePrompt(question, { typed: now, onChange }, theme, streams));
      return typeof text === 'string' ? text : { ...text, typed: now };
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

function tickHint(columns: number): Row[] {
  const lines =
    columns < 60
      ? ['  space tick/untick   ↑↓ move', '  enter done   esc skip']
      : ['  space tick/untick   ↑↓ move   enter done   esc skip'];
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
