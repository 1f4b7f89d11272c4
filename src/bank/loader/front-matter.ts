import matter from 'gray-matter';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Diagnostic, Place } from '../diagnostic.ts';
import type { DataNode, Document, MapNode } from '../parser/document.ts';
import { type Report, reporter, short, START } from '../reporter.ts';
import { cleanLine, firstControl } from '../../text/clean.ts';
import { linesOf, LONGEST } from './plain-document.ts';

/** gray-matter picks its engine by this word, and one of its engines runs JavaScript. */
const LANGUAGES: readonly string[] = ['', 'yaml', 'yml'];

/** Aliases can make a few lines mean billions of values. */
const MOST_VALUES = 2000;

/**
 * A file's text as a document: its front matter as located values, and where the body starts.
 * Never throws: what is wrong stands in `problems`.
 */
export function readDocument(text: string, file: string, shown: string): Document {
  const lines = linesOf(text);
  const problems: Diagnostic[] = [];
  const report = reporter({ shown, lines }, problems);
  const document = { file, shown, lines, problems, frontMatter: null, bodyLine: null };
  reportControls(lines, report);
  const [opening = ''] = lines;
  const language = opening.slice(3).trim().toLowerCase();
  if (!opening.startsWith('---') || language.startsWith('-')) {
    report(
      'B005',
      START,
      'the file has no front matter',
      'it starts here, with a line `---`',
      'start the file with `---`, the keys, and `---`; `hotseat bank new` writes a file to fill in',
    );
    return document;
  }
  const closing = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  const bodyLine = closing === -1 ? null : closing + 2;
  if (!LANGUAGES.includes(language)) {
    report(
      'B006',
      { line: 1, column: 1, length: opening.trimEnd().length },
      `front matter in "${short(language)}" is not read`,
      'only YAML is, and nothing is ever executed',
      'write the first line as `---` and the keys as YAML',
    );
    return { ...document, bodyLine };
  }
  if (!closes(lines, closing, report)) return { ...document, bodyLine };
  return { ...document, bodyLine, frontMatter: readFrontMatter(lines.slice(0, closing + 1), report) };
}

/** All of the file's control characters as one finding, at the first. */
function reportControls(lines: readonly string[], report: Report): void {
  const hits = lines.flatMap((line, index) => {
    const offset = firstControl(line);
    return offset === -1 ? [] : [{ line: index + 1, column: offset + 1, length: 1 }];
  });
  const [first] = hits;
  if (first === undefined) return;
  const unit = lines[first.line - 1]?.charCodeAt(first.column - 1) ?? 0;
  report(
    'B004',
    first,
    'the file holds a control character',
    `U+${unit.toString(16).toUpperCase().padStart(4, '0')}${hits.length > 1 ? `, and ${hits.length - 1} more lines hold one` : ''}`,
    'remove it: it can command a terminal or make text read as something else',
  );
}

/** Whether the front matter ends, in a line of its own, before it is too long. */
function closes(lines: readonly string[], closing: number, report: Report): boolean {
  if (closing === -1) {
    report(
      'B005',
      { line: 1, column: 1, length: 3 },
      'the front matter is never closed',
      'it opens here',
      'add a line `---` after the last key',
    );
    return false;
  }
  const end = (lines[closing] ?? '').trimEnd();
  if (end !== '---') {
    const place = { line: closing + 1, column: 1, length: end.length };
    report(
      'B005',
      place,
      'the front matter is not closed by a line of its own',
      'this ends it',
      'write `---` alone on the line',
    );
    return false;
  }
  if (lines.slice(1, closing).join('\n').length > LONGEST) {
    report(
      'B007',
      { line: 1, column: 1, length: 3 },
      'the front matter is over 16 KiB',
      'it opens here',
      'keep the keys here and move text into the sections below',
    );
    return false;
  }
  return true;
}

function readFrontMatter(lines: readonly string[], report: Report): MapNode | null {
  let root: DataNode | null = { kind: 'map', place: START, entries: new Map() };
  // Without an options object gray-matter answers from a cache, which forgets that a file was broken.
  matter(lines.join('\n'), {
    language: 'yaml',
    engines: {
      yaml: (yaml: string) => {
        root = readYaml(yaml, lines, report);
        return {};
      },
      javascript: () => {
        throw new Error('front matter is never executed');
      },
    },
  });
  return asMap(root, report);
}

function asMap(root: DataNode | null, report: Report): MapNode | null {
  if (root === null || root.kind === 'map') return root;
  report(
    'B013',
    root.place,
    'the front matter is not a set of keys',
    'expected `key: value`',
    'write one `key: value` a line',
  );
  return null;
}

