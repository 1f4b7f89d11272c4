import { plot, type PlotOptions } from '@observablehq/plot';
import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { PAPER, type Shape } from './drawing.ts';

/** A plot, and what it says to somebody who does not see it. */
export interface Picture {
  /** One word, of which ids are made. */
  id: string;
  title: string;
  description: string;
  /** What stands for what, each behind the class of its colour. */
  legend?: readonly (readonly [className: string, says: string])[];
  /** For a drawing of that many units in width, in which letters are 12 high. */
  draw: (width: number) => PlotOptions;
}

/** As wide as the page, and as a telephone: on both the letters have their size. */
const WIDTHS = { wide: 656, narrow: 328 } as const;

/** The picture, drawn for either width: a style sheet shows the one that there is room for. */
export function figure(picture: Picture): Element {
  const items = (picture.legend ?? []).map(([name, says]) => h('li', [h(`span.swatch.${name}`), says]));
  return h('figure.plot', [
    drawn(picture, 'wide'),
    drawn(picture, 'narrow'),
    ...(items.length === 0 ? [] : [h('figcaption', h('ul', items))]),
  ]);
}

function drawn({ id, title, description, draw }: Picture, size: keyof typeof WIDTHS): Element {
  const width = WIDTHS[size];
  // Documents and nodes are our own, in both directions.
  const drawing = (plot({ ...draw(width), width, document: PAPER as never }) as unknown as Shape).toElement();
  const name = `${id}-${size}`;
  const says = {
    ...drawing?.properties,
    width: null,
    height: null,
    className: [size],
    role: 'img',
    ariaLabelledBy: `${name}-title`,
    ariaDescribedBy: `${name}-words`,
  };
  return s('svg', says, [
    s('title', { id: `${name}-title` }, title),
    s('desc', { id: `${name}-words` }, description),
    ...(drawing?.children ?? []),
  ]);
}

/** Rows of which the first cell says what they are about; the others hold numbers. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Element {
  const header = columns.map((name) => h('th', { scope: 'col' }, name));
  const body = rows.map(([name = '', ...cells]) =>
    h('tr', [h('th', { scope: 'row' }, name), ...cells.map((cell) => h('td', cell))]),
  );
  return h('table.numbers', [h('caption', caption), h('thead', h('tr', header)), h('tbody', body)]);
}

/** A part of the report: a heading and what is most to be said of it, then what shows it. */
export function section(
  id: string,
  heading: string,
  says: readonly string[],
  shows: readonly Element[],
): Element {
  const [first, ...others] = shows;
  return h('section', { id, ariaLabelledBy: `${id}-heading` }, [
    h('div.together', [
      h('h2', { id: `${id}-heading` }, heading),
      ...says.map((words) => h('p', words)),
      ...(first === undefined ? [] : [first]),
    ]),
    ...others,
  ]);
}
