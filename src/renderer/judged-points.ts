import { type Row, type Span, row } from '../text/rows.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { type TranscriptPoint, pointsSummary } from '../transcript/points.ts';
import { MEASURE } from './markdown.ts';
import { type LookedAt, findingText } from './remarks.ts';
import { keyPointRows } from './reveal.ts';

const MARGIN: Span = { text: '  ', style: 'plain' };
const INDENT: Span = { text: '    ', style: 'plain' };

/** The key points with the candidate's ticks and, kept apart, the program's findings. */
export function tickedRows(points: readonly TranscriptPoint[], lookedAt: LookedAt, columns: number): Row[] {
  const summary = pointsSummary(points, `your ${lookedAt}`, 'you');
  const heading: Row = [
    { text: 'Key points', style: 'accent' },
    { text: `   ${summary}`, style: 'dim' },
  ];
  const items = points.flatMap((point) => {
    const mark = point.ticked === null ? '◌' : point.ticked ? '◉' : '◯';
    const lead: Span = { text: `  ${mark} `, style: point.ticked === true ? 'accent' : 'dim' };
    const room = columns - INDENT.text.length;
    return [
      ...hang(keyPointRows(point, room), lead, INDENT),
      ...hang(findingRows(point, lookedAt, Math.min(room, MEASURE)), INDENT),
      [],
    ];
  });
  return [...hang(wrapSpans(heading, columns - 2 * MARGIN.text.length), MARGIN), [], ...items];
}

function findingRows(point: TranscriptPoint, lookedAt: LookedAt, columns: number): Row[] {
  // An unticked point without a sentence already says that it was not found.
  const text = point.verdict === 'missing' && point.ticked !== null ? null : findingText(point, lookedAt);
  return text === null ? [] : wrapSpans(row(text, 'dim'), columns);
}
