import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editorFrom, type Saved } from '../../src/terminal/editor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'editor-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** An editor that is a script, with the file's path in `file`. */
function editor(script: string): string {
  const path = join(folder, 'editor.mjs');
  writeFileSync(
    path,
    `import * as fs from 'node:fs'; import { setTimeout as wait } from 'node:timers/promises';
     const [note, file] = process.argv.slice(2); ${script}`,
  );
  return `'${process.execPath}' ${path} ${join(folder, 'note')}`;
}

const note = (): string => readFileSync(join(folder, 'note'), 'utf8');

async function run(
  command: string,
  text = 'written so far',
  onSaved: (text: string) => void = () => undefined,
) {
  const edit = editorFrom({ EDITOR: command });
  const tell = (saved: Saved): void => {
    onSaved(saved.text);
  };
  return (await edit!(text, { onSaved: tell, signal: new AbortController().signal })).text;
}

describe('the editor', () => {
  it('comes from VISUAL, then EDITOR, then none', async () => {
    expect(editorFrom({})).toBeNull();
    expect(editorFrom({ VISUAL: ' ', EDITOR: '' })).toBeNull();
    const command = editor(`fs.writeFileSync(file, 'from visual')`);
    const edit = editorFrom({ VISUAL: command, EDITOR: 'no-such-program' });
    expect(await edit!('', { onSaved: () => undefined, signal: new AbortController().signal })).toMatchObject(
      { text: 'from visual' },
    );
  });

  it('gets the text in a private file, which is then removed', async () => {
    const script = `const path = await import('node:path');
      const mode = (at) => (fs.statSync(at).mode & 0o777).toString(8);
      fs.writeFileSync(note, [file, mode(file), mode(path.dirname(file)), fs.readFileSync(file, 'utf8')].join('\\n'))`;
    expect(await run(editor(script))).toBe('written so far');
    const [file = '', ...rest] = note().split('\n');
    expect(rest).toEqual(['600', '700', 'written so far']);
    expect(() => statSync(file)).toThrow('ENOENT');
    expect(() => statSync(join(file, '..'))).toThrow('ENOENT');
  });

  it('reports each save', async () => {
    const saved: string[] = [];
    // It ends only after its first save was noticed, so the order does not depend on timing.
    const script = `fs.writeFileSync(file, 'first\\n');
      while (!fs.existsSync(note)) await wait(10);
      fs.writeFileSync(file, 'second\\n');`;
    const text = await run(editor(script), 'text', (now) => {
      saved.push(now);
      writeFileSync(join(folder, 'note'), '');
    });
    expect(saved[0]).toBe('first');
    expect(text).toBe('second');
  });

  it('keeps an original final newline, and drops bytes that control a terminal', async () => {
    expect(await run(editor(''), 'ends so\n')).toBe('ends so\n');
    expect(await run(editor(`fs.writeFileSync(file, 'a\\x1b[2Jb\\r\\n')`))).toBe('a[2Jb');
  });

  it('may set a variable for itself, through a shell', async () => {
    const command = editor('fs.writeFileSync(note, process.env.MOOD)');
    await run(`MOOD=calm ${command}`);
    expect(note()).toBe('calm');
  });

  it('fails with a sentence', async () => {
    await expect(run('no-such-editor -w')).rejects.toThrow('Editor not found: no-such-editor.');
    await expect(run(editor('process.exit(3)'))).rejects.toThrow('ended with exit code 3.');
    const below = join(process.execPath, 'ed');
    await expect(run(`'${below}' -w`)).rejects.toThrow(`${below} did not start: part of the path is a file.`);
    await expect(run("ed 'one")).rejects.toThrow('The editor ended with exit code 2.');
    await expect(run('no-such-editor; exit $?')).rejects.toThrow('The editor ended with exit code 127.');
  });

  it('is heard if it saves and then fails', async () => {
    const saved: string[] = [];
    const failing = run(editor(`fs.writeFileSync(file, 'saved at last'); process.exit(1)`), 'text', (text) =>
      saved.push(text),
    );
    await expect(failing).rejects.toThrow('ended with exit code 1.');
    expect(saved.at(-1)).toBe('saved at last');
  });

  it.each([
    ['a pipe', `(await import('node:child_process')).execFileSync('mkfifo', [file])`],
    ['a folder', 'fs.mkdirSync(file)'],
    ['a link to a device', `fs.symlinkSync('/dev/zero', file)`],
  ])('does not wait for %s in the place of its file', async (_, script) => {
    await expect(run(editor(`fs.rmSync(file); ${script}`))).rejects.toThrow(
      'Cannot use the temporary file for the editor: it is not a plain file.',
    );
  });

  it.each([
    ['more than an answer holds', `'x'.repeat(200_002)`, ''],
    ['a file without end, and fails', `Buffer.alloc(5_000_000)`, 'process.exit(1)'],
  ])('that saves %s keeps its words in their folder, and says where', async (_, text, end) => {
    const saved: string[] = [];
    const ended = run(editor(`fs.writeFileSync(file, ${text}); ${end}`), 'text', (now) => saved.push(now));
    const { message } = await ended.then(
      () => new Error('it ended well'),
      (error: unknown) => error as Error,
    );
    const [, kept = ''] =
      /^Too long: an answer holds 200,000 characters\. The editor's files are in (.*)\.$/.exec(message) ?? [];
    expect(statSync(join(kept, 'answer.md')).size).toBeGreaterThan(200_000);
    expect(saved).toEqual([]);
    rmSync(kept, { recursive: true });
  });

  it('that saves as much as an answer holds is heard', async () => {
    expect(await run(editor(`fs.writeFileSync(file, '語'.repeat(200_000) + '\\n')`))).toBe(
      '語'.repeat(200_000),
    );
  });

  it('closes when aborted', async () => {
    const asked = new AbortController();
    const edit = editorFrom({ EDITOR: editor(`fs.writeFileSync(file, 'saved'); await wait(60_000)`) });
    const ended = edit!('', {
      onSaved: () => {
        asked.abort();
      },
      signal: asked.signal,
    });
    await expect(ended).rejects.toThrow('ended with SIGTERM.');
    expect(asked.signal.aborted).toBe(true);
  });

  describe('that ignores being asked to close', () => {
    const SAVED = `process.on('SIGTERM', () => undefined); fs.writeFileSync(note, String(process.pid));`;

    async function ignored(script: string): Promise<{ message: string; saved: string[] }> {
      const asked = new AbortController();
      const saved: string[] = [];
      const ended = editorFrom({ EDITOR: editor(`${SAVED} ${script} await wait(60_000)`) })!('text', {
        onSaved: ({ text }) => saved.push(text),
        signal: asked.signal,
      });
      while (!existsSync(join(folder, 'done'))) await new Promise(setImmediate);
      asked.abort();
      const { message } = await ended.then(
        () => new Error('it ended well'),
        (error: unknown) => error as Error,
      );
      process.kill(Number(note()), 'SIGKILL');
      return { message, saved };
    }
    const done = (): string => `fs.writeFileSync(${JSON.stringify(join(folder, 'done'))}, '');`;

    it('is left alone, and its last save counts', async () => {
      const { message, saved } = await ignored(`fs.writeFileSync(file, 'saved'); ${done()}`);
      expect(message).toMatch(/ does not close\.$/);
      expect(saved.at(-1)).toBe('saved');
    });

    it('keeps a text that is too long, and says where', async () => {
      const { message, saved } = await ignored(`fs.writeFileSync(file, 'x'.repeat(200_002)); ${done()}`);
      const kept = /The editor's files are in (.*)\.$/.exec(message)?.[1] ?? '';
      expect(statSync(join(kept, 'answer.md')).size).toBe(200_002);
      expect(saved).toEqual([]);
      rmSync(kept, { recursive: true });
    });
  });

  it('keeps the recovery files of a killed editor, and says where', async () => {
    const script = `const swap = file.replace('answer.md', '.answer.md.swp');
      process.on('SIGTERM', () => { fs.writeFileSync(swap, 'not saved yet'); process.exit(1); });
      fs.writeFileSync(file, 'saved'); await wait(60_000)`;
    const asked = new AbortController();
    const ended = editorFrom({ EDITOR: editor(script) })!('', {
      onSaved: () => {
        asked.abort();
      },
      signal: asked.signal,
    });
    const { message } = await ended.then(
      () => new Error('it ended well'),
      (error: unknown) => error as Error,
    );
    const kept = /The editor's files are in (.*)\.$/.exec(message)?.[1] ?? '';
    expect(readFileSync(join(kept, '.answer.md.swp'), 'utf8')).toBe('not saved yet');
    rmSync(kept, { recursive: true });
  });
});
