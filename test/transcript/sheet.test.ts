import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { toSheetPage } from '../../src/transcript/sheet-page.ts';
import { toSheet } from '../../src/transcript/sheet.ts';
import { shared } from '../../src/transcript/share.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { clarifiedRound } from '../support/clarified.ts';
import { expectScreens } from '../support/screens.ts';
import { happen, start, started } from '../support/simulate.ts';

const TEXT = 'At Acme I keep bread *cool* and dry.';

/** What the program and the candidate make of the first answer; the sheet shows none of it. */
const HARSH: Event[] = [
  { type: 'predicted', q: 0, certainty: 1 },
  { type: 'revealed', q: 0 },
  { type: 'ticked', q: 0, names: [] },
  { type: 'rated', q: 0, rating: 'again' },
];
const KIND: Event[] = [
  { type: 'predicted', q: 0, certainty: 4 },
  {
    type: 'found',
    q: 0,
    matcher: 1,
    points: [
      {
        name: 'First point',
        score: 0.9,
        verdict: 'found',
        evidence: { turn: { q: 0 }, start: 0, end: TEXT.length },
        missing: [],
      },
    ],
    mistakes: [{ index: 0, evidence: { turn: { q: 0 }, start: 0, end: TEXT.length } }],
  },
  { type: 'revealed', q: 0 },
  { type: 'ticked', q: 0, names: ['First point'], partly: ['Second point'] },
  { type: 'rated', q: 0, rating: 'easy' },
];

/** An answer with a follow-up of two, one given aloud, and a skipped one. */
function round(judgments: readonly Event[]): Transcript {
  const events: Event[] = [
    { type: 'tagged', tags: { company: 'Acme' } },
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: TEXT, firstKey: 1000 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 1, because: 'Second point' }] },
    { type: 'asked', turn: { q: 0, followUp: 1 }, budget: 100_000 },
    { type: 'answered', turn: { q: 0, followUp: 1 }, state: 'submitted', text: 'Dry, then.', firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [] },
    ...judgments,
    { type: 'asked', turn: { q: 1 }, budget: 300_000 },
    { type: 'answered', turn: { q: 1 }, state: 'submitted', text: '', firstKey: null, spoken: true },
    { type: 'pressed', q: 1, matcher: 1, followUps: [] },
    { type: 'revealed', q: 1 },
    { type: 'asked', turn: { q: 2 }, budget: 300_000 },
    { type: 'answered', turn: { q: 2 }, state: 'skipped', text: '', firstKey: null },
    { type: 'revealed', q: 2 },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  const begun = start(started(3, {}, 'pressing'));
  return transcriptOf(events.reduce((live, event) => happen(live, event, 2000), begun).session);
}

describe('a sheet for a mentor', () => {
  it('has one page of instructions, and each answer with a box beside each point and room for a remark', async () => {
    await expectScreens('sheet', {
      'a typed answer, a spoken one, a skipped one': toSheet(round(KIND)).split('\n'),
    });
  });

  it('leaves out a follow-up that was never asked', () => {
    const events: Event[] = [
      { type: 'asked', turn: { q: 0 }, budget: 300_000 },
      { type: 'answered', turn: { q: 0 }, state: 'submitted', text: TEXT, firstKey: 1000 },
      { type: 'ended', reason: 'left early', draft: null },
    ];
    const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 'all')));
    expect(session.questions[0]?.turns).toHaveLength(3);
    for (const write of [toSheet, toSheetPage])
      expect(write(transcriptOf(session))).not.toMatch(/Follow-up|not asked/);
  });

  it('says for which levels to judge', () => {
    const whole = round(KIND);
    const turns = whole.turns.map((turn, at) => (at === 0 ? { ...turn, level: 'mid' } : turn));
    expect(toSheet(whole)).toContain('would. Level: senior.');
    expect(toSheet({ ...whole, turns })).toContain('would. Level: mid and senior.');
  });

  it('is the same whatever the program and the candidate think of the answers', () => {
    expect(toSheet(round(HARSH))).toBe(toSheet(round(KIND)));
    expect(toSheetPage(round(HARSH))).toBe(toSheetPage(round(KIND)));
    const written = toSheet(round(KIND)) + toSheetPage(round(KIND));
    expect(written).not.toMatch(/rated|expected to cover|left this out|Expected answer|close to/);
  });

  it('has what was asked before the answer, and nothing of what was not', () => {
    for (const text of [toSheet, toSheetPage].map((write) => write(transcriptOf(clarifiedRound().session)))) {
      expect(text).toContain('how many loaves');
      expect(text).toContain('In May.');
      expect(text).not.toMatch(/Worth asking|Two thousand a month/);
    }
  });

  it('leaves out what must not be shared', () => {
    for (const write of [toSheet, toSheetPage]) {
      const whole = write(round(KIND));
      expect(whole).toContain('Acme');
      expect(whole).toContain('It is second.');
      const cut = write(shared(round(KIND), { redact: true, withoutBank: true }));
      expect(cut).not.toContain('Acme');
      expect(cut).not.toMatch(/What is number 1|It is second/);
      expect(cut).toContain('Point 2');
      expect(write(shared(round(KIND), { answersOnly: true }))).not.toContain('Second point');
    }
  });

  it('has a box for each mark on paper, and none where there is nothing to judge', () => {
    const [, first = '', second = '', third = ''] = toSheetPage(round(KIND)).split('<article');
    const boxes = (text: string) => text.split('☐').length - 1;
    expect([first, second, third].map(boxes)).toEqual([6, 6, 0]);
    expect([first, second, third].map((text) => text.includes('Remark'))).toEqual([true, true, false]);
  });
});
