import { cleanLine } from '../text/clean.ts';
import { byUnits, nearest } from '../text/format.ts';
import { type Code, CODES } from './codes.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** Adds one finding about a file: code, place, then message, label and help as `Diagnostic` describes them. */
export type Report = (code: Code, place: Place, message: string, label: string, help: string) => void;

/** A file as findings see it. */
export interface Source {
  /** As the reader of the message would type it. */
  shown: string;
  lines: readonly string[];
}

/** The start of a file, for findings about all of it. */
export const START: Place = { line: 1, column: 1, length: 1 };

/** A `Report` that collects the findings about one file into `sink`. */
export function reporter({ shown, lines }: Source, sink: Diagnostic[]): Report {
  return (code, place, message, label, help) => {
    const source = lines[place.line - 1] ?? '';
    sink.push({ code, severity: CODES[code].severity, file: shown, place, message, label, help, source });
  };
}

/** Sorts findings for display: by file, line, column and code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byUnits(a.file, b.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      byUnits(a.code, b.code),
  );
}

/** Text quoted in a message is cut at this length. */
const LONGEST = 60;

/** Text from a file, shortened for a message. */
export function short(text: string): string {
  return text.length <= LONGEST ? cleanLine(text) : `${cleanLine(text.slice(0, LONGEST - 1))}…`;
}

/** Names listed in a message, and names compared with a misspelled word, at most. */
export const MOST_NAMED = 12;
const MOST_COMPARED = 100;

/** Names from a file, listed for a message. */
export function several(names: readonly string[], separator = ', '): string {
  const listed = names.slice(0, MOST_NAMED).map(short).join(separator);
  return names.length <= MOST_NAMED ? listed : `${listed}${separator}and ${names.length - MOST_NAMED} more`;
}

/** `nearest` among names of about the same length: it is slow, and a typo hardly changes the length. */
export function nearby(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const slip = Math.max(1, word.length / 3);
  const alike = known.filter((name) => Math.abs(name.length - word.length) <= slip);
  return nearest(word, alike.slice(0, MOST_COMPARED));
}
