import matter from 'gray-matter';
import yaml from 'js-yaml';
import type { Finding, Path, SourceFile } from '../diagnostic.ts';
import { type Document, isData, isList, type Value } from '../parser/document.ts';
import { type Report, reporter, short, START } from '../reporter.ts';
import { firstControl } from '../../text/clean.ts';
import { readScalar } from './scalar.ts';

/** gray-matter picks its engine by this word, and one of its engines runs JavaScript. */
const LANGUAGES: readonly string[] = ['', 'yaml', 'yml'];

/** Aliases can make a few lines mean billions of values. */
const MOST_VALUES = 2000;

/** `yaml` looks for duplicate keys in quadratic time, so front matter stays small. */
const LONGEST = 16 * 1024;

/** Reads a file's text: the front matter and the Markdown below. Never throws: what is wrong is in `problems`. */
export async function readDocument(raw: string, file: string, shown: string): Promise<Document> {
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
  const read = isReadable ? await readMatter(source, report) : null;
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
async function readMatter(
  source: SourceFile,
  report: Report,
): Promise<Pick<Document, 'data' | 'content'> | null> {
  const read = readEveryday(source) ?? (await readUnusual(source, report));
  if (read === null || !checkValues(read.data, report)) return null;
  const { data, content } = read;
  if (isData(data)) return { data, content };
  report(
    'B013',
    { value: [] },
    'the front matter is not a set of keys',
    'expected `key: value`',
    'write one `key: value` a line',
  );
  return { data: null, content };
}

function readWith(engine: (yaml: string) => unknown, text: string): { data: Value; content: string } {
  // Without options, gray-matter answers from a cache, which forgets that a file was broken.
  const { data, content } = matter(text, {
    language: 'yaml',
    engines: {
      yaml: (block: string) => engine(block) as object,
      javascript: () => {
        throw new Error('front matter is never executed');
      },
    },
  });
  return { data, content };
}

const TEXT = String.raw`(?:[^\s\-?:,[\]{}#&*!|>'"%@\x60~\ufeff]|-(?=\S))(?: *(?:[^ :#\t\ufeff]|:(?! |$)|(?<! )#))*`;
const QUOTED = String.raw`"(?:[^"\\\t]|\\["\\])*"|'(?:[^'\t]|'')*'`;
const WORD = String.raw`\w[\w.+/@ -]*`;
const LIST = String.raw`\[(?:${WORD}(?:, *${WORD})*)?\]`;
const VALUE = ` +(?:${TEXT}|${QUOTED}|${LIST})`;
const REMARK = String.raw`[^\t\ufeff]*`;
const KEY = String.raw`[a-z][\w-]{0,60}:`;
/**
 * A line of YAML as nearly everyone writes it: a comment, `key: value`, `- item` or `- key: value`, with text, quoted text
 * or a list of words on the same line. js-yaml and `yaml` agree on such lines. On others each accepts what the other does
 * not, in more ways than a list of exceptions could hold, so those go to `yaml`.
 */
const EVERYDAY = new RegExp(
  String.raw`^ *(?:#${REMARK}|(?:(?:- +)?${KEY}(?:${VALUE})?|-${VALUE})(?: +#${REMARK})? *)?$`,
);

const SCHEMA = new yaml.Schema({
  implicit: [
    // A document cannot name this tag, because of the space in it.
    new yaml.Type('unquoted scalar', {
      kind: 'scalar',
      resolve: (text: string) => typeof readScalar(text) !== 'string',
      construct: readScalar,
    }),
  ],
});

/** Reads everyday front matter with js-yaml; null if it is unusual or broken. */
function readEveryday({ text, frontMatter }: SourceFile): ReturnType<typeof readWith> | null {
  if (!frontMatter.split('\n').every((line) => EVERYDAY.test(line))) return null;
  try {
    return readWith((block) => yaml.load(block, { schema: SCHEMA }) ?? {}, text);
  } catch {
    return null;
  }
}

/** Reads front matter with `yaml`; null after reporting what is wrong with it. */
async function readUnusual(source: SourceFile, report: Report): Promise<ReturnType<typeof readWith> | null> {
  const { locateYaml } = await import('./located-yaml.ts');
  try {
    const { faults, value } = locateYaml(source);
    for (const { place, message, label, help } of faults) report('B007', place, message, label, help);
    if (faults.length > 0) return null;
    const read = readWith(() => value, source.text);
    // gray-matter takes null for no data at all.
    return value === null ? { ...read, data: null } : read;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reportTooMuch(report);
    return null;
  }
}

function reportTooMuch(report: Report): void {
  const message = 'the front matter holds too many values, or too deep ones';
  report('B007', START, message, 'it starts here', 'write each value out, without anchors and aliases');
}

/** Reports control characters written as escapes. False if there are too many values, or a value contains itself. */
function checkValues(data: Value, report: Report): boolean {
  const found: { value: Value; path: Path }[] = [{ value: data, path: [] }];
  for (const { value, path } of found) {
    if (found.length > MOST_VALUES) {
      reportTooMuch(report);
      return false;
    }
    if (typeof value === 'string') refuseEscapes(value, path, report);
    else if (isList(value))
      found.push(...value.map((item, index) => ({ value: item, path: [...path, index] })));
    else if (isData(value)) {
      found.push(...Object.entries(value).map(([key, item]) => ({ value: item, path: [...path, key] })));
    }
  }
  return true;
}

/** `"\e[2J"` is harmless in the file and a terminal command once it is read. */
function refuseEscapes(value: string, path: Path, report: Report): void {
  if (firstControl(value) === -1 && value.isWellFormed()) return;
  report(
    'B004',
    { value: path },
    'a value holds a control character',
    'written as an escape',
    'remove the escape: it can command a terminal',
  );
}
