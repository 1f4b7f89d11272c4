import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/feedback/match.ts';
import { matchMistakes, matchOne, matchPoints } from '../support/matcher.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';
import { keyPoint } from '../support/question.ts';

const QUESTION = {
  question: 'A provider answered with status 429, and your service still fails. What do you do?',
};
const POINTS = [
  keyPoint(
    'Suspects the retries',
    'Immediate retries keep the load above the limit after its cause has gone.',
  ),
  keyPoint('Stops the harm', 'Retries are turned off by a switch so that traffic falls below the limit.'),
  keyPoint(
    'Waits politely',
    'The client waits as long as the Retry-After header says, or longer with jitter.',
  ),
];
const ANSWER =
  'I would look at the dashboards first. Our immediate retries keep the load above the limit, although its cause is gone. ' +
  'So a switch turns the retries off, and the traffic falls below the limit.';

function said(found: { start: number; end: number } | null, answer = ANSWER): string | null {
  return found === null ? null : answer.slice(found.start, found.end);
}

describe('points', () => {
  const { version, points } = matchPoints(POINTS, ANSWER, QUESTION);

  test('come back in order, with the version of the matcher', () => {
    expect(version).toBe(VERSION);
    expect(points.map(({ name }) => name)).toEqual(POINTS.map(({ name }) => name));
  });

  test('are found if the answer covers them, each with its sentence', () => {
    expect(points[0]).toMatchObject({ verdict: 'found', covered: true });
    expect(said(points[0]!.evidence)).toMatch(/^Our immediate retries .* gone\.$/);
    expect(points[1]).toMatchObject({ verdict: 'found', covered: true });
    expect(said(points[1]!.evidence)).toMatch(/^So a switch .* limit\.$/);
  });

  test('are missing if it does not, with the words it lacks', () => {
    expect(points[2]).toMatchObject({ verdict: 'missing', covered: false });
    expect(points[2]!.missing).toContain('jitter');
    expect(points[2]!.evidence).not.toBeNull();
  });

  test('get the same scores when judged again', () => {
    expect(matchPoints(POINTS, ANSWER, QUESTION)).toEqual({ version, points });
  });

  test('get the same scores one by one as together', () => {
    const siblings = POINTS.slice(1);
    expect(matchOne(POINTS[0]!, siblings, ANSWER, QUESTION)).toEqual(points[0]);
  });
});

test.each(['', '   \n', '…', '```'])('an answer without words (%j) covers no point', (answer) => {
  for (const { verdict, score, covered } of matchPoints(POINTS, answer, QUESTION).points) {
    expect({ verdict, covered }).toEqual({ verdict: 'missing', covered: false });
    expect(score).toBeLessThan(0.2);
  }
});

test('an empty answer has no evidence', () => {
  expect(matchOne(POINTS[0]!, [], '', QUESTION).evidence).toBeNull();
});

test('an author’s other wording covers the point too', () => {
  const plain = keyPoint('Backs off', 'The client waits longer after each attempt.');
  const taught = { ...plain, wordings: ['exponential backoff with random jitter'] };
  const answer = 'I would use exponential backoff with random jitter.';
  expect(matchOne(plain, [], answer, QUESTION).covered).toBe(false);
  expect(matchOne(taught, [], answer, QUESTION)).toMatchObject({ covered: true, verdict: 'found' });
});

test('Markdown marks and addresses make no difference', () => {
  const marked = keyPoint(
    'Waits',
    'The client *waits* as long as [`Retry-After`](https://example.org/very/long) says.',
  );
  const bare = keyPoint('Waits', 'The client waits as long as Retry-After says.');
  const answer = 'A client waits for what Retry-After says.';
  expect(matchOne(marked, [], answer, QUESTION)).toEqual(matchOne(bare, [], answer, QUESTION));
});

