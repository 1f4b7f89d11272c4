import { type Row, row } from '../text/rows.ts';
import { hang } from '../text/wrap.ts';
import { courseOf } from '../transcript/turn-view.ts';
import type { TranscriptTurn } from '../transcript/transcript.ts';
import { MARGIN, factRows, roomIn } from './blocks.ts';
import { MEASURE } from './markdown.ts';

/** How a question and its follow-ups were delivered: facts, no grade. Empty if nothing was answered. */
export function deliveryRows(turns: readonly TranscriptTurn[], columns: number): Row[] {
  const room = Math.min(roomIn(columns), MEASURE) - MARGIN.length;
  const items = turns.flatMap((turn) => {
    if (turn.delivery === null) return [];
    return [row(turn.label ?? 'Your answer', 'bold'), ...hang(factRows(courseOf(turn), room), MARGIN)];
  });
  return items.length === 0 ? [] : hang([row('Delivery', 'accent'), [], ...items], MARGIN);
}
