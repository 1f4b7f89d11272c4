import type { Question } from '../../src/bank/question.ts';
import type { Event, Findings, PointFinding } from '../../src/engine/event.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { keyPoint, makeQuestion } from './question.ts';
import { happen, start, started } from './simulate.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';

/** The transcript of a round in which this is every text of the bank and the candidate. */
export function roundOf(text: string): Transcript {
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

/** The full answer is the evidence for an uncertain point and for a mistake. */
function findings(text: string): Findings {
  const evidence = { turn: { q: 0 }, start: 0, end: text.length };
  const point: PointFinding = { name: text, score: 0.5, verdict: 'unsure', evidence, missing: [text] };
  return { matcher: 1, points: [point], mistakes: [{ index: 0, evidence }] };
}

export function exported(text: string): string {
  return toMarkdown(roundOf(text));
}
