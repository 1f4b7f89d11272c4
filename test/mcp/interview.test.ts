import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { amend } from '../../src/store/continue-session.ts';
import { readSession } from '../../src/journal/sessions.ts';
import { readSummaries } from '../../src/store/session-index.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { debriefRows } from '../../src/renderer/round-screens.ts';
import { textOf } from '../../src/text/rows.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { tempFolder } from '../support/bank.ts';
import {
  beginInTerminal,
  type Candidate,
  given,
  type Marked,
  markedBank,
  refusal,
  speak,
  type Spoken,
} from '../support/mcp.ts';
import { questionsOf } from '../support/questions.ts';

const { folder, marked } = markedBank(3);
const ANSWER = 'I keep it cool and dry, and I turn it daily.';

/** A candidate who gives these values in every form that asks for them. */
const filling =
  (values: Record<string, string>): Candidate =>
  ({ requestedSchema: { properties } }) => ({
    action: 'accept',
    content: Object.fromEntries(Object.entries(values).filter(([name]) => name in properties)),
  });

const open = (candidate: Candidate | null = null, client?: string): Promise<Spoken> =>
  speak({ banks: [folder], home: tempFolder(), candidate, ...(client === undefined ? {} : { client }) });

/** Starts a round and answers its first question. Gives the session. */
async function answered(spoken: Spoken, args: object = {}): Promise<string> {
  const { session } = given(await spoken.call('start_round', { questions: ['1', '2'], ...args }));
  await spoken.call('next_turn');
  given(await spoken.call('submit_answer', { turn: '1', answer: ANSWER }));
  return String(session);
}

function eventsOf(spoken: Spoken, session: string): readonly Recorded[] {
  return readSession(spoken.env.paths, session).events;
}

const lastOf = <T extends Recorded['type']>(spoken: Spoken, session: string, type: T) =>
  eventsOf(spoken, session).findLast((event): event is Extract<Recorded, { type: T }> => event.type === type);

describe('the words of the candidate', () => {
  test('come from forms, and leave open what was left open', async () => {
    const spoken = await open(filling({ certainty: 'half', point_1: 'covered', rating: 'good' }));
    const session = await answered(spoken);
    expect(given(await spoken.call('reveal'))['candidate_expected']).toBe('half');
    expect(given(await spoken.call('rate', { question: 1 }))['recorded']).toBe(true);
    const { question } = readSession(spoken.env.paths, session).session!.questions[0]!;
    const [first = '', ...others] = question.keyPoints.map(({ name }) => name);
    expect(lastOf(spoken, session, 'ticked')).toMatchObject({ names: [first], undecided: others });
    expect(lastOf(spoken, session, 'rated')).toMatchObject({ rating: 'good' });
    await spoken.end();
  });

  test('are asked for once each, when the candidate closes the forms of two questions', async () => {
    const spoken = await open(() => ({ action: 'decline' }));
    await answered(spoken);
    given(await spoken.call('reveal'));
    given(await spoken.call('next_turn', { pass: true }));
    given(await spoken.call('submit_answer', { turn: '2', answer: ANSWER }));
    given(await spoken.call('reveal'));
    for (const question of [1, 2])
      expect(given(await spoken.call('rate', { question }))['recorded']).toBe(false);
    expect(given(await spoken.call('next_turn'))['next']).not.toMatch(/call rate/i);
    await spoken.end();
  });

  test('are not made up when the form is closed', async () => {
    const spoken = await open(() => ({ action: 'cancel' }));
    const session = await answered(spoken);
    expect(given(await spoken.call('reveal'))).not.toHaveProperty('candidate_expected');
    expect(given(await spoken.call('rate', { question: 1 }))['recorded']).toBe(false);
    expect(lastOf(spoken, session, 'predicted')).toMatchObject({ certainty: null });
    expect(lastOf(spoken, session, 'ticked')).toBeUndefined();
    await spoken.end();
  });

  test('wait for the terminal where the client has no forms, and the round goes on', async () => {
    const spoken = await open();
    const session = await answered(spoken);
    given(await spoken.call('add_follow_up', { ask: 'bank' }));
    given(await spoken.call('submit_answer', { turn: '1.1', skip: true }));
    given(await spoken.call('add_follow_up', { ask: 'bank' }));
    const before = given(await spoken.call('submit_answer', { turn: '1.2', skip: true }));
    const after = given(await spoken.call('add_follow_up', { ask: 'bank' }));
    expect([before['step'], after['next']]).toEqual([
      'press',
      expect.stringContaining(`hotseat resume ${session}`),
    ]);
    given(await spoken.call('reveal'));
    const { note, next } = given(await spoken.call('rate', { question: 1 }));
    expect(note).toContain(`hotseat resume ${session}`);
    expect(next).toContain('record_judgement');
    expect(given(await spoken.call('next_turn', { pass: true }))['turn']).toBe('2');
    await spoken.end();
  });
});

