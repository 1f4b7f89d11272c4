import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { nextStep, stateOf } from '../../src/engine/next-step.ts';
import { recordOf, roundBudget, usedBy } from '../../src/engine/session.ts';
import { keyPoint } from '../support/question.ts';
import type { Live } from '../support/simulate.ts';
import { happen, start, started } from '../support/simulate.ts';

function after(live: Live, ...events: Event[]): Live {
  return events.reduce((now, event) => happen(now, event, 1000), live);
}

const ask = (q: number, followUp?: number): Event => ({
  type: 'asked',
  turn: followUp === undefined ? { q } : { q, followUp },
  budget: 300_000,
});
const answer = (
  q: number,
  followUp?: number,
  state: 'submitted' | 'skipped' | 'timed-out' = 'submitted',
): Event => ({
  type: 'answered',
  turn: followUp === undefined ? { q } : { q, followUp },
  state,
  text: 'words',
  firstKey: 100,
});

const nothingFound: Event = { type: 'found', q: 0, matcher: 1, points: [], mistakes: [] };

describe('the steps of a round', () => {
  it('are question, follow-ups, prediction, reveal, ticks and rating', () => {
    let live = start(started(1));
    const kinds: string[] = [];
    const moves: Event[] = [
      ask(0),
      answer(0),
      ask(0, 0),
      answer(0, 0),
      ask(0, 1),
      answer(0, 1),
      { type: 'predicted', q: 0, certainty: 3 },
      nothingFound,
      { type: 'revealed', q: 0 },
      { type: 'ticked', q: 0, names: [] },
      { type: 'rated', q: 0, rating: 'good' },
      { type: 'ended', reason: 'finished', draft: null },
    ];
    for (const move of moves) {
      kinds.push(nextStep(live.session).kind);
      live = after(live, move);
    }
    expect(kinds).toEqual([
      'ask',
      'answer',
      'ask',
      'answer',
      'ask',
      'answer',
      'predict',
      'find',
      'reveal',
      'tick',
      'rate',
      'end',
    ]);
    expect(stateOf(live.session)).toBe('finished');
  });

  it('for a skipped question are only its reveal', () => {
    const live = after(start(started(2)), ask(0), answer(0, undefined, 'skipped'));
    expect(nextStep(live.session)).toEqual({ kind: 'reveal', q: 0 });
    expect(nextStep(after(live, { type: 'revealed', q: 0 }).session)).toEqual({
      kind: 'ask',
      turn: { q: 1 },
    });
  });

  it('include follow-ups after a time-up', () => {
    const live = after(start(started(1)), ask(0), answer(0, undefined, 'timed-out'));
    expect(nextStep(live.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 0 } });
  });

  it('postpone every reveal to the end if the round says so', () => {
    let live = after(start(started(2, { reveal: 'end' }, 0)), ask(0), answer(0), {
      type: 'predicted',
      q: 0,
      certainty: 1,
    });
    expect(nextStep(live.session)).toEqual({ kind: 'ask', turn: { q: 1 } });
    live = after(live, ask(1), answer(1), { type: 'predicted', q: 1, certainty: 1 });
    expect(nextStep(live.session)).toEqual({ kind: 'find', q: 0 });
    live = after(live, nothingFound);
    expect(nextStep(live.session)).toEqual({ kind: 'reveal', q: 0 });
  });

  it('skip the matcher for an empty answer, or after the reveal', () => {
    const blank: Event = {
      type: 'answered',
      turn: { q: 0 },
      state: 'timed-out',
      text: ' \n',
      firstKey: null,
    };
    const live = after(start(started(1, {}, 0)), ask(0), blank, { type: 'predicted', q: 0, certainty: 1 });
    expect(nextStep(live.session)).toEqual({ kind: 'reveal', q: 0 });
    // As recorded by an older hotseat.
    const old = after(start(started(1, {}, 0)), ask(0), answer(0), { type: 'predicted', q: 0, certainty: 1 });
    expect(nextStep(after(old, { type: 'revealed', q: 0 }).session)).toEqual({ kind: 'tick', q: 0 });
  });

  it('ask for no prediction of key points that a question does not have', () => {
    const first = started(1, {}, 0);
    const plan = first.plan.map((planned) => ({
      ...planned,
      question: { ...planned.question, keyPoints: [], mistakes: [] },
    }));
    const live = after(start({ ...first, plan }), ask(0), answer(0));
    expect(nextStep(live.session)).toEqual({ kind: 'reveal', q: 0 });
    expect(nextStep(after(live, { type: 'revealed', q: 0 }).session)).toEqual({ kind: 'rate', q: 0 });
  });

  it('drop findings in an answer that was replaced', () => {
    const live = after(start(started(1, {}, 0)), ask(0), answer(0), nothingFound);
    expect(live.session.questions[0]?.judgement.found).toMatchObject({ matcher: 1 });
    expect(after(live, answer(0)).session.questions[0]?.judgement.found).toBeUndefined();
  });

  const leave: Event = { type: 'ended', reason: 'left early', draft: null };

  it('stop when the round is ended early', () => {
    const live = after(start(started(2)), ask(0), answer(0), leave);
    expect(stateOf(live.session)).toBe('ended');
  });

  it('still include postponed reveals after an early end, unless those are ended too', () => {
    const live = after(start(started(2, { reveal: 'end' })), ask(0), answer(0), leave);
    expect(nextStep(live.session)).toEqual({ kind: 'predict', q: 0 });
    expect(stateOf(after(live, leave).session)).toBe('ended');
    const judged = after(
      live,
      { type: 'predicted', q: 0, certainty: 2 },
      { type: 'revealed', q: 0 },
      { type: 'ticked', q: 0, names: null },
      { type: 'rated', q: 0, rating: null },
    );
    expect(stateOf(judged.session)).toBe('ended');
  });

  it("end with the round's time, leaving the rest unanswered", () => {
    const live = happen(happen(start(started(2, { roundBudget: 60_000 })), ask(0)), answer(0), 61_000);
    expect(nextStep(live.session)).toEqual({ kind: 'end', reason: 'round time' });
    const ended = after(live, { type: 'ended', reason: 'round time', draft: null });
    expect(recordOf(ended.session, { q: 1 })?.state).toBeNull();
  });

  it('continue the clock of a reopened answer', () => {
    const live = happen(happen(start(started(1, {}, 0)), ask(0)), answer(0), 40_000);
    const reopened = happen(live, { type: 'reopened', turn: { q: 0 } }, 9000);
    const { session } = happen(reopened, { type: 'paused', by: 'key' }, 2000);
    expect(usedBy(session, recordOf(session, { q: 0 })!, session.last.at)).toBe(42_000);
    expect(nextStep(session)).toEqual({ kind: 'answer', turn: { q: 0 } });
  });

  it('stop the clock of a killed process at the time its next segment says', () => {
    const live = happen(start(started(1)), ask(0));
    const { session } = happen(
      live,
      { type: 'continued', session: 'x', program: '0.1.0', after: [] },
      17_000,
    );
    expect(session.runningSince).toBeNull();
    expect(recordOf(session, { q: 0 })?.used).toBe(17_000);
  });

  it('report once that two machines answered the same question', () => {
    const once = after(start(started(1)), ask(0), answer(0));
    const again = (text: string): Event => ({ ...answer(0), text }) as Event;
    const often = after(once, again('other words'), again('yet others'), again('words'));
    expect(often.session.conflicts).toEqual([
      'Question #1 was answered on two machines; the later answer counts.',
    ]);
  });
});

