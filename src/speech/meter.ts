import { type Row, row, span } from '../text/rows.ts';
import { width } from '../text/wrap.ts';

/** What a recording is doing. */
export type TakeState =
  | { kind: 'on'; /** From 0 to 1; null if unknown. */ level: number | null; isSilent: boolean }
  /** The candidate paused it. */
  | { kind: 'off' }
  /** It ended by itself; why, in a sentence. */
  | { kind: 'failed'; problem: string };

const WIDEST = 20;
const NARROWEST = 5;

/** One row that shows that one is heard. Its words say the same without color. */
export function meterRow(state: TakeState, columns: number): Row {
  if (state.kind === 'failed') return row(cut(`Not recording: ${state.problem}`, columns), 'warn');
  if (state.kind === 'off') return row(cut('Recording paused. Space resumes it.', columns), 'warn');
  const { level, isSilent } = state;
  const lead = '● recording  ';
  if (isSilent) return row(cut(`${lead}Nothing heard. Is the microphone on?`, columns), 'warn');
  if (level === null) return row(cut(`${lead.trimEnd()}   space pause`, columns));
  const hint = '   space pauses it';
  const free = columns - width(lead);
  const bars = Math.min(WIDEST, free >= WIDEST + hint.length ? WIDEST : free - hint.length);
  const shown = bars >= NARROWEST ? hint : '';
  const all = Math.max(1, shown === '' ? Math.min(WIDEST, free) : bars);
  const full = Math.round(level * all);
  return [
    span(lead, 'bold'),
    ...row('█'.repeat(full), 'accent'),
    ...row('·'.repeat(all - full), 'dim'),
    ...row(shown, 'dim'),
  ];
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1)).toWellFormed()}…`;
}
