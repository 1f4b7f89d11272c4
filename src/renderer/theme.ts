import { Chalk } from 'chalk';
import { clean } from '../text/clean.ts';
import type { Row, Style, Theme } from '../text/rows.ts';

/** The environment's variables, of which NO_COLOR, FORCE_COLOR and TERM count. */
interface Environment {
  vars: Readonly<Record<string, string | undefined>>;
}

/** How the styles look on this output: colours from the terminal's own palette, or none at all. */
export function createTheme({ vars }: Environment, output: { isTTY: boolean }): Theme {
  const paintSpan = looks(hasColour(vars, output));
  const paint = (row: Row): string => row.map(({ text, style }) => paintSpan[style](flat(text))).join('');
  return { paint, paintAll: (rows) => Array.from(rows, (row) => `${paint(row)}\n`).join('') };
}

/** NO_COLOR is a promise of no escape at all, so it wins over FORCE_COLOR. */
function hasColour(vars: Environment['vars'], output: { isTTY: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = vars;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return output.isTTY && TERM !== 'dumb';
}

function looks(colour: boolean): Record<Style, (text: string) => string> {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    plain: (text) => text,
    // Faint mixes with whatever the background is; bright black vanishes in Solarized.
    dim: chalk.dim,
    bold: chalk.bold,
    // Of the palette's colours magenta is the one that reads on black and on white in most terminals.
    accent: chalk.magenta.bold,
    // Yellow letters cannot be read on white.
    warn: chalk.black.bgYellow,
    over: chalk.red.bold,
    gone: chalk.red,
    // Green alone is too light for white.
    new: chalk.green.bold,
    // Its backticks and its indentation say what it is.
    code: (text) => text,
  };
}

/** The last guard before the terminal: one line, no control character. */
function flat(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return clean(text).replace(/[\n\t]/g, ' ');
}
