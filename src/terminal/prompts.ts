import { stripVTControlCharacters } from 'node:util';
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  useKeypress,
  usePagination,
  useState,
} from '@inquirer/core';
import { createPromptModule } from 'inquirer';
import { type Theme, row } from '../text/rows.ts';
import type { Lent } from './raw-terminal.ts';

// Everything Inquirer draws, loaded with the first prompt.

/** Inquirer's select in our colors: takes painted lines, returns the index of the chosen one. Clears the list. */
export async function selectPrompt(lines: readonly string[], theme: Theme, lent: Lent): Promise<number> {
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
          keysHelpTip: () => theme.paint(row('  ↑↓ choose   enter select   Ctrl+C quit', 'dim')),
        },
      },
    },
  ]);
  return chosen;
}

/** Inquirer's line of text that starts as `typed`; reports each change. */
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
      theme: { prefix: ' ', style: { message: (text: string) => theme.paint(row(text, 'bold')) } },
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

export interface TickState {
  ticked: readonly string[];
  active: number;
}

export interface TickItem {
  name: string;
  isTicked: boolean;
  isActive: boolean;
}

export interface TickPromptConfig {
  names: readonly string[];
  /** The first ticks and cursor. */
  from: TickState;
  /** Called with each change, so that a prompt drawn again can continue from there. */
  onChange: (state: TickState) => void;
  heading: string;
  hint: string;
  /** One item, painted; the active one may take several lines. */
  renderItem: (item: TickItem, index: number) => string;
  /** The line beneath a list that does not fit, by cursor position. */
  more: (active: number) => string;
  /** The most lines the list may take. */
  pageSize: number;
}

/** Returns the ticked names, or null if the candidate skips. Leaves the screen empty. */
export const tickPrompt = createPrompt<readonly string[] | null, TickPromptConfig>((config, done) => {
  const { names } = config;
  const [ticked, setTicked] = useState(config.from.ticked);
  const [active, setActive] = useState(config.from.active);
  const [isOver, setOver] = useState(false);

  const toggle = (name: string | undefined): void => {
    if (name === undefined) return;
    setTicked(names.filter((other) => ticked.includes(other) !== (other === name)));
  };
  const finish = (value: readonly string[] | null): void => {
    setOver(true);
    done(value);
  };
  useKeypress((key) => {
    if (isOver || key.ctrl) return;
    if (isEnterKey(key) || key.name === 'return') finish(ticked);
    else if (key.name === 'escape') finish(null);
    else if (isSpaceKey(key)) toggle(names[active]);
    else if (isUpKey(key, ['vim'])) setActive((active + names.length - 1) % names.length);
    else if (isDownKey(key, ['vim'])) setActive((active + 1) % names.length);
    else if (/^[1-9]$/.test(key.name)) toggle(names[Number(key.name) - 1]);
  });
  config.onChange({ ticked, active });
  const page = usePagination({
    items: names,
    active,
    renderItem: ({ item, index, isActive }) =>
      config.renderItem({ name: item, isTicked: ticked.includes(item), isActive }, index),
    pageSize: config.pageSize,
    loop: false,
  });
  const lines = names.flatMap((name, index) =>
    config
      .renderItem({ name, isTicked: ticked.includes(name), isActive: index === active }, index)
      .split('\n'),
  );
  const more = lines.length > config.pageSize ? config.more(active) : '';
  return isOver ? '' : [config.heading, '', page, more, config.hint].join('\n');
});
