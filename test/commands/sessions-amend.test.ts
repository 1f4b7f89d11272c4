import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessions } from '../../src/commands/sessions.ts';
import { sessionsDelete } from '../../src/commands/sessions-delete.ts';
import { sessionsRename } from '../../src/commands/sessions-rename.ts';
import { sessionsTag } from '../../src/commands/sessions-tag.ts';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import { amend } from '../../src/store/continue-session.ts';
import { findSession } from '../../src/store/find-session.ts';
import { stateOf } from '../../src/engine/next-step.ts';
import { contender } from '../support/contender.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { bytesBelow, homeWith, idOf, type Kept } from '../support/stored.ts';

/** A data folder with these sessions, and the output of commands in it. */
function desk(...names: Kept[]) {
  const home = names.length === 0 ? emptyFolder() : homeWith(names);
  const world = fakeEnv({ cwd: home, data: home });
  let said = 0;
  let drawn = 0;
  return {
    ...world,
    // A new time for each command, so that segments have different names.
    env: { ...world.env, entropy: () => (drawn += 1) },
    home,
    /** The new output on standard error since the last call. */
    news: (): string => {
      const all = world.stderr();
      const fresh = all.slice(said);
      said = all.length;
      return fresh;
    },
  };
}

/** Expects that no existing file has changed. */
function expectUntouched(before: ReadonlyMap<string, string>, home: string): void {
  const after = bytesBelow(join(home, 'sessions'));
  for (const [file, bytes] of before) expect(after.get(file), file).toBe(bytes);
}

describe('hotseat sessions rename', () => {
  it('sets a name that the list shows and other commands accept in any case', async () => {
    const { env, stdout, home, news } = desk('finished', 'paused');
    const before = bytesBelow(join(home, 'sessions'));
    const id = idOf('finished');
    expect(sessionsRename(env, id, ' Acme\nscreen ')).toBe(0);
    expect(news()).toBe(`${id} is now called Acme screen.\n`);
    await sessions(env, {});
    expect(stdout()).toMatch(new RegExp(`^${id} .* Acme screen · `, 'm'));
    expect(findSession(env, 'acme Screen')).toBe(id);
    expectUntouched(before, home);
    sessionsRename(env, 'acme screen', '');
    expect(news()).toBe(`${id} no longer has a name.\n`);
    expect(() => findSession(env, 'acme screen')).toThrow('there is no session acme screen.');
  });

  it("refuses another session's name in any case, and writes nothing", () => {
    const { env, home } = desk('finished', 'paused');
    sessionsRename(env, idOf('finished'), 'Acme');
    const before = bytesBelow(join(home, 'sessions'));
    expect(() => sessionsRename(env, idOf('paused'), 'acme')).toThrow(
      expect.objectContaining({
        message: `session ${idOf('finished')} is already called acme.`,
        help: 'choose another name, or rename that session first.',
      }),
    );
    expect(bytesBelow(join(home, 'sessions'))).toEqual(before);
    expect(sessionsRename(env, idOf('finished'), 'ACME')).toBe(0);
    expect(sessionsRename(env, idOf('paused'), '')).toBe(0);
  });

  it('refuses a name of more than 200 characters, and writes nothing', () => {
    const { env, home } = desk('finished');
    const before = bytesBelow(join(home, 'sessions'));
    expect(() => sessionsRename(env, idOf('finished'), 'n'.repeat(201))).toThrow(
      expect.objectContaining({ message: 'the name is 201 characters long.', help: 'keep it to 200.' }),
    );
    expect(bytesBelow(join(home, 'sessions'))).toEqual(before);
  });

  it('does not find a session by a name that two sessions have', () => {
    const { env } = desk('finished', 'paused');
    // Two machines may each give the name before they sync.
    for (const name of ['finished', 'paused'] as const)
      amend(env, idOf(name), { type: 'named', name: 'mine' });
    expect(() => findSession(env, 'mine')).toThrow(/^mine could be 2 sessions: /);
  });

  it('refuses while another process has the session open, and writes nothing', async () => {
    const { env, home } = desk('paused');
    const id = idOf('paused');
    const other = await contender(join(home, 'sessions', id));
    await other.go();
    const before = bytesBelow(join(home, 'sessions'));
    expect(() => {
      sessionsRename(env, id, 'mine');
    }).toThrow(`is open in another hotseat, process ${other.pid}`);
    expect(bytesBelow(join(home, 'sessions'))).toEqual(before);
    await other.leave();
    expect(sessionsRename(env, id, 'mine')).toBe(0);
  });

  it('leaves a paused session paused, with its draft', () => {
    const { env } = desk('paused');
    const id = idOf('paused');
    const before = readSession(env.paths, id);
    sessionsRename(env, id, 'mine');
    const after = readSession(env.paths, id);
    expect(after.draft).toEqual(before.draft);
    expect(stateOf(after.session!)).toBe('paused');
    expect(after.session?.questions).toEqual(before.session?.questions);
    expect(after.session?.name).toBe('mine');
  });
});

