import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/evolve.ts';
import type { Draft, Event } from '../../src/engine/event.ts';
import { statsOf } from '../../src/progress/stats.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { factsOf } from '../../src/transcript/turn-view.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import type { Transcript } from '../../src/transcript/transcript.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, playOn, start, started } from '../support/simulate.ts';

/** A round in which every part of an expected answer has its own recognizable text. */
function secretive(
  questions: number,
  reveal: 'question' | 'end',
  followUps: 'all' | 'pressing' | 'live' = 'all',
): ReturnType<typeof started> {
  const judged = followUps === 'live' ? ({ judge: 'model' } as const) : {};
  const begun = started(questions, { reveal, ...judged }, followUps);
  return {
    ...begun,
    plan: begun.plan.map((planned, q) => ({
      ...planned,
      question: makeQuestion(q + 1, {
        expected: `EXPECTED-${q}`,
        keyPoints: [1, 2].map((n) =>
          keyPoint(`POINT-${q}-${n}`, `TEXT-${q}-${n}`, {
            wordings: [`WORDING-${q}`],
            counts: [`COUNTS-${q}`],
            notEnough: [`NOTENOUGH-${q}`],
          }),
        ),
        mistakes: [`MISTAKE-${q}`],
        followUps: [1, 2].map((n) => ({
          question: `PRESSED-${q}-${n}?`,
          answer: `REPLY-${q}-${n}`,
          probes: null,
        })),
        notes: `NOTES-${q}`,
        takeaway: `TAKEAWAY-${q}`,
      }),
    })),
  };
}

const SECRETS = /(?:EXPECTED|POINT|TEXT|WORDING|COUNTS|NOTENOUGH|MISTAKE|REPLY|NOTES|TAKEAWAY)-(\d)/g;

describe('a transcript at any moment of a round', () => {
  const rounds = fc.record({
    questions: fc.integer({ min: 1, max: 3 }),
    reveal: fc.constantFrom('question' as const, 'end' as const),
    followUps: fc.constantFrom('all' as const, 'pressing' as const, 'live' as const),
    moves: fc.array(fc.nat({ max: 10_000 }), { maxLength: 80 }),
  });

  it('has nothing of an expected answer before its reveal, in any format', () => {
    fc.assert(
      fc.property(rounds, ({ questions, reveal, followUps, moves }) => {
        const live = playOn(start(secretive(questions, reveal, followUps)), moves);
        const revealed = new Set(
          live.events.flatMap((event) => (event.type === 'revealed' ? [String(event.q)] : [])),
        );
        const transcript = transcriptOf(live.session);
        for (const text of [
          toMarkdown(transcript),
          toJson(transcript),
          toHtml(transcript),
          toAnki(transcript),
        ]) {
          const told = [...text.matchAll(SECRETS)].map(([, q]) => q);
          expect(told.filter((q) => !revealed.has(q ?? ''))).toEqual([]);
          // The answer must show after the reveal, or this test could not fail.
          for (const q of revealed) expect(text).toContain(`EXPECTED-${q}`);
        }
      }),
    );
  });

  it('has no question or follow-up that was not asked yet, while the round can continue', () => {
    fc.assert(
      fc.property(rounds, ({ questions, reveal, followUps, moves }) => {
        const live = playOn(start(secretive(questions, reveal, followUps)), moves);
        const transcript = transcriptOf(live.session);
        if (transcript.session.state !== 'paused') return;
        const asked = new Set(
          live.events.flatMap((event) =>
            event.type === 'asked' && event.turn.followUp !== undefined
              ? [`PRESSED-${event.turn.q}-${event.turn.followUp + 1}?`]
              : [],
          ),
        );
        const told = toJson(transcript).match(/PRESSED-\d-\d\?/g) ?? [];
        expect(told.filter((question) => !asked.has(question))).toEqual([]);
      }),
    );
  });

  it('has a turn for each question and follow-up of the plan, and times that add up', () => {
    fc.assert(
      fc.property(rounds, ({ questions, reveal, moves }) => {
        const live = playOn(start(secretive(questions, reveal)), moves);
        const { turns, session }: Transcript = transcriptOf(replay(live.events)!);
        expect(turns.map(({ number, kind }) => `${number} ${kind}`)).toEqual(
          Array.from({ length: questions }, (_, q) => [
            `${q + 1} question`,
            `${q + 1} follow-up`,
            `${q + 1} follow-up`,
          ]).flat(),
        );
        expect(session.usedMs).toBe(live.ran);
        for (const { usedMs, thinkingMs, writingMs, answer, draft } of turns) {
          if (thinkingMs === null || writingMs === null) {
            expect([thinkingMs, writingMs]).toEqual([null, null]);
            expect(answer + (draft ?? '')).not.toBe('');
            continue;
          }
          expect(Math.min(thinkingMs, writingMs)).toBeGreaterThanOrEqual(0);
          expect(thinkingMs + writingMs).toBe(usedMs);
        }
      }),
    );
  });
});

