import { axisX, axisY, gridX, type Markish, ruleX } from '@observablehq/plot';
import { cleanLine } from '../../text/clean.ts';
import { percent } from '../../text/format.ts';
import { truncate, width } from '../../text/wrap.ts';

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