describe('mistakes', () => {
  const mistakes = [
    'Adding more retries with a shorter timeout. They are the load.',
    'Backing off without jitter. All clients then return in the same second.',
  ];

  test('are reported with the sentence that makes them', () => {
    const answer = 'First I look. I would add more retries with a shorter timeout. Done.';
    const found = matchMistakes(mistakes, answer, QUESTION);
    expect(found.map(({ index }) => index)).toEqual([0]);
    expect(said(found[0]!.span, answer)).toBe('I would add more retries with a shorter timeout.');
  });

  test.each([
    'I would not just add more retries with a shorter timeout.',
    'Adding more retries with a shorter timeout would be wrong.',
    'It is tempting to add more retries with a shorter timeout.',
    'Rather than adding more retries with a shorter timeout, I stop them.',
    'Many teams add more retries with a shorter timeout.',
    'Some add more retries with a shorter timeout. That only makes it worse.',
    'I would stop adding more retries with a shorter timeout.',
    'Adding more retries with a shorter timeout is an error.',
    'It is dangerous to add more retries with a shorter timeout.',
    'Adding more retries with a shorter timeout ends in disaster.',
    'Adding more retries with a shorter timeout makes the outage longer.',
    'A junior would add more retries with a shorter timeout.',
    'One could add more retries with a shorter timeout. I do not.',
    'To add more retries with a shorter timeout is what first comes to mind. I would not.',
    'I hear: add more retries with a shorter timeout. We don’t do that.',
    'Do you want me to add more retries with a shorter timeout?',
    'The outage began because we added more retries with a shorter timeout.',
    'Last year we added more retries with a shorter timeout.',
    'The classic error is this one:\nAdd more retries with a shorter timeout.',
    'Here is what I would not do:\n\nAdd more retries with a shorter timeout.',
    'Here is what I would not do. Add more retries with a shorter timeout.',
    'Things I avoid:\n- waiting for long\n- adding more retries with a shorter timeout',
    'Things I avoid:\n\n1. waiting for long\n2. adding more retries with a shorter timeout',
    '## What to avoid\n\n* Waiting.\n* First this. Adding more retries with a shorter timeout.',
  ])('are not reported if the answer rejects them: %s', (answer) => {
    expect(matchMistakes(mistakes, answer, QUESTION)).toEqual([]);
  });

  test.each([
    'What I do:\n- I avoid long waits\n- add more retries with a shorter timeout',
    'I avoid long waits.\n\nWhat I do:\n- add more retries with a shorter timeout',
    'No idea.\n\nI would add more retries with a shorter timeout.',
    'I do this.\nI would add more retries with a shorter timeout.\nI would not wait for the provider in any case.',
  ])('are reported if the answer rejects something else: %s', (answer) => {
    expect(matchMistakes(mistakes, answer, QUESTION).map(({ index }) => index)).toEqual([0]);
  });

  test('are not reported if the answer only comes near', () => {
    expect(matchMistakes(mistakes, ANSWER, QUESTION)).toEqual([]);
    expect(matchMistakes(mistakes, '', QUESTION)).toEqual([]);
  });
});

describe('an answer that has the words without saying it', () => {
  const text = 'Immediate retries keep the load above the limit after its cause has gone.';
  const said = matchOne(keyPoint('Retries', text), [], text, { question: '' });

  test('covers the point if it is the point itself', () => {
    expect(said).toMatchObject({ covered: true, verdict: 'found' });
  });

  test.each([
    ['a denial', 'Immediate retries do not keep the load above the limit after its cause has gone.'],
    ['the opposite', 'Immediate retries keep the load below the limit after its cause has gone.'],
    [
      'an opposite of our field',
      'Immediate retries keep the load above the limit before its cause has gone.',
    ],
    ['a reversed relation', 'The load keeps its cause above the limit after immediate retries have gone.'],
    [
      'a relation reversed in two sentences',
      'The load keeps its cause above the limit. After that, immediate retries have gone.',
    ],
    ['a list of words', 'retries, load, limit, cause'],
  ])('does not cover it: %s', (_, answer) => {
    const { covered, score } = matchOne(keyPoint('Retries', text), [], answer, { question: '' });
    expect(covered).toBe(false);
    expect(score).toBeLessThan(said.score - 0.2);
  });

  test.each(['Logs, metrics, traces.', 'Logs, metrics and traces.'])(
    'covers a point that is itself a list: %s',
    (list) => {
      for (const answer of [list, 'logs, metrics, traces']) {
        expect(matchOne(keyPoint('Signals', list), [], answer, { question: '' }).verdict).toBe('found');
      }
    },
  );

  test.each([
    ['Batching increases the latency of a call.', 'Batching reduces the latency of a call.'],
    ['Accuracy drops with long contexts.', 'Accuracy rises with long contexts.'],
    ['Reranking improves the precision.', 'Reranking worsens the precision.'],
  ])('does not cover it with the opposite: %s', (statement, answer) => {
    expect(matchOne(keyPoint('P', statement), [], statement, { question: '' }).verdict).toBe('found');
    expect(matchOne(keyPoint('P', statement), [], answer, { question: '' }).covered).toBe(false);
  });

  test.each([
    [
      'another number',
      'The queue holds 40 per cent of the calls.',
      'The queue holds 70 per cent of the calls.',
    ],
    [
      'numbers swapped',
      'With examples 63 cases pass, without them 70.',
      'With examples 70 cases pass, without them 63.',
    ],
    ['another growth', 'Attention is quadratic in the length.', 'Attention is linear in the length.'],
    ['reversed', 'The quality depends on the retrieval.', 'The retrieval depends on the quality.'],
  ])('does not cover it: %s', (_, statement, answer) => {
    expect(matchOne(keyPoint('P', statement), [], statement, { question: '' }).verdict).toBe('found');
    expect(matchOne(keyPoint('P', statement), [], answer, { question: '' }).covered).toBe(false);
  });

  test('covers no point by pasting the question back', () => {
    const question =
      'What do you do? Immediate retries keep the load above the limit after its cause has gone.';
    const pasted = matchOne(keyPoint('Retries', text), [], `${question} I wait.`, { question });
    expect(pasted).toMatchObject({ covered: false, verdict: 'missing' });
  });

  test('does not cover a point by repeating the question, even if they share most words', () => {
    const question = 'Why do immediate retries keep the load above the limit?';
    expect(matchOne(keyPoint('Retries', text), [], question, { question }).verdict).not.toBe('found');
  });
});

