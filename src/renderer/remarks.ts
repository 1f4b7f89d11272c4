import type { PressingFollowUp } from '../engine/event.ts';
import { type SessionQuestion, type TurnRecord, isNote } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row, span } from '../text/rows.ts';
import { truncate } from '../text/wrap.ts';
import { findingOf, probedText } from '../transcript/facts.ts';
import { type ProbedPoint, type TranscriptPoint, closeMistakes, probedPoint } from '../transcript/points.ts';
import type { FollowUpRemark, Remarks } from './reveal.ts';

/** An answer without a full stop is one long sentence. */
const LONGEST_QUOTE = 240;

/** The candidate's words in quotation marks, on one line. */
export function quoteOf(words: string): string {
  return `“${truncate(cleanLine(words), LONGEST_QUOTE)}”`;
}

/** What the program looked at: a written answer, or the note on a spoken one. */
export type LookedAt = 'answer' | 'note';

export function lookedAtIn({ turns }: SessionQuestion): LookedAt {
  const [main] = turns;
  return main !== undefined && isNote(main) ? 'note' : 'answer';
}

/** What is known of a point; null if there is nothing to say. */
export function findingLabel(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  return findingOf(point, { text: `your ${lookedAt}`, who: 'you', isNote: lookedAt === 'note' });
}

/** The finding with the sentence it is based on. */
export function findingText(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  const label = findingLabel(point, lookedAt);
  return label === null || point.evidence === null ? label : `${label}: ${quoteOf(point.evidence)}`;
}

/** A round's remarks beside a question's mistakes and follow-ups. */
export function remarksOf(planned: SessionQuestion): Remarks {
  const mistakes = (closeMistakes(planned) ?? []).map(({ index, evidence }): [number, Row] => [
    index,
    [span('Close to what you wrote: ', 'bold'), span(quoteOf(evidence))],
  ]);
  const followUps = planned.turns.flatMap((record): [number, FollowUpRemark][] => {
    const { followUp } = record.turn;
    return followUp === undefined ? [] : [[followUp, followUpRemark(planned, followUp, record)]];
  });
  return { mistakes: new Map(mistakes), followUps: new Map(followUps) };
}

function followUpRemark(
  planned: SessionQuestion,
  followUp: number,
  { text, state }: TurnRecord,
): FollowUpRemark {
  const chosen = planned.pressed?.find((each) => each.followUp === followUp);
  const probed = probedPoint(planned, followUp);
  const said = state === 'submitted' || state === 'timed-out' ? text.trim() : '';
  return {
    why: chosen === undefined ? null : whyPressed(chosen),
    said: said === '' ? null : said,
    verdict: probed === null ? null : verdictOf(probed),
  };
}

function whyPressed({ because }: PressingFollowUp): Row {
  return row(
    because === null
      ? 'General follow-up: fewer than three target what you left out.'
      : `Asked because your answer left this out: ${cleanLine(because)}`,
    'dim',
  );
}

function verdictOf(probed: ProbedPoint): Row | null {
  const text = probedText(probed);
  if (text === null) return null;
  const sign = probed.verdict === 'found' ? span('✓ ', 'new') : span('? ', 'accent');
  return [sign, span(probed.evidence === null ? text : `${text}: ${quoteOf(probed.evidence)}`)];
}
