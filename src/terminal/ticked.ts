import type { KeyPoint } from '../bank/question.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import { hang } from '../text/wrap.ts';
import { keyPointRows } from './reveal.ts';

const MARGIN = '  ';

/** The key points with what the candidate ticked; null: all are left unjudged. */
export function tickedRows(
  points: readonly KeyPoint[],
  ticked: readonly string[] | null,
  columns: number,
): Row[] {
  const summary = ticked === null ? 'not judged' : `you made ${ticked.length} of ${points.length}`;
  const items = points.flatMap((point) => {
    const mark = ticked === null ? '◌' : ticked.includes(point.name) ? '◉' : '◯';
    const lead = {
      text: `${MARGIN}${mark} `,
      style: ticked?.includes(point.name) ? 'accent' : 'dim',
    } as const;
    const after = { text: `${MARGIN}  `, style: 'plain' } as const;
    return [...hang(keyPointRows(point, columns - 4), lead, after), []];
  });
  return [
    [
      { text: `${MARGIN}Key points`, style: 'accent' },
      { text: `   ${summary}`, style: 'dim' },
    ],
    [],
    ...items,
  ];
}

/** Above the list while it is ticked: what the candidate thought before seeing it. */
export function tickHeading(thought: string | null): Row {
  const question = row(`${MARGIN}Key points: which did you make?`, 'accent');
  return thought === null ? question : [...question, { text: `   you thought: ${thought}`, style: 'dim' }];
}