describe('a form that is not filled in', () => {
  const rated = async (values: Record<string, string>): Promise<Record<string, unknown>> => {
    const spoken = await open(filling(values));
    await answered(spoken, { questions: ['1'], follow_ups: 'none' });
    given(await spoken.call('reveal'));
    const result = given(await spoken.call('rate', { question: 1 }));
    await spoken.end();
    return result;
  };

  test('records nothing when it comes back empty', async () => {
    const { recorded, note } = await rated({});
    expect([recorded, note]).toEqual([false, expect.stringMatching(/empty.*all points and the rating/)]);
  });

  test('adds to an earlier one', async () => {
    const forms = [
      { point_1: 'covered', rating: 'hard' },
      { point_2: 'not covered' },
      { point_3: 'covered' },
    ];
    const spoken = await open((form) => {
      const isRating = 'rating' in form.requestedSchema.properties;
      return filling(isRating ? (forms.shift() ?? {}) : {})(form);
    });
    const session = await answered(spoken, { questions: ['1'], follow_ups: 'none' });
    given(await spoken.call('reveal'));
    const notes: unknown[] = [];
    for (let times = 0; times < 3; times++)
      notes.push(given(await spoken.call('rate', { question: 1 }))['note']);
    expect(notes).toEqual([
      expect.stringContaining('points 2, 3.'),
      expect.stringContaining('open: point 3.'),
      'Recorded as the words of the candidate.',
    ]);
    const { question } = readSession(spoken.env.paths, session).session!.questions[0]!;
    const points = question.keyPoints.map(({ name }) => name);
    const [first, , third] = points;
    expect(lastOf(spoken, session, 'ticked')).toMatchObject({ names: [first, third], decided: points });
    await spoken.end();
  });

  test('says what is missing when it comes back in part', async () => {
    expect((await rated({ point_1: 'not covered', rating: 'hard' }))['note']).toMatch(
      /left open: points 2, 3\./,
    );
    const points = { point_1: 'not covered', point_2: 'not covered', point_3: 'covered' };
    expect((await rated(points))['note']).toMatch(/left open: the rating\./);
    expect((await rated({ rating: 'hard' }))['note']).toMatch(/left open: all points\./);
    expect((await rated({ ...points, rating: 'hard' }))['note']).not.toMatch(/open/);
  });
});

describe('an early end', () => {
  test('waits for the reveal of what was answered, and says how to get there', async () => {
    const spoken = await open();
    const session = await answered(spoken);
    given(await spoken.call('add_follow_up', { question: 'Why cool?' }));
    const end = () => spoken.call('finish_round', { how: 'end' });
    expect(refusal(await end())).toMatch(/question 1 is answered and not revealed.*skip: true.*reveal/i);
    given(await spoken.call('submit_answer', { turn: '1.1', skip: true }));
    expect(refusal(await end())).toMatch(/Fix: call reveal first/);
    given(await spoken.call('reveal'));
    expect(given(await end())).toMatchObject({ state: 'ended', results: [{ revealed: true }, {}] });
    const judge = { session, question: 2, verdicts: [{ point: 1, verdict: 'not covered' }] };
    for (const reply of [
      await spoken.call('record_judgement', judge),
      await spoken.call('rate', { session, question: 2 }),
      await spoken.call('reveal', { session, question: 2 }),
    ])
      expect(refusal(reply)).toMatch(/ended before question 2 was revealed\. Fix: call start_round/);
    await spoken.end();
  });
});

