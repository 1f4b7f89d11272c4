import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PassThrough } from 'node:stream';
import { describe, expect } from 'vitest';
import { resume } from '../../src/commands/resume.ts';
import { decodeSegment } from '../../src/journal/segment.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { remainsOf } from '../../src/engine/salvage.ts';
import { planRows } from '../../src/renderer/round-plan.ts';
import { debriefRows, farewellRows } from '../../src/renderer/round-screens.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import type { Random } from '../../src/engine/random.ts';
import { randomFrom } from '../../src/engine/random.ts';
import { fakeEnv } from '../support/env.ts';
import { test } from '../support/program.ts';
import { ROUNDS, SEED } from '../support/rounds.ts';
import { bytesOf, homeWith, idOf, look, sealed, segmentsOf } from '../support/stored.ts';

const MUTANTS = Math.max(500, 20 * ROUNDS);

const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T;

/** What a disk, a transfer or another program may do to a file's bytes. */
const HARMS: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  function flip(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    return Buffer.from(
      bytes.map((byte, place) => (place === at ? byte ^ (1 << Math.floor(random() * 8)) : byte)),
    );
  },
  function cut(bytes, random) {
    return bytes.subarray(0, Math.floor(random() * bytes.length));
  },
  function remove(bytes, random) {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function zero(bytes, random) {
    const [from, to] = range(bytes, random);
    return Buffer.from(bytes).fill(0, from, to);
  },
  function repeat(bytes, random) {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  function insert(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    const noise = Buffer.from(Array.from({ length: 1 + random() * 20 }, () => random() * 256));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  function dropLines(bytes, random) {
    return Buffer.from(
      linesOf(bytes)
        .filter(() => random() < 0.8)
        .join(''),
    );
  },
  function shuffleLines(bytes, random) {
    const lines = linesOf(bytes);
    const at = Math.floor(random() * lines.length);
    return Buffer.from([...lines.slice(at), ...lines.slice(0, at)].join(''));
  },
  function windows(bytes) {
    return Buffer.from(bytes.toString().replaceAll('\n', '\r\n'));
  },
];

function range(bytes: Buffer, random: Random): [number, number] {
  const from = Math.floor(random() * bytes.length);
  return [from, Math.min(bytes.length, from + 1 + Math.floor(random() * 300))];
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString().split(/(?<=\n)/);
}

/** Unexpected values in a journal. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  7,
  1e9,
  1e308,
  '',
  'x',
  '\u001b[2J',
  '__proto__',
  [],
  [null],
  {},
  { q: 0 },
  { q: 1e9 },
  { q: 0, followUp: 1e9 },
  'constructor',
  '9'.repeat(400),
  ['', ''],
  '2026-11-24',
  '+99:99',
];

/** The line with one value changed and a valid checksum. */
function changeValue(line: string, random: Random): string {
  const rest = JSON.parse(line) as Record<string, unknown>;
  delete rest['crc'];
  let place: Record<string, unknown> = rest;
  for (;;) {
    const key = pick(random, Object.keys(place));
    const value = place[key];
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && random() < 0.7) {
      place = value as Record<string, unknown>;
      continue;
    }
    if (random() < 0.1) Reflect.deleteProperty(place, key);
    else place[key] = pick(random, ODD);
    return sealed(rest);
  }
}

const KEPT = ['finished', 'paused', 'spoken', 'late', 'ended', 'segments'] as const;

/** The bytes of every stored journal file. */
const JOURNALS = KEPT.flatMap((name) =>
  segmentsOf(name).map((file) => ({ name, file, bytes: bytesOf(name, file) })),
);

/** Makes this many mutants. Each has its own seed, which a failure reports. */
async function mutants(count: number, check: (random: Random) => Promise<void> | void): Promise<void> {
  for (let seed = SEED; seed < SEED + count; seed++) {
    try {
      await check(randomFrom(seed));
    } catch (error) {
      throw new Error(`SEED=${seed}`, { cause: error });
    }
  }
}

/** Changes some values in some lines and fixes their checksums. */
function changed(bytes: Buffer, random: Random): Buffer {
  const lines = linesOf(bytes).map((line) => (random() < 0.3 ? changeValue(line, random) : line));
  return Buffer.from(lines.join(''));
}

/** Resumes the session through a pipe that answers twice and then ends. */
async function goOn(home: string, id: string): Promise<void> {
  const { env } = fakeEnv({ cwd: home, data: home });
  (env.stdin as unknown as PassThrough).end('More.\n---\nAnd more.\n---\n');
  await resume(env, id, {}).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}

/** Shows these events in every way that a session can be shown. */
function showAll(events: readonly Recorded[]): void {
  const session = replay(events) ?? remainsOf('2026-11-24-1830-abc', events);
  if (session === null) return;
  const rows = [planRows, debriefRows].flatMap((show) => show(session, 80));
  const texts = [...rows, ...farewellRows(session, 80)].flat().map(({ text }) => text);
  for (const format of [toMarkdown, toJson, toHtml]) texts.push(format(transcriptOf(session)));
  expect(texts.join('\n')).not.toMatch(/undefined|NaN|\[object/);
}

/** Shows a session in every way. Any problem is a sentence, never a crash. */
async function lookAtAll(home: string, id: string): Promise<void> {
  for (const command of ['sessions', 'export', 'export json'] as const) {
    const { stdout, stderr } = await look(home, command, id);
    expect(stdout + stderr).not.toMatch(/our fault|\n {4}at |undefined|NaN|\[object/);
  }
}

describe('mutated journals', { timeout: 600_000 }, () => {
  test('every intact line is used, and every other line is named', async () => {
    await mutants(MUTANTS, (random) => {
      const { bytes } = pick(random, JOURNALS);
      const harmed = pick(random, HARMS)(bytes, random);
      const { events, damage } = decodeSegment('x.jsonl', harmed.toString());
      const there = new Set(linesOf(harmed));
      const intact = linesOf(bytes).filter((line) => there.has(line));
      for (const line of intact)
        expect(events).toContainEqual(JSON.parse(line.replace(/"crc":"[^"]*",/, '')));
      // Full lines missing at the end look as if they were never written; a segment without a line is nothing.
      const isCutCleanly =
        harmed.length === 0 || (bytes.toString().startsWith(harmed.toString()) && harmed.at(-1) === 10);
      if (!isCutCleanly) expect(damage).not.toEqual([]);
      for (const { line } of damage) expect(line ?? 1).toBeLessThanOrEqual(linesOf(harmed).length);
      showAll(events);
    });
  });

  test('a line with a valid checksum is shown or named, whatever its values', async () => {
    await mutants(MUTANTS, (random) => {
      const { bytes } = pick(random, JOURNALS);
      const { events, damage, lines } = decodeSegment('x.jsonl', changed(bytes, random).toString());
      expect(events.length + damage.length).toBeGreaterThanOrEqual(Math.min(lines, linesOf(bytes).length));
      showAll(events);
    });
  });

  test('each can be viewed and resumed without a crash, and its file is unchanged', async () => {
    await mutants(MUTANTS / 10, async (random) => {
      const { name, file, bytes } = pick(random, JOURNALS);
      const home = homeWith([name]);
      const path = join(home, 'sessions', idOf(name), file);
      const harmed = random() < 0.5 ? pick(random, HARMS)(bytes, random) : changed(bytes, random);
      writeFileSync(path, harmed);
      await lookAtAll(home, idOf(name));
      await goOn(home, idOf(name));
      await lookAtAll(home, idOf(name));
      expect(readFileSync(path)).toEqual(harmed);
      rmSync(home, { recursive: true });
    });
  });
});
