import { stripVTControlCharacters } from 'node:util';
import { createPrompt, isDownKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import { createPromptModule } from 'inquirer';
import { type Style, type Theme, row } from '../text/rows.ts';
import { SAYS } from '../engine/labels.ts';
import type { Deciding, Decision } from '../engine/tally.ts';
import type { Lent } from './lend.ts';

// Everything Inquirer draws, loaded with the first prompt.

/** Inquirer's select in our colors: takes painted lines, returns the index of the chosen one. Clears the list. */
export async function selectPrompt(
  lines: readonly string[],
  hints: string,
  theme: Theme,
  lent: Lent,
): Promise<number> {
  const prompt = createPromptModule({ ...lent, clearPromptOnDone: true });
  const { chosen } = await prompt<{ chosen: number }>([
    {
      type: 'select',
      name: 'chosen',
      message: '',
      pageSize: lines.join('\n').split('\n').length,
      loop: false,
      choices: lines.map((name, value) => ({ name, value })),
      theme: {
        prefix: '',
        icon: { cursor: '❯' },
        style: {
          // Its escape sequences alone would be a row.
          message: () => '',
          highlight: (text: string) =>
            stripVTControlCharacters(text)
              .split('\n')
              .map((line) => theme.paint(row(line, 'accent')))
              .join('\n'),
          keysHelpTip: () => hints,
        },
      },
    },
  ]);
  return chosen;
}

/** Inquirer's search: the place of what was chosen among what `find` gives for what is typed. */
export async function searchPrompt(
  search: { question: string; typed: string; find: (typed: string) => readonly string[]; hints: string },
  theme: Theme,
  lent: Lent,
): Promise<number> {
  const prompt = createPromptModule({ ...lent, clearPromptOnDone: true });
  const { place } = await prompt<{ place: number }>([
    {
      type: 'search',
      name: 'place',
      message: search.question,
      initialValue: search.typed,
      pageSize: 100,
      source: (typed = '') => search.find(typed).map((name, value) => ({ name, value })),
      theme: {
        prefix: ' ',
        icon: { cursor: '❯' },
        style: {
          message: (text: string) => theme.paint(row(text, 'bold')),
          searchTerm: String,
          highlight: (text: string) => theme.paint(row(text, 'accent')),
          error: () => theme.paint(row('  Nothing found.', 'dim')),
          keysHelpTip: () => search.hints,
        },
      },
    },
  ]);
  return place;
}

/** Inquirer's line of text that starts as `typed`; reports each change. The last line of the question is bold. */
export async function linePrompt(
  question: string,
  line: { typed: string; onChange: (typed: string) => void },
  theme: Theme,
  lent: Lent,
): Promise<string> {
  const prompt = createPromptModule({ ...lent, clearPromptOnDone: true });
  const { text } = await prompt<{ text: string }>([
    {
      type: 'input',
      name: 'text',
      message: question,
      ...(line.typed === '' ? {} : { default: line.typed, prefill: 'editable' as const }),
      transformer: (typed: string) => {
        line.onChange(typed);
        return typed;
      },
      theme: {
        prefix: ' ',
        style: {
          message: (text: string) => {
            const lines = text.split('\n');
            const look = (at: number): Style => (at < lines.length - 1 ? 'plain' : 'bold');
            return lines.map((line, at) => theme.paint(row(line, look(at)))).join('\n');
          },
        },
      },
    },
  ]);
  return text.trim();
}

export interface KeyPromptConfig {
  /** Painted: the question and its keys. */
  question: string;
  /** Names of the keys that answer: `1`, `s`, `enter`, `escape`, `backspace`. */
  keys: readonly string[];
}

/** Resolves with the name of the first key that answers; other keys do nothing. */
export const keyPrompt = createPrompt<string, KeyPromptConfig>(({ question, keys }, done) => {
  const [isOver, setOver] = useState(false);
  useKeypress((key) => {
    const name = key.name === 'return' ? 'enter' : key.name;
    if (isOver || key.ctrl || !keys.includes(name)) return;
    setOver(true);
    done(name);
  });
  return question;
});

/** Resolves with any key. */
export const anyKeyPrompt = createPrompt<undefined, { text: string }>(({ text }, done) => {
  const [isOver, setOver] = useState(false);
  useKeypress((key) => {
    if (isOver || key.ctrl) return;
    setOver(true);
    done(undefined);
  });
  return text;
});

export interface ListState extends Deciding {
  /** Escape was pressed, which leaves nothing. */
  isEscaped: boolean;
}

export interface DecidePromptConfig {
  /** The first decisions and cursor. */
  from: Deciding;
  /** Called with each change, so that a prompt drawn again can continue from there. */
  onChange: (state: Deciding) => void;
  /** Names of the keys that end the list, such as `enter` and `d`. */
  ends: readonly string[];
  /** Above the list, painted. */
  heading: (decisions: readonly Decision[]) => string;
  /** The items, painted; each may take several lines. */
  items: (state: Deciding) => readonly string[];
  /** Below the list, painted. */
  footer: (state: ListState) => string;
  /** The most lines the list may take. */
  pageSize: number;
}

/** The list as it ended, and the key that ended it. */
export interface Decided extends Deciding {
  key: string;
}

/** A list in which keys decide the active item. Leaves the screen empty. */
export const decidePrompt = createPrompt<Decided, DecidePromptConfig>((config, done) => {
  const [state, setState] = useState(config.from);
  const [isEscaped, setEscaped] = useState(false);
  const [isOver, setOver] = useState(false);
  const { decisions, touched, active } = state;
  const last = decisions.length - 1;

  useKeypress((key) => {
    const name = key.name === 'return' ? 'enter' : key.name;
    if (isOver || key.ctrl) return;
    const says = SAYS.get(name);
    setEscaped(name === 'escape');
    if (config.ends.includes(name)) {
      setOver(true);
      done({ ...state, key: name });
    } else if (says !== undefined) {
      const now = decisions.with(active, says);
      const open = now.indexOf('to decide', active);
      setState({ decisions: now, touched: [...touched, active], active: open === -1 ? active : open });
    } else if (isUpKey(key)) setState({ ...state, active: Math.max(0, active - 1) });
    else if (isDownKey(key)) setState({ ...state, active: Math.min(active + 1, last) });
  });
  config.onChange(state);
  const page = around(
    config.items(state).map((item) => item.split('\n')),
    active,
    config.pageSize,
  );
  return isOver
    ? ''
    : [config.heading(decisions), '', ...page, config.footer({ ...state, isEscaped })].join('\n');
});

const CUT = '  …';

/** As many lines as fit with the active item among them, from the top if possible; a mark stands for those left out. */
function around(items: readonly (readonly string[])[], active: number, most: number): string[] {
  const lines = items.flat();
  if (lines.length <= most) return lines;
  const before = items.slice(0, active).flat().length;
  const after = before + (items[active]?.length ?? 0);
  const needed = after === lines.length ? after : after + 1;
  const start = Math.min(Math.max(0, needed - most), Math.max(0, before - 1));
  const page = lines.slice(start, start + most);
  if (start > 0) page[0] = CUT;
  if (start + most < lines.length) page[page.length - 1] = CUT;
  return page;
}
