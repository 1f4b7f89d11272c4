import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportSession } from '../../src/commands/export.ts';
import { history } from '../../src/commands/history.ts';
import { list } from '../../src/commands/list.ts';
import { resume } from '../../src/commands/resume.ts';
import { sessions } from '../../src/commands/sessions.ts';
import type { SessionsOptions } from '../../src/options/table.ts';
import { sessionsDelete } from '../../src/commands/sessions-delete.ts';
import { sessionsRename } from '../../src/commands/sessions-rename.ts';
import { sessionsTag } from '../../src/commands/sessions-tag.ts';
import { stats } from '../../src/commands/stats.ts';
import { createJournal } from '../../src/journal/journal.ts';
import type { Env } from '../../src/platform/env.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Event } from '../../src/engine/event.ts';
import { diskWorld, emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { SHORT_BANK } from '../support/program.ts';
import { playOn, start, started } from '../support/simulate.ts';
import { bytesBelow } from '../support/stored.ts';

const HOUR = 3_600_000;
const FINISHED = playOn(start(started(1, {}, 0)), Array<number>(20).fill(1)).events;
const PAUSED: readonly Event[] = [started(1, {}, 0), { type: 'asked', turn: { q: 0 }, budget: null }];

/** A home with these sessions, an hour apart, oldest first. */
function homeWith(...rounds: (readonly Event[])[]) {
  const { env, setClock } = diskWorld();
  const ids = rounds.map((events, hour) => {
    setClock((hour + 1) * HOUR);
    const journal = createJournal(env);
    for (const event of events) journal.append(event, 'at' in event ? Number(event.at) : 0);
    journal.close();
    return journal.id;
  });
  setClock(20 * HOUR);
  const folder = (id: string): string => join(env.paths.data, 'sessions', id);
  const segment = (id: string): string => {
    const [name = ''] = readdirSync(folder(id)).filter((file) => file.endsWith('.jsonl'));
    return join(folder(id), name);
  };
  return { env, ids, folder, segment, newest: ids.at(-1) ?? '', before: ids.at(-2) ?? '' };
}

function edit(file: string, change: (lines: string[]) => string[]): void {
  writeFileSync(file, change(readFileSync(file, 'utf8').split(/(?<=\n)/)).join(''));
}

const loseFirst = (file: string): void => {
  edit(file, ([first = '', ...rest]) => [first.replace('v', 'w'), ...rest]);
};
const loseLast = (file: string): void => {
  edit(file, (lines) => [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, -9)]);
};
const loseAll = (file: string): void => {
  writeFileSync(file, 'rust\n'.repeat(4));
};

/** Runs a command on this home; gives what it shows. */
async function run(home: Env, command: (env: Env) => unknown, columns?: number) {
  const world = fakeEnv({
    cwd: home.cwd,
    data: home.paths.data,
    vars: { NO_COLOR: '1' },
    ...(columns === undefined ? {} : { columns }),
  });
  let drawn = 100;
  const env = { ...world.env, now: home.now, entropy: () => (drawn += 1) };
  env.stdin.destroy();
  let code: unknown;
  let error = '';
  try {
    code = await command(env);
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    code = thrown.exitCode;
    error = `${thrown.message}\nhelp: ${thrown.help ?? ''}`;
  }
  return { code, error, stdout: world.stdout(), stderr: world.stderr() };
}

const exported = (env: Env): unknown => exportSession(env, undefined, { format: 'md' });
const tag = (env: Env, ref?: string): unknown => sessionsTag(env, ref, { company: 'Acme' });

describe('export without a name', () => {
  for (const [name, damage] of Object.entries({ first: loseFirst, last: loseLast })) {
    it(`gives the newest session even if its ${name} line is damaged, and says so`, async () => {
      const { env, segment, newest } = homeWith(FINISHED, FINISHED);
      damage(segment(newest));
      const { code, stdout, stderr } = await run(env, exported);
      expect(code).toBe(0);
      expect(stdout).toContain(`Session ${newest}`);
      expect(stderr).toContain(`hotseat: 1 part of session ${newest} cannot be read; using the rest.\n`);
    });
  }

  it('refuses, and gives no older session, if nothing of the newest can be read', async () => {
    const { env, segment, newest } = homeWith(FINISHED, FINISHED);
    loseAll(segment(newest));
    const { code, error, stdout, stderr } = await run(env, exported);
    expect([code, stdout]).toEqual([1, '']);
    expect(error).toMatch(`session ${newest} cannot be read.`);
    expect(stderr).toContain(`hotseat: 4 parts of session ${newest} cannot be read`);
  });

  it('gives the newest session without a word about an older damaged one', async () => {
    const { env, segment, newest, before } = homeWith(FINISHED, FINISHED);
    loseFirst(segment(before));
    const { stdout, stderr } = await run(env, exported);
    expect(stdout).toContain(`Session ${newest}`);
    expect(stderr).toBe('');
  });

  it('takes a session that was continued last for the newest, even if all it shows of that is a file', async () => {
    const { env, folder, ids } = homeWith(FINISHED, FINISHED);
    const [older = ''] = ids;
    writeFileSync(join(folder(older), '20261124T030000000Z-later0.jsonl'), 'rust\n');
    expect((await run(env, exported)).stdout).toContain(`Session ${older}`);
  });
});

