import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import type { Event } from '../../src/engine/event.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

/** A round of two questions with only their second follow-up; only the first was revealed. */
function exported(change: Partial<Question>, rating: 'hard' | 'good' = 'hard'): string {
  const first = started(2, {}, 'pressing');
  const plan = first.plan.map((planned, q) => ({ ...planned, question: makeQuestion(q + 1, change) }));
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'x', firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 1, because: null }] },
    { type: 'asked', turn: { q: 0, followUp: 1 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 1 }, state: 'submitted', text: 'y', firstKey: 1 },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['First point'] },
    { type: 'rated', q: 0, rating },
    { type: 'asked', turn: { q: 1 }, budget: 300_000 },
  ];
  const live = events.reduce((now, event) => happen(now, event, 1000), start({ ...first, plan }));
  return toAnki(transcriptOf(live.session));
}

/** The fields of each card, as an importer splits them. */
function cards(text: string): string[][] {
  return parse(text, { delimiter: '\t', comment: '#', comment_no_infix: true });
}

describe('a session as cards for Anki', () => {
  it('has a card for each revealed question and follow-up only', () => {
    const text = exported({});
    expect(text.split('\n').slice(0, 6)).toEqual([
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#deck:hotseat',
      '#guid column:1',
      '#tags column:4',
    ]);
    expect(cards(text)).toEqual([
      [
        'hotseat/test/question-1',
        '<p>What is number 1?</p>',
        '<ul><li>☑ <strong>First point.</strong> It is first.</li><li>☐ <strong>Second point.</strong> It is second.</li></ul>' +
          '<p>Number 1 is a number.</p>',
        'hotseat hotseat::retrieval hotseat::rated-hard',
      ],
      [
        'hotseat/test/question-1/2',
        '<p><em>Title 1</em></p><p>And then?</p>',
        '<p>Nothing.</p>',
        'hotseat hotseat::retrieval',
      ],
    ]);
  });

  it('keeps a card’s id when the question changes, so that the card is updated', () => {
    const change = { title: 'Else', question: 'Else?', expected: 'Else.', topic: 'Another topic' };
    const [before, after] = [cards(exported({})), cards(exported(change, 'good'))];
    expect(after.map(([guid]) => guid)).toEqual(before.map(([guid]) => guid));
    expect(after[0]?.slice(1)).toEqual([
      '<p>Else?</p>',
      expect.stringMatching(/<p>Else\.<\/p>$/),
      'hotseat hotseat::another-topic hotseat::rated-good',
    ]);
  });

  it('is one line per card, with nothing to play, typeset or run, for any bank', () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          ...[
            '"',
            '\t',
            '\n',
            '\n\n',
            '#',
            '#deck:x\n',
            '[sound:x.mp3]',
            '[latex]',
            '[$]x[/$]',
            '\\\\(x\\\\)',
          ],
          ...[
            '[anki:play]',
            '<script>',
            '![x](http://x/y.png)',
            '`a\n"b"`',
            '```\na\tb\n```',
            '{{c1::x}}',
            'word',
          ],
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((parts) => `x ${parts.join('')}`);
    fc.assert(
      fc.property(nasty, (text) => {
        const written = exported({ id: text, question: text, expected: text, topic: text, title: text });
        expect(written.split('\n')).toHaveLength(6 + 2 + 1);
        const rows = cards(written);
        expect(rows.map((row) => row.length)).toEqual([4, 4]);
        for (const [, front = '', back = ''] of rows) {
          expect(front + back).not.toMatch(/\[(?:sound:|anki:|latex|\$)|\\\(|<(?:script|img)/i);
        }
      }),
    );
  });
});
