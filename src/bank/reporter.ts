import { byUnits } from '../text/format.ts';
import { type Code, CODES } from './codes.ts';
import type { Diagnostic, Finding, Place, SourceFile, Where } from './diagnostic.ts';
import { findPlace } from './places.ts';

/** Adds one finding about a file: code, where, then message, label and help as `Finding` describes them. */
export type Report = (code: Code, where: Where, message: string, label: string, help: string) => void;

/** The start of a file, for findings about all of it. */
export const START: Place = { line: 1, column: 1, length: 1 };

/** A `Report` that collects the findings about one file into `sink`. */
export function reporter(file: SourceFile, sink: Finding[]): Report {
  return (code, where, message, label, help) => {
    sink.push({ code, severity: CODES[code].severity, file, where, message, label, help });
  };
}

/** Prepares findings for display, sorted by file, line, column and code. */
export function diagnose(findings: readonly Finding[]): Diagnostic[] {
  const lines = new Map<SourceFile, readonly string[]>();
  const lineOf = (file: SourceFile, line: number): string => {
    const all = lines.get(file) ?? file.text.split('\n');
    lines.set(file, all);
    return all[line - 1] ?? '';
  };
  const diagnostics = findings.map(({ code, severity, file, where, message, label, help }) => {
    const place = 'line' in where ? where : findPlace(file.frontMatter, where);
    const source = lineOf(file, place.line);
    return { code, severity, file: file.shown, place, message, label, help, source };
  });
  return diagnostics.sort(
    (a, b) =>
      byUnits(a.file, b.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      byUnits(a.code, b.code),
  );
}
