import { type Row, row, span } from '../text/rows.ts';
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

/** Shows that one is heard, and what the space bar does where it does something. The words say the same without color. */
export function meterRows(state: TakeState, columns: number, hasKeys = true): Row[] {
  const hint = (text: string): string => (hasKeys ? text : '');
  if (state.kind === 'failed') {
    const problem = wrap(`Not recording: ${state.problem}`, columns).map((line) => row(line, 'warn'));
    return hasKeys ? [...problem, row('space tries again', 'dim')] : problem;
  }
  if (state.kind === 'off')
    return wrap(`Recording paused${hint(', the clock runs. Space resumes it')}.`, columns).map((line) =>
      row(line, 'warn'),
    );
  const { level, isSilent } = state;
  if (isSilent) return wrap(SILENT, columns).map((line) => row(line, 'warn'));
  if (level === null)
    return wrap(`● recording${hint('   space pauses it')}`, columns).map((line) => row(line));
  return [levelRow(level, columns, hint('   space pauses it'))];
}

const SILENT = '● recording  Nothing heard. Is the microphone on?';

function levelRow(level: number, columns: number, hint: string): Row {
  const lead = '● recording  ';
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