describe('what an assistant did', () => {
  test('a skip is its own in every transcript', async () => {
    const spoken = await open();
    const { session } = given(await spoken.call('start_round', { questions: ['1'], follow_ups: 'none' }));
    given(await spoken.call('next_turn'));
    given(await spoken.call('submit_answer', { turn: '1', skip: true }));
    expect(given(await spoken.call('get_history', { show: 'transcript' }))['markdown']).toContain(
      'skipped by an assistant',
    );
    const { session: told } = readSession(spoken.env.paths, String(session));
    expect(toHtml(transcriptOf(told!))).toContain('<td>skipped by an assistant</td>');
    expect(transcriptOf(told!).turns[0]).toMatchObject({ state: 'skipped', relayed: true });
    expect(debriefRows(told!, 80).map(textOf).join('\n')).toContain('skipped by an assistant');
    await spoken.end();
  });

  test.each(['You', ' you ', 'matcher', 'The candidate', 'Y\u200bou', 'x”: 0 of 3 covered · You'])(
    'its verdicts and questions are an assistant’s, even if it is called %j',
    async (client) => {
      const spoken = await open(null, client);
      const session = await answered(spoken, { questions: ['1'] });
      given(await spoken.call('add_follow_up', { question: 'Why cool?' }));
      given(await spoken.call('submit_answer', { turn: '1.1', answer: 'Because.' }));
      given(await spoken.call('reveal'));
      const verdicts = [{ point: 1, verdict: 'covered', quotes: ['cool and dry'] }];
      given(await spoken.call('record_judgement', { question: 1, verdicts }));
      const { markdown } = given(await spoken.call('get_history', { show: 'transcript' }));
      expect(markdown).toMatch(/^assistant “[^”]*”: 1 of 1 found(?: ·|$)/m);
      expect(markdown).toMatch(/^Asked by assistant “[^”]*”/m);
      const { session: told } = readSession(spoken.env.paths, session);
      expect(toHtml(transcriptOf(told!))).toMatch(/>assistant “[^”]*”: 1 of 1 found(?: ·|<)/);
      await spoken.end();
    },
  );
});

describe('a clarifying question', () => {
  const [{ facts }] = marked as [Marked, ...Marked[]];
  const [crates, cellar] = facts.map(({ told }) => told) as [string[], string[]];

  test('gets the fact that it asks for, word for word, and the list of them only after the reveal', async () => {
    const spoken = await open();
    given(await spoken.call('start_round', { questions: ['1'], follow_ups: 'none' }));
    expect(refusal(await spoken.call('ask', { question: 'How many crates?' }))).toMatch(
      /Fix: call next_turn/,
    );
    given(await spoken.call('next_turn'));
    const { reply, next } = given(await spoken.call('ask', { question: 'How many crates?' }));
    expect(reply).toBe(`**Crates ${crates[0]}:** About forty ${crates[1]}.`);
    expect(next).toContain('word for word');
    const refused = await spoken.call('ask', { question: 'Which insurance do we have?' });
    expect(given(refused)['reply']).not.toMatch(/forty/);
    const again = given(await spoken.call('next_turn'));
    expect(again).toMatchObject({
      turn: '1',
      clarified: [{ reply }, { question: 'Which insurance do we have?' }],
    });
    given(await spoken.call('submit_answer', { turn: '1', answer: ANSWER }));
    expect(given(await spoken.call('reveal'))['if_asked']).toMatchObject([
      { state: 'asked', worth_asking: expect.stringMatching(/^It decides/) as string },
      { fact: `Cellar ${cellar[0]}`, text: `About forty ${cellar[1]}.`, state: 'not asked' },
    ]);
    const { markdown } = given(await spoken.call('get_history', { show: 'transcript' }));
    expect(markdown).toMatch(
      /How many crates\?[^]*About forty[^]*insurance[^]*I keep it cool[^]*asked 1 of 2 worth asking/,
    );
    const { results } = given(await spoken.call('finish_round'));
    expect(results).toMatchObject([{ worth_asking: 'asked 1 of 2 worth asking' }]);
    await spoken.end();
  });

  test('that was asked in the terminal is there when the assistant goes on', async () => {
    const spoken = await open();
    const journal = await beginInTerminal(spoken, folder, ['1']);
    const turn = { q: 0 };
    journal.append({ type: 'asked', turn, budget: null }, 1);
    journal.append(
      { type: 'clarified', turn, question: 'How warm?', reply: '**Cellar:** Cool.', fact: 'Cellar' },
      2,
    );
    journal.close();
    expect(given(await spoken.call('next_turn'))['clarified']).toEqual([
      { question: 'How warm?', reply: '**Cellar:** Cool.' },
    ]);
    await spoken.end();
  });
});

