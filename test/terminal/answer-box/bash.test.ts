import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offsetOf, textOf } from '../../../src/terminal/answer-box/buffer.ts';
import { composerOf, edit } from '../../../src/terminal/answer-box/edit.ts';
import { KeyReader } from '../../../src/terminal/key-decoder.ts';
import { Pty } from '../../support/pty.ts';

/**
 * Compares the answer box with a real shell's line editor, on the same bytes from a keyboard.
 * Leaves out keys with another meaning: Enter, Tab, Up and Down, Ctrl+D, Ctrl+R.
 */
const KEY = {
  left: '\x1b[D',
  right: '\x1b[C',
  home: '\x1b[H',
  end: '\x1b[F',
  delete: '\x1b[3~',
  backspace: '\x7f',
  ctrlA: '\x01',
  ctrlB: '\x02',
  ctrlE: '\x05',
  ctrlF: '\x06',
  ctrlH: '\b',
  ctrlK: '\v',
  ctrlU: '\x15',
  ctrlW: '\x17',
  ctrlY: '\x19',
  ctrlLeft: '\x1b[1;5D',
  ctrlRight: '\x1b[1;5C',
  altB: '\x1bb',
  altF: '\x1bf',
  altD: '\x1bd',
  altY: '\x1by',
  altBackspace: '\x1b\x7f',
  undo: '\x1f',
} as const;

const TELL = '\x18\x14';
/** Each case runs in its own process, so that it starts with nothing killed. */
const SCRIPT = String.raw`
tell() { printf '\n<%s:%s|%s>\n' "$n" "${'$'}{READLINE_LINE:0:READLINE_POINT}" "${'$'}{READLINE_LINE:READLINE_POINT}"; }
bind -x '"\C-x\C-t": tell'
for ((n = 1; ; n++)); do (read -r -e -p "ready $n. "); done`;

// Reading the current line needs bash 4.
const { stdout } = spawnSync('bash', ['-c', 'echo $BASH_VERSINFO'], { encoding: 'utf8' });
const hasBash = Number(stdout) >= 4;

/** Bash's line editor in its own terminal. */
class Readline {
  readonly #pty = new Pty('bash', ['--norc', '--noprofile', '-i', '-c', SCRIPT], {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', INPUTRC: '/dev/null' },
    columns: 500,
  });
  #readings = 0;

  /** The line after these bytes, with `|` at the cursor. */
  async line(bytes: string): Promise<string> {
    this.#readings += 1;
    await this.#pty.waitFor(`ready ${this.#readings}.`);
    this.#pty.type(bytes + TELL);
    const told = new RegExp(`^<${this.#readings}:(.*)>$`, 'm');
    const { rows } = await this.#pty.waitFor(told);
    this.#pty.type('\r');
    return told.exec(rows.join('\n'))?.[1] ?? '';
  }

  dispose(): Promise<void> {
    return this.#pty.dispose();
  }
}

// eslint-disable-next-line no-control-regex
const ONE_KEY = /\x1b(?:\[[\d;]*)?[^[]|[^\x1b]/g;

/** The same for the answer box. */
function composer(bytes: string): string {
  let state = composerOf('', 0);
  const reader = new KeyReader((keys) => {
    for (const key of keys) state = edit(state, key, { columns: 500, rows: 10 }).composer;
  });
  // One key per read, as a person types.
  for (const key of bytes.match(ONE_KEY) ?? []) reader.feed(key);
  const [text, cursor] = [textOf(state.buffer), offsetOf(state.buffer)];
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

describe('the answer box compared with bash', () => {
  let shell: Readline | null = null;
  beforeAll(() => {
    if (hasBash) shell = new Readline();
  });
  afterAll(() => shell?.dispose());

  // If text arrives in one read with a kill, readline forgets that it separates that kill from the one before.
  const typed = (text: string): string => text + KEY.left + KEY.right;

  // No comma: between digits it is part of a word; see below.
  const words = ['a', 'word', 'two words ', ' ', '  ', '-', '! ', '(x)', '/', '42'];
  const { undo, ...keys } = KEY;
  const undone = [
    typed('word') + KEY.ctrlW,
    typed('one two') + KEY.altBackspace,
    typed('ab') + KEY.ctrlU + KEY.ctrlY,
  ];
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words).map(typed) },
    { weight: 6, arbitrary: fc.constantFrom(...Object.values(keys)) },
    { weight: 1, arbitrary: fc.constantFrom(...undone.map((each) => each + undo)) },
  );

  it('has the same line and cursor after any shared keys', { timeout: 600_000 }, async ({ skip }) => {
    skip(!shell, 'there is no bash here that tells its line');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 40, size: 'max' }), async (pieces) => {
        const bytes = pieces.join('');
        expect(composer(bytes)).toBe(await shell?.line(bytes));
      }),
      { numRuns: Number(process.env['FUZZ'] ?? 100) },
    );
  });

  // Deliberate differences. Not here because they match readline: Ctrl+W deletes back to a space; a kill of
  // nothing ends a run of kills; after Alt+Y, Ctrl+Y inserts what Alt+Y has chosen.
  it.each([
    // Words follow Unicode's rules, not runs of letters and digits: apostrophes, decimal points and underscores
    // are part of them.
    ["it isn't", KEY.altB, "it |isn't", "it isn'|t"],
    ['at 3.14', KEY.altBackspace, 'at |', 'at 3.|'],
    ['at 42,42', KEY.altBackspace, 'at |', 'at 42,|'],
    ['of snake_case', KEY.altBackspace, 'of |', 'of snake_|'],
    // Typing is undone by word, deletions by run. Readline undoes 20 typed characters at once, and each deletion alone.
    ['one two', undo, 'one |', '|'],
    [typed('one two') + KEY.backspace.repeat(3), undo, 'one two|', 'one t|'],
    // The cursor returns to where it was; readline puts it after the restored text.
    [`one two${KEY.altB}${KEY.ctrlK}`, undo, 'one |two', 'one two|'],
  ])('differs on purpose: %j and then %j', async (before, key, ours, theirs) => {
    expect(composer(before + key)).toBe(ours);
    if (shell) expect(await shell.line(before + key)).toBe(theirs);
  });
});
