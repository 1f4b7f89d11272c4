import type { Fact } from '../../src/bank/question.ts';
import type { Event, Tags } from '../../src/engine/event.ts';
import { makeQuestion } from './question.ts';
import { happen, keptPoint, type Live, start, started } from './simulate.ts';

/** What the interviewer of `clarifiedRound` tells if asked: two of them worth asking. */
export const FACTS: readonly Fact[] = [
  { name: 'Traffic', text: 'At Acme 24 loaves a *second* at the peak.', words: ['load', 'peak'] },
  {
    name: 'Where the oven comes from',
    text: 'Two of our own bakers built it.\n\n| part | age |\n|---|---|\n| door | 9 |',
    words: ['who built it', 'origin'],
    worth: 'If no one checked the oven, its clock means nothing.',
  },
  { name: 'Budget', text: 'Two thousand a month.', words: ['cost', 'money'] },
  { name: 'Opening', text: 'In May.', words: ['date', 'deadline'], worth: 'It decides what can wait.' },
];

/**
 * A round of a question with these facts and one follow-up, up to the ticks: two facts were asked for, one of them in the
 * follow-up, a third question was refused, and the answer assumes a fact.
 */
export function clarifiedRound({
  answer = 'I keep it cool.',
  tags = {},
  isRevealed = true,
}: { answer?: string; tags?: Partial<Tags>; isRevealed?: boolean } = {}): Live {
  const first = started(1, {}, 1);
  const question = makeQuestion(1, { ifAsked: FACTS, keyPoints: [keptPoint('Cool')] });
  const plan = first.plan.map((planned) => ({ ...planned, question }));
  const [turn, later] = [{ q: 0 }, { q: 0, followUp: 0 }];
  const events: Event[] = [
    { type: 'tagged', tags },
    { type: 'asked', turn, budget: 300_000 },
    {
      type: 'clarified',
      turn,
      question: 'how many loaves at the *peak* for Acme?',
      reply: '**Traffic:** At Acme 24 loaves a *second* at the peak.',
      fact: 'Traffic',
    },
    {
      type: 'clarified',
      turn,
      question: 'any rules?',
      reply: 'Nothing on that. Assume something and say so.',
    },
    { type: 'answered', turn, state: 'submitted', text: answer, firstKey: 1 },
    { type: 'asked', turn: later, budget: 60_000 },
    { type: 'clarified', turn: later, question: 'When?', reply: '**Opening:** In May.', fact: 'Opening' },
    { type: 'answered', turn: later, state: 'submitted', text: 'By May.', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: null },
    { type: 'found', q: 0, matcher: 1, points: [], mistakes: [], assumed: ['Budget'] },
    ...(isRevealed
      ? [{ type: 'revealed', q: 0 } as const, { type: 'ticked', q: 0, names: ['Cool'] } as const]
      : []),
  ];
  return events.reduce((live, event) => happen(live, event, 1000), start({ ...first, plan }));
}
