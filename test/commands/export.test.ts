import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportSession } from '../../src/commands/export.ts';
import type { ExportOptions } from '../../src/options/table.ts';
import { sessionsTag } from '../../src/commands/sessions-tag.ts';
import { UserError } from '../../src/platform/errors.ts';
import { fakeEnv } from '../support/env.ts';
import { homeWith, idOf, type Kept } from '../support/stored.ts';

const KEPT = ['finished', 'paused', 'spoken'] as const;

async function run(home: string, options: Partial<ExportOptions> = {}, ref?: string) {
  const { env, stdout, stderr } = fakeEnv({ cwd: home, data: home });
  try {
    const exit = await exportSession(env, ref, { format: 'md', ...options });
    return { exit, out: stdout(), err: stderr() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { exit: error.exitCode, out: stdout(), err: `${stderr()}${error.message} ${error.help ?? ''}` };
  }
}

describe('hotseat export', () => {
  it('writes the named session in the given format', async () => {
    const home = homeWith(KEPT);
    const id = idOf('finished');
    expect((await run(home, {}, id)).out).toMatch(/^# Mock interview, 2026-11-24\n/);
    expect((await run(home, { format: 'html' }, id)).out).toMatch(/^<!doctype html><html lang="en">/);
    expect(JSON.parse((await run(home, { format: 'json' }, id)).out)).toMatchObject({ session: { id } });
  });

  it('writes into a folder, under the name of the session', async () => {
    const home = homeWith(['finished']);
    mkdirSync(join(home, 'rounds'));
    expect((await run(home, { output: 'rounds/' })).err).toBe(`Written to rounds/${idOf('finished')}.md.\n`);
    expect(readdirSync(join(home, 'rounds'))).toEqual([`${idOf('finished')}.md`]);
    expect(await run(home, { output: 'rounds' })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('cannot write rounds: it is a folder') as string,
    });
  });

  it('--redact masks the tags of the session, and says so if there are none', async () => {
    const home = homeWith(['finished']);
    const id = idOf('finished');
    const bare = await run(home, { redact: true }, id);
    expect(bare.err).toBe('Nothing to redact: the session has no company, role or interviewer tag.\n');
    sessionsTag(fakeEnv({ cwd: home, data: home }).env, id, { company: 'Acme', round: 'screen' });
    expect((await run(home, {}, id)).out).toContain('\n\nAcme · screen\n\n');
    const masked = await run(home, { redact: true }, id);
    expect(masked).toMatchObject({ exit: 0, err: '' });
    expect(masked.out).toContain('\n\n\\[company] · screen\n\n');
    expect(masked.out).not.toContain('Acme');
  });
});

describe('hotseat export -f sheet', () => {
  it('is a file to fill in, or with --html a page to print; other formats have no --html', async () => {
    const home = homeWith(['finished']);
    const id = idOf('finished');
    expect((await run(home, { format: 'sheet', output: 'out/' }, id)).err).toBe(
      `Written to out/${id}.sheet.md.\n`,
    );
    expect((await run(home, { format: 'sheet', html: true }, id)).out).toMatch(
      /^<!doctype html>[^]*<h1>Mentor's sheet, 2026-11-24/,
    );
    expect(await run(home, { html: true }, id)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('-f html writes the transcript as a page') as string,
    });
  });
});

describe('hotseat export -f anki', () => {
  it('refuses options that leave parts out', async () => {
    expect(await run(homeWith(['late']), { format: 'anki', answersOnly: true }, idOf('late'))).toEqual({
      exit: 2,
      out: '',
      err: '--answers-only and --without-bank do not work with -f anki. leave them out; --redact works.',
    });
  });
});

