import type { SessionQuestion } from '../engine/session.ts';
import { type Row, row, span } from '../text/rows.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { judgedPoints, pointsSummary } from '../transcript/points.ts';
import { MARGIN, roomIn } from './blocks.ts';
import { MEASURE } from './markdown.ts';
import { findingText, lookedAtIn } from './remarks.ts';
import { keyPointRows } from './reveal.ts';

const INDENT = '    ';

/** A question's key points with the candidate's ticks and, kept apart, the program's findings. */
export function tickedRows(planned: SessionQuestion, columns: number): Row[] {
  const points = judgedPoints(planned);
  const lookedAt = lookedAtIn(planned);
  const summary = pointsSummary(points, `your ${lookedAt}`, 'you');
  const heading = [span('Key points', 'accent'), span(`   ${summary}`, 'dim')];
  const room = columns - INDENT.length;
  const items = points.flatMap((point) => {
    const { ticked, verdict } = point;
    const mark = ticked === null ? '◌' : ticked ? '◉' : '◯';
    const lead = span(`  ${mark} `, ticked === true ? 'accent' : 'dim');
    // An unticked point without a sentence already says that it was not found.
    const finding = verdict === 'missing' && ticked !== null ? null : findingText(point, lookedAt);
    const below = finding === null ? [] : wrapSpans(row(finding, 'dim'), Math.min(room, MEASURE));
    return [...hang(keyPointRows(point, room), lead, INDENT), ...hang(below, INDENT), []];
  });
  return [...hang(wrapSpans(heading, roomIn(columns)), MARGIN), [], ...items];
}
