import { plot, type PlotOptions } from '@observablehq/plot';
import type { Element } from 'hast';
import { type Child, h, s } from 'hastscript';
import { PAPER, type Shape } from './drawing.ts';

/** A plot, and its description for people who cannot see it. */
export interface Picture {
  /** One word, the start of element ids. */
  id: string;
  title: string;
  description: string;
  /** Draws at a width in units; letters are 12 units high. */
  draw: (width: number) => PlotOptions;
}

/** The width of the page and of a phone: letters keep their size on both. */
const WIDTHS = { wide: 656, narrow: 328 } as const;

/** The picture, drawn at both widths; the style sheet shows the one that fits. */
export function figure(picture: Picture): Element {
  return h('figure.plot', [drawAt('wide', picture), drawAt('narrow', picture)]);
}

function drawAt(size: keyof typeof WIDTHS, { id, title, description, draw }: Picture): Element {
  const width = WIDTHS[size];
  // The document that goes in is our own, and so is the node that comes out.
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

/** A table whose first column has names, and the others numbers. */
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

/** A section of the report: heading, summary, then charts and tables. */
export function section(
  id: string,
  heading: string,
  says: readonly Child[],
  [first, ...others]: readonly Element[],
): Element {
  return h('section', { id, ariaLabelledBy: `${id}-heading` }, [
    h('div.together', [
      h('h2', { id: `${id}-heading` }, heading),
      ...says.map((words) => h('p', words)),
      first,
    ]),
    ...others,
  ]);
}

/** The look of all axes, without ticks, and of the faint lines of the grid behind them. */
export const AXIS = { tickSize: 0, fill: 'var(--quiet)', label: null, labelArrow: 'none' } as const;
export const GRID = { stroke: 'var(--line)', strokeOpacity: 1 };
/** Where an axis of shares from 0 to 1 has its labels. */
export const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
