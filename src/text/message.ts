import { sentenceRows } from './wrap.ts';

/**
 * A message for an output: its lines, broken between words where that is a terminal. A command in it, written as
 * `hotseat list` in backticks, gets the name that started the program.
 */
export function message(
  text: string,
  { isTTY, columns }: { isTTY: boolean; columns: number },
  startedAs: string,
): string {
  const lines = text.replaceAll('`hotseat ', `\`${startedAs} `).split('\n');
  // A word in the last column would move the cursor to the next row on some terminals.
  const rows = isTTY ? lines.flatMap((line) => sentenceRows(line, (columns || 80) - 1)) : lines;
  return rows.map((row) => `${row}\n`).join('');
}
