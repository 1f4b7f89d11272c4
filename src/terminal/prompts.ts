import { stripVTControlCharacters } from 'node:util';
import { createPrompt, isDownKey, isSpaceKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import { createPromptModule } from 'inquirer';
import { type Style, type Theme, row } from '../text/rows.ts';
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

/** true, false or null: not decided. */
export type Decision = boolean | null;

export interface DecideState {
  decisions: readonly Decision[];
  active: number;
}

export interface ListState extends DecideState {
  /** The key that has to be pressed again, since it would leave items undecided, or, as `escape`, take decisions back. */
  leaving: string | null;
  /** Not all of the list shows. */
  isCut: boolean;
}

export interface DecidePromptConfig {
  /** The first decisions and cursor. */
  from: DecideState;
  /** Called with each change, so that a prompt drawn again can continue from there. */
  onChange: (state: DecideState) => void;
  /** Whether Escape would take these decisions back. */
  mayLose: (decisions: readonly Decision[]) => boolean;
  /** Names of the keys that end the list, such as `enter` and `d`. */
  ends: readonly string[];
  /** Above the list, painted. */
  heading: (decisions: readonly Decision[]) => string;
  /** One item, painted; the active one may take several lines. */
  renderItem: (decision: Decision, isActive: boolean, place: number) => string;
  /** Below the list, painted. */
  footer: (state: ListState) => string;
  /** The most lines the list may take. */
  pageSize: number;
}

/** The decisions and the key that ended the list; null if the candidate decides nothing. Leaves the screen empty. */
export type Decided = { decisions: readonly Decision[]; key: string } | null;

/** The first undecided item from a place on, around the end; the place itself if all are decided. */
function openFrom(decisions: readonly Decision[], place: number): number {
  const after = decisions.indexOf(null, place);
  const any = after === -1 ? decisions.indexOf(null) : after;
  return any === -1 ? place : any;
}

export const decidePrompt = createPrompt<Decided, DecidePromptConfig>((config, done) => {
  const [state, setState] = useState(config.from);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const { decisions, active } = state;
  const { length } = decisions;

  const finish = (value: Decided): void => {
    setOver(true);
    done(value);
  };
  /** Then to the next undecided item, else to the next row. */
  const decide = (decision: boolean): void => {
    const next = decisions.with(active, decision);
    const onward = next.includes(null) ? openFrom(next, active) : Math.min(active + 1, length - 1);
    setState({ decisions: next, active: onward });
    setLeaving(null);
  };
  const toggle = (): void => {
    setState({ decisions: decisions.with(active, decisions[active] !== true), active });
    setLeaving(null);
  };
  /** Asks for the key again, at an item that is undecided. */
  const guard = (name: string): void => {
    if (name !== 'escape') setState({ decisions, active: openFrom(decisions, active) });
    setLeaving(name);
  };
  useKeypress((key) => {
    const name = key.name === 'return' ? 'enter' : key.name;
    if (isOver || key.ctrl) return;
    const isEnd = config.ends.includes(name);
    if (isEnd || name === 'escape') {
      const isGuarded = isEnd ? decisions.includes(null) : config.mayLose(decisions);
      if (isGuarded && leaving !== name) guard(name);
      else finish(isEnd ? { decisions, key: name } : null);
    } else if (name === 'y') decide(true);
    else if (name === 'n') decide(false);
    else if (isSpaceKey(key)) toggle();
    else if (isUpKey(key)) setState({ decisions, active: (active + length - 1) % length });
    else if (isDownKey(key)) setState({ decisions, active: (active + 1) % length });
  });
  config.onChange(state);
  const items = decisions.map((decision, place) =>
    config.renderItem(decision, place === active, place).split('\n'),
  );
  const lines = items.flat();
  const isCut = lines.length > config.pageSize;
  // From the top, as far down as the active item needs.
  const start = Math.max(0, items.slice(0, active + 1).flat().length - config.pageSize);
  const page = lines.slice(start, start + config.pageSize);
  const footer = config.footer({ ...state, leaving, isCut });
  return isOver ? '' : [config.heading(decisions), '', ...page, footer].join('\n');
});
