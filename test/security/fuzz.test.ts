import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleBank } from '../../src/bank/bank.ts';
import { lintBank } from '../../src/bank/lint.ts';
import type { Question } from '../../src/bank/question.ts';
import { questionTemplate } from '../../src/bank/template.ts';
import { readDocument } from '../../src/disk/front-matter.ts';
import { readPlainDocument } from '../../src/disk/plain-document.ts';
import { decodeSegment, encodeLine } from '../../src/disk/segment.ts';
import type { Recorded } from '../../src/interview/event.ts';
import { replay } from '../../src/interview/evolve.ts';
import { nextStep } from '../../src/interview/next-step.ts';
import { parseDraft } from '../../src/interview/parse-event.ts';
import { attemptsIn } from '../../src/progress/history.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { revealRows } from '../../src/terminal/reveal.ts';
import { debriefRows, farewellRows, planRows, recapRows } from '../../src/terminal/screens.ts';
import { firstControl } from '../../src/text/clean.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { edit, README, WHOLE } from '../support/bank.ts';
import { playOn, start, started } from '../support/simulate.ts';

// `FUZZ=100000 npx vitest run test/security/fuzz.test.ts --testTimeout 3600000` reads as many of each by hand.
const INPUTS = Number(process.env['FUZZ'] ?? 2000);

/** A text after some changes: pieces cut out, doubled, moved, put in. */
function changed(text: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.oneof(fc.nat(8), fc.nat(text.length)),
    doing: fc.constantFrom('cut', 'double', 'move', 'insert', 'insert', 'insert'),
    to: fc.nat(text.length),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })),
    times: fc.constantFrom(1, 1, 1, 2, 60),
  });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((before, { at, length, doing, to, insert, times }) => {
      const piece = before.slice(at, at + length);
      const rest = before.slice(0, at) + before.slice(at + length);
      if (doing === 'cut') return rest;
      if (doing === 'double') return before.slice(0, at) + piece + before.slice(at);
      if (doing === 'move') return rest.slice(0, to) + piece + rest.slice(to);
      return before.slice(0, at) + insert.repeat(times) + before.slice(at);
    }, text),
  );
}

