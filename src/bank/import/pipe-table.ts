import type { Line } from '../parser/scan.ts';
import type { ListItem } from './item.ts';
import { cellText } from './markdown-list.ts';

/** Names of the columns of a table, in a header row. */
export const QUESTION = /^(?:q|questions?|front|prompt)$/i;
export const ANSWER = /^(?:a|(?:expected )?answers?|back|response)$/i;

/** What a table of a page has. */
interface PipeTable {
  items: Omit<ListItem, 'heading'>[];
  /** The line after it, from 0. */
  end: number;
}

/** The table that begins on a line, if its header names a question and an answer. */
export function pipeTableAt(lines: readonly Line[], at: number): PipeTable | null {
  const row = (index: number): string[] | null => {
    const line = lines[index];
    return line === undefined || line.code || !line.text.includes('|') ? null : cellsOf(line.text);
  };
  const names = row(at);
  if (names === null || row(at + 1)?.every((cell) => /^:?-+:?$/.test(cell)) !== true) return null;
  const [question, answer] = [QUESTION, ANSWER].map((name) => names.findIndex((cell) => name.test(cell)));
  if (question === undefined || answer === undefined || question < 0 || answer < 0) return null;
  const items: PipeTable['items'] = [];
  let end = at + 2;
  for (let cells = row(end); cells !== null; cells = row(end)) {
    const line = lines[end]?.at ?? 0;
    const asked = cellText(cells[question] ?? '');
    items.push({ question: asked, answer: cellText(cells[answer] ?? ''), line });
    end += 1;
  }
  return { items, end };
}

/** The cells of a row. A bar after a backslash or in a code span separates none. */
function cellsOf(text: string): string[] {
  const cells = [''];
  for (const [piece] of text
    .trim()
    .replace(/^\||\|$/g, '')
    .matchAll(/`[^`]*`|\\.|[^|\\`]+|[^]/g)) {
    if (piece === '|') cells.push('');
    else cells.push((cells.pop() ?? '') + (piece === '\\|' ? '|' : piece));
  }
  return cells.map((cell) => cell.trim());
}