test('an unrevealed question is not judged or rated, and the fix is one call', async () => {
  const spoken = await open();
  await answered(spoken);
  expect(refusal(await spoken.call('rate', { question: 1 }))).toMatch(/Fix: call reveal\.$/);
  await spoken.end();
});

test('a round whose questions are all revealed is not over until they are judged and rated', async () => {
  const spoken = await open(filling({ rating: 'good', point_1: 'covered' }));
  const session = await answered(spoken, { questions: ['1'], follow_ups: 'none' });
  given(await spoken.call('reveal'));
  const next = async (name = 'next_turn'): Promise<unknown> => given(await spoken.call(name))['next'];
  expect(await next()).toMatch(/record_judgement/);
  expect(await next('finish_round')).toMatch(/record_judgement.*call rate/);
  given(
    await spoken.call('record_judgement', { question: 1, verdicts: [{ point: 1, verdict: 'not covered' }] }),
  );
  expect(await next()).toMatch(/call rate/);
  expect(given(await spoken.call('rate', { question: 1 }))['next']).toMatch(/finish_round/);
  expect(await next()).toMatch(/round is over.*finish_round/);
  expect(given(await spoken.call('finish_round'))).toMatchObject({ session, state: 'finished' });
  await spoken.end();
});

test('the state of a round has the word of hotseat sessions in every tool', async () => {
  const spoken = await open();
  const state = async (how: string): Promise<unknown[]> => {
    const finished = given(await spoken.call('finish_round', { how }));
    const { rounds } = given(await spoken.call('get_history')) as { rounds: Record<string, unknown>[] };
    const listed = readSummaries(spoken.env).summaries.find(({ id }) => id === finished['session']);
    return [
      finished['state'],
      rounds[0]?.['state'],
      listed?.state,
      finished['waits_for'],
      rounds[0]?.['waits_for'],
    ];
  };
  await answered(spoken, { questions: ['1'], follow_ups: 'none' });
  expect(await state('pause')).toEqual(['paused', 'paused', 'paused', 'questions', 'questions']);
  given(await spoken.call('reveal'));
  const ticks = 'decisions and ratings';
  expect(await state('pause')).toEqual(['paused', 'paused', 'paused', ticks, ticks]);
  given(await spoken.call('start_round', { questions: ['2'] }));
  expect(await state('end')).toEqual(['ended', 'ended', 'ended', undefined, undefined]);
  await spoken.end();
});

describe('the clock of the next question waits for verdicts on the last one', () => {
  const asked = (spoken: Spoken, session: string): number =>
    eventsOf(spoken, session).filter(({ type }) => type === 'asked').length;

  test('until they are recorded', async () => {
    const spoken = await open();
    const session = await answered(spoken, { follow_ups: 'none' });
    given(await spoken.call('reveal'));
    const early = given(await spoken.call('next_turn'));
    expect(early['next']).toMatch(/Question 1 has no verdicts yet.*record_judgement.*pass/);
    expect(early).not.toHaveProperty('ask');
    expect(asked(spoken, session)).toBe(1);
    const verdicts = [{ point: 1, verdict: 'not covered' }];
    given(await spoken.call('record_judgement', { question: 1, verdicts }));
    expect(given(await spoken.call('next_turn'))['turn']).toBe('2');
    await spoken.end();
  });

  test('until the candidate passes, and then no one asks for them again', async () => {
    const spoken = await open();
    await answered(spoken, { follow_ups: 'none' });
    given(await spoken.call('reveal'));
    expect(given(await spoken.call('next_turn', { pass: true }))['turn']).toBe('2');
    given(await spoken.call('submit_answer', { turn: '2', skip: true }));
    given(await spoken.call('reveal'));
    for (const name of ['next_turn', 'finish_round'])
      expect(given(await spoken.call(name))['next']).not.toContain('record_judgement');
    await spoken.end();
  });

  test('or until the candidate ticked', async () => {
    const spoken = await open(filling({ point_1: 'covered', rating: 'good' }));
    await answered(spoken, { follow_ups: 'none' });
    given(await spoken.call('reveal'));
    given(await spoken.call('rate', { question: 1 }));
    expect(given(await spoken.call('next_turn'))['turn']).toBe('2');
    await spoken.end();
  });
});

