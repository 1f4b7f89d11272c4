import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../src/bank/question.ts';
import { doubtsAbout } from '../../src/feedback/doubts.ts';
import { nearestSentence } from '../../src/feedback/matched-words.ts';
import { contextIn, tellingWordsIn } from '../../src/feedback/telling-words.ts';
import { matchMistakes, matchOne, matchWords, readAnswer } from '../support/matcher.ts';
import { keyPoint } from '../support/question.ts';

const point = (text: string, change: Partial<KeyPoint> = {}): KeyPoint => keyPoint('Point', text, change);

const RETRIES = 'Immediate retries keep the load above the limit after its cause has gone.';
const PAGER = point('Somebody pages the provider through their support line.');
const HEADER = point('The client waits as long as the Retry-After header says.');
const BUDGET = point('Each request has a retry budget after which it fails quickly.', {
  wordings: ['a cap on attempts for every single call', 'attempt ceiling'],
  counts: ['We give up on the third try and tell the caller at once.'],
  notEnough: ['Each request has a retry.'],
});
const QUESTION = 'A provider answered with status 429, and your service still fails. What do you do?';
const PART = 'Immediate retries keep the load high.';
const FILLER = 'I would ask my colleagues what they saw and write it all down for later. ';

interface Row {
  point: KeyPoint;
  answer: string;
  siblings?: KeyPoint[];
  question?: string;
}

