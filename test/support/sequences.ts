/* eslint-disable no-control-regex -- control characters are what this is about */
/** The list of everything hotseat sends to a terminal at any time, besides text, newlines and tabs. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  'bold, faint and their end': /^\x1b\[(?:1|2|22)m$/,
  'red, green, magenta, Inquirer’s cyan, black on yellow, and their ends':
    /^\x1b\[(?:31|32|35|36|30|43|39|49)m$/,
  'the cursor by rows and columns': /^\x1b\[\d*[A-DG]$/,
  'a row or the rest of the screen erased': /^\x1b\[(?:J|[02]?K)$/,
  'a spinner or a repaint drawn at once (synchronized output)': /^\x1b\[\?2026[hl]$/,
  'rows and cells moved aside': /^\x1b\[\d*[LMP@]$/,
  'the cursor hidden or shown, automatic wrapping and marks around a paste on or off':
    /^\x1b\[\?(?:25|7|2004)[hl]$/,
  'the cursor’s place kept for an editor': /^\x1b7$/,
  'off, what an editor that was killed left on: its screen, its keys, the mouse, its colors and its cursor':
    /^\x1b(?:\[\?(?:1|100[02346]|1049)l|>|\[>4;m|\[m|\[0 q)$/,
  'the start of a row, a cell back': /^[\r\b]$/,
};

/** What hotseat sends only when there is a reason, so that a test names the reason. */
interface Occasion {
  /** How many times the clock rang. */
  rings?: number;
  /** The addresses that were shown as links. */
  links?: readonly string[];
}

/** Bytes of what is on in a terminal during a round, and off after it. */
export const MODES = [
  ['\x1b[?2004h', '\x1b[?2004l'],
  ['\x1b[?25l', '\x1b[?25h'],
  ['\x1b[?7l', '\x1b[?7h'],
] as const;

// A full escape sequence as a terminal reads it, or a single control character.
const COMMANDS = new RegExp(
  [
    // CSI with its parameters, 7-bit or 8-bit.
    '(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?',
    // OSC, DCS, SOS, PM and APC up to their end.
    '(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?',
    '\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?',
    // All other C0 except tab and newline, DEL, C1, the bidirectional controls, and lone surrogates.
    '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\p{Bidi_Control}]',
    '[\\ud800-\\udfff]',
  ].join('|'),
  'gu',
);

/** Everything in an output that is neither text nor on the list, escaped so that a failing test is harmless. */
export function foreignCommands(output: string, { rings = 0, links = [] }: Occasion = {}): string[] {
  const linked = new Set(links.length === 0 ? [] : ['', ...links].map((link) => `\x1b]8;;${link}\x1b\\`));
  let rest = rings;
  const isRing = (found: string): boolean => found === '\x07' && (rest -= 1) >= 0;
  return commandsIn(output)
    .filter((found) => !Object.values(ALLOWED).some((form) => form.test(found)))
    .filter((found) => !linked.has(found) && !isRing(found))
    .map(readable);
}

/** Everything in an output that is not text; a pipe must get none of it. */
export function commandsOf(output: string): string[] {
  return commandsIn(output).map(readable);
}

function commandsIn(output: string): string[] {
  return Array.from(output.matchAll(COMMANDS), ([found]) => found);
}

function readable(found: string): string {
  return JSON.stringify(found).replace(
    /[\x7f-\x9f\p{Bidi_Control}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
