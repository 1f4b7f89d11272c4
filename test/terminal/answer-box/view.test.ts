import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerOf, press, withAskLine } from '../../../src/terminal/answer-box/answer.ts';
import { rowWidth } from '../../../src/terminal/answer-box/painter.ts';
import { closingLine, hintsOf, isTimeUp, statusRows } from '../../../src/terminal/answer-box/status.ts';
import { type Scene, flow, roomOf, view } from '../../../src/terminal/answer-box/view.ts';
import { row, textOf } from '../../../src/text/rows.ts';
import { wrap } from '../../../src/text/wrap.ts';
import { text } from './texts.ts';

const at = (used: number, budget: number | null = 300_000, strict = false) => ({
  used,
  budget,
  strict,
  round: null,
});

describe('the status line', () => {
  const said = (times: Parameters<typeof statusRows>[0], room = 76): string =>
    statusRows(times, 3, room, { isStacked: false, hints: hintsOf(false, false) })
      .map((spans) => textOf(spans).replace(/ {2,}.*/, ''))
      .join('\n');

  it.each([
    [at(0), '5:00 left · 3 words'],
    [at(1), '5:00 left · 3 words'],
    [at(1000), '4:59 left · 3 words'],
    [at(239_999), '1:01 left · 3 words'],
    [at(240_000), '1:00 left, nearly time · 3 words'],
    [at(299_999), '0:01 left, nearly time · 3 words'],
    [at(300_000), '0:00 over · 3 words'],
    [at(312_900), '0:12 over · 3 words'],
    [at(0, null), '3 words'],
    [at(0, 60_000, true), '1:00 left, closes at 0:00 · 3 words'],
    [at(50_000, 60_000, true), '0:10 left, nearly time, closes at 0:00 · 3 words'],
    [{ ...at(0), round: { used: 0, budget: 1_800_000 } }, '5:00 left · round 30:00 left · 3 words'],
    [{ ...at(0), round: { used: 61_000, budget: 60_000 } }, '5:00 left · round 0:01 over · 3 words'],
  ])('%o', (times, sentence) => {
    expect(said(times)).toBe(sentence);
  });

  it('colors what it also says in words', () => {
    const styles = (used: number) =>
      statusRows(at(used), 3, 76, { isStacked: false, hints: hintsOf(false, false) })[0]?.[0]?.style;
    expect([styles(0), styles(250_000), styles(300_000)]).toEqual(['plain', 'warn', 'over']);
  });

  it('drops details before it drops the clock', () => {
    expect(said(at(250_000, 300_000, true), 36)).toBe('0:50 left, nearly time · 3 words');
    expect(said(at(250_000, 300_000, true), 24)).toBe('0:50 left, nearly time');
  });

  it('keeps its hints in place as the word count grows', () => {
    const place = (words: number) =>
      textOf(
        statusRows(at(0), words, 76, { isStacked: true, hints: hintsOf(false, false) })[0] ?? [],
      ).indexOf('Ctrl+D');
    expect(place(1)).toBe(place(1000));
  });
});

describe('a strict clock', () => {
  const round = (used: number) => ({ used, budget: 1000 });
  it.each([
    [at(300_000), false],
    [at(299_999, 300_000, true), false],
    [at(300_000, 300_000, true), true],
    [{ ...at(0, null, true), round: round(999) }, false],
    [{ ...at(0, null, true), round: round(1000) }, true],
    [{ ...at(0), round: round(1000) }, false],
  ])('%o is up: %s', (times, isUp) => {
    expect(isTimeUp(times)).toBe(isUp);
  });
});

describe('the line under a closed answer', () => {
  it('says how it ended, when, and how much was written', () => {
    expect(closingLine('submit', 192_000, 120)).toBe('submitted · 3:12 · 120 words');
    expect(closingLine('skip', 40_000, 0)).toBe('skipped · 0:40');
    expect(closingLine('pause', 40_000, 5)).toBeNull();
  });
});

const WRITING = { mode: { kind: 'write', prefix: false } } as const;

describe('a screen of any size from 20×8', () => {
  const scene = (columns: number, rows: number, strict: boolean, unsaved: string | null): Scene => ({
    header: row('Question 1 of 3 · #4 retrieval · senior'),
    prompt: (room) =>
      wrap('Tell me what an embedding is and how you would run it. '.repeat(9), room).map((line) =>
        row(line),
      ),
    times: { used: 250_000, budget: 300_000, strict, round: { used: 0, budget: 1_800_000 } },
    size: { columns, rows },
    unsaved,
  });
  const keys = fc.constantFrom<string[]>(
    [],
    ['ctrl+g'],
    ['f1'],
    ['ctrl+home'],
    ['ctrl+d'],
    ['up', 'up'],
    ['f2'],
    ['f2', 'ctrl+g'],
  );
  const told = (size: number) => ({
    newest: (room: number) =>
      wrap('Traffic: 24 messages a second at the peak. '.repeat(size), room).map((line) => row(line)),
    told: () => [],
    isHinted: size > 0,
  });

  it('fits the full picture and the cursor', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 120 }),
        fc.integer({ min: 8, max: 50 }),
        text,
        keys,
        fc.boolean(),
        fc.constantFrom(null, 'the disk is full'),
        fc.boolean(),
        text,
        fc.nat(20),
        (columns, rows, written, names, strict, unsaved, spoken, asking, size) => {
          const now = { ...scene(columns, rows, strict, unsaved), exchange: told(size) };
          const answer = names.reduce<Answer>(
            (before, name) => press(before, { kind: 'key', name }, roomOf(before, now)).answer,
            { ...withAskLine(answerOf(written, written.length, spoken), asking), ...WRITING },
          );
          const { frame } = view(answer, now, 0);
          expect(frame.rows.length).toBeLessThanOrEqual(rows);
          for (const shown of frame.rows) {
            expect(rowWidth(shown), textOf(shown)).toBeLessThan(columns);
            expect(rowWidth(shown), textOf(shown)).toBeLessThanOrEqual(78);
          }
          if (frame.cursor === null) return;
          const isAsking = answer.mode.kind === 'ask';
          expect(textOf(frame.rows[frame.cursor.row] ?? [])).toMatch(
            isAsking ? /^ {2}Ask [│↑↓]/ : /^ {2}[│↑↓]/,
          );
          expect(frame.cursor.column).toBeLessThan(columns);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keeps the full answer when the box closes', () => {
    fc.assert(
      fc.property(text, (written) => {
        const rows = flow(answerOf(written, 0), scene(60, 20, false, null)).map(textOf);
        const shown = rows.filter((line) => line.startsWith('  │')).map((line) => line.slice(4));
        expect(shown.join('').replace(/\s/g, '')).toBe(written.replace(/\s/g, ''));
      }),
    );
  });
});

describe('a question with a table wider than the screen', () => {
  it('shows all of it, cut at the edge of the terminal', () => {
    const table = `median ${'.'.repeat(40)} 38 ms`;
    const scene: Scene = {
      header: [],
      prompt: () => [row(table, 'code')],
      times: at(0),
      size: { columns: 40, rows: 24 },
      unsaved: null,
    };
    const { answer } = press(
      answerOf('', 0),
      { kind: 'key', name: 'ctrl+g' },
      roomOf(answerOf('', 0), scene),
    );
    for (const state of [answerOf('', 0), answer]) {
      const rows = view(state, scene, 0).frame.rows;
      expect(rows.every((spans) => rowWidth(spans) <= 40)).toBe(true);
      expect(rows.map((spans) => textOf(spans).trim()).join('')).toContain(table);
    }
  });
});