describe('matching words', () => {
  const cheap = keyPoint('Cheap', 'A small model answers faster and costs less money.');

  test.each([
    ['inflected or derived', 'Small models are answering faster, and the cost in money is less.'],
    ['mistyped', 'A small modell answers fsater and costs less money.'],
  ])('are found if they are %s', (_, answer) => {
    expect(matchOne(cheap, [], answer, QUESTION).covered).toBe(true);
  });

  test.each(['10%', '10 %', '10 percent', '10 per cent', 'ten per cent', 'Ten percent'])(
    'a percentage is the same however it is written: %s',
    (share) => {
      const tenth = keyPoint('Tenth', 'A tenth is lost, 10% of the calls.');
      expect(matchOne(tenth, [], `${share} of the calls is lost.`, QUESTION).missing).toEqual(['tenth']);
    },
  );

  test.each([
    ['128k tokens', '128,000 tokens'],
    ['2.4 million tokens', '2.4M tokens'],
    ['4.1 million tokens', '4,100,000 tokens'],
    ['1.1k tokens', '1100 tokens'],
    ['2.3bn tokens', '2,300,000,000 tokens'],
    ['0.5 thousand tokens', '500 tokens'],
    ['80GB of memory', '80 GB of memory'],
    ['the 2nd call', 'the 2 call'],
  ])('an amount is the same however it is written: %s', (one, other) => {
    expect(matchOne(keyPoint('Amount', one), [], other, QUESTION).missing).toEqual([]);
  });

  test('a missing word is reported as the key point spells it', () => {
    const amounts = keyPoint('Amounts', 'It doesn’t fit: 4.1 million vectors, 5m Rows, 7 per cent.');
    const { missing } = matchOne(amounts, [], 'No idea.', QUESTION);
    expect([...missing].sort()).toEqual(['4.1 million', '5m', '7', 'Rows', 'fit', 'vectors'].sort());
  });

  test('only terms are reported as missing: no fillers, and no words of the question', () => {
    const cut = keyPoint(
      'Cut',
      'Whatever the rest showed, nobody cut the four quotas of the replica in half.',
    );
    const { missing } = matchOne(cut, [], 'No idea.', { question: 'What would you change about a replica?' });
    expect(missing).toEqual(['quotas']);
  });

  test.each(['e\u0301', 'é'])('an accented letter is the same in either Unicode form (%j)', (letter) => {
    const resume = keyPoint('Resume', 'The résumé is parsed.');
    const answer = `I parsed the r${letter}sum${letter}.`;
    const { missing, evidence } = matchOne(resume, [], answer, QUESTION);
    expect(missing).toEqual([]);
    expect(said(evidence, answer)).toBe(answer);
  });

  test('numbers match by value', () => {
    const twice = keyPoint('Twice', 'Two attempts of 1,000 tokens are the budget.');
    expect(matchOne(twice, [], 'The budget is 2 attempts of 1000 tokens.', QUESTION).missing).toEqual([]);
  });
});

describe('the author’s examples', () => {
  const bare = keyPoint('Limits attempts', 'Each request has a retry budget after which it fails quickly.');
  const counts = 'We give up on the third try and tell the caller at once.';
  const notEnough = 'Each request has a retry.';
  const taught = { ...bare, counts: [counts], notEnough: [notEnough] };

  test('that count are covered once the author adds them', () => {
    expect(matchOne(bare, [], counts, QUESTION).covered).toBe(false);
    expect(matchOne(taught, [], `First I look. ${counts}`, QUESTION).covered).toBe(true);
  });

  test.each([
    ['alone', 'We give up on the third try and the caller is told at once.'],
    ['in two sentences', 'We give up on the third try. The caller is told at once.'],
  ])('said %s are quoted, not the sentence before', (_, own) => {
    const two = { ...bare, counts: ['We give up on the third try. The caller is told at once.'] };
    const answer = `Cats are nice animals. ${own} Then I go.`;
    const { verdict, evidence } = matchOne(two, [], answer, QUESTION);
    expect(verdict).toBe('found');
    expect(own).toContain(said(evidence, answer));
  });

  test('that are not enough are not covered, but a fuller answer is', () => {
    expect(matchOne(taught, [], notEnough, QUESTION).covered).toBe(false);
    const whole = 'Each request has a retry budget, and it fails quickly after that.';
    expect(matchOne(taught, [], whole, QUESTION).covered).toBe(true);
  });
});

