import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { review } from '../../src/commands/review.ts';
import type { ReviewOptions } from '../../src/options/table.ts';
import { EXIT, UserError } from '../../src/platform/errors.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'hotseat-review-'));
  mkdirSync(join(cwd, 'questions'));
  writeFileSync(join(cwd, 'questions', '004-embeddings.md'), WHOLE);
  writeFileSync(join(cwd, 'questions', '005-note.md'), NOTE);
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

function frontMatter(number: number, id: string, title: string): string {
  return `---
number: ${number}
id: ${id}
title: ${title}
topic: retrieval
kind: concept
level: senior
roles: [ai-engineer, llm-engineer]
minutes: 5
reviewed: 2026-11-24
references:
  - title: Sentence-BERT
    url: https://arxiv.org/abs/1908.10084
---
`;
}

const WHOLE = `${frontMatter(4, 'embeddings', 'Embeddings at scale')}
## Question

What is an embedding? &#27;[2J

## Why interviewers ask

It separates use from understanding.

## Expected answer

A vector that puts like beside like.

## Key points

- **Closeness.** Similar texts lie close.
  - semantic space
  - Counts: near means alike
- **One model.** Index and query share a model.
- **Chunking.** Size changes quality.
  - Level: staff
- **Cost.** Memory is worked out first.

## Common mistakes

- Naming a database first.

## Follow-ups

### What if the model changes?

Probes: One model

Embed everything again.

## Hiring manager notes

I listen for numbers.

## Takeaway

Geometry helps only when it fits.
`;

const NOTE = `${frontMatter(5, 'note', 'A quick note')}
## Question

Why?

## Expected answer

Because.
`;

async function run(ref: string, options: Partial<ReviewOptions> = {}, terminal: { columns?: number } = {}) {
  const { env, stdout, stderr } = fakeEnv({ cwd, vars: { PAGER: 'cat' }, ...terminal });
  const code = await review(env, ref, { bank: [], section: [], ...options });
  return { code, text: stdout(), rows: stdout().split('\n'), stderr: stderr() };
}

async function refused(ref: string, section: string[] = []): Promise<UserError> {
  const error: unknown = await run(ref, { section }).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error('it was not refused');
  return error;
}