test('finish_round sends no one back to a rating form that the candidate closed', async () => {
  const spoken = await open(() => ({ action: 'decline' }));
  const session = await answered(spoken, { questions: ['1'], follow_ups: 'none' });
  given(await spoken.call('reveal'));
  given(await spoken.call('rate', { question: 1 }));
  const { next } = given(await spoken.call('finish_round'));
  expect(next).not.toMatch(/call rate/i);
  expect(next).toContain(`hotseat resume ${session}`);
  await spoken.end();
});

test('a call without a session is about the round in progress, whatever was read or ended since', async () => {
  const spoken = await open();
  const over = await answered(spoken, { questions: ['3'] });
  given(await spoken.call('reveal'));
  given(await spoken.call('finish_round', { how: 'end' }));
  const session = await answered(spoken);
  given(await spoken.call('get_history', { show: 'transcript', session: over }));
  expect(given(await spoken.call('next_turn'))['session']).toBe(session);
  const second = given(await spoken.call('start_round', { questions: ['3'] }));
  expect(second['note']).toContain(`Round ${session} is in progress too`);
  given(await spoken.call('finish_round', { how: 'end' }));
  expect(given(await spoken.call('next_turn'))['session']).toBe(session);
  await spoken.end();
});

describe('verdicts of a judge', () => {
  test('say what became of each: not in the answer, too short, the question’s own, or missing', async () => {
    const spoken = await open();
    await answered(spoken);
    given(await spoken.call('reveal'));
    const judge = async (verdicts: object[]) =>
      given(await spoken.call('record_judgement', { question: 1, verdicts }));
    const { points, next } = await judge([
      { point: 1, verdict: 'partly', quotes: ['cool and dry'] },
      { point: 2, verdict: 'partly', quotes: ['words that no one said'] },
    ]);
    expect(points).toMatchObject([
      { judge: 'partly' },
      { judge: 'not sure', note: 'kept as not sure: a quote is not in the answer, or repeats the question' },
      { judge: null, note: 'no verdict yet' },
    ]);
    expect(next).toMatch(
      /^Point 2: .*not in the answer, or repeats the question\. Point 3: no verdict yet\. Send/,
    );
    expect((await judge([{ point: 3, verdict: 'covered', quotes: ['cool'] }]))['next']).toMatch(
      /Point 3: .*a quote is too short/,
    );
    await spoken.end();
  });

  test('are kept under its name, by point, and add up over calls', async () => {
    const spoken = await open(null, 'Some\u001b[31m assistant');
    const session = await answered(spoken);
    given(await spoken.call('reveal'));
    const judge = (point: number, verdict: string, ...quotes: string[]) =>
      spoken.call('record_judgement', { question: 1, verdicts: [{ point, verdict, quotes }] });
    given(await judge(2, 'not covered'));
    expect(given(await judge(1, 'covered', 'cool and dry'))['next']).not.toContain('Point 1:');
    expect(given(await judge(3, 'covered', 'warm and wet'))['next']).toContain('Point 3: kept as not sure');
    expect(given(await judge(2, 'partly', 'keep it cool', 'turn it daily'))['points']).toMatchObject([
      { judge: 'found' },
      { judge: 'partly' },
      { judge: 'not sure' },
    ]);
    expect(lastOf(spoken, session, 'judged')).toMatchObject({
      by: { name: 'Some[31m assistant', host: 'mcp', prompt: 0 },
      points: [
        { verdict: 'found' },
        { verdict: 'partly', evidence: { start: 2, end: 14 }, also: { start: 30, end: 43 } },
        { verdict: 'unsure', evidence: null },
      ],
    });
    await spoken.end();
  });

  test('may follow the end of the round', async () => {
    const spoken = await open();
    const session = await answered(spoken, { questions: ['1'], follow_ups: 'none' });
    given(await spoken.call('reveal'));
    expect(lastOf(spoken, session, 'ended')).toMatchObject({ reason: 'finished' });
    const verdicts = [{ point: 1, verdict: 'covered', quotes: ['cool and dry'] }];
    given(await spoken.call('record_judgement', { question: 1, verdicts }));
    expect(given(await spoken.call('finish_round'))['results']).toMatchObject([{ found_by_judge: 1 }]);
    await spoken.end();
  });
});

