import { clock, clockLeft } from '../../text/format.ts';
import { type Row, row } from '../../text/rows.ts';
import { width } from '../../text/wrap.ts';
import { type Times, timeStyle } from './status.ts';

/** Each sign five rows high, of full blocks: they read across a room, and on a console without colours. */
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

/** What is left, or past zero what is over, large; without a timer the time used. Nothing where there is no room for it. */
export function bigClock(times: Times, columns: number, most: number): Row[] {
  const { used, budget } = times;
  const shown =
    budget === null ? clock(used) : used < budget ? clockLeft(budget - used) : clock(used - budget);
  const signs = shown.split('').map((sign) => SIGNS[sign] ?? []);
  const rows = Array.from({ length: HEIGHT }, (_, line) => signs.map((sign) => sign[line] ?? '').join('  '));
  if (most < HEIGHT || rows.some((text) => width(text) > columns)) return [];
  return rows.map((text) => row(text.trimEnd(), budget === null ? 'plain' : timeStyle(used, budget)));
}
