import matter from 'gray-matter';
import type { Finding, SourceFile } from '../diagnostic.ts';
import { type Document, isData, type Value } from '../parser/document.ts';
import { type Report, reporter, START } from '../reporter.ts';
import { short } from '../../text/format.ts';
import { firstControl } from '../../text/clean.ts';
import { readYaml, valuesIn, YamlFault } from './yaml.ts';

/** gray-matter picks its engine by this word, and one of its engines runs JavaScript. */
const LANGUAGES: readonly string[] = ['', 'yaml', 'yml'];

/** Ten times what a question needs. */
const LONGEST = 16 * 1024;

/** Reads a file's text: the front matter and the Markdown below. Never throws: what is wrong is in `problems`. */
export function readDocument(raw: string, file: string, shown: string): Document {
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [opening = ''] = text.split('\n', 1);
  const closing = text.indexOf('\n---');
  const frontMatter = text.slice(opening.length, Math.max(opening.length, closing));
  const source = { shown, text, frontMatter };
  const problems: Finding[] = [];
  const report = reporter(source, problems);
  const document = { ...source, file, problems, data: null, content: null };
  reportControls(text, report);
  if (!opens(opening, report)) return document;
  const content = closing === -1 ? null : linesBelow(text, closing + 1);
  const isReadable = isYaml(opening, report) && closes(source, closing, report);
  const read = isReadable ? readMatter(source, report) : null;
  return { ...document, content, ...read };
}

function linesBelow(text: string, line: number): string {
  const end = text.indexOf('\n', line);
  return end === -1 ? '' : text.slice(end + 1);
}

/** All of the file's control characters as one finding, at the first. */
function reportControls(text: string, report: Report): void {
  if (firstControl(text) === -1) return;
  const hits = text.split('\n').flatMap((line, index) => {
    const offset = firstControl(line);
    return offset === -1 ? [] : [{ line: index + 1, column: offset + 1, unit: line.charCodeAt(offset) }];
  });
  const [{ line, column, unit } = { line: 1, column: 1, unit: 0 }] = hits;
  report(
    'B004',
    { line, column, length: 1 },
    'the file holds a control character',
    `U+${unit.toString(16).toUpperCase().padStart(4, '0')}${hits.length > 1 ? `, and ${hits.length - 1} more lines hold one` : ''}`,
    'remove it: it can command a terminal or make text read as something else',
  );
}

function opens(opening: string, report: Report): boolean {
  if (/^---\s*(?!\s|-)/.test(opening)) return true;
  report(
    'B005',
    START,
    'the file has no front matter',
    'it starts here, with a line `---`',
    'start the file with `---`, the keys, and `---`; `hotseat bank new` writes a file to fill in',
  );
  return false;
}

function isYaml(opening: string, report: Report): boolean {
  const language = opening.slice(3).trim().toLowerCase();
  if (LANGUAGES.includes(language)) return true;
  report(
    'B006',
    { line: 1, column: 1, length: opening.trimEnd().length },
    `front matter in "${short(language)}" is not read`,
    'only YAML is, and nothing is ever executed',
    'write the first line as `---` and the keys as YAML',
  );
  return false;
}

/** Whether a line `---` ends the front matter before it is too long. `closing` is the offset before that line. */
function closes({ text, frontMatter }: SourceFile, closing: number, report: Report): boolean {
  const opening = { line: 1, column: 1, length: 3 };
  if (closing === -1) {
    const message = 'the front matter is never closed';
    report('B005', opening, message, 'it opens here', 'add a line `---` after the last key');
    return false;
  }
  const [end = ''] = text.slice(closing + 1).split('\n', 1);
  if (end.trimEnd() !== '---') {
    const place = { line: frontMatter.split('\n').length + 1, column: 1, length: end.trimEnd().length };
    const message = 'the front matter is not closed by a line of its own';
    report('B005', place, message, 'this ends it', 'write `---` alone on the line');
    return false;
  }
  if (frontMatter.length > LONGEST) {
    const message = 'the front matter is over 16 KiB';
    const help = 'keep the keys here and move text into the sections below';
    report('B007', opening, message, 'it opens here', help);
    return false;
  }
  return true;
}

/** The file as gray-matter reads it; null after reporting why it cannot be read. */
function readMatter(source: SourceFile, report: Report): Pick<Document, 'data' | 'content'> | null {
  try {
    const { data, content } = parse(source.text);
    // Escapes are all that can hide a control character.
    if (source.frontMatter.includes('\\')) refuseEscapes(data, report);
    if (isData(data)) return { data, content };
    report(
      'B013',
      { value: [] },
      'the front matter is not a set of keys',
      'expected `key: value`',
      'write one `key: value` a line',
    );
    return { data: null, content };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { line, column, message, label, help } = error;
    report('B007', { line, column, length: 1 }, message, label, help);
    return null;
  }
}

function parse(text: string): { data: Value; content: string } {
  // Without options, gray-matter answers from a cache, which forgets that a file was broken.
  return matter(text, {
    language: 'yaml',
    engines: {
      yaml: (block: string) => (readYaml(block) ?? {}) as object,
      javascript: () => {
        throw new Error('front matter is never executed');
      },
    },
  });
}

/** `"\e[2J"` is harmless in the file and a terminal command once it is read. */
function refuseEscapes(data: Value, report: Report): void {
  for (const { value, path } of valuesIn(data) ?? []) {
    if (typeof value !== 'string' || (firstControl(value) === -1 && value.isWellFormed())) continue;
    report(
      'B004',
      { value: path },
      'a value holds a control character',
      'written as an escape',
      'remove the escape: it can command a terminal',
    );
  }
}
