import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeLine } from '../src/journal/segment.ts';
import { readSession } from '../src/journal/sessions.ts';
import { longRound, writeSession } from '../test/support/load.ts';
import { type Growing, lines, many } from './growing.ts';
import { ID, told } from './growth-sessions.ts';

/** What a journal's files hold besides events. */
const FILES: Readonly<Record<string, (folder: string, n: number) => void>> = {
  'damaged lines': (folder, n) =>
    write(
      folder,
      '1',
      lines(n, () => '{"crc":"00000000",}'),
    ),
  'empty lines': (folder, n) => write(folder, '1', '\n'.repeat(n)),
  'letters of a line': (folder, n) => write(folder, '1', 'x'.repeat(64 * n)),
  'lines twice': (folder, n) => {
    const [line = ''] = longRound(2)
      .slice(1)
      .map((event) => encodeLine(1, event));
    write(folder, '1', line.repeat(n));
  },
  'missing lines': (folder, n) =>
    write(
      folder,
      '1',
      many(n, (at) =>
        longRound(2)
          .slice(1)
          .map((event) => encodeLine(2 * at + 1, event))
          .join(''),
      ).join(''),
    ),
  'parts of a session': (folder, n) => {
    for (let at = 1; at <= n; at++) part(folder, at, at === 1 ? [] : [nameOf(at - 1)]);
  },
  'parts that know no other': (folder, n) => {
    for (let at = 1; at <= n; at++) part(folder, at, []);
  },
  'parts that are missing': (folder, n) =>
    part(
      folder,
      1,
      many(n, (at) => nameOf(at + 2)),
    ),
  'parts in a circle': (folder, n) => {
    for (let at = 1; at <= n; at++) part(folder, at, [nameOf((at % n) + 1)]);
  },
  'drafts of other machines': (folder, n) => {
    for (let at = 1; at <= n; at++) {
      part(folder, at, []);
      const draft = { turn: { q: 0 }, at: 500, text: `Draft ${at}.`, cursor: 0, firstKey: null };
      writeFileSync(join(folder, `${nameOf(at)}.draft.json`), JSON.stringify({ v: 1, ...draft }));
    }
  },
};

function nameOf(at: number): string {
  return `20261124T1730${String(at).padStart(8, '0')}Z-abcdef`;
}

function part(folder: string, at: number, after: readonly string[]): void {
  const event = told([{ type: 'continued', session: ID, program: '0.1.0', after }])[0];
  if (event !== undefined) write(folder, nameOf(at), encodeLine(0, event));
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, `${name}.jsonl`), text);
}

export function files(scratch: string): Growing[] {
  return Object.entries(FILES).map(([list, fill]) => ({
    reader: 'journal',
    list,
    most: /part|draft/.test(list) ? 2 ** 10 : 2 ** 15,
    make: (n: number) => {
      const home = join(scratch, list.replaceAll(' ', '-'), String(n));
      writeSession(home, ID, longRound(10));
      const folder = join(home, 'sessions', ID);
      if (readdirSync(folder).length === 1) fill(folder, n);
      return () => readSession({ data: home, cache: home, shippedBank: home, config: home }, ID);
    },
  }));
}
