import { plot, type PlotOptions, axisX, axisY, gridX, type Markish, ruleX } from '@observablehq/plot';
import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { PAPER, type Shape } from './drawing.ts';
import { cleanLine } from '../../text/clean.ts';
import { percent } from '../../text/format.ts';
import { truncate, width } from '../../text/wrap.ts';

/** A plot, and its description for people who cannot see it. */
export interface Picture {
  /** One word, the start of element ids. */
  id: string;
  title: string;
  description: string;
  /** Labels by the class of their color. */
  legend?: readonly (readonly [className: string, says: string])[];
  /** Draws at a width in units; letters are 12 units high. */
  draw: (width: number) => PlotOptions;
}

/** The width of the page and of a phone: letters keep their size on both. */
const WIDTHS = { wide: 656, narrow: 328 } as const;

/** The picture, drawn at both widths; the style sheet shows the one that fits. */
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

/** Shared parts of all plots: light axes without ticks over faint grid lines. */

/** A mean of fewer answers is not drawn. */
export { ENOUGH } from '../calibration.ts';

const LETTER = 6.6;
const LONGEST = 20;

/** Names on the left, in as much room as the longest needs. */
export function namesAxis(names: readonly string[]): { marginLeft: number; axis: Markish } {
  const shown = names.map((name) => truncate(cleanLine(name), LONGEST));
  const room = Math.max(0, ...shown.map(width)) * LETTER + 12;
  const tickFormat = (name: string): string => truncate(cleanLine(name), LONGEST);
  return { marginLeft: room, axis: axisY({ tickSize: 0, label: null, fill: 'var(--ink)', tickFormat }) };
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** Shares from 0 to 1 along the bottom. */
export function sharesX(label: string | null): Markish[] {
  return [
    gridX(QUARTERS, { stroke: 'var(--line)', strokeOpacity: 1 }),
    axisX(QUARTERS, { tickSize: 0, tickFormat: percent, fill: 'var(--quiet)', label, labelArrow: 'none' }),
    ruleX([0], { stroke: 'var(--quiet)' }),
  ];
}
