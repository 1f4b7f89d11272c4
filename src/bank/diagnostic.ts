import type { Code, Severity } from './codes.ts';

/** A place in a file, counted from 1 as editors do. Columns count UTF-16 units. */
export interface Place {
  line: number;
  column: number;
  /** How many units the caret underlines; at least 1. */
  length: number;
}

/** The keys that lead to a value of the front matter: `['references', 0, 'url']`. */
export type Path = readonly (string | number)[];

/** Where a finding points: to a place, or to a value or a key of the front matter. */
export type Where = Place | { value: Path } | { key: Path };

/** A file that findings are about. */
export interface SourceFile {
  /** The path as the user would type it. */
  shown: string;
  /** Without a byte order mark, and with `\n` between lines. */
  text: string;
  /** The YAML between the two marks, from the end of the file's first line; '' if there is none. */
  frontMatter: string;
}

/**
 * A problem in a bank's files: collected, never thrown. `code` never changes its meaning; see codes.ts.
 * A place in the front matter is looked for when the finding is shown.
 */
export interface Finding {
  code: Code;
  severity: Severity;
  file: SourceFile;
  where: Where;
  /** What is wrong: a self-contained sentence without a period. */
  message: string;
  /** Beside the caret: what is there, or what is allowed. */
  label: string;
  /** What to do: an imperative. */
  help: string;
}

/** A finding as it is shown. */
export interface Diagnostic extends Omit<Finding, 'file' | 'where'> {
  /** The path as the user would type it. */
  file: string;
  place: Place;
  /** The source line above the caret; '' if there is none. */
  source: string;
}