describe('pressing follow-ups', () => {
  const press = (...places: number[]): Event => ({
    type: 'pressed',
    q: 0,
    matcher: 1,
    followUps: places.map((followUp) => ({ followUp, because: null })),
  });
  const turnsOf = ({ session }: Live): unknown[] =>
    session.questions[0]?.turns.map(({ turn }) => turn.followUp ?? 'main') ?? [];
  const answered = (): Live => after(start(started(1, {}, 'pressing')), ask(0), answer(0));

  it('are chosen one at a time, each by the answers so far', () => {
    const fresh = start(started(1, {}, 'pressing'));
    expect(turnsOf(fresh)).toEqual(['main']);
    expect(nextStep(answered().session)).toEqual({ kind: 'press', q: 0 });
    const first = after(answered(), press(1));
    expect(nextStep(first.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 1 } });
    const second = after(first, ask(0, 1), answer(0, 1));
    expect(nextStep(second.session)).toEqual({ kind: 'press', q: 0 });
    expect(nextStep(after(second, press()).session)).toEqual({ kind: 'predict', q: 0 });
  });

  it('of an older session were chosen at once, and are asked in that order', () => {
    const chosen = after(answered(), press(1, 0));
    expect(turnsOf(chosen)).toEqual(['main', 1, 0]);
    expect(nextStep(chosen.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 1 } });
    const second = after(chosen, ask(0, 1), answer(0, 1));
    expect(nextStep(second.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 0 } });
  });

  it('are not chosen after the candidate has looked back or seen the answer, as in an older session', () => {
    const one = after(answered(), press(1), ask(0, 1), answer(0, 1));
    const predicted = after(one, { type: 'predicted', q: 0, certainty: 2 });
    expect(nextStep(predicted.session)).toEqual({ kind: 'find', q: 0 });
    expect(nextStep(after(one, { type: 'revealed', q: 0 }).session).kind).not.toBe('press');
  });

  it('decide whether a point that counts only when asked counts', () => {
    const keyPoints = [
      keyPoint('First point', 'It is first.', { asked: true }),
      keyPoint('Other', 'It is other.'),
    ];
    const round = started(1, {}, 'pressing');
    const plan = round.plan.map((planned) => ({ ...planned, question: { ...planned.question, keyPoints } }));
    const main = after(start({ ...round, plan }), ask(0), answer(0));
    const names = (live: Live): string[] | undefined =>
      after(live, { type: 'revealed', q: 0 }).session.questions[0]?.question.keyPoints.map(
        ({ name }) => name,
      );
    expect(names(main)).toEqual(['Other']);
    expect(names(after(main, press(0), ask(0, 0), answer(0, 0)))).toEqual(['First point', 'Other']);
  });

  it('come after a word for more, which is said once and is none of them', () => {
    const prompted = after(answered(), { type: 'prompted', q: 0 }, { type: 'prompted', q: 0 });
    expect(nextStep(prompted.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 2 } });
    expect(prompted.session.questions[0]?.question.followUps[2]?.question).toBe('Go on. What else?');
    const chosen = after(prompted, ask(0, 2), answer(0, 2), press(0), ask(0, 0), answer(0, 0), press(1));
    expect(turnsOf(chosen)).toEqual(['main', 2, 0, 1]);
    expect(nextStep(after(chosen, ask(0, 1), answer(0, 1)).session)).toEqual({ kind: 'predict', q: 0 });
  });

  it('are not chosen for a skipped question', () => {
    const live = after(start(started(1, {}, 'pressing')), ask(0), answer(0, undefined, 'skipped'));
    expect(nextStep(live.session)).toEqual({ kind: 'reveal', q: 0 });
  });

  it('are chosen again for a reopened answer', () => {
    const reopened = after(answered(), press(), { type: 'reopened', turn: { q: 0 } }, answer(0));
    expect(nextStep(reopened.session)).toEqual({ kind: 'press', q: 0 });
  });

  it('keep answers from another machine, and ignore follow-ups the question does not have', () => {
    const first = after(answered(), press(0), ask(0, 0), answer(0, 0));
    const merged = after(first, answer(0), press(1, 1, 7));
    expect(turnsOf(merged)).toEqual(['main', 0, 1]);
    expect(recordOf(merged.session, { q: 0, followUp: 0 })?.text).toBe('words');
  });

  it("count towards the round's time: the most possible until no other fits, then the actual number", () => {
    // Five minutes, plus 100 seconds for each of two follow-ups.
    expect(roundBudget(start(started(1, {}, 'pressing')).session)).toBe(500_000);
    const one = after(answered(), press(1), ask(0, 1), answer(0, 1), press());
    expect(roundBudget(one.session)).toBe(400_000);
  });
});

