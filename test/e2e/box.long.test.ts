import { execFileSync, spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { describe, expect } from 'vitest';
import type { Screen } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import { foreignCommands } from '../support/sequences.ts';
import { answer, box, judge, PAUSED, PREDICTION, SHORT, test, turns } from '../support/program.ts';

const ONE = ['practice', '1', '--follow-ups', 'none', ...SHORT];

/** The rows of the answer, without the bar on their left. */
function written({ rows }: Screen): string[] {
  return rows.filter((text) => /^ {2}[│↑↓]/.test(text)).map((text) => text.slice(4).trimEnd());
}

/** The text left of the cursor in its row, without the bar. */
function beforeCursor({ rows, cursor }: Screen): string {
  return (rows[cursor.row] ?? '').slice(4, cursor.column);
}

async function submitted(desk: Desk): Promise<string | undefined> {
  return (await turns(desk))[0]?.answer;
}

describe('keys in the box, in a real terminal', () => {
  test('an answer of the terminal to a query is no text', async ({ desk }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('One \x1b[?2026;2$y');
    pty.type('two');
    await pty.waitFor((screen) => written(screen)[0] === 'One two');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('One two');
    expect(foreignCommands(pty.bytes)).toEqual([]);
    expect(pty.bytes.split('\x1b[?2026h').length).toBe(pty.bytes.split('\x1b[?2026l').length);
  });

  test('words, kills and yanks, undo and redo work as in a shell', async ({ desk }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('one two three');
    await pty.waitFor('one two three');
    pty.type('\x17\x17'); // Ctrl+W twice: one kill
    await pty.waitFor((screen) => written(screen)[0] === 'one');
    pty.type('\x01\x19'); // Ctrl+A, Ctrl+Y
    const yanked = await pty.waitFor('two threeone');
    expect(beforeCursor(yanked)).toBe('two three');
    pty.type('\x1f'); // Ctrl+_ undoes the yank
    await pty.waitFor((screen) => written(screen)[0] === 'one');
    pty.type('\x12'); // Ctrl+R redoes it
    await pty.waitFor('two threeone');
    pty.type('\x1bb'); // Alt+B: to the start of "threeone"
    await pty.waitFor((screen) => beforeCursor(screen) === 'two ');
    pty.type('\x1bd'); // Alt+D
    await pty.waitFor((screen) => written(screen)[0] === 'two');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('two  ');
  });

  test('up and down move by rows on the screen and keep the column', async ({ desk }) => {
    const pty = desk.open(ONE, { columns: 40, rows: 24 });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(
      'the first row is long enough to be wrapped\rshort\rthe third row is as long as that one, and then some',
    );
    await pty.waitFor((screen) => beforeCursor(screen) === 'one, and then some');
    // Up through a longer row, a short line and a longer row. Where the column does not exist, the end of the line.
    for (const left of ['the third row is a', 'short', 'wrapped', 'the first row is l']) {
      pty.type(KEY.up);
      await pty.waitFor((screen) => beforeCursor(screen) === left, `the cursor behind "${left}"`);
    }
    pty.type('\x1b[1;5H'); // Ctrl+Home
    await pty.waitFor(
      (screen) => screen.cursor.column === 4 && written(screen)[0]?.startsWith('the first') === true,
    );
    pty.type('\x1b[1;5F'); // Ctrl+End
    await pty.waitFor((screen) => (screen.rows[screen.cursor.row] ?? '').endsWith('some'));
  });

  test('F1 lists the keys until the next key, which still does its job', async ({ desk }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('\x1bOP');
    const help = await pty.waitFor('Ctrl+X Ctrl+E');
    for (const key of ['Ctrl+D', 'Ctrl+C', 'Ctrl+_', 'Alt+B', 'Ctrl+Z', 'Ctrl+G'])
      expect(help.rows.join('\n')).toContain(key);
    pty.type('x');
    const back = await pty.waitFor(box('Question 1 of 1'));
    expect(written(back)[0]).toBe('x');
    pty.type('\x1b\r'); // Alt+Enter submits
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('x');
  });

  test('one Backspace deletes a family emoji, and the cursor is where the eye expects it', async ({
    desk,
  }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('漢字 e\u0301 👩‍👩‍👧');
    await pty.waitFor((screen) => written(screen)[0]?.includes('👩') === true);
    pty.type(KEY.backspace);
    const { cursor } = await pty.waitFor((screen) => written(screen)[0] === '漢字 e\u0301');
    expect(cursor.column).toBe(4 + 7); // two wide characters, a space, an e with its accent, a space
    pty.type('|');
    await pty.waitFor('漢字 e\u0301 |');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('漢字 e\u0301 |');
  });

  test('right-to-left text is kept exactly', async ({ desk }) => {
    const pty = desk.open(ONE);
    await answer(pty, 'Question 1 of 1', 'שלום and مرحبا');
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('שלום and مرحبا');
  });
});

describe('long texts', () => {
  test('a paste of 200 lines scrolls inside the box, arrives in full, and stays in the scrollback', async ({
    desk,
  }) => {
    const pty = desk.open(ONE, { columns: 80, rows: 24 });
    const before = await pty.waitFor(box('Question 1 of 1'));
    const lines = Array.from({ length: 200 }, (_, line) => `line ${line + 1} of two hundred`);
    pty.paste(lines.join('\n'));
    const pasted = await pty.waitFor('line 200 of two hundred');
    expect(box('Question 1 of 1')(pasted)).toBe(true);
    expect(pasted.rows).toHaveLength(24);
    expect(beforeCursor(pasted)).toBe('line 200 of two hundred');
    // The text outgrew the box, but nothing above it scrolled away.
    expect(pasted.rows.slice(0, 3)).toEqual(before.rows.slice(-11, -8));
    pty.type(KEY.ctrlD);
    const { all } = await pty.waitFor(PREDICTION);
    expect(all.filter((text) => text.includes('of two hundred'))).toHaveLength(200);
    expect(await submitted(desk)).toBe(lines.join('\n'));
  });

  test('a megabyte is refused, and the text so far is kept', async ({ desk }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Here before');
    await pty.waitFor('Here before');
    pty.paste('too much '.repeat(120_000));
    const { rows } = await pty.waitFor('Too long: 1,080,000 more characters');
    expect(rows.join('\n')).toContain('Here before');
    pty.type(', and after');
    await pty.waitFor('Here before, and after');
  });

  test('50,000 characters are accepted and submitted', async ({ desk }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    const text = `${'twelve chars '.repeat(3845)}the end`;
    pty.paste(text);
    await pty.waitFor('the end');
    pty.type('!');
    await pty.waitFor('the end!');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe(`${text}!`);
  });
});

describe('a resize', () => {
  test('in mid-word rewraps down to 20 columns, keeps the cursor, and the word can be finished', async ({
    desk,
  }) => {
    const pty = desk.open(ONE);
    await pty.waitFor(box('Question 1 of 1'));
    const text = 'The quick brown fox jumps over the lazy dog and on to the brea';
    pty.type(text);
    await pty.waitFor('on to the brea');
    for (const [columns, rows] of [
      [50, 20],
      [20, 8],
      [100, 40],
    ] as const) {
      pty.resize(columns, rows);
      const screen = await pty.waitFor(
        (now) => beforeCursor(now).endsWith('brea') && written(now).every((row) => row.length <= columns - 4),
        `the text at ${columns} columns`,
      );
      expect(text.endsWith(beforeCursor(screen))).toBe(true);
    }
    pty.type('d');
    await pty.waitFor('on to the bread');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe(`${text}d`);
  });
});

describe('a suspended program', () => {
  test('Ctrl+Z gives the shell its terminal; fg comes back to the word and the second', async ({ desk }) => {
    const pty = desk.openCommand('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: 'shell> ' } });
    await pty.waitFor('shell> ');
    pty.type(`${desk.commandLine(ONE)}\r`);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Half a thou');
    await pty.waitFor('Half a thou');
    pty.type('\x1a');
    await pty.waitFor(/Stopped[^]*shell> $/);
    pty.type('stty -a | tr " ;" "\\n\\n" | grep -E "^-?(icanon|echo)$" | sort | tr "\\n" " "; echo .\r');
    await pty.waitFor('echo icanon .');
    pty.type('fg\r');
    await pty.waitFor((screen) => box('Question 1 of 1')(screen) && beforeCursor(screen) === 'Half a thou');
    pty.type('ght');
    await pty.waitFor('Half a thought');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect(await submitted(desk)).toBe('Half a thought');
  });
});

describe('other terminals', () => {
  // The program only checks TERM for "dumb"; any other dependence would show here.
  for (const TERM of ['xterm-256color', 'screen-256color', 'linux']) {
    test(`${TERM}: a full question with a pause`, async ({ desk }) => {
      const pty = desk.open(ONE, { env: { TERM } });
      await pty.waitFor(box('Question 1 of 1'));
      pty.type('Cool and dry.');
      await pty.waitFor('Cool and dry.');
      pty.type(KEY.ctrlC);
      await pty.waitFor(PAUSED);
      pty.type(KEY.enter);
      const back = await pty.waitFor(box('Question 1 of 1'));
      expect(beforeCursor(back)).toBe('Cool and dry.');
      pty.type(KEY.ctrlD);
      await judge(pty);
      await pty.waitFor('Round finished');
      expect(await pty.exit()).toBe(0);
    });
  }

  // What older terminals send for the same keys.
  const SENT = {
    'xterm in application mode': { home: '\x1bOH', end: '\x1bOF', left: '\x1bOD' },
    'the Linux console': { home: '\x1b[1~', end: '\x1b[4~', left: '\x1b[D' },
    'screen and tmux': { home: '\x1b[1~', end: '\x1b[4~', left: '\x1b[D' },
    rxvt: { home: '\x1b[7~', end: '\x1b[8~', left: '\x1b[D' },
  } as const;
  for (const [name, keys] of Object.entries(SENT)) {
    test(`Home, End and arrows as sent by ${name}`, async ({ desk }) => {
      const pty = desk.open(ONE);
      await pty.waitFor(box('Question 1 of 1'));
      pty.type('middle');
      await pty.waitFor('middle');
      pty.type(`${keys.home}<${keys.end}>${keys.left}-`);
      await pty.waitFor('<middle->');
    });
  }

  test('the Linux console and its F1', async ({ desk }) => {
    const pty = desk.open(ONE, { env: { TERM: 'linux' } });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('\x1b[[A');
    await pty.waitFor('Ctrl+X Ctrl+E');
  });
});

describe('inside tmux', () => {
  const tmux = (socket: string, ...args: string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });
  const hasTmux = spawnSync('tmux', ['-V']).status === 0;

  test.skipIf(!hasTmux)('a full answer with a resize (skipped without tmux)', async ({ desk }) => {
    const socket = `hotseat-${basename(desk.folder)}`;
    const env = `HOTSEAT_HOME='${desk.home}'`;
    tmux(socket, 'new-session', '-d', '-x', '80', '-y', '24', `${env} ${desk.commandLine(ONE)}; sleep 60`);
    try {
      const until = async (wanted: string): Promise<string> => {
        for (;;) {
          const screen = tmux(socket, 'capture-pane', '-p');
          if (screen.includes(wanted)) return screen;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      const send = (...keys: string[]): string => tmux(socket, 'send-keys', ...keys);
      await until('Enter to start.');
      send('Enter');
      await until('F1 keys');
      send('-l', 'Cool and dry, and turned daily, in a linen bag that lets it breathe.');
      await until('lets it breathe.');
      tmux(socket, 'resize-window', '-x', '40', '-y', '20');
      await until('│ a linen bag that lets it breathe.');
      send('C-d');
      await until('Before the reveal');
      send('3');
      await until('y covered');
    } finally {
      tmux(socket, 'kill-server');
    }
    expect(await submitted(desk)).toContain('a linen bag that lets it breathe.');
  });
});