describe('follow-ups', () => {
  test('are what comes next, before the next question', async () => {
    const spoken = await open();
    const { next } = await (async () => {
      await spoken.call('start_round', { questions: ['1', '2'], follow_ups: 'bank' });
      await spoken.call('next_turn');
      return given(await spoken.call('submit_answer', { turn: '1', answer: ANSWER }));
    })();
    expect(next).toContain('follow-up 1 of question 1');
    await spoken.end();
  });

  test('of the bank come in its order, and one of the interviewer after them', async () => {
    const spoken = await open();
    await answered(spoken, { follow_ups: 'bank' });
    const early = await spoken.call('add_follow_up', { question: 'And in the sun?' });
    expect(refusal(early)).toContain("asks the bank's follow-ups first. Fix: call next_turn");
    for (const turn of ['1.1', '1.2']) {
      given(await spoken.call('next_turn'));
      given(await spoken.call('submit_answer', { turn, skip: true }));
    }
    const own = given(await spoken.call('add_follow_up', { question: 'And in the sun?' }));
    expect(own).toMatchObject({ turn: '1.3', ask: 'And in the sun?' });
    await spoken.end();
  });

  test('are three at most, and say so', async () => {
    const spoken = await open();
    await answered(spoken);
    for (const [at, question] of ['Why cool?', 'Why dry?', 'Why daily?'].entries()) {
      given(await spoken.call('add_follow_up', { question }));
      given(await spoken.call('submit_answer', { turn: `1.${at + 1}`, answer: 'Because.' }));
    }
    expect(given(await spoken.call('next_turn'))['next']).toContain('Call reveal');
    expect(refusal(await spoken.call('add_follow_up', { question: 'Why at all?' }))).toContain('call reveal');
    await spoken.end();
  });

  test('are Markdown to no one: what an assistant asks is shown as it is', async () => {
    const spoken = await open();
    const session = await answered(spoken);
    const question = 'Why *this* <b>one</b>\u001b[2J?';
    const shown = { turn: '1.1', ask: 'Why *this* <b>one</b>[2J?' };
    expect(given(await spoken.call('add_follow_up', { question }))).toMatchObject(shown);
    // A client that lost the result calls again.
    expect(given(await spoken.call('add_follow_up', { question }))).toMatchObject(shown);
    given(await spoken.call('submit_answer', { turn: '1.1', answer: 'Because.' }));
    expect(refusal(await spoken.call('add_follow_up', { question }))).toMatch(/^This was asked before/);
    expect(lastOf(spoken, session, 'improvised')?.question).toBe('Why *this* <b>one</b>[2J?');
    const { markdown } = given(await spoken.call('get_history', { show: 'transcript' }));
    expect(markdown).not.toMatch(/(?<!\\)</);
    await spoken.end();
  });
});

test('a call without a session is about the last one, also when another is unfinished', async () => {
  const spoken = await open();
  await answered(spoken);
  await spoken.call('finish_round', { how: 'pause' });
  const second = await answered(spoken, { questions: ['3'], follow_ups: 'none' });
  given(await spoken.call('reveal'));
  expect(given(await spoken.call('get_history', { show: 'transcript' }))['session']).toBe(second);
  await spoken.end();
});

test('tags are masked in what an assistant reads', async () => {
  const spoken = await open();
  const session = await answered(spoken, { questions: ['1'], follow_ups: 'none' });
  given(await spoken.call('finish_round', { how: 'pause' }));
  amend(spoken.env, session, { type: 'tagged', tags: { company: 'Cool', interviewer: 'Turner' } });
  const { markdown } = given(await spoken.call('get_history', { show: 'transcript', session }));
  expect(markdown).toContain('[company]');
  expect(markdown).not.toMatch(/\bcool\b/i);
  await spoken.end();
});

