import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../src/terminal/notice.ts';

const BELL = '\x07';
const ITERM2 = "\x1b]9;hotseat: Time's up.\x1b\\";
const RXVT = "\x1b]777;notify;hotseat;Time's up.\x1b\\";
const KITTY = "\x1b]99;;hotseat: Time's up.\x1b\\";

const TERMINALS: Readonly<Record<string, readonly [vars: Record<string, string>, notification: string]>> = {
  iTerm2: [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, ITERM2],
  'iTerm2 over ssh': [{ TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2' }, ITERM2],
  WezTerm: [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, RXVT],
  Warp: [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WarpTerminal' }, RXVT],
  Ghostty: [{ TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty' }, RXVT],
  'Ghostty over ssh': [{ TERM: 'xterm-ghostty' }, RXVT],
  foot: [{ TERM: 'foot' }, RXVT],
  kitty: [{ TERM: 'xterm-kitty' }, KITTY],
  xterm: [{ TERM: 'xterm-256color' }, ''],
  'Apple Terminal': [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, ''],
  tmux: [{ TERM: 'tmux-256color', TERM_PROGRAM: 'tmux' }, ''],
  'kitty with NO_COLOR': [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, ''],
};

describe('the notice at time-up', () => {
  it.each(Object.entries(TERMINALS))('in %s', (_name, [vars, notification]) => {
    expect(noticeOf('time up', vars)).toBe(BELL + notification);
  });
});
