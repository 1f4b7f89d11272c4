/** Charts as text. Each reads without color, and every row is as wide as asked. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share from 0 to 1 as a bar, padded to `columns`; `mark` draws a line at another share. */
export function bar(share: number, columns: number, mark: number | null = null): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const full = '█'.repeat(Math.floor(eighths / 8));
  const drawn = (full + (EIGHTHS[eighths % 8] ?? '')).padEnd(columns);
  if (mark === null) return drawn;
  const at = Math.min(columns - 1, Math.round(mark * columns));
  return `${drawn.slice(0, at)}│${drawn.slice(at + 1)}`;
}

const LEVELS = '▁▂▃▄▅▆▇█';

/** Shares from 0 to 1 as a sparkline; a dot for null. */
export function sparkline(shares: readonly (number | null)[]): string {
  return shares.map((share) => (share === null ? '·' : (LEVELS[Math.round(share * 7)] ?? '█'))).join('');
}
