import { type Row, row, span } from '../text/rows.ts';
import { hang, pad, width, wrap } from '../text/wrap.ts';
import { courseOf } from '../transcript/turn-view.ts';
import type { TranscriptTurn } from '../transcript/transcript.ts';
import { MARGIN, roomIn } from './blocks.ts';
import { MEASURE } from './markdown.ts';

/** Below this many columns, facts are under their label. */
const NARROW = 60;

/** How a question and its follow-ups were delivered: facts, no grade. Empty if nothing was answered. */
export function deliveryRows(turns: readonly TranscriptTurn[], columns: number): Row[] {
  const room = Math.min(roomIn(columns), MEASURE);
  const answered = turns.flatMap((turn, place) =>
    turn.delivery === null ? [] : [{ turn, label: place === 0 ? 'Your answer' : `Follow-up ${place}` }],
  );
  if (answered.length === 0) return [];
  const widest = Math.max(...answered.map(({ label }) => label.length)) + 2;
  const items = answered.flatMap(({ turn, label }) => {
    const facts = courseOf(turn);
    if (columns < NARROW) return [row(label, 'bold'), ...hang(inRows(facts, room - 2), MARGIN)];
    return hang(inRows(facts, room - widest), span(pad(label, widest), 'bold'), ' '.repeat(widest));
  });
  return hang([row('Delivery', 'accent'), [], ...items], MARGIN);
}

/** Packs facts into rows; breaks one only if it is longer than a row. */
function inRows(facts: readonly string[], room: number): Row[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length === 0 ? fact : `${lines.at(-1) ?? ''} · ${fact}`;
    if (width(longer) <= room) lines.splice(-1, 1, longer);
    else lines.push(fact);
  }
  return lines.flatMap((line) => wrap(line, room)).map((line) => row(line));
}
