import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import { truncate } from '../text/wrap.ts';
import { findingOf } from '../transcript/facts.ts';
import type { TranscriptPoint } from '../transcript/points.ts';
import { closeMistakes } from '../transcript/points.ts';
import type { Remarks } from './reveal.ts';

/** A sentence without a stop may be a whole answer. */
const LONGEST_QUOTE = 240;

/** The candidate's own words, in quotation marks, on one line. */
export function quoteOf(words: string): string {
  return `“${truncate(cleanLine(words), LONGEST_QUOTE)}”`;
}

/** What the program looked at: what was written, or the note about what was said. */
export type LookedAt = 'answer' | 'note';

export function lookedAtIn({ turns }: SessionQuestion): LookedAt {
  return turns[0]?.spoken === true ? 'note' : 'answer';
}

/** What the program says of a point; null where it has nothing to say. */
export function findingLabel(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  return findingOf(point, `your ${lookedAt}`, lookedAt === 'note');
}

/** The same with the sentence that it rests on. */
export function findingText(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  const label = findingLabel(point, lookedAt);
  return label === null || point.evidence === null ? label : `${label}: ${quoteOf(point.evidence)}`;
}

/** What a round has to say beside a question's mistakes and follow-ups. */
export function remarksOf(planned: SessionQuestion): Remarks {
  const mistakes = (closeMistakes(planned) ?? []).map(({ index, evidence }): [number, Row] => [
    index,
    [{ text: 'Close to what you wrote: ', style: 'bold' }, ...row(quoteOf(evidence))],
  ]);
  const followUps = (planned.pressed ?? []).map(({ followUp, because }): [number, Row] => [
    followUp,
    row(
      because === null
        ? 'Asked as well: fewer than three follow-ups press on what you left open.'
        : `Asked because your answer left this open: ${cleanLine(because)}`,
      'dim',
    ),
  ]);
  return { mistakes: new Map(mistakes), followUps: new Map(followUps) };
}