describe('an opener', () => {
  /** An opener and the case that it opens, without follow-ups. */
  const interview = (reveal: 'question' | 'end' = 'question'): Live => {
    const round = started(2, { interview: true, reveal }, 0);
    const [opener, ...cases] = round.plan;
    if (opener === undefined) throw new Error('a round has a question');
    return start({ ...round, plan: [{ ...opener, opensNext: true }, ...cases] });
  };
  const judged = (q: number): Event[] => [
    { ...nothingFound, q },
    { type: 'revealed', q },
    { type: 'ticked', q, names: [] },
    { type: 'rated', q, rating: 'good' },
  ];

  it('leads over to its case, and is judged after the rating of that, without a certainty', () => {
    const asked = after(interview(), ask(0), answer(0));
    expect(nextStep(asked.session)).toEqual({ kind: 'ask', turn: { q: 1 } });
    const both = after(asked, ask(1), answer(1));
    expect(nextStep(both.session)).toEqual({ kind: 'predict', q: 1 });
    const rated = after(both, { type: 'predicted', q: 1, certainty: 3 }, ...judged(1));
    expect(nextStep(rated.session)).toEqual({ kind: 'find', q: 0 });
    expect(nextStep(after(rated, ...judged(0)).session)).toEqual({ kind: 'end', reason: 'finished' });
  });

  it('is judged when the round ends before its case, and after it when reveals wait for the end', () => {
    const cut = after(interview(), ask(0), answer(0), { type: 'ended', reason: 'round time', draft: null });
    expect(nextStep(cut.session)).toEqual({ kind: 'find', q: 0 });
    const late = after(interview('end'), ask(0), answer(0), ask(1), answer(1));
    const ended = after(
      late,
      { type: 'predicted', q: 1, certainty: 3 },
      { type: 'ended', reason: 'finished', draft: null },
    );
    expect(nextStep(ended.session)).toEqual({ kind: 'find', q: 1 });
    expect(nextStep(after(ended, ...judged(1)).session)).toEqual({ kind: 'find', q: 0 });
  });
});
