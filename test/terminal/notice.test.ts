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
  kitty: [{ TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, KITTY],
  xterm: [{ TERM: 'xterm-256color' }, ''],
  'Apple Terminal': [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, ''],
  'Windows Terminal': [{ TERM: 'xterm-256color', WT_SESSION: '4' }, ''],
  'VS Code, started from kitty': [
    { TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', KITTY_WINDOW_ID: '1' },
    '',
  ],
  'kitty with NO_COLOR': [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, ''],
};

describe('the notice at time-up', () => {
  it.each(Object.entries(TERMINALS))('in %s', (_name, [vars, notification]) => {
    expect(noticeOf('time up', vars)).toBe(BELL + notification);
  });

  it('reaches the terminal around tmux, in its passthrough', () => {
    const tmux = { TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TMUX: '/tmp/tmux-0/default,1,0' };
    const passed = (notification: string): string =>
      `${BELL}\x1bPtmux;${notification.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
    expect(noticeOf('time up', { ...tmux, KITTY_WINDOW_ID: '1' })).toBe(passed(KITTY));
    expect(noticeOf('time up', { ...tmux, LC_TERMINAL: 'iTerm2' })).toBe(passed(ITERM2));
    expect(noticeOf('time up', tmux)).toBe(BELL);
  });
});
