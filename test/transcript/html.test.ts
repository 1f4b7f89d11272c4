import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { happen, start, started } from '../support/simulate.ts';

test('the overview does not count undecided points as missed', () => {
  const turn = { q: 0 };
  const events: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['First point'], undecided: ['Second point'] },
  ];
  const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 0)));
  expect(toHtml(transcriptOf(session))).toContain('<td>1 of 2 covered, 1 undecided</td>');
});

test('a pressing follow-up has its reason in the words of the reveal', () => {
  const turn = { q: 0 };
  const followUp = { q: 0, followUp: 0 };
  const events: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 0, because: 'First point' }] },
    { type: 'asked', turn: followUp, budget: 100_000 },
    { type: 'answered', turn: followUp, state: 'submitted', text: 'more', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    { type: 'revealed', q: 0 },
  ];
  const begun = start(started(1, {}, 'pressing'));
  const transcript = transcriptOf(events.reduce((live, event) => happen(live, event), begun).session);
  for (const text of [toHtml(transcript), toMarkdown(transcript)])
    expect(text).toContain('Asked because the answer left this out: First point');
});
