import { describe, expect, it } from 'vitest';
import { givesAway } from '../../src/model/follow-up.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const QUESTION = makeQuestion(1, {
  question: 'Your service fails for twenty minutes after a rate limit. What do you suspect?',
  expected: 'I suspect our own retries, since immediate retries keep the load above the limit.',
  keyPoints: [
    keyPoint(
      'Suspects the retries',
      'Immediate retries keep the load above the limit after its cause has gone.',
      {
        wordings: ['a retry storm of our own clients'],
        counts: ['Our clients hammer the API without a pause.'],
        notEnough: ['The provider must still be down.'],
      },
    ),
    keyPoint('Retry budget', 'Each request has a budget.'),
  ],
  mistakes: ['Adding more replicas makes the load grow.'],
  notes: 'I listen for backoff with full jitter.',
  takeaway: 'A retry is load, so give it a budget.',
});

/** A round in which the question was answered with this text. */
function after(text: string) {
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({ ...planned, question: QUESTION }));
  const asked = happen(start({ ...first, plan }), { type: 'asked', turn: { q: 0 }, budget: null });
  const { session } = happen(asked, {
    type: 'answered',
    turn: { q: 0 },
    state: 'submitted',
    text,
    firstKey: 1,
  });
  return session.questions[0]!;
}

describe('a live follow-up', () => {
  it.each([
    'Could it be that immediate retries keep the load above the limit?',
    'Have you thought of a Retry Budget?',
    'What about a retry storm of our clients?',
    'Would backoff with full jitter help you here?',
    'Do the clients hammer the API without a pause?',
    'Why would adding more replicas makes the load worse?',
  ])('gives the answer away: %s', (question) => {
    expect(givesAway(question, after('The provider is slow.'))).toBe(true);
  });

  it.each([
    'You blame the provider. What would you look at to be sure?',
    'What do your own clients do while it fails?',
    'Your service fails for twenty minutes. Which minute is different?',
  ])('gives nothing away: %s', (question) => {
    expect(givesAway(question, after('The provider is slow.'))).toBe(false);
  });

  it('may repeat what the candidate has said', () => {
    const said = 'Perhaps immediate retries keep the load above the limit.';
    expect(givesAway('You say immediate retries keep the load above it. How long?', after(said))).toBe(false);
  });
});