describe('the document reader', () => {
  const PIECES = [
    ...[
      '---',
      '---js',
      '\n',
      '\r',
      '\r\n',
      '\ufeff',
      '\u2028',
      '\u0085',
      '\0',
      '\u001b[2J',
      '\u202e',
      '\ud800',
      '\t',
    ],
    ...[
      ': ',
      ':\n',
      '- ',
      '  - ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '<<: *a',
      '? ',
      '!!js/function ',
      '!',
      '|',
      '>-',
      '%',
      '@',
    ],
    ...[
      '"',
      "'",
      '\\',
      '"\\u001b"',
      '#',
      ' #',
      '...',
      'null',
      'true',
      '010',
      '1e999',
      '.inf',
      '0x7fffffff',
      '2026-02-30',
    ],
    ...[
      '__proto__: ',
      'constructor: ',
      'toString',
      'number: 7\n',
      'allow: [B031]\n',
      'roles: []\n',
      'references:\n  - title: a\n',
    ],
    ...[
      '## ',
      '### ',
      '# ',
      '## Question\n',
      '## Takeaway\n',
      '**',
      '**a.** b',
      '```',
      '~~~',
      '<!--',
      '-->',
      '<b>',
      '&#27;',
    ],
    ...[
      'Probes: ',
      'Counts: ',
      'Not enough: ',
      '[a](b)',
      '![',
      '](',
      '|',
      '$1',
      '~~',
      '_',
      '`',
      '1. ',
      '> ',
      '    ',
    ],
  ];
  const FILLED = questionTemplate({
    number: 1,
    id: 'a',
    title: 'A',
    today: '2026-11-24',
    vocabulary: { topics: [], roles: [], levels: [] },
  });
  const pieces = fc.array(
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 6 })),
    {
      maxLength: 80,
    },
  );
  const documents = fc.oneof(
    { weight: 5, arbitrary: changed(WHOLE, PIECES) },
    { weight: 2, arbitrary: changed(FILLED, PIECES) },
    { weight: 1, arbitrary: changed(README, PIECES) },
    { weight: 2, arbitrary: pieces.map((parts) => `---\n${parts.join('')}`) },
    { weight: 1, arbitrary: pieces.map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  );

  /** What is made of a file, as a question and as a bank's page; whatever it is, it is neither a throw nor a flood. */
  function read(text: string): Question | null {
    const plain = readPlainDocument(text, '001-a.md', '001-a.md');
    const document = readDocument(text, '001-a.md', '001-a.md');
    if (plain !== null) expect(plain).toEqual(document);
    const bank = assembleBank({
      folder: '/bank',
      fallbackName: 'bank',
      readme: { ...document, file: 'README.md', shown: 'README.md' },
      documents: [document],
    });
    const findings = lintBank(bank, '2026-11-24');
    expect(findings.length).toBeLessThanOrEqual(2 * text.length + 20);
    const said = findings.reduce(
      (sum, { message, label, help }) => sum + message.length + label.length + help.length,
      0,
    );
    // Some lines for each, and once or twice the front matter, which is 16 KiB at most.
    expect(said).toBeLessThanOrEqual(1000 * findings.length + 40_000);
    for (const { place } of findings) {
      expect(place.line).toBeLessThanOrEqual(Math.max(1, document.lines.length));
    }
    const [question = null] = bank.bank.questions;
    const isRefused = findings.some(({ severity, file }) => severity === 'error' && file === '001-a.md');
    if (question === null) expect(isRefused).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    return question;
  }

  test('gives a question or findings, whatever it reads', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const question = read(text);
        expect(firstControl(JSON.stringify(question))).toBe(-1);
      }),
      { numRuns: INPUTS },
    );
  });

  test('gives questions that can be shown', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 120 }), (text, columns) => {
        const question = read(text);
        if (question !== null) revealRows(question, columns);
      }),
      { numRuns: INPUTS / 10 },
    );
  });

  test('says no more of a file than a few lines for each mistake, however many there are', () => {
    const many = (n: number): string => {
      const followUps = Array.from({ length: n }, (_, i) => `### Q${i}?\n\nProbes: zz${i}\n\nA.\n`).join(
        '\n',
      );
      const points = Array.from({ length: n }, (_, i) => `- **Point number ${i}.** b\n`).join('');
      const asked = edit(WHOLE, '### What do', `${followUps}\n### What do`);
      return edit(asked, '- **Limits attempts.**', `${points}- **Limits attempts.**`);
    };
    read(many(5000));
  });
});

describe('the journal reader', () => {
  /** Journals of rounds as they happen, whole. */
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
  /** What a bank, a program or a person could have put in the place of any value. */
  const junk = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 0.5, 1e308, 2 ** 53, '', 'x', '__proto__', [], {}, [[]], { q: 0 }),
    fc.constantFrom('2026-11-24', '+99:99', 'skipped', 'ended', 'question', 8e15, -8e15, 7.9e15, 1e-320),
    fc.jsonValue({ maxDepth: 3 }),
  );

  /** The way to every value inside. */
  function ways(value: unknown): string[][] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => [
      [key],
      ...ways(inner).map((way) => [key, ...way]),
    ]);
  }

  /** One value inside replaced or removed, or another put beside it. */
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
  /** Wrong inside and right on the outside: each line has its checksum. */
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

  test('gives a session or says what is damaged, whatever it reads, and every view of that session holds', () => {
    let sessions = 0;
    fc.assert(
      fc.property(journals, fc.integer({ min: 20, max: 120 }), (text, columns) => {
        const { events, damage } = decodeSegment('segment', text);
        const lines = text.split('\n').length;
        expect(events.length).toBeLessThanOrEqual(lines);
        expect(damage.length).toBeLessThanOrEqual(2 * lines);
        for (const { line, problem } of damage) {
          expect(line).toBeLessThanOrEqual(lines);
          expect(problem.length).toBeLessThan(100);
        }
        const session = replay(events);
        if (session === null) return;
        sessions++;
        nextStep(session);
        attemptsIn([summaryOf(session)]);
        for (const rows of [planRows, debriefRows]) rows(session, columns);
        for (const q of session.questions.keys()) recapRows(session, q, columns);
        farewellRows(session);
        const transcript = transcriptOf(session, parseDraft({ ...events.at(-1), cursor: 0 }));
        JSON.parse(toJson(transcript));
        expect(toMarkdown(transcript)).toMatch(/^# Mock interview/);
      }),
      { numRuns: INPUTS },
    );
    // Else it would try nothing but refusals.
    expect(sessions).toBeGreaterThan(INPUTS / 5);
  });
});