describe('what was found and what was decided', () => {
  const turn = { q: 0 };
  const events = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'It is one. It is two.', firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 0, because: 'First point' }] },
    { type: 'asked', turn: { q: 0, followUp: 0 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'submitted', text: 'Really.', firstKey: 1 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      points: [
        {
          name: 'First point',
          score: 0.9,
          verdict: 'found',
          evidence: { turn, start: 0, end: 10 },
          missing: [],
        },
        { name: 'Second point', score: 0.5, verdict: 'unsure', evidence: null, missing: ['second'] },
      ],
      mistakes: [{ index: 0, evidence: { turn: { q: 0, followUp: 0 }, start: 0, end: 7 } }],
    },
  ] as const;
  const found = events.reduce((now, event) => happen(now, event, 1000), start(started(1, {}, 'pressing')));
  const revealed = happen(found, { type: 'revealed', q: 0 });

  it('are shown side by side, each with its source', () => {
    const [main, followUp] = transcriptOf(
      happen(revealed, { type: 'ticked', q: 0, names: ['Second point'] }).session,
    ).turns;
    expect(main).toMatchObject({
      matcher: 1,
      points: [
        {
          name: 'First point',
          verdict: 'found',
          evidence: 'It is one.',
          score: 0.9,
          state: 'not covered',
        },
        {
          name: 'Second point',
          verdict: 'not sure',
          evidence: null,
          missing: ['second'],
          state: 'covered',
        },
      ],
      mistakes: [{ index: 0, text: 'Saying nothing.', evidence: 'Really.' }],
    });
    expect(followUp).toMatchObject({ matcher: null, points: null, mistakes: null, because: 'First point' });
  });

  it('are shown only after the reveal', () => {
    for (const one of transcriptOf(found.session).turns) {
      expect(one).toMatchObject({ matcher: null, points: null, mistakes: null });
      expect(one).not.toHaveProperty('because');
    }
  });

  it('are null if nothing was checked', () => {
    const unseen = [...events.slice(0, 5), { type: 'revealed', q: 0 } as const].reduce(
      (now, event) => happen(now, event, 1000),
      start(started(1, {}, 'pressing')),
    );
    expect(transcriptOf(unseen.session).turns[0]).toMatchObject({
      matcher: null,
      mistakes: null,
      points: [
        { verdict: null, score: null, missing: null, evidence: null, state: null },
        { verdict: null, score: null, missing: null, evidence: null, state: null },
      ],
    });
  });
});

describe('the four states of an answer', () => {
  it('are distinguished, and a draft is not an answer', () => {
    const live = [
      { type: 'asked', turn: { q: 0 }, budget: 300_000 },
      { type: 'answered', turn: { q: 0 }, state: 'timed-out', text: 'half', firstKey: 1 },
      { type: 'asked', turn: { q: 0, followUp: 0 }, budget: 60_000 },
      { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'skipped', text: '', firstKey: null },
      { type: 'asked', turn: { q: 0, followUp: 1 }, budget: 60_000 },
    ] as const;
    const { session } = live.reduce((now, event) => happen(now, event, 1000), start(started(1)));
    const draft: Draft = { turn: { q: 0, followUp: 1 }, at: 6000, text: 'not ye', cursor: 6, firstKey: 500 };
    const { turns } = transcriptOf(session, draft);
    expect(turns.map(({ state, answer, draft: text }) => [state, answer, text])).toEqual([
      ['timed-out', 'half', undefined],
      ['skipped', '', undefined],
      ['unanswered', '', 'not ye'],
    ]);
    expect(toMarkdown(transcriptOf(session, draft))).toContain('Not submitted:\n\n> not ye');
    expect(JSON.parse(toJson(transcriptOf(session, draft)))).toMatchObject({ version: 1 });
  });
});

it('takes no typing time from an answer that an assistant handed in', () => {
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    {
      type: 'answered',
      turn: { q: 0 },
      state: 'submitted',
      text: 'Some words of an answer.',
      firstKey: null,
      relayed: true,
    },
  ];
  const { session } = events.reduce((live, event) => happen(live, event, 60_000), start(started(1, {}, 0)));
  const [turn] = transcriptOf(session).turns;
  expect(turn).toMatchObject({ relayed: true, usedMs: 60_000, thinkingMs: null, writingMs: null });
  expect(turn?.delivery).toMatchObject({ words: 5, wordsAMinute: null });
  expect(factsOf(turn!)).toContain('1:00 of 5:00 through an assistant');
  // The mark does not depend on the time.
  expect(factsOf({ ...turn!, usedMs: 0 })).toContain('through an assistant');
  // Its time counts nowhere as a time at the keyboard.
  const [question] = session.questions;
  const scope = { today: '2026-11-24', since: null, topics: [], questions: [question!.question] };
  const { answers, time } = statsOf([summaryOf(session)], scope);
  expect([answers, time.answers, time.usedMs]).toEqual([1, 0, 0]);
});
