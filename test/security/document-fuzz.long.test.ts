import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleBank } from '../../src/bank/bank.ts';
import { atOnce } from '../../src/platform/steps.ts';
import { lintBank } from '../../src/bank/lint/lint.ts';
import type { Question } from '../../src/bank/question.ts';
import { questionTemplate } from '../../src/bank/question-template.ts';
import { readBank } from '../../src/bank/loader/load-banks.ts';
import { readDocument } from '../../src/bank/loader/front-matter.ts';
import { diagnose } from '../../src/bank/reporter.ts';
import { revealRows } from '../../src/renderer/reveal.ts';
import { firstControl } from '../../src/text/clean.ts';
import { edit, README, WHOLE } from '../support/bank.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { changed, INPUTS } from '../support/fuzz.ts';

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
      'Level: ',
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

  /** Reads a file as a question and as a bank's README; expects neither a throw nor a flood of findings. */
  function read(text: string): Question | null {
    const document = readDocument(text, '001-a.md', '001-a.md');
    const bank = assembleBank({
      folder: '/bank',
      fallbackName: 'bank',
      readme: { ...document, file: 'README.md', shown: 'README.md' },
      documents: [document],
    });
    const findings = diagnose(atOnce(lintBank(bank, '2026-11-24')));
    expect(findings.length).toBeLessThanOrEqual(2 * text.length + 20);
    const said = findings.reduce(
      (sum, { message, label, help }) => sum + message.length + label.length + help.length,
      0,
    );
    // A few lines each, and once or twice the front matter, which is 16 KiB at most.
    expect(said).toBeLessThanOrEqual(1000 * findings.length + 40_000);
    for (const { place } of findings) {
      expect(place.line).toBeLessThanOrEqual(Math.max(1, document.text.split('\n').length));
    }
    const [question = null] = bank.bank.questions;
    const isRefused = findings.some(({ severity, file }) => severity === 'error' && file === '001-a.md');
    if (question === null) expect(isRefused).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    return question;
  }

  test('gives a question or findings for any text', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const question = read(text);
        expect(firstControl(JSON.stringify(question))).toBe(-1);
      }),
      { numRuns: INPUTS },
    );
  });

  test('gives only questions that can be shown', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 120 }), (text, columns) => {
        const question = read(text);
        if (question !== null) revealRows(question, columns);
      }),
      { numRuns: INPUTS / 10 },
    );
  });

  test('reads any bytes', async () => {
    const folder = emptyFolder();
    const cuts = fc.array(fc.tuple(fc.nat(WHOLE.length), fc.uint8Array({ maxLength: 6 })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cuts, async (changes) => {
        const bytes = changes.reduce(
          (before, [at, insert]) => Buffer.concat([before.subarray(0, at), insert, before.subarray(at + 1)]),
          Buffer.from(WHOLE),
        );
        writeFileSync(join(folder, '001-a.md'), bytes);
        const { bank, files } = await readBank(fakeEnv({ cwd: folder }).env, folder);
        const isRefused = files.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
        expect(bank.questions.length).toBe(isRefused ? 0 : 1);
      }),
      { numRuns: INPUTS / 10 },
    );
  });

  test('prints only a few lines per mistake, however many there are', () => {
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