describe('hotseat export --all', () => {
  it('writes one file per session, private to its owner', async () => {
    const home = homeWith(KEPT);
    const { exit, out, err } = await run(home, { all: true, output: 'deep/rounds', format: 'html' });
    expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '3 sessions written to deep/rounds.\n' });
    const folder = join(home, 'deep/rounds');
    expect(readdirSync(folder)).toEqual(KEPT.map((name) => `${idOf(name)}.html`).sort());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of KEPT) {
      const file = join(folder, `${idOf(name)}.html`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).toBe((await run(home, { format: 'html' }, idOf(name))).out);
    }
  });

  it('keeps what is there, and with --force replaces files only', async () => {
    const home = homeWith(KEPT);
    const folder = join(home, 'rounds');
    mkdirSync(folder);
    const mine = join(folder, `${idOf('finished')}.md`);
    writeFileSync(mine, 'mine');
    expect((await run(home, { all: true, output: 'rounds' })).err).toBe(
      '2 sessions written to rounds; 1 already there (--force replaces).\n',
    );
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect((await run(home, { all: true, output: 'rounds', force: true })).err).toBe(
      '3 sessions written to rounds.\n',
    );
    expect(readFileSync(mine, 'utf8')).toMatch(/^# Mock interview/);
    symlinkSync('elsewhere', join(folder, `${idOf('finished')}.json`));
    expect(await run(home, { all: true, output: 'rounds', force: true, format: 'json' })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('it is a link') as string,
    });
  });

  it('leaves out the same as for a single session', async () => {
    const home = homeWith(KEPT);
    await run(home, { all: true, output: 'rounds', answersOnly: true, withoutBank: true });
    const alone = await run(home, { answersOnly: true, withoutBank: true }, idOf('finished'));
    expect(readFileSync(join(home, 'rounds', `${idOf('finished')}.md`), 'utf8')).toBe(alone.out);
    expect(alone.out).not.toBe((await run(home, {}, idOf('finished'))).out);
  });

  it('reports an unreadable session, writes the others, and fails', async () => {
    const home = homeWith(KEPT);
    mkdirSync(join(home, 'sessions/2026-01-01-0000-aaa'));
    writeFileSync(join(home, 'sessions/2026-01-01-0000-aaa/one.jsonl'), 'no line of a journal\n');
    const { exit, err } = await run(home, { all: true, output: 'rounds' });
    expect(exit).toBe(1);
    expect(err).toMatch(/^ {2}one\.jsonl, line 1: it is not a journal line$/m);
    expect(err).toMatch(
      /\nhotseat: session 2026-01-01-0000-aaa cannot be read\.\n3 sessions written to rounds; 1 unreadable\.\n$/,
    );
  });

  it('passes over what a program left that was killed before its round began', async () => {
    const home = homeWith(KEPT);
    mkdirSync(join(home, 'sessions/2026-01-01-0000-aaa'));
    mkdirSync(join(home, 'sessions/2026-01-01-0000-bbb'));
    writeFileSync(join(home, 'sessions/2026-01-01-0000-bbb/20260101T000000000Z-abcdef.jsonl'), '');
    expect(await run(home, { all: true, output: 'rounds' })).toEqual({
      exit: 0,
      out: '',
      err: '3 sessions written to rounds.\n',
    });
    expect(await run(home, {}, 'bbb')).toMatchObject({
      exit: 1,
      err: 'session 2026-01-01-0000-bbb is empty. hotseat ended before the round began.',
    });
  });

  it.each([false, true])(
    'says what stands in the way of a file and is none, and writes the others: --force %s',
    async (force) => {
      const home = homeWith([...KEPT, 'late', 'ended']);
      const at = (name: Kept): string => join(home, 'rounds', `${idOf(name)}.md`);
      mkdirSync(at('finished'), { recursive: true });
      symlinkSync('elsewhere', at('paused'));
      execFileSync('mkfifo', [at('late')]);
      const { exit, err } = await run(home, { all: true, output: 'rounds', force });
      expect(exit).toBe(1);
      expect(err.split('\n').sort()).toEqual(
        [
          '',
          '2 sessions written to rounds; 3 not written.',
          `hotseat: cannot write rounds/${idOf('finished')}.md: it is a folder.`,
          `hotseat: cannot write rounds/${idOf('paused')}.md: it is a link.`,
          `hotseat: cannot write rounds/${idOf('late')}.md: it is a device or a pipe.`,
        ].sort(),
      );
      for (const name of ['spoken', 'ended'] as const)
        expect(readFileSync(at(name), 'utf8')).toMatch(/^# Mock interview/);
      expect(readdirSync(join(home, 'rounds'))).toHaveLength(5);
    },
  );

  it('needs a folder, takes no session, and needs at least one to exist', async () => {
    const home = homeWith(KEPT);
    expect(await run(home, { all: true })).toMatchObject({
      exit: 2,
      err: '--all needs a folder to write into. add -o <folder>.',
    });
    expect(await run(home, { all: true, output: 'x' }, 'last')).toMatchObject({
      exit: 2,
      err: '--all exports every session, but you named one. leave out --all or the session.',
    });
    expect((await run(homeWith([]), { all: true, output: 'x' })).err).toMatch(/^there are no sessions yet\./);
    writeFileSync(join(home, 'file'), '');
    expect(await run(home, { all: true, output: 'file/x' })).toMatchObject({
      exit: 1,
      err: 'cannot create the folder file/x: part of the path is a file. choose a place that you can write to.',
    });
  });
});

it('makes a folder that -o names, as with --all', async () => {
  const home = homeWith(['finished']);
  const { env, stderr } = fakeEnv({ cwd: home, data: home });
  const id = idOf('finished');
  expect(await exportSession(env, id, { format: 'md', output: 'new/folder/' })).toBe(0);
  expect(stderr()).toBe(`Written to new/folder/${id}.md.\n`);
  expect(readFileSync(join(home, 'new', 'folder', `${id}.md`), 'utf8')).toContain(id);
  await expect(exportSession(env, id, { format: 'md', output: `new/folder/${id}.md/` })).rejects.toThrow(
    `cannot create the folder new/folder/${id}.md/`,
  );
});
