import type { SessionQuestion } from '../interview/session.ts';
import { cleanLine } from '../text/clean.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import { truncate } from '../text/wrap.ts';
import { closeMistakes } from '../transcript/points.ts';
import type { Remarks } from './reveal.ts';

/** A sentence without a stop may be a whole answer. */
const LONGEST_QUOTE = 240;

/** The candidate's own words, in quotation marks, on one line. */
function quoteOf(words: string): string {
  return `“${truncate(cleanLine(words), LONGEST_QUOTE)}”`;
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