describe('a change without a name', () => {
  for (const [what, damage] of Object.entries({ first: loseFirst, every: loseAll })) {
    it(`refuses if the newest session has ${what} line damaged, and changes nothing`, async () => {
      const { env, segment, newest, before } = homeWith(FINISHED, FINISHED);
      damage(segment(newest));
      const bytes = bytesBelow(env.paths.data);
      const { code, error, stderr } = await run(env, tag);
      expect(code).toBe(1);
      expect(error).toContain(`session ${newest} cannot be `);
      expect(stderr).toContain(`of session ${newest} cannot be read`);
      expect(bytesBelow(env.paths.data)).toEqual(bytes);
      expect((await run(env, (world) => tag(world, before))).code).toBe(0);
    });
  }

  it('of an unreadable folder: goes by when it was last changed', async () => {
    const { env, folder, newest, before } = homeWith(FINISHED, FINISHED);
    for (const [hour, expected] of [
      [0, 0],
      [23, 1],
    ] as const) {
      const odd = folder('odd');
      mkdirSync(odd, { recursive: true });
      writeFileSync(join(odd, 'words.jsonl'), 'rust\n');
      const time = new Date(Date.UTC(2026, 10, 24) + hour * HOUR);
      utimesSync(odd, time, time);
      expect((await run(env, tag)).code).toBe(expected);
    }
    expect([newest, before]).not.toContain('odd');
  });
});

describe('resume without a name', () => {
  it('says which of the newer sessions it could not read', async () => {
    const { env, segment, newest, before: paused } = homeWith(FINISHED, PAUSED, FINISHED);
    loseFirst(segment(paused));
    const { code, error, stderr } = await run(env, (world) => resume(world, undefined, {}));
    expect(code).toBe(2);
    expect(error).toMatch(/^no session that can be read is paused\.\n/);
    expect(stderr).toContain(`of session ${paused} cannot be read`);
    expect(stderr).not.toContain(newest);
  });

  it('is offered what is left of a session that it cannot resume', async () => {
    const { env, segment, newest } = homeWith(PAUSED);
    loseFirst(segment(newest));
    const { code, error } = await run(env, (world) => resume(world, newest, {}));
    expect(code).toBe(1);
    expect(error).toBe(
      `session ${newest} cannot be continued: its first event is lost.\n` +
        `help: \`hotseat export ${newest}\` prints what is left of it.`,
    );
  });
});

describe('a session by its name', () => {
  const named = (name: string, events = FINISHED): Event[] => [...events, { type: 'named', name }];

  it('comes with a report of the sessions whose names may be lost', async () => {
    const { env, segment, newest, before } = homeWith(named('screen'), named('screen'));
    loseLast(segment(newest));
    const { code, stderr } = await run(env, (world) => sessionsRename(world, 'screen', 'mine'));
    expect(code).toBe(0);
    expect(stderr).toContain(`of session ${newest} cannot be read`);
    expect(stderr).toContain(`${before} is now called mine.\n`);
    const missing = await run(env, (world) => sessionsRename(world, 'other', 'mine'));
    expect(missing.error).toMatch(/^there is no session other\./);
    expect(missing.stderr).toContain(`of session ${newest} cannot be read`);
  });
});

describe('two sessions with one name', () => {
  it('are both named, even if one has lost its first line, and none is deleted', async () => {
    const named: Event[] = [...FINISHED, { type: 'named', name: 'screen' }];
    const { env, segment, newest, before } = homeWith(named, named);
    loseFirst(segment(newest));
    const bytes = bytesBelow(env.paths.data);
    const { code, error } = await run(env, (world) => sessionsDelete(world, 'screen', { yes: true }));
    expect(code).toBe(2);
    expect(error).toContain(`screen could be 2 sessions: ${before}, ${newest}.`);
    expect(bytesBelow(env.paths.data)).toEqual(bytes);
  });
});