test('a denied point is not found, even if all others are covered', async () => {
  const all = await questionsOf(SHIPPED_BANK);
  const question = all.find(({ id }) => id === 'embeddings-at-scale')!;
  const denied: Record<string, string> = {
    'The pipeline': 'Documents should never be chunked, embedded and stored with metadata.',
    'The index keeps up': 'Ingestion should not follow change events.',
    'Hybrid often wins': 'Vector search combined with keyword search is never better than either alone.',
  };
  const answer = question.keyPoints.map(({ name, text }) => denied[name] ?? text).join('\n');
  const found = matchPoints(question.keyPoints, answer, question).points;
  for (const { name, verdict } of found)
    expect([name, verdict === 'found']).toEqual([name, !(name in denied)]);
});

test.each(['I’d say it can’t, and we don’t.', 'It’ll be 8% and 2.', 'Retry hygiene.'])(
  'a contraction, a percent sign, a number or the name of a point proves nothing: %s',
  (answer) => {
    const hygiene = keyPoint('Retry hygiene', 'I’d cut 8% of the calls that can’t end, and 2 that don’t.');
    const { verdict, evidence } = matchOne(hygiene, POINTS, `${answer} ${ANSWER}`, QUESTION);
    expect(verdict === 'missing' || evidence === null).toBe(true);
  },
);

test('an initial or an abbreviation does not end the quoted sentence', () => {
  const answer = 'As in e.g. the paper by J. Dean, hedged requests cut the tail of the latency. That is all.';
  const hedged = keyPoint('Hedges', 'Hedged requests cut the tail of the latency.');
  expect(said(matchOne(hedged, [], answer, QUESTION).evidence, answer)).toBe(
    'As in e.g. the paper by J. Dean, hedged requests cut the tail of the latency.',
  );
});

describe('a quoted sentence', () => {
  const slow = keyPoint('Slow', 'A slow replica delays every reader.');
  const stale = keyPoint('Stale', 'A stale replica serves old prices.');
  const asked = { question: 'What can go wrong with a replica?' };

  test('shows one point only, the better one; the other quotes one of its own that is about as near', () => {
    const both = 'A slow replica delays every reader, and it serves old prices.';
    const answer = `${both} Such prices are stale and old.`;
    const [first, second] = matchPoints([slow, stale], answer, asked).points;
    expect(said(first!.evidence, answer)).toBe(both);
    expect(said(second!.evidence, answer)).toBe('Such prices are stale and old.');
  });

  test('is not shown for a second point that has less in it', () => {
    const answer = 'A slow replica delays every reader and serves prices. I know.';
    const [first, second] = matchPoints([slow, stale], answer, asked).points;
    expect(said(first!.evidence, answer)).toBe('A slow replica delays every reader and serves prices.');
    expect(second).toMatchObject({ verdict: 'unsure', evidence: null });
  });

  test('is the nearest, rather than one that has the only word of its own', () => {
    const drops = keyPoint('Drops', 'A stale replica drops the reader that pays for old prices.');
    const near = 'The reader that pays for a replica drops.';
    const answer = `${near} Old is what my car is.`;
    const [, second] = matchPoints([slow, drops], answer, asked).points;
    expect(said(second!.evidence, answer)).toBe(near);
  });

  test('of speech without punctuation is a piece of it', () => {
    const talk =
      'well first of all i would ask my colleagues what they saw that day and write it all down for later and ' +
      'then i think a stale replica serves old prices to them and after that i would go for lunch and talk to ' +
      'the people who sit there since they know most about what went on last week';
    const [, second] = matchPoints([slow, stale], talk, asked).points;
    expect(second!.verdict).toBe('found');
    expect(said(second!.evidence, talk)).toContain('stale replica serves old prices');
    expect(said(second!.evidence, talk)!.split(' ')).toHaveLength(20);
  });

  test('has the words of its point, rather than fewer of them in a sentence of its own', () => {
    const sums = keyPoint('Sums', 'Checksums, ledgers and totals validate each invoice without the replica.');
    const pages = keyPoint('Pages', 'Values that stand on the scanned page pass without a clerk.');
    const long =
      'Values that stand on the scanned page pass without a clerk, when checksums and ledgers validate each invoice.';
    const answer = `${long} We spoke about totals once.`;
    const [first, second] = matchPoints([pages, sums], answer, asked).points;
    expect(said(first!.evidence, answer)).toBe(long);
    expect(said(second!.evidence, answer)).toBe(long);
  });
});