describe('a full question', () => {
  test('has a header, the question, and the full answer', async () => {
    const { code, rows } = await run('4');
    expect(code).toBe(EXIT.done);
    expect(rows.slice(0, 8)).toEqual([
      '  #4 · Embeddings at scale',
      '  retrieval · concept · senior · ai-engineer, llm-engineer · 5 minutes spoken ·',
      '  reviewed 2026-11-24',
      '',
      '',
      '  Question',
      '',
      '  What is an embedding? \ufffd[2J',
    ]);
    expect(rows.filter((row) => /^ {2}[A-Z]/.test(row) && !row.endsWith('.'))).toEqual([
      '  Question',
      '  What is an embedding? \ufffd[2J',
      '  Why interviewers ask',
      '  Expected answer',
      '  Key points',
      '  Common mistakes',
      '  Hiring manager notes',
      '  Takeaway',
      '  Follow-ups',
      '  References',
      '  Sentence-BERT',
    ]);
    expect(rows.slice(-2)).toEqual(['    https://arxiv.org/abs/1908.10084', '']);
  });

  test('is found by id too, and fits a narrow terminal', async () => {
    const { text } = await run('embeddings', {}, { columns: 20 });
    // eslint-disable-next-line no-control-regex
    const rows = text.replace(/\u001b\[[\d;]*m/g, '').split('\n');
    expect(rows.slice(0, 2)).toEqual(['  #4 · Embeddings at', '  scale']);
    expect(rows.filter((row) => row.length > 20)).toEqual(['    https://arxiv.org/abs/1908.10084']);
  });

  test('with missing sections shows what it has', async () => {
    const { rows } = await run('5');
    expect(rows.filter((row) => /^ {2}[A-Z]/.test(row) && !/[.?]$/.test(row))).toEqual([
      '  Question',
      '  Expected answer',
      '  References',
      '  Sentence-BERT',
    ]);
  });

  test('has no escapes in a pipe, and colors on a terminal', async () => {
    expect((await run('4')).text).not.toContain('\u001b');
    expect((await run('4', {}, { columns: 80 })).text).toContain('\u001b[1m');
  });
});

describe('--section', () => {
  test('takes commas and repetition, and keeps the order of the page', async () => {
    const { rows } = await run('4', { section: ['takeaway,mistakes', ' Expected '] });
    expect(rows.slice(5)).toEqual([
      '  Expected answer',
      '',
      '  A vector that puts like beside like.',
      '',
      '',
      '  Common mistakes',
      '',
      '  • Naming a database first.',
      '',
      '',
      '  Takeaway',
      '',
      '  Geometry helps only when it fits.',
      '',
    ]);
  });

  test.each([
    [
      'expcted',
      'there is no section "expcted".',
      /^did you mean `--section expected`\? The sections are question, if-asked, why, expected,/,
    ],
    [
      'everything',
      'there is no section "everything".',
      /^The sections are question, .* takeaway, .* and references\.$/,
    ],
    ['why,', 'there is no section "".', /^The sections are/],
  ])('%j is refused with the names that exist', async (section, message, help) => {
    const error = await refused('4', [section]);
    expect(error.message).toBe(message);
    expect(error.help).toMatch(help);
    expect(error.exitCode).toBe(EXIT.usage);
  });

  test('reports a section that the question does not have', async () => {
    expect((await refused('5', ['takeaway', 'mistakes'])).message).toBe(
      'question 5 has no takeaway or mistakes.',
    );
    expect((await run('5', { section: ['takeaway', 'expected'] })).rows).toContain('  Because.');
  });
});

describe('--json', () => {
  const facts = {
    bank: 'questions',
    number: 4,
    id: 'embeddings',
    title: 'Embeddings at scale',
    concepts: [],
    topic: 'retrieval',
    kind: 'concept',
    level: 'senior',
    roles: ['ai-engineer', 'llm-engineer'],
    minutes: 5,
    file: '004-embeddings.md',
  };

  test('has the documented shape', async () => {
    const { text } = await run('4', { json: true });
    expect(JSON.parse(text)).toEqual({
      version: 1,
      question: {
        ...facts,
        question: 'What is an embedding? &#27;[2J',
        ifAsked: [],
        why: 'It separates use from understanding.',
        expected: 'A vector that puts like beside like.',
        keyPoints: [
          {
            name: 'Closeness',
            text: 'Similar texts lie close.',
            level: 'senior',
            wordings: ['semantic space'],
          },
          { name: 'One model', text: 'Index and query share a model.', level: 'senior', wordings: [] },
          { name: 'Chunking', text: 'Size changes quality.', level: 'staff', wordings: [] },
          { name: 'Cost', text: 'Memory is worked out first.', level: 'senior', wordings: [] },
        ],
        mistakes: ['Naming a database first.'],
        followUps: [
          { question: 'What if the model changes?', answer: 'Embed everything again.', probes: 'One model' },
        ],
        notes: 'I listen for numbers.',
        takeaway: 'Geometry helps only when it fits.',
        references: [{ title: 'Sentence-BERT', url: 'https://arxiv.org/abs/1908.10084' }],
      },
    });
  });

  test('has only the requested sections', async () => {
    const { text } = await run('4', { json: true, section: ['takeaway'] });
    expect(JSON.parse(text)).toEqual({
      version: 1,
      question: { ...facts, takeaway: 'Geometry helps only when it fits.' },
    });
  });
});

test('an unknown question is refused', async () => {
  expect((await refused('412')).message).toBe('there is no question 412.');
});