test('a transcript comes in pages, and together they are the whole', async () => {
  const spoken = await open();
  const { session } = given(await spoken.call('start_round', { questions: ['1'], follow_ups: 'none' }));
  await spoken.call('next_turn');
  given(await spoken.call('submit_answer', { turn: '1', answer: 'A 😀 word. '.repeat(2000) }));
  let [offset, whole]: [unknown, string] = [0, ''];
  while (offset !== undefined) {
    const page = given(await spoken.call('get_history', { show: 'transcript', session, offset }));
    expect(String(page['markdown']).length).toBeLessThanOrEqual(8000);
    whole += String(page['markdown']);
    offset = page['next_offset'];
  }
  expect(whole.split('😀').length).toBe(2001);
  await spoken.end();
});

test('a session that another process has is refused, with what to do', async () => {
  const spoken = await open();
  const session = await answered(spoken);
  const other = await speak({ banks: [folder], home: spoken.home });
  const { writeFileSync, readdirSync } = await import('node:fs');
  const place = `${spoken.env.paths.data}/sessions/${session}`;
  const lock = readdirSync(place).find((name) => name.endsWith('.lock')) ?? '';
  // This process under another start: as another process has it.
  writeFileSync(`${place}/${lock.replace(/\.(\d+)\.[^.]*\.lock$/, `.${process.ppid}..lock`)}`, '{"since":0}');
  expect(refusal(await other.call('submit_answer', { session, turn: '1.1', answer: 'x' }))).toContain(
    'No turn is open',
  );
  expect(refusal(await other.call('add_follow_up', { session, question: 'Why?' }))).toMatch(
    /open in another hotseat/,
  );
  await other.end();
  await spoken.end();
});

test('a round of the terminal keeps its own rules: strict, pressing, judged by a model, revealed at the end', async () => {
  const spoken = await open(filling({ certainty: 'few' }));
  const options = { strict: true, reveal: 'end', followUps: 'pressing', judge: 'model' } as const;
  // A millisecond for each answer.
  const clocks = { minutes: 1 / 60_000, pace: 1, followUps: 'pressing' } as const;
  const journal = await beginInTerminal(spoken, folder, ['1', '2'], options, clocks);
  journal.close();
  for (const turn of ['1', '2']) {
    expect(given(await spoken.call('next_turn'))['turn']).toBe(turn);
    given(await spoken.call('next_turn'));
    given(await spoken.call('submit_answer', { turn, answer: ANSWER }));
    expect(lastOf(spoken, journal.id, 'answered')?.state).toBe('timed-out');
    for (let at = 1; ; at++) {
      const { follow_up: open } = given(await spoken.call('next_turn'));
      if (open !== at) break;
      given(await spoken.call('submit_answer', { turn: `${turn}.${at}`, answer: 'Colder.' }));
    }
    if (turn === '1')
      expect(refusal(await spoken.call('reveal', { question: 1 }))).toMatch(/cannot be revealed now/);
  }
  expect(lastOf(spoken, journal.id, 'pressed')?.followUps.length).toBeGreaterThan(0);
  for (const question of [1, 2]) {
    expect(given(await spoken.call('reveal', { question }))['points']).toHaveLength(3);
    expect(lastOf(spoken, journal.id, 'judged')).toMatchObject({
      q: question - 1,
      points: [],
      by: { host: 'mcp' },
    });
  }
  expect(lastOf(spoken, journal.id, 'ended')?.reason).toBe('finished');
  await spoken.end();
});

test('after a kill next_turn takes the round and starts the clock of the open turn', async () => {
  const killed = await open();
  const { session } = given(await killed.call('start_round', { questions: ['1'] }));
  given(await killed.call('next_turn'));
  const { readdirSync, rmSync } = await import('node:fs');
  const place = `${killed.env.paths.data}/sessions/${String(session)}`;
  // As a kill leaves it: no event of an end, and a lock of no process.
  const locks = (): string[] => readdirSync(place).filter((name) => name.endsWith('.lock'));
  for (const lock of locks()) rmSync(`${place}/${lock}`);
  const spoken = await speak({ banks: [folder], home: killed.home });
  expect(given(await spoken.call('next_turn'))['turn']).toBe('1');
  expect(locks()).toHaveLength(1);
  expect(eventsOf(spoken, String(session)).map(({ type }) => type)).toEqual([
    'started',
    'asked',
    'continued',
    'resumed',
  ]);
  given(await spoken.call('submit_answer', { turn: '1', answer: ANSWER }));
  expect(lastOf(spoken, String(session), 'answered')?.at).toBeGreaterThan(
    lastOf(spoken, String(session), 'resumed')?.at ?? Infinity,
  );
  await spoken.end();
});

