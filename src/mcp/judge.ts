import { ASSISTANT, type ModelFindings, type Verdict } from '../engine/event.ts';
import { answersTo, type SessionQuestion } from '../engine/session.ts';
import { findQuote, foldText, isTooShort } from '../model/quote.ts';
import { UserError } from '../platform/errors.ts';

/** A verdict as it is kept. */
type Finding = ModelFindings['points'][number];

/** A verdict as a judge gives it. */
export interface GivenVerdict {
  /** From 1. */
  point: number;
  verdict: 'covered' | 'partly' | 'not covered';
  quote: string;
}

/** What became of a verdict where it is not kept as given. */
export interface JudgeNote {
  /** From 1. */
  point: number;
  /** Whether its quote was not found. */
  isUnquoted: boolean;
  text: string;
}

/**
 * A judge's verdicts as they are kept, in the order of the points: a partly covered point and one whose quote is not in the
 * answers are not sure. What the same judge said before of other points stays.
 */
export function judgedPoints(
  planned: SessionQuestion,
  q: number,
  given: readonly GivenVerdict[],
  by: string,
): { points: Finding[]; notes: Map<number, JudgeNote> } {
  const { keyPoints } = planned.question;
  const notes = new Map<number, JudgeNote>();
  const points = given.map(({ point, verdict, quote }): Finding => {
    const keyPoint = keyPoints[point - 1];
    if (keyPoint === undefined)
      throw new UserError(`question ${q + 1} has no point ${point}.`, {
        help: `its points run from 1 to ${keyPoints.length}; reveal lists them.`,
      });
    const evidence = passageOf(planned, quote);
    // The last verdict on a point counts.
    notes.delete(point);
    if (verdict !== 'not covered' && evidence === null)
      notes.set(point, { point, isUnquoted: true, text: unquotedText(point, quote) });
    else if (verdict === 'partly')
      notes.set(point, { point, isUnquoted: false, text: 'partly: kept as not sure' });
    return { name: keyPoint.name, ...verdictOf(verdict, evidence) };
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

function unquotedText(point: number, quote: string): string {
  if (quote.trim() === '') return `point ${point} has no quote`;
  return isTooShort(quote)
    ? `the quote for point ${point} is too short: give three words or more`
    : `the quote for point ${point} is not in the answer`;
}

/** Where a judge's quote is in the answers to a question; null if it is not there. */
function passageOf(planned: SessionQuestion, quote: string): Finding['evidence'] {
  for (const { turn, text } of answersTo(planned)) {
    const place = findQuote(quote, foldText(text));
    if (place !== null) return { turn, ...place };
  }
  return null;
}

/** What is not quoted is not sure, whatever the judge says. */
function verdictOf(
  given: GivenVerdict['verdict'],
  evidence: Finding['evidence'],
): { verdict: Verdict; evidence: Finding['evidence'] } {
  if (given === 'not covered') return { verdict: 'missing', evidence: null };
  return given === 'covered' && evidence !== null
    ? { verdict: 'found', evidence }
    : { verdict: 'unsure', evidence };
}
