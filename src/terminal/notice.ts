import type { TimeReached } from './answer-box/status.ts';

type Vars = Readonly<Record<string, string | undefined>>;

/** The only words that a notice ever has. */
const WORDS: Readonly<Record<TimeReached, string>> = {
  'last minute': 'One minute left.',
  'time up': "Time's up.",
  'last minute of the round': 'One minute left in the round.',
  'round over': "Time's up for the round.",
};

export const BELL = '\x07';
// Ended by ST: BEL would ring in a terminal that does not know the sequence.
const osc = (body: string): string => `\x1b]${body}\x1b\\`;

/** The three forms of a desktop notification. */
const iterm2 = (words: string): string => osc(`9;hotseat: ${words}`);
const rxvt = (words: string): string => osc(`777;notify;hotseat;${words}`);
const kitty = (words: string): string => osc(`99;;hotseat: ${words}`);

type Form = typeof kitty;

const BY_PROGRAM = new Map<string, Form>([
  ['iTerm.app', iterm2],
  ['WarpTerminal', rxvt],
  ['WezTerm', rxvt],
  ['ghostty', rxvt],
]);

const BY_TERM = new Map<string, Form>([
  ['xterm-kitty', kitty],
  ['xterm-ghostty', rxvt],
  ['foot', rxvt],
  ['foot-extra', rxvt],
]);

/** Variables that a terminal sets, and that ssh or tmux may pass on. */
const BY_TRACE: readonly (readonly [name: string, form: Form])[] = [
  ['KITTY_WINDOW_ID', kitty],
  ['GHOSTTY_RESOURCES_DIR', rxvt],
  ['WEZTERM_PANE', rxvt],
];

/** The form that this terminal is known to take; null if none is known, and then the bell has to do. */
function formIn(vars: Vars): Form | null {
  const { TERM_PROGRAM: program = '', TERM: term = '' } = vars;
  // Another terminal's name outweighs traces: an editor's terminal inherits those of the terminal it was started from.
  if (program !== '' && program !== 'tmux') return BY_PROGRAM.get(program) ?? null;
  const named = BY_TERM.get(term) ?? (vars['LC_TERMINAL'] === 'iTerm2' ? iterm2 : undefined);
  if (named !== undefined) return named;
  if (vars['WT_SESSION'] !== undefined) return null;
  return BY_TRACE.find(([name]) => vars[name] !== undefined)?.[1] ?? null;
}

/** tmux hands this on if its option `allow-passthrough` is on, and else drops it. */
function throughTmux(bytes: string): string {
  return `\x1bPtmux;${bytes.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
}

/** The bell, and a desktop notification where the terminal has them. NO_COLOR leaves the bell, which is no escape sequence. */
export function noticeOf(reached: TimeReached, vars: Vars): string {
  const isBare = (vars['NO_COLOR'] ?? '') !== '';
  const form = isBare ? null : formIn(vars);
  if (form === null) return BELL;
  const bytes = form(WORDS[reached]);
  return BELL + (vars['TMUX'] === undefined ? bytes : throughTmux(bytes));
}
