import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import type { Event, Findings, PointFinding } from '../../src/engine/event.ts';
import { renderMarkdown } from '../../src/renderer/markdown.ts';
import { textOf } from '../../src/text/rows.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

/** The full answer is the evidence for an uncertain point and for a mistake. */
function findings(text: string): Findings {
  const evidence = { turn: { q: 0 }, start: 0, end: text.length };
  const point: PointFinding = { name: text, score: 0.5, verdict: 'unsure', evidence, missing: [text] };
  return { matcher: 1, points: [point], mistakes: [{ index: 0, evidence }] };
}

/** The transcript of a round in which this is every text of the bank and the candidate. */
function roundOf(text: string): Transcript {
  const texts: Partial<Question> = {
    title: text,
    question: text,
    expected: text,
    mistakes: [text],
    keyPoints: [keyPoint(text, text)],
    followUps: [{ question: text, answer: text, probes: null }],
  };
  const first = started(1, {}, 1);
  const plan = first.plan.map((planned) => ({ ...planned, question: makeQuestion(1, texts) }));
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: null },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text, firstKey: null },
    { type: 'asked', turn: { q: 0, followUp: 0 }, budget: null },
    { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'skipped', text, firstKey: null },
    { type: 'predicted', q: 0, certainty: 3 },
    { type: 'found', q: 0, ...findings(text) },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: [] },
    { type: 'rated', q: 0, rating: 'good' },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  const live = events.reduce((now, event) => happen(now, event, 1000), start({ ...first, plan }));
  return transcriptOf({ ...live.session, id: text });
}

function exported(text: string): string {
  return toMarkdown(roundOf(text));
}

/** Just below the length that is not parsed at all. */
const LONG = 48_000;
const twice = (open: string, close: string): string =>
  open.repeat(LONG / 2 / open.length) + 'x' + close.repeat(LONG / 2 / close.length);

/** Text that keeps a Markdown parser busy for minutes, or exhausts its stack. */
const BURDENS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...[
        ']',
        '>',
        '> ',
        '1. ',
        '* ',
        '- + ',
        '*_',
        '**a_ ',
        '_a',
        '[a](',
        '[a](<b',
        '![',
        '[^1]',
        '[a][b]',
        ']:',
        '[a]: b\n',
      ],
      ...[
        'a\n===\n',
        'a**b**',
        '|',
        '|a|b|\n|-|-|\n',
        '<a href="',
        '<!--',
        '<?',
        '&#x',
        '`',
        '`a',
        '~~a~~ ',
        'a@a.',
        'www.',
        '\\[',
      ],
      ...['- a\n', '- [ ] a\n', '# a\n', '> a\n', '1)\n', '\t', '\n', 'a  \n', '-', 'a '],
    ].map((piece) => [JSON.stringify(piece), piece.repeat(LONG / piece.length)]),
  ),
  'emphasis in emphasis': twice('*a ', ' a*'),
  'images in images': twice('![', '](b)'),
  'links in links': twice('[a ', '](b)'),
  'lists in lists': Array.from({ length: 310 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'code spans of every length': Array.from({ length: 440 }, (_, n) => '`'.repeat(n + 1)).join(' '),
};

describe.each(Object.entries(BURDENS))('as many of %s as fit in 48,000 characters', (_name, text) => {
  test('are still shown and exported', () => {
    expect(renderMarkdown(`${text}\n\nseen`, 80).map(textOf).join('\n')).toContain('seen');
    expect(exported(`${text}\n\nseen`)).toContain('seen');
    expect(toHtml(roundOf(`${text}\n\nseen`))).toContain('seen');
  });
});
