import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { edit, WHOLE } from '../support/bank.ts';
import { BIN, type Desk, SHORT_BANK, test } from '../support/program.ts';
import type { Pty, Screen } from '../support/pty.ts';

const TAB = '\t';
const CTRL_U = '\x15';
const PROMPT = '$ ';

/** A hostile title with every character that a shell acts on. */
const EVIL = `It's $(touch pwned) \`touch pwned\` "quoted": ; touch pwned & \\ !! %s ~ * {a,b} #`;

interface Shell {
  command: string;
  args: (desk: Desk) => string[];
  /** The startup file that the help tells the user to write, by its path in the home folder. */
  files: Readonly<Record<string, string>>;
  /** Installs the completion as a file that the shell finds by itself. */
  installed?: string;
}

const SHELLS: Readonly<Record<string, Shell>> = {
  bash: {
    command: 'bash',
    args: (desk) => ['--noprofile', '--rcfile', join(desk.folder, '.bashrc'), '-i'],
    files: {
      '.bashrc': `PS1='${PROMPT}'; bind 'set bell-style none'; source <(hotseat completion bash)\n`,
    },
  },
  zsh: {
    command: 'zsh',
    args: () => ['-d', '-i'],
    files: {
      '.zshrc': `PS1='${PROMPT}'; unsetopt beep prompt_sp; autoload -Uz compinit && compinit -D; source <(hotseat completion zsh)\n`,
    },
  },
  fish: {
    command: 'fish',
    args: () => ['-i'],
    files: {
      '.config/fish/config.fish': `set -g fish_greeting; set -g fish_autosuggestion_enabled 0; function fish_prompt; printf '${PROMPT}'; end; function fish_right_prompt; end\n`,
    },
    installed: '.config/fish/completions/hotseat.fish',
  },
};