/** The scores are what the program gives now. If you change one on purpose, record it again. */
const ROWS: Record<string, Row & { is: [score: number, verdict: string, covered: boolean] }> = {
  'said word for word': { point: point(RETRIES), answer: RETRIES, is: [0.887, 'found', true] },
  'said in part': { point: point(RETRIES), answer: PART, is: [0.314, 'unsure', false] },
  'not said': {
    point: point(RETRIES),
    answer: 'I would look at the dashboards first.',
    is: [0, 'missing', false],
  },
  'an unsure one': {
    point: point(RETRIES),
    answer: 'Immediate retries keep the load above it.',
    is: [0.393, 'unsure', false],
  },
  'a synonym': {
    point: point('The client halts the retries quickly.'),
    answer: 'The client stops the retries quickly.',
    is: [0.918, 'found', true],
  },
  'a narrower word': {
    point: point('An animal sleeps in the warm house.'),
    answer: 'A dog sleeps in the warm house.',
    is: [0.65, 'unsure', true],
  },
  'a wider word': {
    point: point('A dog sleeps in the warm house.'),
    answer: 'An animal sleeps in the warm house.',
    is: [0.678, 'unsure', true],
  },
  'a typo': {
    point: point('The client halts the retries quickly.'),
    answer: 'The clinet halts the retries quickly.',
    is: [0.927, 'found', true],
  },
  'another form': {
    point: point('The retrieval limits the quality.'),
    answer: 'Quality is limited by what we retrieve.',
    is: [0.941, 'found', true],
  },
  'a number in words': {
    point: point('Twelve calls wait in the queue.'),
    answer: 'Of the calls, 12 wait in the queue.',
    is: [0.922, 'found', true],
  },
  'an amount in billions': {
    point: point('It holds 2 billion vectors.'),
    answer: 'It holds 2bn vectors.',
    is: [0.955, 'found', true],
  },
  'a list of its words': {
    point: point(RETRIES),
    answer: 'immediate retries, load, above, limit, after cause, gone',
    is: [0.388, 'unsure', false],
  },
  reversed: {
    point: point('The quality depends on the retrieval.'),
    answer: 'The retrieval depends on the quality.',
    is: [0.43, 'unsure', false],
  },
  denied: {
    point: point(RETRIES),
    answer: 'Immediate retries do not keep the load above the limit after its cause has gone.',
    is: [0.399, 'unsure', false],
  },
  'the opposite': {
    point: point(RETRIES),
    answer: 'Immediate retries keep the load below the limit after its cause has gone.',
    is: [0.387, 'unsure', false],
  },
  'another number': {
    point: point('The queue holds 40 per cent of the calls.'),
    answer: 'The queue holds 70 per cent of the calls.',
    is: [0.299, 'unsure', false],
  },
  'with words of the question': {
    point: point(RETRIES),
    question: 'Why do immediate retries keep the load high?',
    answer: 'The load stays high with immediate retries.',
    is: [0.181, 'missing', false],
  },
  'an echo of the question': {
    point: point(RETRIES),
    question: RETRIES,
    answer: RETRIES,
    is: [0, 'missing', false],
  },
  'among others that are not covered': {
    point: point(RETRIES),
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: PART,
    is: [0.1, 'missing', false],
  },
  'among others, one of them covered': {
    point: point(RETRIES),
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: `${PART} ${PAGER.text}`,
    is: [0.939, 'found', true],
  },
  'among others that are all covered': {
    point: point(RETRIES),
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: `${PART} ${PAGER.text} ${HEADER.text}`,
    is: [0.955, 'found', true],
  },
  'left out while all others are covered': {
    point: point(RETRIES),
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: `${PAGER.text} ${HEADER.text}`,
    is: [0.28, 'unsure', false],
  },
  'with part of the others': {
    point: point(RETRIES),
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: `${PART} A client waits.`,
    is: [0.778, 'unsure', true],
  },
  'an author’s wording': {
    point: BUDGET,
    answer: 'There is a cap on attempts for every single call.',
    is: [0.8, 'found', true],
  },
  'an example that counts': {
    point: BUDGET,
    answer: 'We give up on the third try and tell the caller at once.',
    is: [0.8, 'found', true],
  },
  'an example that counts, among others': {
    point: BUDGET,
    siblings: [PAGER, HEADER],
    question: QUESTION,
    answer: 'We give up on the third try and tell the caller.',
    is: [0.8, 'found', true],
  },
  'a wording of two words, which may be a coincidence': {
    point: BUDGET,
    answer: 'There is an attempt ceiling.',
    is: [0.048, 'missing', false],
  },
  'two thirds of an example': {
    point: BUDGET,
    answer: 'We give up on the third one with the caller.',
    is: [0.048, 'missing', false],
  },
  'part of an example': {
    point: BUDGET,
    answer: 'We give up on the third one.',
    is: [0.048, 'missing', false],
  },
  'what is not enough': { point: BUDGET, answer: 'Each request has a retry.', is: [0.108, 'missing', false] },
  'more than what is not enough': {
    point: BUDGET,
    answer: 'Each request has a retry budget, and it fails quickly after that.',
    is: [0.909, 'found', true],
  },
  'in one passage': {
    point: point(RETRIES),
    answer: `Immediate retries keep the load. ${FILLER.repeat(3)}It is above the limit after its cause has gone.`,
    is: [0.788, 'unsure', true],
  },
  'too far apart for one passage': {
    point: point(RETRIES),
    answer: `Immediate retries keep the load. ${FILLER.repeat(8)}It is above the limit after its cause has gone.`,
    is: [0.36, 'unsure', false],
  },
};

function matched({ point: one, siblings = [], question = '', answer }: Row) {
  return matchOne(one, siblings, answer, { question });
}

test.each(Object.entries(ROWS))('%s', (_, row) => {
  const { score, verdict, covered } = matched(row);
  expect([Math.round(score * 1000) / 1000, verdict, covered]).toEqual(row.is);
});