describe('hotseat sessions', () => {
  const shown = (env: Env, options: SessionsOptions = {}, columns?: number) =>
    run(env, (world) => sessions(world, options), columns);

  it('has a row for what is left of a session', async () => {
    const { env, ids, segment } = homeWith(
      FINISHED,
      [...FINISHED, { type: 'named', name: 'screen' }],
      FINISHED,
    );
    const [oldest = '', middle = '', newest = ''] = ids;
    loseFirst(segment(middle));
    loseAll(segment(newest));
    for (const columns of [undefined, 100]) {
      const { code, stdout, stderr } = await shown(env, {}, columns);
      expect(code).toBe(0);
      expect(stdout.trimEnd().split('\n')).toEqual([
        `${newest}  damaged   nothing can be read`,
        `${middle}  damaged   1 answered       screen · its questions are lost`,
        `${oldest}  finished  1 of 1 answered  Title 1`,
      ]);
      expect(stderr).toContain(`1 part of session ${middle} cannot be read`);
      expect(stderr).toContain(`4 parts of session ${newest} cannot be read`);
    }
    expect((await shown(env, {}, 30)).stdout.split('\n').slice(0, 3)).toEqual([
      newest,
      '  damaged',
      '  nothing can be read',
    ]);
  });

  it('has it as data, with null for what is not known', async () => {
    const { env, segment, newest } = homeWith(FINISHED);
    loseFirst(segment(newest));
    const tags = { company: null, position: null, round: null, interviewer: null };
    expect(JSON.parse((await shown(env, { json: true })).stdout)).toEqual({
      version: 1,
      sessions: [
        {
          id: newest,
          name: null,
          tags,
          startedAt: null,
          endedAt: null,
          state: 'damaged',
          planned: null,
          answered: 1,
          titles: [],
        },
      ],
    });
  });

  it('lists the newest twenty of them on a terminal', async () => {
    const { env, ids, segment } = homeWith(...Array.from({ length: 22 }, () => PAUSED));
    for (const id of ids) loseAll(segment(id));
    const { stdout, stderr } = await shown(env, {}, 80);
    expect(stdout.match(/^2026\S+/gm)).toEqual(ids.toReversed().slice(0, 20));
    expect(stdout).toContain('and 2 older ones: hotseat sessions --all');
    expect(stderr.match(/ cannot be read; /g)).toHaveLength(5);
    expect(stderr).toContain('hotseat: 17 more sessions are damaged\n');
  });
});

describe('a command that counts every session', () => {
  const options = { bank: [], topic: [], role: [], kind: [], level: [] };

  it('says which of them it could not read', async () => {
    const { env, segment, newest } = homeWith(FINISHED, FINISHED);
    loseFirst(segment(newest));
    const commands: ((world: Env) => unknown)[] = [
      (world) => stats(world, { ...options, bank: [SHORT_BANK] }),
      (world) => history(world, '1', { bank: [SHORT_BANK] }),
      (world) => list(world, { ...options, bank: [SHORT_BANK], interviewOn: '2026-12-01' }),
    ];
    for (const command of commands) {
      const { code, stderr } = await run(env, command);
      expect(code).toBe(0);
      expect(stderr).toContain(newest);
    }
  });
});

describe('a sessions folder that cannot be read', () => {
  it('is a failure, not a wrong command line', async () => {
    const { env } = diskWorld();
    writeFileSync(join(env.paths.data, 'sessions'), '');
    for (const command of [(world: Env) => sessions(world, {}), exported, tag]) {
      const { code, error } = await run(env, (world) => command(world));
      expect(code).toBe(1);
      expect(error).toContain(`cannot read ${join(env.paths.data, 'sessions')}: part of the path is a file.`);
    }
  });
});

describe('a session folder that is a link', () => {
  function linked() {
    const home = homeWith(FINISHED, FINISHED);
    const elsewhere = join(emptyFolder(), 'moved');
    renameSync(home.folder(home.newest), elsewhere);
    symlinkSync(elsewhere, home.folder(home.newest));
    return { ...home, elsewhere };
  }

  it('is named and listed, and not followed', async () => {
    const { env, newest, before } = linked();
    const { stdout, stderr } = await run(env, (world) => sessions(world, {}));
    expect(stdout.match(/^\S+ {2}\S+/gm)).toEqual([`${newest}  damaged`, `${before}  finished`]);
    expect(stderr).toContain('  its folder: it is a link\n');
  });

  it('is not read, changed or deleted through the link', async () => {
    const { env, newest, elsewhere } = linked();
    const bytes = bytesBelow(elsewhere);
    const commands: ((world: Env) => unknown)[] = [
      (world) => exportSession(world, newest, { format: 'md' }),
      (world) => sessionsTag(world, newest, { company: 'Acme' }),
      (world) => sessionsDelete(world, newest, { yes: true }),
      (world) => resume(world, newest, {}),
    ];
    for (const command of commands) {
      const { code, error, stdout } = await run(env, command);
      expect([code, stdout]).toEqual([1, '']);
      expect(error).toContain(`session ${newest} cannot be used: it is a link.\nhelp: `);
    }
    expect(bytesBelow(elsewhere)).toEqual(bytes);
  });

  it('is named even if it leads nowhere, or if a file has its name', async () => {
    const { env, folder } = homeWith(FINISHED);
    symlinkSync('nowhere', folder('2026-11-25-0900-abc'));
    writeFileSync(folder('2026-11-25-0901-abc'), 'packed');
    const { stderr } = await run(env, (world) => sessions(world, {}));
    expect(stderr).toContain('part of session 2026-11-25-0900-abc cannot be read');
    expect(stderr).toContain('part of session 2026-11-25-0901-abc cannot be read');
  });
});
