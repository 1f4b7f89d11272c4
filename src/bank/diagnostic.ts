export type Severity = 'error' | 'warning' | 'info';

/** A place in a file, counted from 1 as editors do. Columns count UTF-16 units. */
export interface Place {
  line: number;
  column: number;
  /** How many units the caret underlines; at least 1. */
  length: number;
}

/**
 * A problem in a bank's files: collected and sorted, never thrown.
 * `code` never changes its meaning; see codes.ts.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  /** The path as the user would type it. */
  file: string;
  place: Place;
  /** What is wrong: a self-contained sentence without a period. */
  message: string;
  /** Beside the caret: what is there, or what is allowed. */
  label: string;
  /** What to do: an imperative. */
  help: string;
  /** The source line above the caret; '' if there is none. */
  source: string;
}
