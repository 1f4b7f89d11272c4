import { describe, expect, test } from 'vitest';
import { REVEALED, revealRows } from '../../src/renderer/reveal.ts';
import { SECTION_KEYS } from '../../src/renderer/section-keys.ts';
import { row, textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';

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

const screen = (columns: number): string[] => revealRows(question, columns).map(textOf);

describe('the reveal', () => {
  test('at 80 columns', () => {
    expect(screen(80)).toEqual([
      '  Expected answer',
      '',
      '  I read what moved *together*.',
      '',
      '  Then one experiment, on `exact` search, tells the two stories apart.',
      '',
      '',
      '  Key points',
      '',
      '  • Reads the evidence. Faster and worse points to less work being done.',
      '',
      '  • What would prove it? Recall returns with the old index.',
      '',
      '  • a point without a name',
      '',
      '',
      '  Common mistakes',
      '',
      '  • Starting with the prompt. It hides the symptom and costs a whole day.',
      '',
      '',
      '  Hiring manager notes',
      '',
      '  │ I hand over the table and stay quiet. A senior holds two hypotheses.',
      '',
      '',
      '  Takeaway',
      '',
      '  Look for the work that stopped being done.',
      '',
      '',
      '  Follow-ups',
      '',
      '  1. And if `exact` search had failed as well?',
      '',
      '     Then the vectors are at fault.',
      '',
      '  2. Which alert would have told you?',
      '',
      '     The gate of the reindex.',
      '',
      '',
      '  References',
      '',
      '  Malkov and Yashunin, HNSW',
      '    https://arxiv.org/abs/1603.09320',
    ]);
  });

  test('at 40 columns wrapped text is indented', () => {
    const rows = screen(40);
    const points = rows.indexOf('  Key points');
    expect(rows.slice(points + 2, points + 4)).toEqual([
      '  • Reads the evidence. Faster and worse',
      '    points to less work being done.',
    ]);
    const notes = rows.indexOf('  Hiring manager notes');
    expect(rows.slice(notes + 2, notes + 4)).toEqual([
      '  │ I hand over the table and stay',
      '  │ quiet. A senior holds two',
    ]);
    const followUps = rows.indexOf('  Follow-ups');
    expect(rows.slice(followUps + 2, followUps + 5)).toEqual([
      '  1. And if `exact` search had failed as',
      '     well?',
      '',
    ]);
  });

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
    const spans = revealRows(question, 80).flat();
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

describe("a round's remark", () => {
  const remarks = {
    mistakes: new Map([[0, row('Close to what you wrote: “the prompt”')]]),
    followUps: new Map([[1, { why: row('Asked because of something.', 'dim'), said: null, verdict: null }]]),
  };

  test('is under the mistake or follow-up it is about, and what was asked comes first', () => {
    const rows = revealRows(question, 80, { only: ['mistakes', 'follow-ups'], remarks }).map(textOf);
    expect(rows).toEqual([
      '  Common mistakes',
      '',
      '  • Starting with the prompt. It hides the symptom and costs a whole day.',
      '    Close to what you wrote: “the prompt”',
      '',
      '',
      '  Follow-ups',
      '',
      '  1. Which alert would have told you?',
      '     Asked because of something.',
      '',
      '     The gate of the reindex.',
      '',
      '  2. And if `exact` search had failed as well?',
      '',
      '     Then the vectors are at fault.',
    ]);
  });
});

describe('an answer to a follow-up', () => {
  const remark = {
    why: null,
    said: 'The alert on the age of the index, and one on empty results.',
    verdict: row('✓ Covers its key point, The gate: “The alert on the age”'),
  };
  const shown = (columns: number): string[] =>
    revealRows(question, columns, {
      only: ['follow-ups'],
      remarks: { mistakes: new Map(), followUps: new Map([[1, remark]]) },
    })
      .map(textOf)
      .join('\n')
      .split(/\n\n(?= {2}2\. )/)
      .slice(0, 1)
      .flatMap((text) => text.split('\n'))
      .slice(2);

  test('stands beside a strong one where there is room for both', () => {
    expect(shown(120)).toEqual([
      '  1. Which alert would have told you?',
      '',
      '     You said                                                   A strong answer says',
      '     The alert on the age of the index, and one on empty        The gate of the reindex.',
      '     results.',
      '',
      '     ✓ Covers its key point, The gate: “The alert on the age”',
    ]);
  });

  test('stands above it in a narrow terminal', () => {
    expect(shown(60)).toEqual([
      '  1. Which alert would have told you?',
      '',
      '     You said',
      '     The alert on the age of the index, and one on empty',
      '     results.',
      '',
      '     A strong answer says',
      '     The gate of the reindex.',
      '',
      '     ✓ Covers its key point, The gate: “The alert on the',
      '     age”',
    ]);
  });
});

test('a key point has its level if it is not the question’s', () => {
  const levels = ['staff', 'mid', 'staff'];
  const keyPoints = question.keyPoints.map((each, at) => ({ ...each, level: levels[at] ?? '' }));
  expect(revealRows({ ...question, keyPoints }, 80, { only: ['key-points'] }).map(textOf)).toEqual([
    '  Key points',
    '',
    '  • Reads the evidence (staff). Faster and worse points to less work being',
    '    done.',
    '',
    '  • What would prove it? (mid). Recall returns with the old index.',
    '',
    '  • (staff) a point without a name',
  ]);
});

describe('sections', () => {
  const HEADINGS = [
    '  Question',
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
    expect(headings(question)).toEqual(HEADINGS);
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

  test('can be picked; a pick does not change their order', () => {
    const rows = revealRows(question, 80, { only: ['takeaway', 'why'] }).map(textOf);
    expect(rows).toEqual([
      '  Why interviewers ask',
      '',
      '  Anyone can list causes.',
      '',
      '',
      '  Takeaway',
      '',
      '  Look for the work that stopped being done.',
    ]);
  });

  test('of the reveal are all but the first two', () => {
    expect(REVEALED).toEqual(SECTION_KEYS.slice(2));
  });
});