describe('hotseat sessions tag', () => {
  it('adds, changes and removes tags of the last session, one by one', async () => {
    const { env, stdout, news } = desk('finished');
    const id = idOf('finished');
    sessionsTag(env, undefined, { company: 'Acme', round: 'system design' });
    expect(news()).toBe(`${id}: company Acme, round system design.\n`);
    sessionsTag(env, id, { company: 'Acme, Inc.' });
    expect(news()).toBe(`${id}: company Acme, Inc.\n`);
    sessionsTag(env, id, { company: '', interviewer: 'staff engineer' });
    expect(news()).toBe(`${id}: company tag removed, interviewer staff engineer.\n`);
    await sessions(env, { json: true });
    expect(JSON.parse(stdout())).toMatchObject({
      sessions: [
        {
          name: null,
          tags: { company: null, position: null, round: 'system design', interviewer: 'staff engineer' },
        },
      ],
    });
  });

  it('refuses a tag of more than 200 characters, and writes nothing', () => {
    const { env, home } = desk('finished');
    const before = bytesBelow(join(home, 'sessions'));
    expect(() => sessionsTag(env, undefined, { round: 'screen', company: `${'n'.repeat(201)}\n` })).toThrow(
      expect.objectContaining({
        message: 'the company tag is 201 characters long.',
        help: 'keep it to 200.',
      }),
    );
    expect(bytesBelow(join(home, 'sessions'))).toEqual(before);
    expect(sessionsTag(env, undefined, { company: 'n'.repeat(200) })).toBe(0);
  });

  it('lists the tags if none was given', () => {
    expect(() => sessionsTag(desk('finished').env, undefined, {})).toThrow('no tag given');
  });
});

describe('hotseat sessions delete', () => {
  it('asks first, and without a terminal needs --yes', async () => {
    const { env } = desk('finished');
    await expect(sessionsDelete(env, idOf('finished'), {})).rejects.toThrow('there is no terminal');
    expect(sessionIds(env.paths)).toHaveLength(1);
  });

  it('moves the session to the trash folder, and a second one with its id beside it', async () => {
    const { env, home, news } = desk('finished', 'paused');
    const id = idOf('finished');
    const folder = join(home, 'sessions', id);
    const kept = join(emptyFolder(), id);
    cpSync(folder, kept, { recursive: true });
    const before = [...bytesBelow(folder).values()];
    await sessionsDelete(env, id, { yes: true });
    expect(news()).toBe(`Moved ${id} to the trash: ${join(home, 'trash', id)}\n`);
    expect(sessionIds(env.paths)).toEqual([idOf('paused')]);
    cpSync(kept, folder, { recursive: true });
    await sessionsDelete(env, id, { yes: true });
    expect(news()).toContain(`${id}-2`);
    expect(statSync(join(home, 'trash')).mode & 0o777).toBe(0o700);
    for (const name of [id, `${id}-2`]) {
      const files = [...bytesBelow(join(home, 'trash', name))].filter(([file]) => file.endsWith('.jsonl'));
      expect(files.map(([, bytes]) => bytes)).toEqual(before);
    }
  });

  it('does not move a session that another process has open', async () => {
    const { env, home } = desk('paused');
    const id = idOf('paused');
    const other = await contender(join(home, 'sessions', id));
    await other.go();
    await expect(sessionsDelete(env, id, { yes: true })).rejects.toThrow('is open in another hotseat');
    expect(sessionIds(env.paths)).toEqual([id]);
  });
});
