import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import type { Place, SourceFile, Where } from '../diagnostic.ts';
import { START } from '../reporter.ts';
import { cleanLine } from '../../text/clean.ts';
import { readScalar } from './scalar.ts';

/** What is wrong with front matter as YAML. */
export interface Fault {
  place: Place;
  message: string;
  label: string;
  help: string;
}

/** Front matter as the `yaml` package reads it: slower than js-yaml, stricter, and with a place for everything. */
export interface LocatedYaml {
  /** If there are any, nothing else is reported about the front matter. */
  faults: Fault[];
  /** An alias is the same object as its anchor, so a value may contain itself. */
  value: unknown;
  /** The place of a value or a key; the start of the file if there is none. */
  locate: (where: Exclude<Where, Place>) => Place;
}

export function locateYaml({ text, frontMatter }: SourceFile): LocatedYaml {
  // The front matter starts at the end of the file's first line, so line numbers are those of the file.
  const document = parseDocument(frontMatter, {
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    // At 'silent', a second document goes unnoticed.
    logLevel: 'error',
  });
  const place = placesIn(text, frontMatter);
  const faults = [...document.errors, ...document.warnings].map((error) =>
    faultOf(error, place(...error.pos)),
  );
  if (faults.length === 0) {
    for (const alias of prepare(document)) faults.push({ place: place(...rangeOf(alias)), ...DANGLING });
  }
  const hasValue = faults.length === 0 && document.contents !== null;
  return {
    faults,
    value: hasValue ? document.toJS({ maxAliasCount: -1 }) : {},
    locate(where) {
      const node = nodeAt(document, where);
      return node === null ? START : place(...rangeOf(node));
    },
  };
}

type YamlDocument = ReturnType<typeof parseDocument>;

/** Gives numbers and truth values their meaning in the format. Returns the aliases without an anchor. */
function prepare(document: YamlDocument): Node[] {
  const anchors = new Set<string>();
  const dangling: Node[] = [];
  visit(document, {
    Node(key, node) {
      if (isAlias(node)) {
        if (!anchors.has(node.source)) dangling.push(node);
        return;
      }
      if (node.anchor !== undefined) anchors.add(node.anchor);
      const isOther = isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'boolean');
      if (isOther && key !== 'key') node.value = readScalar(node.source ?? '');
    },
  });
  return dangling;
}

function nodeAt(document: YamlDocument, where: Exclude<Where, Place>): Node | null {
  let key: Node | null = null;
  let value: Node | null = document.contents;
  for (const step of 'key' in where ? where.key : where.value) {
    if (isMap<Node, Node | null>(value)) {
      const pair = value.items.find((item) => isScalar(item.key) && item.key.value === step);
      key = pair?.key ?? null;
      // A key without a value stands for it.
      value = pair?.value ?? key;
    } else value = isSeq<Node>(value) ? (value.items[Number(step)] ?? null) : null;
    if (isAlias(value)) value = value.resolve(document) ?? null;
  }
  return 'key' in where ? key : value;
}

function rangeOf(node: Node): [start: number, end: number] {
  const [start, end] = node.range ?? [0, 1];
  return [start, end];
}

/** Turns offsets into places. A place of several lines ends with the first. */
function placesIn(text: string, frontMatter: string): (start: number, end?: number) => Place {
  const lines = text.split('\n');
  return (start, end = start + 1) => {
    const before = frontMatter.slice(0, start).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    const rest = (lines[before.length - 1] ?? '').length - (column - 1);
    return { line: before.length, column, length: Math.max(1, Math.min(end - start, rest)) };
  };
}

const DANGLING = {
  message: 'an alias stands for nothing',
  label: 'no value above has this anchor',
  help: 'write the value out',
};

const FAULTS: Partial<Record<YAMLError['code'], Omit<Fault, 'place'>>> = {
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

function faultOf({ code, message }: YAMLError, place: Place): Fault {
  const label = cleanLine(message).replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());
  const help = 'write `key: value` lines; put double quotes around a value with `: ` or ` #` in it';
  return { place, ...(FAULTS[code] ?? { message: 'the front matter is not valid YAML', label, help }) };
}
