import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import type { Desk } from '../support/program.ts';
import { box, SHORT, test, unwrapped } from '../support/program.ts';

/** What the editor saw when it ran. */
interface Seen {
  pid: number;
  args: string[];
  text: string;
  fileMode: string;
  folderMode: string;
}

/** A command that a shell would run, in the name of the folder for temporary files. */
const TEMPORARY = 'tmp $(touch pwned) `touch pwned` "\'; touch pwned #';

/** Puts an editor called `ed` into its own `bin`. It records what it sees, and then runs the script. */
function plantEditor(
  desk: Desk,
  script: string,
): { note: string; temporary: string; env: Record<string, string> } {
  const note = join(desk.folder, 'note');
  const temporary = join(desk.folder, TEMPORARY);
  mkdirSync(temporary);
  mkdirSync(join(desk.folder, 'bin'));
  writeFileSync(
    join(desk.folder, 'bin', 'ed'),
    `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const file = process.argv.at(-1), mode = (of) => (fs.statSync(of).mode & 0o777).toString(8);
fs.writeFileSync(${JSON.stringify(note)}, JSON.stringify({ pid: process.pid, args: process.argv.slice(2, -1),
  text: fs.readFileSync(file, 'utf8'), fileMode: mode(file), folderMode: mode(path.dirname(file)) }));
${script}`,
    { mode: 0o755 },
  );
  // Nothing else is on this path, in particular no shell: node starts without one.
  return { note, temporary, env: { TMPDIR: temporary, PATH: join(desk.folder, 'bin') } };
}

const seen = (note: string): Seen => JSON.parse(readFileSync(note, 'utf8')) as Seen;

/** Opens the box, writes something and opens the editor. */
async function handOver(desk: Desk, env: Record<string, string>): Promise<Pty> {
  const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env });
  await pty.waitFor(box('Question 1 of 1'));
  pty.type('in the box');
  await pty.waitFor('in the box');
  pty.type(`${KEY.ctrlX}${KEY.ctrlE}`);
  return pty;
}

/** Waits until a file exists. */
async function untilThere(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.skipIf(process.platform === 'win32')('the editor', () => {
  test('gets a private file in its own folder, without a shell; both are removed afterwards', async ({
    desk,
  }) => {
    const { note, temporary, env } = plantEditor(desk, `fs.writeFileSync(file, 'from the editor');`);
    const pty = await handOver(desk, { ...env, EDITOR: `ed --wait "two words" 'and three'` });
    await pty.waitFor(
      (screen) => box('Question 1 of 1')(screen) && screen.rows.join('').includes('from the editor'),
    );
    expect(seen(note)).toMatchObject({
      args: ['--wait', 'two words', 'and three'],
      text: 'in the box',
      fileMode: '600',
      folderMode: '700',
    });
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
  });

  test('is started by a shell only if its name needs one, and the path of the file is not part of the command', async ({
    desk,
  }) => {
    const { note, temporary, env } = plantEditor(desk, `fs.writeFileSync(file, 'from the editor');`);
    const PATH = `${env['PATH'] ?? ''}:${process.env['PATH'] ?? ''}`;
    const pty = await handOver(desk, { ...env, PATH, EDITOR: '"$HOME"/bin/ed --$((40 + 2))' });
    await pty.waitFor(
      (screen) => box('Question 1 of 1')(screen) && screen.rows.join('').includes('from the editor'),
    );
    expect(seen(note)).toMatchObject({ args: ['--42'], text: 'in the box' });
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
  });

  test.for(['sh -c "ed \\"\\$1\\"" --', 'node --no-warnings "$HOME"/bin/ed', 'ed -c -a node', 'ed -c'])(
    'may be a program with any words: %s',
    async (EDITOR, { desk }) => {
      const { note, temporary, env } = plantEditor(desk, `fs.writeFileSync(file, 'from the editor');`);
      const PATH = `${env['PATH'] ?? ''}:${process.env['PATH'] ?? ''}`;
      const pty = await handOver(desk, { ...env, PATH, EDITOR });
      await pty.waitFor(
        (screen) => box('Question 1 of 1')(screen) && screen.rows.join('').includes('from the editor'),
      );
      expect(seen(note).text).toBe('in the box');
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  test.for(['sh -c', 'bash -ec ', 'python3 -c', 'node -e', 'X=1 sh -c', 'env sh -c'])(
    'never gets the file as code, not as %s',
    async (EDITOR, { desk }) => {
      const { temporary, env } = plantEditor(desk, '');
      const PATH = `${env['PATH'] ?? ''}:${process.env['PATH'] ?? ''}`;
      const pty = await handOver(desk, { ...env, PATH, EDITOR });
      const { rows } = await pty.waitFor(({ rows: shown }) =>
        unwrapped(shown).includes('Name a script instead.'),
      );
      expect(unwrapped(rows)).toMatch(/The editor passes the file to \w+ as code\. Name a script instead\./);
      expect(rows.join('\n')).toContain('in the box');
      expect(readdirSync(temporary)).toEqual([]);
      expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
    },
  );

  test('leaves no file if it fails, and the text stays in the box', async ({ desk }) => {
    const { temporary, env } = plantEditor(desk, 'process.exit(3);');
    const pty = await handOver(desk, { ...env, EDITOR: 'ed' });
    const { rows } = await pty.waitFor('ed ended with exit code 3. Your text is kept.');
    expect(rows.join('\n')).toContain('in the box');
    expect(readdirSync(temporary)).toEqual([]);
  });

  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    test(`leaves no file if a ${signal} arrives while it is open`, async ({ desk }) => {
      const { note, temporary, env } = plantEditor(desk, 'setInterval(() => undefined, 1000);');
      const pty = await handOver(desk, { ...env, EDITOR: 'ed' });
      await untilThere(note);
      process.kill(await desk.livePid(), signal);
      expect(await pty.exit()).toBe(signal === 'SIGTERM' ? 143 : 129);
      expect(readdirSync(temporary)).toEqual([]);
    });
  }

  test('leaves no file if it ignores SIGTERM', async ({ desk }) => {
    const { note, temporary, env } = plantEditor(
      desk,
      `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000);`,
    );
    const pty = await handOver(desk, { ...env, EDITOR: 'ed' });
    await untilThere(note);
    process.kill(await desk.livePid(), 'SIGTERM');
    await pty.waitFor('Saved. Question 1 of 1 is waiting');
    expect(await pty.exit()).toBe(143);
    expect(readdirSync(temporary)).toEqual([]);
    process.kill(seen(note).pid, 'SIGKILL');
  });

  test('that replaces the file gives one sentence, and the folder is removed', async ({ desk }) => {
    const { temporary, env } = plantEditor(
      desk,
      `fs.writeFileSync(path.join(path.dirname(file), '.answer.md.swp'), 'a copy'); fs.unlinkSync(file);`,
    );
    const pty = await handOver(desk, { ...env, EDITOR: 'ed' });
    const said = 'Cannot use the temporary file for the editor: it does not exist. Your text is kept.';
    const { rows } = await pty.waitFor(({ rows: shown }) => unwrapped(shown).includes(said), said);
    expect(unwrapped(rows)).toContain('in the box');
    expect(readdirSync(temporary)).toEqual([]);
  });
});
