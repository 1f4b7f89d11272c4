// The five verdicts that an expert disagreed with most, on the bank's own questions.
import { expect, test } from 'vitest';
import { matchPoints } from '../support/matcher.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';

const bank = await questionsOf(SHIPPED_BANK);

/** What an answer to a question gets for one of its points. */
function verdictOf(id: string, name: string, sentences: readonly string[]) {
  const answer = sentences.join(' ');
  const question = bank.find((one) => one.id === id);
  const points = question === undefined ? [] : matchPoints(question.keyPoints, answer, question).points;
  const point = points.find((one) => one.name === name);
  if (point === undefined) throw new Error(`${id} has no point "${name}".`);
  const { verdict, evidence, missing } = point;
  return { verdict, missing, quote: evidence === null ? null : answer.slice(evidence.start, evidence.end) };
}

test('shared numbers do not show that the picture is cropped', () => {
  const said = verdictOf('the-digit-that-fits-one-patch', 'Crops first', [
    'The picture is cut into patches, a vision encoder turns each patch into a vector, and a connector projects those into the space of the token embeddings.',
    'Scaling first: 4032 to 1024 is a factor of almost four, so the 60 pixels of a digit arrive as 15, about one patch high.',
    'What was lost there no prompt can recover.',
    "Then the model fills in what it expects: last month's value is in the prompt, and when the visual evidence is weak the expected reading wins.",
    'So I take it out. Each digit may come back as unreadable, and code checks the reading against the last one.',
    'To test it I change one digit in a picture, and send pictures without digits to see whether it invents.',
  ]);
  expect(said).toMatchObject({ verdict: 'unsure' });
});

test('a forward pass for each token does not say how reasoning models were trained', () => {
  const said = verdictOf('thinking-time-for-sale', 'Trained to reason', [
    'Each token is one more forward pass through the model, and a chain of them lets it try and check steps.',
    'Reasoning can be spent on one longer chain, or on several attempts with a vote or a check.',
    'Returns fall with effort and depend on the task, so sorting gains nothing while tariff codes still gain.',
    "I'd set effort per route: off for emails, low for invoices, high for tariff codes in the background.",
    'The gain for tariff codes is priced in billed thinking tokens, about 90,000 per additional right code.',
  ]);
  expect(said).not.toMatchObject({ verdict: 'found' });
});

const OVERCONFIDENT = [
  'Accuracy rose but the calibration broke: the new model says 0.96 with 0.90 right.',
  "A base model's token probabilities resemble frequencies, and tuning on instructions and preferences sharpens the distribution and breaks calibration.",
  'The four labels held only 81 per cent of the probability, and rescaling to one hides what went to other ways of beginning.',
  'Among the 830 the claims with a low share contain 38 of the 50 errors.',
  'Claims with a low share go to a person at once.',
  'A threshold belongs to one model, prompt, template and label set, and any change voids it.',
];

test('a sentence about coverage does not compare the errors with the policy', () => {
  const said = verdictOf('confident-since-the-upgrade', 'Reads the policy figure', [
    ...OVERCONFIDENT,
    'The old model had 41 per cent of the claims above the threshold, the new one has 60 at two per cent.',
  ]);
  expect(said).toMatchObject({ verdict: 'unsure', quote: null });
});

test('a rounded number is the number of the point', () => {
  const said = verdictOf('confident-since-the-upgrade', 'Better but overconfident', OVERCONFIDENT);
  expect(said).toMatchObject({ verdict: 'found', quote: OVERCONFIDENT[0] });
  expect(said.missing).not.toContain('89.8');
});

test('few-shot examples are no evaluation set', () => {
  const said = verdictOf('prompt-engineering-discipline', 'Measured on a set', [
    'The prompt states role, task, scope and an explicit output format in plain words.',
    'Few-shot examples help with format, but each one changes the others.',
    'Step-wise reasoning is reserved for hard tasks, because it costs tokens and latency.',
    'Stable instructions are kept apart from the dynamic content in a delimited slot.',
    'The prompt says what to return when information is missing or the document is out of scope.',
    'Every reply is validated in code against the schema and the business rules before it is used.',
    'Prompts live in version control, reviewed like code.',
  ]);
  expect(said).toMatchObject({ verdict: 'unsure', quote: null });
});
