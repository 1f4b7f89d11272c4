import { expect, test } from 'vitest';
import { matchFollowUp } from '../support/matcher.ts';
import { keyPoint } from '../support/question.ts';

const QUESTION = {
  question: 'A provider answers with status 429, and your service still fails. What do you do?',
};
const WAITS = keyPoint(
  'Waits politely',
  'The client waits as long as the Retry-After header says, or longer with jitter.',
);
const POINTS = [
  keyPoint(
    'Suspects the retries',
    'Immediate retries keep the load above the limit after its cause has gone.',
  ),
  WAITS,
];
const ASKED = { question: 'How long does the client wait?', probes: WAITS.name };

function verdictOf(answer: string, followUp: { question: string; probes: string | null } = ASKED) {
  const match = matchFollowUp(followUp, POINTS, answer, QUESTION);
  if (match === null) return null;
  const { name, verdict, evidence } = match;
  return { name, verdict, quote: evidence && answer.slice(evidence.start, evidence.end) };
}

test('a follow-up answer that covers the probed point is found, with its sentence', () => {
  const said = 'It waits as long as the Retry-After header says, with some jitter.';
  expect(verdictOf(`That depends. ${said}`)).toEqual({ name: WAITS.name, verdict: 'found', quote: said });
});

test('part of the point is unsure', () => {
  expect(verdictOf('As long as the header says.')?.verdict).toBe('unsure');
});

test.each([
  ['nothing', ''],
  ['another point', POINTS[0]!.text],
  ['the words of the follow-up', 'How long does the client wait? The client waits long.'],
])('with %s, the point is missing', (_, answer) => {
  expect(verdictOf(answer)).toMatchObject({ name: WAITS.name, verdict: 'missing' });
});

test.each([null, 'No such point'])(
  'a follow-up that probes no point of the question (%s) has no verdict',
  (probes) => {
    expect(verdictOf(WAITS.text, { ...ASKED, probes })).toBeNull();
  },
);
