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

/** By the names that terminals give themselves in a variable. */
const FORMS = new Map([
  ['iTerm.app', iterm2],
  ['iTerm2', iterm2],
  ['WarpTerminal', rxvt],
  ['WezTerm', rxvt],
  ['ghostty', rxvt],
  ['xterm-ghostty', rxvt],
  ['foot', rxvt],
  ['xterm-kitty', kitty],
]);

/**
 * The bell, and a desktop notification where the terminal is known to have them. NO_COLOR leaves the bell, which is no escape
 * sequence.
 */
export function noticeOf(reached: TimeReached, vars: Vars): string {
  if ((vars['NO_COLOR'] ?? '') !== '') return BELL;
  // ssh passes LC_TERMINAL on.
  const names = [vars['TERM_PROGRAM'], vars['LC_TERMINAL'], vars['TERM']];
  const form = names.map((name = '') => FORMS.get(name)).find((known) => known !== undefined);
  return BELL + (form?.(WORDS[reached]) ?? '');
}
