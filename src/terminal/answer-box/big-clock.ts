import { clock, clockLeft } from '../../text/format.ts';
import { type Row, row } from '../../text/rows.ts';
import { width } from '../../text/wrap.ts';
import { type Times, timeOn } from './status.ts';

/** Five rows high, of full blocks: readable across a room and without color. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '0': ['███', '█ █', '█ █', '█ █', '███'],
  '1': [' █ ', '██ ', ' █ ', ' █ ', '███'],
  '2': ['███', '  █', '███', '█  ', '███'],
  '3': ['███', '  █', '███', '  █', '███'],
  '4': ['█ █', '█ █', '███', '  █', '  █'],
  '5': ['███', '█  ', '███', '  █', '███'],
  '6': ['███', '█  ', '███', '█ █', '███'],
  '7': ['███', '  █', '  █', '  █', '  █'],
  '8': ['███', '█ █', '███', '█ █', '███'],
  '9': ['███', '█ █', '███', '  █', '███'],
  ':': [' ', '█', ' ', '█', ' '],
};
const HEIGHT = 5;

/** The time left in large digits; past zero the time over, without a timer the time used. Empty if it does not fit. */
export function bigClock(times: Times, columns: number, most: number): Row[] {
  const { used, budget } = times;
  const shown =
    budget === null ? clock(used) : used < budget ? clockLeft(budget - used) : clock(used - budget);
  const signs = shown.split('').map((sign) => SIGNS[sign] ?? []);
  const rows = Array.from({ length: HEIGHT }, (_, line) => signs.map((sign) => sign[line] ?? '').join('  '));
  if (most < HEIGHT || rows.some((text) => width(text) > columns)) return [];
  return rows.map((text) => row(text.trimEnd(), budget === null ? 'plain' : timeOn(used, budget).style));
}