/** A shell at its prompt, with completion set up as the help says. */
async function openShell(
  desk: Desk,
  { command, args, files, installed }: Shell,
  vars: Readonly<Record<string, string>> = {},
): Promise<Pty> {
  const path = join(desk.folder, 'bin');
  await mkdir(path);
  await writeFile(join(path, 'hotseat'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
  await chmod(join(path, 'hotseat'), 0o755);
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(join(desk.folder, file, '..'), { recursive: true });
    await writeFile(join(desk.folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) await write(file, text);
  if (installed !== undefined) await write(installed, (await desk.run(['completion', command])).stdout);
  const env = { PATH: `${path}:${process.env['PATH'] ?? ''}`, ZDOTDIR: desk.folder, HISTFILE: '', ...vars };
  const pty = desk.openCommand(command, args(desk), { env, columns: 100 });
  await pty.waitFor(({ rows }) => rows.at(-1)?.trim() === PROMPT.trim(), 'a prompt');
  return pty;
}

/** The line at the prompt. */
function lineOf({ rows }: Screen): string {
  return (
    rows
      .findLast((row) => row.startsWith(PROMPT))
      ?.slice(PROMPT.length)
      .trimEnd() ?? ''
  );
}

/** Types a line, presses TAB, and waits for the resulting line. */
async function completes(pty: Pty, typed: string, wanted: string): Promise<void> {
  pty.type(typed);
  await pty.waitFor((screen) => lineOf(screen) === typed.trimEnd(), `the line "${typed}"`);
  pty.type(TAB);
  await pty.waitFor((screen) => lineOf(screen) === wanted, `the line "${wanted}"`);
  await clear(pty);
}

/** Empties the line with a key that works in all three shells. */
async function clear(pty: Pty): Promise<void> {
  pty.type(CTRL_U);
  await pty.waitFor((screen) => lineOf(screen) === '', 'an empty line');
}

/** Runs the completed line and returns its output. */
async function runs(desk: Desk, pty: Pty): Promise<string> {
  pty.type('> shown; clear\r');
  await pty.waitFor((screen) => screen.rows.join('').trim() === PROMPT.trim(), 'an empty screen');
  return readFile(join(desk.folder, 'shown'), 'utf8');
}

/** A question with this title, quoted for YAML. */
function titled(title: string, id: string): string {
  const text = edit(WHOLE, 'id: retry-storm', `id: ${id}`);
  return edit(text, 'title: Retries that made it worse', `title: ${JSON.stringify(title)}`);
}

/** A named round of one question. */
async function plantSession(desk: Desk, name: string): Promise<void> {
  const args = ['practice', '1', '--follow-ups', 'none', '--bank', SHORT_BANK];
  await desk.run(args, { input: 'A loaf wants air.\n---\n' });
  const [id = ''] = await desk.sessionIds();
  expect((await desk.run(['sessions', 'rename', id, name])).code).toBe(0);
}

describe.each(Object.entries(SHELLS))('in %s', (name, shell) => {
  const isThere = spawnSync(shell.command, ['--version']).status === 0;
  if (!isThere) console.warn(`${name} is not installed: what a TAB does in it is not tested.`);
  const here = test.skipIf(!isThere);

  here('a TAB completes commands, options and their values', async ({ desk }) => {
    const pty = await openShell(desk, shell);
    await completes(pty, 'hotseat prac', 'hotseat practice');
    await completes(pty, 'hotseat sessions ren', 'hotseat sessions rename');
    await completes(pty, 'hotseat practice --spe', 'hotseat practice --speak-aloud');
    await completes(pty, 'hotseat --pl', 'hotseat --plain');
    await completes(pty, 'hotseat practice --order du', 'hotseat practice --order due');
    await completes(pty, 'hotseat practice --order=du', 'hotseat practice --order=due');
    await completes(pty, 'hotseat list --topic retr', 'hotseat list --topic retrieval');
    await completes(pty, 'hotseat export -f an', 'hotseat export -f anki');
    await completes(pty, 'hotseat review 4 --section notes,mis', 'hotseat review 4 --section notes,mistakes');
    await completes(pty, 'hotseat sessions tag --round hir', 'hotseat sessions tag --round hiring-manager');
    await completes(pty, 'hotseat bank exp', 'hotseat bank explain');
    await completes(pty, 'hotseat completion zs', 'hotseat completion zsh');
  });

  here('numbers come with titles, and nothing from an answer', async ({ desk }) => {
    const pty = await openShell(desk, shell);
    pty.type(`hotseat practice --bank ${SHORT_BANK} `);
    // bash lists candidates on the second TAB.
    pty.type(TAB + TAB);
    const screen = await pty.waitFor(/2 .*Keeping seeds/);
    expect(screen.rows.join('\n')).toMatch(/1 .*Keeping bread/);
    expect(pty.bytes).not.toContain('SECRET');
    expect(await readdir(desk.folder)).not.toContain('pwned');
    expect(await readdir(desk.home)).toEqual(['cache']);
  });

  here('a TAB completes folders and files where a path is expected', async ({ desk }) => {
    await mkdir(join(desk.folder, 'questions of mine'));
    await writeFile(join(desk.folder, 'quiz.md'), '');
    const pty = await openShell(desk, shell);
    await completes(pty, 'hotseat list --bank que', String.raw`hotseat list --bank questions\ of\ mine/`);
    await completes(pty, 'hotseat list --bank=que', String.raw`hotseat list --bank=questions\ of\ mine/`);
    await completes(pty, 'hotseat list --bank qu', String.raw`hotseat list --bank questions\ of\ mine/`);
    await completes(pty, 'hotseat bank import qui', 'hotseat bank import quiz.md');
    await completes(pty, 'hotseat export -o qui', 'hotseat export -o quiz.md');
  });

  here('a TAB prints nothing if there is nothing to complete', async ({ desk }) => {
    const pty = await openShell(desk, shell);
    for (const line of [
      'hotseat review --bank nowhere 1',
      'hotseat nonsense --xq',
      'hotseat practice --seed 1',
      'hotseat resume 20',
    ]) {
      pty.type(`${line}${TAB}`);
      // The next typed text shows that the shell has finished with the TAB.
      pty.type('Z');
      await pty.waitFor((screen) => lineOf(screen) === `${line}Z`);
      await clear(pty);
    }
    expect(pty.screen().all.join('').trim()).toBe(PROMPT.trim());
  });

  here('a TAB creates nothing while the disk is missing', async ({ desk }) => {
    const away = join(desk.folder, 'unplugged');
    const pty = await openShell(desk, shell, { HOTSEAT_HOME: join(away, 'home') });
    pty.type(`hotseat review ${TAB}Z`);
    await pty.waitFor((screen) => lineOf(screen) === 'hotseat review Z');
    await clear(pty);
    await completes(pty, 'hotseat rev', 'hotseat review');
    expect(pty.screen().all.join('\n')).not.toContain('hotseat:');
    expect(await readdir(desk.folder)).not.toContain('unplugged');
  });

  here('an open quote is continued and closed', async ({ desk }) => {
    await plantSession(desk, `Dave's "big" $(touch pwned) \\ day`);
    const pty = await openShell(desk, shell);
    for (const start of ['"Da', "'Da", 'Da', "Dave\\'s\\ "]) {
      pty.type(`hotseat export ${start}`);
      await pty.waitFor((screen) => lineOf(screen).endsWith(start.trimEnd()));
      pty.type(TAB);
      await pty.waitFor((screen) => /day\W?$/.test(lineOf(screen)), 'the whole name');
      expect(await runs(desk, pty)).toContain('A loaf wants air.');
    }
    expect(await readdir(desk.folder)).not.toContain('pwned');
  });

  here('untrusted names of questions, banks and sessions are never executed', async ({ desk }) => {
    await plantSession(desk, EVIL);
    const evilBank = `E$(touch pwned) \`touch pwned\` "q" 'q' &;!`;
    for (const [place, bank] of [evilBank, 'other'].entries()) {
      await mkdir(join(desk.folder, bank));
      await writeFile(join(desk.folder, bank, '001-retry-storm.md'), titled(EVIL, `storm-${place}`));
    }
    const pty = await openShell(desk, shell);

    pty.type('hotseat review --bank other ');
    await pty.waitFor((screen) => lineOf(screen).endsWith('other'));
    pty.type(TAB);
    await pty.waitFor((screen) => lineOf(screen).endsWith(' 1'));
    expect(await runs(desk, pty)).toContain('A retry is load');

    pty.type('hotseat review --bank E');
    await pty.waitFor((screen) => lineOf(screen).endsWith(' E'));
    pty.type(TAB);
    await pty.waitFor(({ rows }) => rows.join('').includes('pwned'));
    pty.type(' --bank other E');
    await pty.waitFor((screen) => lineOf(screen).endsWith(' other E'));
    pty.type(TAB);
    await pty.waitFor(({ rows }) => rows.join('').trimEnd().endsWith('/1'));
    expect(await runs(desk, pty)).toContain('A retry is load');

    pty.type('hotseat export It');
    await pty.waitFor((screen) => lineOf(screen).endsWith(' It'));
    pty.type(TAB);
    await pty.waitFor(({ rows }) => rows.join('').includes('pwned'));
    expect(await runs(desk, pty)).toContain('A loaf wants air.');

    expect(await readdir(desk.folder)).not.toContain('pwned');
  });
});
