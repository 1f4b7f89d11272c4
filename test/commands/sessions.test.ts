import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessions } from '../../src/commands/sessions.ts';
import type { SessionsOptions } from '../../src/options/table.ts';
import { createJournal } from '../../src/journal/journal.ts';
import type { Env } from '../../src/platform/env.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { diskWorld } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { playOn, start, started } from '../support/simulate.ts';

/** Four questions, all answered within a minute. */
const ROUND = playOn(start(started(4, {}, 0)), Array<number>(40).fill(1)).events;

/** Writes this many sessions, one per hour from midnight; gives their ids, newest first. */
function written(number: number, events: readonly Recorded[] = ROUND): { env: Env; ids: string[] } {
  const { env, setClock } = diskWorld();
  const ids = Array.from({ length: number }, (_, hour) => {
    setClock(hour * 3_600_000);
    const journal = createJournal(env);
    for (const event of events) journal.append(event, event.at);
    journal.close();
    return journal.id;
  });
  return { env, ids: ids.reverse() };
}

async function run(of: Env, options: SessionsOptions = {}, columns?: number) {
  const { env, stdout, stderr } = fakeEnv({
    cwd: of.cwd,
    data: of.paths.data,
    vars: { NO_COLOR: '1' },
    ...(columns === undefined ? {} : { columns }),
  });
  const exit = await sessions(env, options);
  return {
    exit,
    lines: stdout().split('\n').slice(0, -1),
    out: stdout(),
    err: stderr(),
  };
}

const firstWords = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);

describe('hotseat sessions', () => {
  it('on a terminal: a row each, with titles cut to fit', async () => {
    const { env, ids } = written(2);
    expect((await run(env, {}, 80)).lines).toEqual(
      ids.map((id) => `${id}  finished  4 of 4 answered  Title 1, Title 2, Title 3, Ti…`),
    );
    expect((await run(env, {}, 90)).lines[0]).toMatch(/ {2}Title 1, Title 2, Title 3, Title 4$/);
  });

  it('on a terminal: names and tags are whole, in a column of their own', async () => {
    const tagged = ROUND.concat([
      { ...ROUND.at(-1)!, type: 'named', name: 'The onsite at Acme' },
      { ...ROUND.at(-1)!, type: 'tagged', tags: { company: 'Acme', interviewer: 'Petra' } },
    ]);
    const { env, ids } = written(1, tagged);
    const [id = ''] = ids;
    const under = ' '.repeat(`${id}  finished  4 of 4 answered  `.length);
    expect((await run(env, {}, 80)).lines).toEqual([
      `${id}  finished  4 of 4 answered  The onsite at Acme · Acme ·`,
      `${under}Petra`,
      `${under}Title 1, Title 2, Title 3, Ti…`,
    ]);
    expect((await run(env, {}, 40)).lines).toEqual([
      id,
      '  finished  4 of 4 answered',
      '  The onsite at Acme · Acme · Petra',
      '  Title 1, Title 2, Title 3, Title 4',
    ]);
    expect((await run(env, {}, 30)).lines.slice(2)).toEqual([
      '  The onsite at Acme · Acme ·',
      '  Petra',
      '  Title 1, Title 2, Title 3,…',
    ]);
  });

  it('on a narrow terminal: three rows each, with titles in the last', async () => {
    const { env, ids } = written(1);
    expect((await run(env, {}, 40)).lines).toEqual([
      ids[0],
      '  finished  4 of 4 answered',
      '  Title 1, Title 2, Title 3, Title 4',
    ]);
    expect((await run(env, {}, 30)).lines[2]).toBe('  Title 1, Title 2, Title 3,…');
  });

  it('on a terminal: the last twenty, and how to see the rest', async () => {
    const { env, ids } = written(22, ROUND.slice(0, 1));
    const { lines } = await run(env, {}, 80);
    expect(firstWords(lines.slice(0, -1))).toEqual(ids.slice(0, 20));
    expect(lines.at(-1)).toBe('and 2 older ones: hotseat sessions --all');
    expect((await run(env, {}, 36)).lines.slice(-2)).toEqual(['and 2 older ones: hotseat sessions', '--all']);
    expect(firstWords((await run(env, { all: true }, 80)).lines)).toEqual(ids);
  });

  it('on a terminal: exactly twenty, without a hint about more', async () => {
    const { env, ids } = written(20, ROUND.slice(0, 1));
    expect(firstWords((await run(env, {}, 80)).lines)).toEqual(ids);
  });

  it('through a pipe and as data: all of them', async () => {
    const { env, ids } = written(22);
    expect(firstWords((await run(env)).lines)).toEqual(ids);
    const data = JSON.parse((await run(env, { json: true })).out) as {
      sessions: { id: string; startedAt: string; endedAt: string }[];
    };
    expect(data.sessions.map(({ id }) => id)).toEqual(ids);
    const { startedAt, endedAt, ...rest } = data.sessions[0]!;
    expect(rest).toEqual({
      id: ids[0],
      name: null,
      tags: { company: null, position: null, round: null, interviewer: null },
      state: 'finished',
      planned: 4,
      answered: 4,
      titles: ['Title 1', 'Title 2', 'Title 3', 'Title 4'],
    });
    expect([startedAt, endedAt].map((iso) => new Date(iso).getUTCHours())).toEqual([21, 21]);
    expect(JSON.parse((await run(env, { json: true }, 80)).out)).toEqual(data);
  });

  it('reports damage, and lists what is left', async () => {
    const { env, ids } = written(2);
    const folder = join(env.paths.data, 'sessions', ids[0] ?? '');
    const [name = ''] = readdirSync(folder);
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.slice(text.indexOf('\n') + 1));
    for (const columns of [undefined, 80]) {
      const { exit, lines, err } = await run(env, {}, columns);
      expect(exit).toBe(0);
      expect(lines[0]).toBe(`${ids[0] ?? ''}  damaged   4 answered       its questions are lost`);
      expect(firstWords(lines)).toEqual(ids);
      expect(err).toBe(
        `hotseat: 1 part of session ${ids[0] ?? ''} cannot be read; using the rest.\n` +
          `  ${name}, line 1: the line before it is missing\n` +
          `help: no file was changed; your words may still be readable in ${folder}\n`,
      );
    }
  });
});
