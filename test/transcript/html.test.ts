import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { deliveryRows } from '../../src/renderer/delivery.ts';
import { textOf } from '../../src/text/rows.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf, turnsOf } from '../../src/transcript/transcript.ts';
import { happen, start, started } from '../support/simulate.ts';

test('the overview keeps points to decide apart', () => {
  const turn = { q: 0 };
  const events: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['First point'], undecided: ['Second point'] },
  ];
  const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 0)));
  expect(toHtml(transcriptOf(session))).toContain('<td>1 of 2 covered, 1 to decide</td>');
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

test('a word for more after a short answer has no number', () => {
  const turn = { q: 0 };
  const more = { q: 0, followUp: 2 };
  const pressed = { q: 0, followUp: 0 };
  const events: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'prompted', q: 0 },
    { type: 'asked', turn: more, budget: 100_000 },
    { type: 'answered', turn: more, state: 'submitted', text: 'more', firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 0, because: 'First point' }] },
    { type: 'asked', turn: pressed, budget: 100_000 },
    { type: 'answered', turn: pressed, state: 'submitted', text: 'this', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    { type: 'revealed', q: 0 },
  ];
  const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 'pressing')));
  expect(toHtml(transcriptOf(session))).toMatch(
    /<h3>Follow-up<\/h3>[^]*Go on\. What else\?[^]*<h3>Follow-up 1<\/h3>/,
  );
  const delivered = deliveryRows(turnsOf(session, session.questions[0]!), 80).map(textOf);
  expect(delivered.filter((line) => line.startsWith('  Follow-up'))).toEqual([
    '  Follow-up',
    '  Follow-up 1',
  ]);
});

test('a question that was never asked has no words in an export to read, and keeps its prompt as data', () => {
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'ended', reason: 'left early', draft: null },
  ];
  const transcript = transcriptOf(
    events.reduce((live, event) => happen(live, event), start(started(2, {}, 1))).session,
  );
  for (const text of [toHtml(transcript), toMarkdown(transcript)]) {
    expect(text).toContain('What is number 1?');
    expect(text).toContain('#2 Title 2');
    expect(text).toContain('not asked');
    expect(text).not.toMatch(/What is number 2|Follow-up 2/);
  }
  expect(transcript.turns.map(({ asked }) => asked)).toEqual([true, false, false, false]);
  expect(toJson(transcript)).toContain('What is number 2?');
});
