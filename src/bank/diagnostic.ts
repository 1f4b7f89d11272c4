export type Severity = 'error' | 'warning' | 'info';

/** A place in a file, as editors count: from 1. A column counts UTF-16 units. */
export interface Place {
  line: number;
  column: number;
  /** How many units the caret underlines; at least 1. */
  length: number;
}

/**
 * A problem in content: collected and sorted, never thrown.
 * `code` is stable for ever; see codes.ts for what each means.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  /** As the reader of the message would type it. */
  file: string;
  place: Place;
  /** What is wrong: a sentence without a full stop that stands alone. */
  message: string;
  /** Beneath the caret: what is there, or what is allowed. */
  label: string;
  /** What to do: an imperative. */
  help: string;
  /** The line of the file that the caret stands under; '' where there is none. */
  source: string;
}