test('after a long silence the round is paused, and an answer that comes then is taken', async () => {
  const spoken = await speak({ banks: [folder], home: tempFolder(), idle: 20 });
  const { session } = given(await spoken.call('start_round', { questions: ['1'] }));
  given(await spoken.call('next_turn'));
  while (lastOf(spoken, String(session), 'paused') === undefined) await new Promise(setImmediate);
  given(await spoken.call('submit_answer', { turn: '1', answer: ANSWER }));
  expect(eventsOf(spoken, String(session)).map(({ type }) => type)).toEqual([
    'started',
    'asked',
    'paused',
    'continued',
    'resumed',
    'answered',
  ]);
  await spoken.end();
});

test('a judge can read the answers without any verdict', async () => {
  const spoken = await open(filling({ point_1: 'covered', rating: 'easy' }));
  await answered(spoken, { questions: ['1'], follow_ups: 'none' });
  given(await spoken.call('reveal'));
  given(await spoken.call('rate', { question: 1 }));
  const { markdown } = given(
    await spoken.call('get_history', { show: 'transcript', question: 1, answers_only: true }),
  );
  expect(markdown).toContain(ANSWER);
  expect(markdown).not.toMatch(/covered|found|easy|Expected answer/);
  await spoken.end();
});

test('without questions, a round is an interview: no title and no count before its case is revealed', async () => {
  const bank = fileURLToPath(new URL('../fixtures/banks/interview', import.meta.url));
  const spoken = await speak({ banks: [bank], home: tempFolder(), candidate: null });
  const before: Record<string, unknown>[] = [];
  const call = async (...asked: Parameters<Spoken['call']>): Promise<Record<string, unknown>> => {
    const result = given(await spoken.call(...asked));
    before.push(result);
    return result;
  };
  expect((await call('start_round', {}))['coming']).toBe(
    'A short question, a case about kitchen, follow-ups',
  );
  expect((await call('next_turn'))['ask']).toContain('What is mould');
  const opened = await call('submit_answer', { turn: '1', answer: ANSWER });
  expect(opened['next']).toContain('Call next_turn');
  expect(refusal(await spoken.call('reveal', { question: 1 }))).toContain('call next_turn');
  expect((await call('next_turn'))['ask']).toMatch(
    /^(?:OK|All right|Thanks|Right)\..*\n\nHow do you keep bread fresh\?/,
  );
  await call('submit_answer', { turn: '2', answer: ANSWER });
  await call('add_follow_up', { question: 'What would a flood change?' });
  await call('submit_answer', { turn: '2.1', answer: 'Everything.' });
  expect(JSON.stringify(before)).not.toMatch(
    /mould is"|Keeping bread|"title"|"questions"|"follow_up"|\d of \d/,
  );

  expect(given(await spoken.call('reveal'))).toMatchObject({ question: 2, title: 'Keeping bread' });
  expect(given(await spoken.call('next_turn'))['next']).toContain(
    'All answers to question 1 are in. Call reveal.',
  );
  expect(given(await spoken.call('reveal'))).toMatchObject({ question: 1, title: 'What mould is' });
  await spoken.end();
});

test('a round begins with what was asked in a real interview', async () => {
  const many = markedBank(9).folder;
  const spoken = await speak({ banks: [many], home: tempFolder() });
  const { data } = spoken.env.paths;
  mkdirSync(data, { recursive: true });
  const { bank, id } = (await questionsOf(many))[6]!;
  writeFileSync(
    join(data, 'after.json'),
    JSON.stringify({ version: 1, asked: [{ bank, id, at: 1, rating: 'hard' }] }),
  );
  const { session } = given(await spoken.call('start_round'));
  expect(readSession(spoken.env.paths, String(session)).session!.questions[0]!.question.id).toBe(id);
  await spoken.end();
});
