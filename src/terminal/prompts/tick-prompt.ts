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
