import { type Passage, type Verdict, sameTurn } from '../engine/event.ts';
import type { SessionQuestion } from '../engine/session.ts';

/** One key point of a question, with the program's finding and the candidate's tick kept apart. */
export interface TranscriptPoint {
  name: string;
  /** The statement: Markdown. */
  text: string;
  /** Whether the program found it in the answers; null if it did not look, or was not sure. */
  found: boolean | null;
  /** The candidate's sentence that covers the point, or may cover it. */
  evidence: string | null;
  /** null if not ticked. */
  ticked: boolean | null;
  /** null if the program did not look. */
  verdict: Verdict | null;
  /** From 0 to 1; null as above. */
  score: number | null;
  /** The important words that the answers lack; null as above. */
  missing: readonly string[] | null;
}

/** A common mistake, and the candidate's words that come close to it. */
export interface TranscriptMistake {
  /** Its index among the question's mistakes. */
  index: number;
  /** Markdown. */
  text: string;
  evidence: string;
}

/** A question's points with what the program found and what the candidate ticked, in the bank's order. */
export function judgedPoints(planned: SessionQuestion): TranscriptPoint[] {
  const { found, ticked } = planned.judgement;
  return planned.question.keyPoints.map(({ name, text }) => {
    const finding = found?.points.find((point) => point.name === name);
    const verdict = finding?.verdict ?? null;
    return {
      name,
      text,
      found: verdict === null || verdict === 'unsure' ? null : verdict === 'found',
      evidence: wordsAt(planned, finding?.evidence ?? null),
      ticked: ticked?.includes(name) ?? null,
      verdict,
      score: finding?.score ?? null,
      missing: finding?.missing ?? null,
    };
  });
}

const DECIDED_FIRST: readonly (Verdict | null)[] = ['unsure', 'found', 'missing', null];

/** The points in the order in which the candidate judges them: first the unsure ones, last the missing ones. */
export function inOrderOfDoubt(points: readonly TranscriptPoint[]): TranscriptPoint[] {
  const place = ({ verdict }: TranscriptPoint): number => DECIDED_FIRST.indexOf(verdict);
  return points.toSorted((a, b) => place(a) - place(b));
}

/** The points ticked before the candidate decides: those that were found. */
export function firstTicks(points: readonly TranscriptPoint[]): string[] {
  return points.flatMap(({ name, found }) => (found === true ? [name] : []));
}

/** The mistakes that an answer comes close to; null if the program did not look. */
export function closeMistakes(planned: SessionQuestion): TranscriptMistake[] | null {
  const { found } = planned.judgement;
  if (found === undefined) return null;
  return found.mistakes.flatMap(({ index, evidence: passage }) => {
    const text = planned.question.mistakes[index];
    const evidence = wordsAt(planned, passage);
    return text === undefined || evidence === null ? [] : [{ index, text, evidence }];
  });
}

/** The words of a passage; null if there are none. */
function wordsAt({ turns }: SessionQuestion, passage: Passage | null): string | null {
  if (passage === null) return null;
  const { text = '' } = turns.find(({ turn }) => sameTurn(turn, passage.turn)) ?? {};
  return text.slice(passage.start, passage.end).trim() || null;
}

/**
 * Sums up the points, with the two sources apart: `7 of 9 covered · 6 found in your answer, 2 ticked by you, 1
 * unticked by you`.
 * `text` is what the program looked at; `who` ticked.
 */
export function pointsSummary(points: readonly TranscriptPoint[], text: string, who: string): string {
  const count = (isCounted: (point: TranscriptPoint) => boolean): number => points.filter(isCounted).length;
  const isJudged = points.some(({ ticked }) => ticked !== null);
  const isLookedAt = points.some(({ verdict }) => verdict !== null);
  const found = count(({ found }) => found === true);
  const of = `${count(({ ticked }) => ticked === true)} of ${points.length} covered`;
  if (!isJudged)
    return isLookedAt ? `not ticked, ${found} of ${points.length} found in ${text}` : 'not ticked';
  if (!isLookedAt) return `${of}, ticked by ${who}`;
  const decided = count(({ found, ticked }) => found !== true && ticked === true);
  const unticked = count(({ found, ticked }) => found === true && ticked === false);
  const sources = [
    `${found} found in ${text}`,
    ...(decided === 0 ? [] : [`${decided} ticked by ${who}`]),
    ...(unticked === 0 ? [] : [`${unticked} unticked by ${who}`]),
  ];
  return `${of} · ${sources.join(', ')}`;
}
