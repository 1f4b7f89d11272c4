import { ASSISTANT, type Certainty, type Event, type ModelFindings, type Rating } from '../engine/event.ts';
import type { Step } from '../engine/next-step.ts';
import { type Decision, decisionIn, tickedEvent } from '../engine/tally.ts';
import { answersTo, questionAt, type Session, type SessionQuestion } from '../engine/session.ts';
import { isTooShort } from '../model/quote.ts';
import { answersIn, findingOf, prove, type Said, textsOf } from '../model/verdict.ts';
import { UserError } from '../platform/errors.ts';
import { inSteps } from '../platform/steps.ts';
import { findPoints } from '../round/feedback.ts';
import { ticksOf } from '../transcript/points.ts';
import { nameOfTurn, notRevealed, questionIn } from './gate/places.ts';
import type { Rounds } from './rounds.ts';
import { settle, sourceOf, stepOf, withoutWords } from './settle.ts';

/** A verdict as it is kept. */
type Finding = ModelFindings['points'][number];

/** A verdict as a judge gives it. */
export interface GivenVerdict extends Said {
  /** From 1. */
  point: number;
}

/** What the candidate said of their own answer, in a form that the client showed them; null: skipped. */
export interface OwnWords {
  points: readonly (Decision | undefined)[];
  rating: Rating | null;
}

/** Reveals, and keeps what the assistant and the candidate say of the answers. */
export type Judging = ReturnType<typeof judgeRounds>;

export function judgeRounds(rounds: Rounds) {
  const { open } = rounds;

  return {
    /** The question that a reveal is about, and whether the candidate is to be asked for the certainty first. */
    async toReveal(id: string, wanted: number | null): Promise<{ q: number; asksCertainty: boolean }> {
      const step = await settle(rounds, id);
      const { session } = rounds.read(id);
      const last = session.questions.findLastIndex(({ judgement }) => judgement.revealed);
      const pending = 'q' in step ? step.q : null;
      const q = wanted ?? pending ?? (last === -1 ? 0 : last);
      if (questionIn(session, q).judgement.revealed) return { q, asksCertainty: false };
      if (pending !== q || step.kind === 'end') throw notToReveal(session, step, q);
      if (step.kind === 'press') open.record(id, { type: 'pressed', q, matcher: 0, followUps: [] });
      const { kind } = stepOf(rounds.read(id).session);
      return { q, asksCertainty: kind === 'predict' };
    },

    /** Reveals a question after its last answer. */
    async reveal(id: string, q: number, certainty: Certainty | null, by: string): Promise<void> {
      for (;;) {
        const { session } = rounds.read(id);
        const step = stepOf(session);
        if (!('q' in step) || step.q !== q) break;
        if (step.kind === 'predict') open.record(id, { type: 'predicted', q, certainty });
        else if (step.kind === 'transcribe') open.record(id, ...withoutWords(session, q));
        else if (step.kind === 'find') open.record(id, await inSteps(await findPoints(session, q)));
        else if (step.kind === 'judge')
          open.record(id, { type: 'judged', q, by: sourceOf(by), points: [], problem: ELSEWHERE });
        else if (step.kind === 'reveal') open.record(id, { type: 'revealed', q });
        else break;
      }
      await settle(rounds, id);
    },

    /** Keeps a judge's verdicts. Gives a note on each point, from 1, whose verdict is not kept as given. */
    judge(id: string, q: number, given: readonly GivenVerdict[], by: string): Map<number, string> {
      // What may not be told cannot be judged either.
      rounds.tell('sources', id, { q });
      const planned = questionAt(rounds.read(id).session, q);
      if (answersTo(planned).length === 0)
        throw new UserError(`question ${q + 1} has no answer to judge.`, { help: 'call next_turn.' });
      const { points, notes } = judgedPoints(planned, q, given, by);
      open.record(id, { type: 'judged', q, by: sourceOf(by), points });
      return notes;
    },

    /** Keeps what the candidate said of their own answer. */
    rate(id: string, q: number, { points, rating }: OwnWords): void {
      const planned = questionIn(rounds.read(id).session, q);
      const { ticked } = planned.judgement;
      // What this form leaves open stays as an earlier one has it.
      const decisions = planned.question.keyPoints.map(
        ({ name }, place) => points[place] ?? (ticked == null ? 'to decide' : decisionIn(ticked, name).state),
      );
      const touched = points.flatMap((point, place) => (point === undefined ? [] : [place]));
      const events: Event[] =
        touched.length > 0 ? [tickedEvent(q, ticksOf(planned, decisions, touched))] : [];
      if (rating !== null) events.push({ type: 'rated', q, rating });
      open.record(id, ...events);
    },
  };
}

const ELSEWHERE = 'the round continued in an assistant, which judges after the reveal.';

function notToReveal(session: Session, step: Step, q: number): UserError {
  if ('turn' in step && step.turn.q === q) {
    return new UserError(
      `turn ${nameOfTurn(session, step.turn)} of question ${q + 1} has no answer yet, so nothing is revealed.`,
      {
        help:
          step.kind === 'ask'
            ? 'call next_turn, ask it, and submit the answer, or skip it with submit_answer (skip: true).'
            : 'call submit_answer, with skip: true if the candidate wants to skip it.',
      },
    );
  }
  if (session.ended?.isFinal === true) return notRevealed(session, q);
  return new UserError(`question ${q + 1} cannot be revealed now.`, {
    help: 'call next_turn for what comes next.',
  });
}

/**
 * A judge's verdicts as they are kept, in the order of the points: one whose quotes are not in the answers is not sure.
 * What the same judge said before of other points stays.
 */
function judgedPoints(
  planned: SessionQuestion,
  q: number,
  given: readonly GivenVerdict[],
  by: string,
): { points: Finding[]; notes: Map<number, string> } {
  const { keyPoints, question } = planned.question;
  const texts = textsOf({ question, answers: answersIn(planned) });
  const notes = new Map<number, string>();
  const points = given.map(({ point, ...said }): Finding => {
    const keyPoint = keyPoints[point - 1];
    if (keyPoint === undefined)
      throw new UserError(`question ${q + 1} has no point ${point}.`, {
        help: `its points run from 1 to ${keyPoints.length}; reveal lists them.`,
      });
    const proved = prove(said, texts);
    // The last verdict on a point counts.
    notes.delete(point);
    if (proved.verdict === 'unsure') notes.set(point, whyNotProved(said.quotes));
    return findingOf(keyPoint.name, proved, planned);
  });
  const before = planned.judgement.judged;
  const isOwn = before?.by.name === by && before.by.host === ASSISTANT;
  const named = new Set(points.map(({ name }) => name));
  const kept = isOwn ? before.points.filter(({ name }) => !named.has(name)) : [];
  const order = new Map(keyPoints.map(({ name }, place) => [name, place]));
  const all = [...kept, ...new Map(points.map((point) => [point.name, point])).values()];
  all.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  return { points: all, notes };
}

function whyNotProved(quotes: readonly string[]): string {
  if (quotes.length === 0) return 'kept as not sure: there is no quote';
  return quotes.some(isTooShort)
    ? 'kept as not sure: a quote is too short, give three words or more'
    : 'kept as not sure: a quote is not in the answer, or repeats the question';
}
