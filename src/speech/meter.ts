import { type Row, type Style, row, span } from '../text/rows.ts';
import { width, wrap } from '../text/wrap.ts';

/** What a recording is doing. */
export type TakeState =
  | { kind: 'on'; /** From 0 to 1; null if unknown. */ level: number | null; isSilent: boolean }
  /** The candidate paused it. */
  | { kind: 'off' }
  /** It ended by itself; why, in a sentence. */
  | { kind: 'failed'; problem: string };

const WIDEST = 20;
const NARROWEST = 5;

/** Shows that one is heard, and what the space bar does. The words say the same without color. */
export function meterRows(state: TakeState, columns: number): Row[] {
  const told = (text: string, style: Style = 'warn'): Row[] =>
    wrap(text, columns).map((line) => row(line, style));
  if (state.kind === 'failed')
    return [...told(`Not recording: ${state.problem}`), row('space tries again', 'dim')];
  if (state.kind === 'off') return told('Recording paused, the clock runs. Space resumes it.');
  const { level, isSilent } = state;
  if (isSilent) return told(SILENT);
  return level === null ? told(`● recording${HINT}`, 'plain') : [levelRow(level, columns)];
}

const HINT = '   space pauses it';
const SILENT = '● recording  Nothing heard. Is the microphone on?';

function levelRow(level: number, columns: number): Row {
  const lead = '● recording  ';
  const free = columns - width(lead);
  const bars = Math.min(WIDEST, free >= WIDEST + HINT.length ? WIDEST : free - HINT.length);
  const shown = bars >= NARROWEST ? HINT : '';
  const all = Math.max(1, shown === '' ? Math.min(WIDEST, free) : bars);
  const full = Math.round(level * all);
  return [
    span(lead, 'bold'),
    ...row('█'.repeat(full), 'accent'),
    ...row('·'.repeat(all - full), 'dim'),
    ...row(shown, 'dim'),
  ];
}
