import { describe, expect, test } from 'vitest';
import { revealRows } from '../../src/renderer/reveal.ts';
import { SECTION_KEYS } from '../../src/renderer/section-keys.ts';
import { row, textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';
import { FACTS } from '../support/clarified.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { expectScreens } from '../support/screens.ts';

const said = { wordings: ['another wording'], counts: ['an answer'] };

const question = makeQuestion(11, {
  bank: 'hotseat',
  id: 'recall-fell',
  title: 'Recall fell overnight',
  topic: 'retrieval',
  kind: 'debugging',
  level: 'senior',
  roles: ['ai-engineer'],
  minutes: 6,
  reviewed: '2026-11-24',
  references: [{ title: 'Malkov and Yashunin, HNSW', url: 'https://arxiv.org/abs/1603.09320' }],
  question: 'What do you check?\n\n```\nnightly reindex   64 min   11 min\n```',
  why: 'Anyone can list causes.',
  expected:
    'I read what moved *together*.\n\nThen one experiment, on `exact` search, tells the two stories apart.',
  keyPoints: [
    keyPoint('Reads the evidence', 'Faster and worse points to less work being done.', said),
    keyPoint('What would prove it?', 'Recall returns with the **old** index.', said),
    keyPoint('a point without a name', 'a point without a name', said),
  ],
  mistakes: ['Starting with the prompt. It hides the symptom and costs a whole day.'],
  followUps: [
    {
      question: 'And if `exact` search had failed as well?',
      answer: 'Then the vectors are at fault.',
      probes: null,
    },
    { question: 'Which alert would have told you?', answer: 'The gate of the reindex.', probes: null },
  ],
  notes: 'I hand over the table and stay quiet. A senior holds two hypotheses.',
  takeaway: 'Look for the work that stopped being done.',
});

/** What a candidate reads who has not seen it in the round. */
const REVEALED = SECTION_KEYS.filter((key) => key !== 'question' && key !== 'why');
const screen = (columns: number): string[] => revealRows(question, columns, { only: REVEALED }).map(textOf);

test('the reveal is drawn as test/screens/reveal.txt shows', async () => {
  const levels = ['staff', 'mid', 'staff'];
  const keyPoints = question.keyPoints.map((each, at) => ({ ...each, level: levels[at] ?? '' }));
  const remarked = (columns: number): string[] =>
    revealRows(question, columns, {
      only: ['mistakes', 'follow-ups'],
      remarks: {
        mistakes: new Map([[0, row('Close to what you wrote: “the prompt”')]]),
        followUps: new Map([
          [
            1,
            {
              why: row('Asked because of something.', 'dim'),
              said: 'The alert on the age of the index, and one on empty results.',
              verdict: [row('✓ Covers its key point, The gate: “The alert on the age”')],
            },
          ],
        ]),
      },
    }).map(textOf);
  await expectScreens('reveal', {
    'at 80 columns': screen(80),
    'at 40 columns': screen(40),
    'key points of other levels': revealRows({ ...question, keyPoints }, 80, { only: ['key-points'] }).map(
      textOf,
    ),
    'what was asked comes first; its answer stands beside a strong one where there is room': remarked(120),
    'and above it where there is none': remarked(60),
    'sections that were picked, in their usual order': revealRows(question, 80, {
      only: ['takeaway', 'why'],
    }).map(textOf),
  });
});

describe('the reveal', () => {
  test.each([80, 40, 20])('fits %i columns, except for an address', (columns) => {
    const wide = screen(columns).filter((row) => width(row) > columns);
    expect(wide.filter((row) => !row.includes('https://'))).toEqual([]);
  });

  test('prose has one right edge, whatever its indent', () => {
    const long = 'word '.repeat(60);
    const rows = revealRows({ ...question, expected: long, mistakes: [long], notes: long }, 120).map(textOf);
    expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(74);
  });

  test('makes headings, names, questions and the takeaway stand out', () => {
    const spans = revealRows(question, 80, { only: REVEALED }).flat();
    const inStyle = (style: string): string[] =>
      spans.filter((span) => span.style === style).map(({ text }) => text);
    expect(inStyle('accent')).toEqual([
      'Expected answer',
      'Key points',
      'Common mistakes',
      'Hiring manager notes',
      'Takeaway',
      'Follow-ups',
      'References',
    ]);
    expect(inStyle('bold')).toEqual([
      'Reads the evidence.',
      'What would prove it?',
      'old',
      'Look for the work that stopped being done.',
      '1. ',
      'And if ',
      ' search had failed as well?',
      '2. ',
      'Which alert would have told you?',
    ]);
  });

  test('shows neither the question nor why it is asked', () => {
    expect(screen(80).join('\n')).not.toMatch(/What do you check|Anyone can list/);
  });
});

describe('sections', () => {
  const HEADINGS = [
    '  Question',
    '  If asked',
    '  Why interviewers ask',
    '  Expected answer',
    '  Key points',
    '  Common mistakes',
    '  Hiring manager notes',
    '  Takeaway',
    '  Follow-ups',
    '  References',
  ];
  const headings = (asked: ReturnType<typeof makeQuestion>): string[] =>
    revealRows(asked, 80, { only: SECTION_KEYS })
      .map(textOf)
      .filter((text) => HEADINGS.includes(text));

  test('come in order, with their headings', () => {
    expect(headings({ ...question, ifAsked: FACTS })).toEqual(HEADINGS);
  });

  test('that a question lacks are skipped', () => {
    const bare = {
      ...question,
      why: '',
      keyPoints: [],
      mistakes: [],
      followUps: [],
      notes: '',
      references: [],
    };
    expect(headings(bare)).toEqual(['  Question', '  Expected answer', '  Takeaway']);
    expect(revealRows(bare, 80).map(textOf).at(-1)).toBe('  Look for the work that stopped being done.');
  });
});
