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

/** The start of a file: where a finding about all of it points. */
export const START: Place = { line: 1, column: 1, length: 1 };

/** A `Report` that collects the findings about one file into `sink`. */
export function reporter({ shown, lines }: Source, sink: Diagnostic[]): Report {
  return (code, place, message, label, help) => {
    const source = lines[place.line - 1] ?? '';
    sink.push({ code, severity: CODES[code].severity, file: shown, place, message, label, help, source });
  };
}

/** By file, line, column and code: the order in which findings are shown. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byUnits(a.file, b.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      byUnits(a.code, b.code),
  );
}

/** More of a stranger's text than this tells a reader nothing. */
const LONGEST = 60;

/** A text from a file as a message quotes it. */
export function short(text: string): string {
  return text.length <= LONGEST ? cleanLine(text) : `${cleanLine(text.slice(0, LONGEST - 1))}…`;
}

/** More names than these in a message tire its reader, and more to compare a word with is no vocabulary. */
export const MOST_NAMED = 12;
const MOST_COMPARED = 100;

/** Names from a file as a message lists them. */
export function several(names: readonly string[], separator = ', '): string {
  const listed = names.slice(0, MOST_NAMED).map(short).join(separator);
  return names.length <= MOST_NAMED ? listed : `${listed}${separator}and ${names.length - MOST_NAMED} more`;
}

/** As `nearest`, which is slow, for what could be a slip of the pen: about as long as what was meant. */
export function nearby(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const slip = Math.max(1, word.length / 3);
  const alike = known.filter((name) => Math.abs(name.length - word.length) <= slip);
  return nearest(word, alike.slice(0, MOST_COMPARED));
}
