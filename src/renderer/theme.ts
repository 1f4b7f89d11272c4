import { Chalk } from 'chalk';
import { clean } from '../text/clean.ts';
import { LINK } from '../text/markup.ts';
import type { Row, Span, Style, Theme } from '../text/rows.ts';

/** The environment; only NO_COLOR, FORCE_COLOR and TERM matter. */
interface Environment {
  vars: Readonly<Record<string, string | undefined>>;
}

/** The theme for this output: colors from the terminal's own palette, or none. With `hasLinks`, colors bring links. */
export function createTheme({ vars }: Environment, output: { isTTY: boolean }, hasLinks = false): Theme {
  const isColored = hasColour(vars, output);
  const paintSpan = looks(isColored);
  const paintOne = ({ text, style, link }: Span): string => {
    const painted = paintSpan[style](flat(text));
    return hasLinks && isColored && link !== undefined ? linked(painted, link) : painted;
  };
  const paint = (row: Row): string => row.map(paintOne).join('');
  return { paint, paintAll: (rows) => Array.from(rows, (row) => `${paint(row)}\n`).join('') };
}

/** NO_COLOR promises no escape sequences at all, so it wins over FORCE_COLOR. */
function hasColour(vars: Environment['vars'], output: { isTTY: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = vars;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return output.isTTY && TERM !== 'dumb';
}

function looks(color: boolean): Record<Style, (text: string) => string> {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    plain: (text) => text,
    // Faint works on any background; bright black is invisible in Solarized.
    dim: chalk.dim,
    bold: chalk.bold,
    // Magenta is the palette color that reads on both black and white in most terminals.
    accent: chalk.magenta.bold,
    // Yellow text is unreadable on white.
    warn: chalk.black.bgYellow,
    over: chalk.red.bold,
    gone: chalk.red,
    // Green alone is too light for white.
    new: chalk.green.bold,
    // Backticks and indentation already mark it.
    code: (text) => text,
  };
}

/** The last guard of an address; ST ends the sequence without a bell. */
function linked(text: string, link: string): string {
  return LINK.test(link) ? `\x1b]8;;${link}\x1b\\${text}\x1b]8;;\x1b\\` : text;
}

/** The last guard before the terminal: one line, no control characters. */
function flat(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return clean(text).replace(/[\n\t]/g, ' ');
}
