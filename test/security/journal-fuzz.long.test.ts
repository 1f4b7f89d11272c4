import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSegment, encodeLine } from '../../src/journal/segment.ts';
import { type Recorded, isDraft } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { nextStep } from '../../src/engine/next-step.ts';
import { reportOf } from '../../src/progress/report/data.ts';
import { statsOf } from '../../src/progress/stats.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { reportPage } from '../../src/progress/report/page.ts';
import { statsRows } from '../../src/renderer/stats.ts';
import { planRows } from '../../src/renderer/round-plan.ts';
import { debriefRows, farewellRows, recapRows } from '../../src/renderer/round-screens.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { changed, INPUTS } from '../support/fuzz.ts';
import { playOn, start, started } from '../support/simulate.ts';

describe('the journal reader', () => {
  /** Journals of complete rounds. */
  const rounds = fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat(200), { maxLength: 25 }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([questions, moves, isStrict, isLate]) => {
      const first = started(questions, { strict: isStrict, reveal: isLate ? 'end' : 'question' });
      return playOn(start(first), moves).events;
    });
  const PIECES = [
    '\n',
    '{',
    '}',
    '"',
    ',',
    'null',
    '\\',
    '\\u0000',
    '\ufffd',
    '{"crc":"00000000",',
    '\n\n',
    '\r\n',
    ' ',
  ];
  /** What a bank, a program or a person could put in place of any value. */
  const junk = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 0.5, 1e308, 2 ** 53, '', 'x', '__proto__', [], {}, [[]], { q: 0 }),
    fc.constantFrom('2026-11-24', '+99:99', 'skipped', 'ended', 'question', 8e15, -8e15, 7.9e15, 1e-320),
    fc.jsonValue({ maxDepth: 3 }),
  );

  /** The path to every value inside. */
  function ways(value: unknown): string[][] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => [
      [key],
      ...ways(inner).map((way) => [key, ...way]),
    ]);
  }

  /** One value inside replaced, removed or added. */
  function corrupt(
    value: unknown,
    [key = '', ...rest]: readonly string[],
    by: unknown,
    doing: string,
  ): unknown {
    const entries: [string, unknown][] = Object.entries(value ?? {});
    const at = entries.findIndex(([name]) => name === key);
    if (rest.length > 0) entries[at] = [key, corrupt(entries[at]?.[1], rest, by, doing)];
    else if (doing === 'remove') entries.splice(at, 1);
    else if (doing === 'replace') entries[at] = [key, by];
    else entries.push([doing, by]);
    return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  }

  const corruption = fc.record({
    line: fc.nat(30),
    way: fc.nat(1000),
    by: junk,
    doing: fc.constantFrom(
      'replace',
      'replace',
      'replace',
      'remove',
      'remove',
      '__proto__',
      'constructor',
      'followUp',
    ),
    order: fc.constantFrom('keep', 'keep', 'keep', 'twice', 'first', 'drop'),
    n: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer() }),
  });
  /** Wrong content in intact lines: each line has its checksum. */
  const corrupted = fc
    .tuple(rounds, fc.array(corruption, { minLength: 1, maxLength: 4 }))
    .map(([events, changes]) => {
      let lines = events.map((event, n): { n: number; event: unknown } => ({ n, event }));
      for (const { line, way, by, doing, order, n } of changes) {
        const at = line % Math.max(1, lines.length);
        const one = lines[at];
        if (one === undefined) continue;
        const all = ways(one.event);
        const wrong = { n: n ?? one.n, event: corrupt(one.event, all[way % all.length] ?? [], by, doing) };
        const others = lines.toSpliced(at, 1);
        if (order === 'drop') lines = others;
        else if (order === 'first') lines = [wrong, ...others];
        else lines = lines.toSpliced(at, 1, ...(order === 'twice' ? [wrong, wrong] : [wrong]));
      }
      return lines.map(({ n, event }) => encodeLine(n, event as Recorded)).join('');
    });
  const journals = fc.oneof(
    { weight: 4, arbitrary: corrupted },
    {
      weight: 3,
      arbitrary: rounds.chain((events) =>
        changed(events.map((event, n) => encodeLine(n, event)).join(''), PIECES),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(junk, { maxLength: 8 })
        .map((values) => values.map((value, n) => encodeLine(n, value as Recorded)).join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  );

  test('gives a session or damage for any journal, and every view of that session works', () => {
    let sessions = 0;
    fc.assert(
      fc.property(journals, fc.integer({ min: 20, max: 120 }), (text, columns) => {
        const { events, damage } = decodeSegment('segment', text);
        const lines = text.split('\n').length;
        expect(events.length).toBeLessThanOrEqual(lines);
        expect(damage.length).toBeLessThanOrEqual(2 * lines);
        for (const { line, problem } of damage) {
          expect(line ?? 1).toBeLessThanOrEqual(lines);
          expect(problem.length).toBeLessThan(100);
        }
        const session = replay(events);
        if (session === null) return;
        sessions++;
        nextStep(session);
        const summaries = [summaryOf(session)];
        const wanted = { today: '2026-11-24', since: null, topics: [], questions: [] };
        statsRows(statsOf(summaries, wanted), columns);
        expect(reportPage(reportOf(summaries, wanted), '0.1.0')).toMatch(/^<!doctype html><html lang="en">/);
        for (const rows of [planRows, debriefRows]) rows(session, columns);
        for (const q of session.questions.keys()) recapRows(session, q, columns);
        farewellRows(session, columns);
        const draft: unknown = { ...events.at(-1), cursor: 0 };
        const transcript = transcriptOf(session, isDraft(draft) ? draft : null);
        JSON.parse(toJson(transcript));
        expect(toMarkdown(transcript)).toMatch(/^# Mock interview/);
        expect(toHtml(transcript)).toMatch(/^<!doctype html><html lang="en">/);
      }),
      { numRuns: INPUTS },
    );
    // Otherwise it would have tried only refusals.
    expect(sessions).toBeGreaterThan(INPUTS / 5);
  });
});