/** `yaml` starts at the end of the file's first line, so its line numbers are the file's. */
function readYaml(yaml: string, lines: readonly string[], report: Report): DataNode | null {
  try {
    const document = parseDocument(yaml, {
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      resolveKnownTags: false,
      stringKeys: true,
      // At 'silent' a second document goes unnoticed.
      logLevel: 'error',
    });
    const place = placer(yaml, lines);
    const faults = [...document.errors, ...document.warnings];
    for (const fault of faults) reportFault(fault, place(...fault.pos), report);
    if (faults.length > 0 || document.contents === null) return null;
    return new Locator(place, report).locate(document.contents);
  } catch (error) {
    if (error instanceof TooManyValues || error instanceof RangeError) {
      const message = 'the front matter holds too many values, or too deep ones';
      report('B007', START, message, 'it starts here', 'write each value out, without anchors and aliases');
      return null;
    }
    throw error;
  }
}

type Placer = (start: number, end?: number) => Place;

/** Offsets as places; what spans lines ends with the first of them. */
function placer(yaml: string, lines: readonly string[]): Placer {
  // The parser, asked to count, passes over the lines of a text that it cannot place.
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (const { index } of yaml.matchAll(/\n/g)) counter.addNewLine(index + 1);
  return (start, end = start + 1) => {
    const { line, col } = counter.linePos(start);
    const rest = (lines[line - 1] ?? '').length - (col - 1);
    return {
      line: Math.max(1, line),
      column: Math.max(1, col),
      length: Math.max(1, Math.min(end - start, rest)),
    };
  };
}

const FAULTS: Partial<Record<YAMLError['code'], { message: string; label: string; help: string }>> = {
  DUPLICATE_KEY: {
    message: 'a key is given twice',
    label: 'this is the second',
    help: 'keep one of the two',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a value holds a second `: `',
    label: 'YAML reads this as another key',
    help: 'put the value in double quotes',
  },
  TAB_AS_INDENT: {
    message: 'a tab indents the front matter',
    label: 'YAML allows only spaces here',
    help: 'indent with spaces',
  },
};

function reportFault({ code, message }: YAMLError, place: Place, report: Report): void {
  const known = FAULTS[code];
  report(
    'B007',
    place,
    known?.message ?? 'the front matter is not valid YAML',
    known?.label ?? cleanLine(message).replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase()),
    known?.help ?? 'write `key: value` lines; put double quotes around a value with `: ` or ` #` in it',
  );
}

class TooManyValues extends Error {}

/** Turns yaml's tree into ours, following aliases within a budget. */
class Locator {
  private readonly anchors = new Map<string, Node>();
  private values = 0;
  private readonly place: Placer;
  private readonly report: Report;

  constructor(place: Placer, report: Report) {
    this.place = place;
    this.report = report;
  }

  locate(node: Node): DataNode {
    if (++this.values > MOST_VALUES) throw new TooManyValues();
    const place = this.placeOf(node);
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target !== undefined) return this.locate(target);
      const help = 'write the value out';
      this.report('B007', place, 'an alias stands for nothing', 'no value above has this anchor', help);
      return { kind: 'scalar', place, value: null, source: '' };
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isSeq<Node>(node)) {
      return { kind: 'list', place, items: node.items.map((item) => this.locate(item)) };
    }
    if (isMap<Node, Node | null>(node)) return { kind: 'map', place, entries: this.entries(node.items) };
    return this.scalar(node, place);
  }

  private entries(pairs: readonly { key: Node; value: Node | null }[]): MapNode['entries'] {
    const entries = new Map<string, { keyPlace: Place; value: DataNode }>();
    for (const { key, value } of pairs) {
      const keyPlace = this.placeOf(key);
      const name = isScalar(key) ? String(key.value) : '';
      const nothing = { kind: 'scalar', place: keyPlace, value: null, source: '' } as const;
      entries.set(name, { keyPlace, value: value ? this.locate(value) : nothing });
    }
    return entries;
  }

  private scalar(node: Node, place: Place): DataNode {
    const value = isScalar(node) ? node.value : null;
    const source = isScalar(node) ? (node.source ?? '') : '';
    if (typeof value === 'string') {
      this.refuseEscapes(value, place);
      return { kind: 'scalar', place, value, source };
    }
    const plain = typeof value === 'number' || typeof value === 'boolean' ? value : null;
    return { kind: 'scalar', place, value: plain, source };
  }

  /** `"\e[2J"` is harmless in the file and a command once it is read. */
  private refuseEscapes(value: string, place: Place): void {
    if (firstControl(value) === -1 && value.isWellFormed()) return;
    this.report(
      'B004',
      place,
      'a value holds a control character',
      'written as an escape',
      'remove the escape: it can command a terminal',
    );
  }

  private placeOf(node: Node): Place {
    const [start, end] = node.range ?? [0, 1];
    return this.place(start, end);
  }
}
