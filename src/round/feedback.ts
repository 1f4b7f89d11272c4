import type { Event, Passage } from '../engine/event.ts';
import { choosePressing } from '../engine/choose-follow-up.ts';
import { type Session, type TurnRecord, answersTo, questionAt } from '../engine/session.ts';

/** Loaded with the first answer, since it brings a word list. */
const loadMatcher = () => import('../feedback/match.ts');

/** Looks for a question's key points and mistakes in the main answer and the follow-up answers. */
export async function found(session: Session, q: number): Promise<Event> {
  const { matchMistakes, matchPoints } = await loadMatcher();
  const planned = questionAt(session, q);
  const { question } = planned;
  const { text, passageAt } = inOneText(answersTo(planned));
  const { version, points } = matchPoints(question.keyPoints, text, question);
  return {
    type: 'found',
    q,
    matcher: version,
    points: points.map(({ name, score, verdict, evidence, missing }) => ({
      name,
      score: Math.round(1000 * score) / 1000,
      verdict,
      // For a missing point, the nearest sentence proves nothing.
      evidence: verdict === 'missing' || evidence === null ? null : passageAt(evidence),
      missing,
    })),
    mistakes: matchMistakes(question.mistakes, text, question).flatMap(({ index, span }) => {
      const evidence = passageAt(span);
      return evidence === null ? [] : [{ index, evidence }];
    }),
  };
}

/** Chooses the follow-ups that target what the main answer left out. */
export async function pressed(session: Session, q: number): Promise<Event> {
  const { matchPoints } = await loadMatcher();
  const { question, turns } = questionAt(session, q);
  const { version, points } = matchPoints(question.keyPoints, turns[0]?.text ?? '', question);
  return { type: 'pressed', q, matcher: version, followUps: choosePressing(question.followUps, points) };
}

/** No sentence continues across it. */
const BETWEEN = '\n\n';

/** Joins answers into one text and maps a span of it back to its answer; null for a span between two answers. */
function inOneText(answers: readonly TurnRecord[]) {
  let length = 0;
  const placed = answers.map(({ turn, text }) => {
    const start = length;
    length += text.length + BETWEEN.length;
    return { turn, text, start };
  });
  return {
    text: answers.map(({ text }) => text).join(BETWEEN),
    passageAt: (span: { start: number; end: number }): Passage | null => {
      const at = placed.findLast(({ start }) => start <= span.start);
      if (at === undefined) return null;
      const start = span.start - at.start;
      const end = Math.min(span.end - at.start, at.text.length);
      return start < end ? { turn: at.turn, start, end } : null;
    },
  };
}