describe('the doubts', () => {
  function doubts(meant: string, answer: string) {
    const read = readAnswer(answer);
    const words = matchWords(tellingWordsIn(meant, contextIn('')), read);
    return doubtsAbout(meant, words, read, nearestSentence(words, read));
  }

  test.each([
    ['the point itself', RETRIES, RETRIES, []],
    [
      'in other words',
      RETRIES,
      'The load stays above the limit because immediate retries keep it there after the cause has gone.',
      [],
    ],
    [
      'reversed',
      'The quality depends on the retrieval.',
      'The retrieval depends on the quality.',
      ['reversed'],
    ],
    ['listed', RETRIES, 'Well: immediate retries, load, above, limit, after cause, gone.', ['listed']],
    [
      'denied',
      RETRIES,
      'Immediate retries do not keep the load above the limit after its cause has gone.',
      ['denied'],
    ],
    [
      'affirmed where the point denies',
      'The client must not retry a call that changes data.',
      'The client must retry a call that changes data.',
      ['denied'],
    ],
    [
      'denied on both sides',
      'The client must not retry a call that changes data.',
      'The client never retries a call that changes data.',
      [],
    ],
    [
      'denied from far away in a long sentence',
      'Retries multiply the load of a provider.',
      'I believe that retries do not in any way multiply the load, and our dashboards show a calm provider at all hours.',
      ['denied'],
    ],
    [
      'opposite',
      RETRIES,
      'Immediate retries keep the load below the limit after its cause has gone.',
      ['opposite'],
    ],
    [
      'another number',
      'The queue holds 40 per cent of the calls.',
      'The queue holds 70 per cent of the calls.',
      ['number'],
    ],
    [
      'another billion',
      'It holds 2 billion vectors in memory.',
      'It holds 200 million vectors in memory.',
      ['number'],
    ],
    [
      'the same number',
      'It holds 2 billion vectors in memory.',
      'It holds 2,000,000,000 vectors in memory.',
      [],
    ],
    ['part of the words', RETRIES, 'The provider has a limit, not a load.', []],
  ])('about an answer: %s', (_, meant, answer, raised) => {
    expect(doubts(meant, answer)).toEqual(raised);
  });
});

describe('a mistake', () => {
  const mistake = 'Adding more parallel retries with a much shorter timeout per request to the provider.';

  test.each([
    [
      'whole',
      'I would add more parallel retries with a much shorter timeout per request to the provider.',
      1,
    ],
    [
      'with all but a light word',
      'I would add more parallel retries with a shorter timeout per request to the provider.',
      1,
    ],
    [
      'with all but a heavy one',
      'I would add more retries with a much shorter timeout per request to the provider.',
      0,
    ],
    [
      'in two sentences',
      'I would add more parallel retries. They have a much shorter timeout per request to the provider.',
      0,
    ],
  ])('said %s', (_, answer, times) => {
    expect(matchMistakes([mistake], answer, { question: '' })).toHaveLength(times);
  });

  test.each([
    ['of three telling words', 'Adding parallel retries.', 'I would add parallel retries.', 1],
    ['of two', 'Parallel retries.', 'I would add parallel retries.', 0],
  ])('%s', (_, short, answer, times) => {
    expect(matchMistakes([short], answer, { question: '' })).toHaveLength(times);
  });
});

describe('the evidence', () => {
  function evidence(meant: string, answer: string): string {
    const { evidence: span } = matched({ point: point(meant), answer });
    return answer.slice(span?.start, span?.end);
  }

  test.each([
    [
      'the same word before a synonym',
      'The client halts the retries.',
      ['The client stops the retries.', 'The client halts the retries.'],
    ],
    [
      'a synonym before nothing',
      'The client halts the retries.',
      ['The client likes the retries.', 'The client stops the retries.'],
    ],
    ['the number', 'The queue holds 40 calls.', ['The queue holds calls.', 'The queue holds 40 calls.']],
    [
      'the first of two alike',
      'The queue holds calls.',
      ['I know.', 'The queue holds calls.', 'The queue holds calls.'],
      1,
    ],
    [
      'a word said once before a word said all over',
      'The limit bounds retries.',
      ['Retries are many.', 'Retries again.', 'The limit matters.', 'Retries remain.'],
      2,
    ],
    [
      'one with a word of the point, not one that shares only its number',
      'There are 40 retries.',
      ['It has 40.', 'It has retries.'],
    ],
    [
      'the one that continues in the next sentence',
      'The queue holds calls.',
      ['The queue of calls is here.', 'I eat.', 'The queue of calls is there.', 'It holds.'],
      2,
    ],
  ])('is %s', (_, meant, sentences, at = sentences.length - 1) => {
    const answer = sentences.join(' ');
    const { evidence: span } = matched({ point: point(meant), answer });
    const before = sentences.slice(0, at).join(' ').length;
    expect(evidence(meant, answer)).toBe(sentences[at]);
    expect(span?.start).toBe(at === 0 ? 0 : before + 1);
  });
});
