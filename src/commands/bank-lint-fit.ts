import { endRows } from '../renderer/markdown.ts';
import { questionRoom } from '../terminal/answer-box/view.ts';
import { foldRow } from '../text/wrap.ts';
import type { Fit } from '../bank/lint/lint.ts';

/** Whether the end of a question fits above the smallest box on the smallest common terminal. */
export const questionFit: Fit = (question) => {
  const { columns, rows: room } = questionRoom({ columns: 80, rows: 24 });
  return { rows: endRows(question, columns).flatMap((line) => foldRow(line, columns)).length, room };
};
