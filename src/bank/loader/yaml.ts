import yaml from 'js-yaml';
import { OddScalar, isData, isList, type Value } from '../parser/document.ts';
import type { Path } from '../diagnostic.ts';
import { short } from '../../text/format.ts';

/** YAML that cannot be read: what is wrong, and where. Its parts are those of a `Finding`. */
export class YamlFault extends Error {
  readonly line: number;
  readonly column: number;
  readonly label: string;
  readonly help: string;

  /** `position` is an offset into `text`. One at the end of a line is moved to the character before. */
  constructor(text: string, position: number, { message, label, help }: Fault) {
    super(message);
    const before = text.slice(0, position);
    const lines = (/^(?:\r?\n|$)/.test(text.slice(position)) ? before.trimEnd().slice(0, -1) : before).split(
      '\n',
    );
    this.line = lines.length;
    this.column = (lines.at(-1) ?? '').length + 1;
    this.label = label;
    this.help = help;
  }
}

interface Fault {
  message: string;
  label: string;
  help: string;
}

/**
 * The value of a text in YAML: maps, lists, texts, and what `readScalar` makes of a scalar without quotes. No tag creates an
 * object or a function. Throws a YamlFault.
 */
export function readYaml(text: string): Value {
  const tab = /^ *\t[ \t]*(?![\s#])/m.exec(text);
  if (tab !== null) throw new YamlFault(text, tab.index + tab[0].indexOf('\t'), TAB);
  try {
    const value = (yaml.load(text, { schema: SCHEMA, listener: refuseOddNodes }) ?? null) as Value;
    if (valuesIn(value) === null) throw new RangeError('too many values');
    return value;
  } catch (error) {
    if (error instanceof RangeError) throw new YamlFault(text, 0, TOO_MUCH);
    if (!(error instanceof yaml.YAMLException)) throw error;
    throw faultOf(text, error.reason, error.mark?.position ?? 0);
  }
}

const SCHEMA = new yaml.Schema({
  include: [yaml.FAILSAFE_SCHEMA],
  implicit: [
    // A document cannot name this tag, because of the space in it.
    new yaml.Type('unquoted scalar', {
      kind: 'scalar',
      resolve: (text: string) => typeof readScalar(text) !== 'string',
      construct: readScalar,
    }),
  ],
});

/** js-yaml reads `[a,, b]` as three items, and makes one text of a key that is a list. */
function refuseOddNodes(event: 'open' | 'close', { input, position, kind, result }: yaml.State): void {
  if (event === 'open') return;
  if (kind === null && result === null && input[position] === ',')
    throw new YamlFault(input, position, notYaml('no value before this comma'));
  NEXT_IS_COLON.lastIndex = position;
  if (typeof result === 'object' && result !== null && NEXT_IS_COLON.test(input))
    throw new YamlFault(input, position, notYaml('the key before this is not a word'));
}

const NEXT_IS_COLON = /\s*:\s/y;

const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['false', false],
]);
/** A number that reads back exactly as it is written. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,8})(?:\.\d{0,4}[1-9])?$/;
/** Everything else that YAML 1.2 takes for a number or a truth value. */
const ODD =
  /^(?:True|TRUE|False|FALSE|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The value of a scalar without quotes. Dates and `1:30` are text. */
function readScalar(text: string): Value {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (PLAIN_NUMBER.test(text)) return Number(text);
  return ODD.test(text) ? new OddScalar(text) : text;
}

/** Aliases can make a few lines mean billions of values, and a value contain itself. */
const MOST_VALUES = 2000;

/** A value and all values in it, with the keys that lead to them; null if there are too many. */
export function valuesIn(value: Value): { value: Value; path: Path }[] | null {
  const found: { value: Value; path: Path }[] = [{ value, path: [] }];
  for (const { value, path } of found) {
    if (found.length > MOST_VALUES) return null;
    if (isList(value)) found.push(...value.map((item, index) => ({ value: item, path: [...path, index] })));
    else if (isData(value))
      found.push(...Object.entries(value).map(([key, item]) => ({ value: item, path: [...path, key] })));
  }
  return found;
}

const TAB: Fault = {
  message: 'a tab indents the line',
  label: 'YAML allows only spaces here',
  help: 'indent with spaces',
};
const TOO_MUCH: Fault = {
  message: 'there are too many values, or too deep ones',
  label: 'it starts here',
  help: 'write each value out, without anchors and aliases',
};
function notYaml(label: string): Fault {
  const help = 'write `key: value` lines; put double quotes around a value with `: ` or ` #` in it';
  return { message: 'this is not valid YAML', label, help };
}

/** A value, or the first in a list, with a quote that does not end on its line. Values that go on are indented. */
const OPEN_QUOTE =
  /(?=["'])(?<=^( *)(?:- +|[\w-]+: +)+\[?)(?:"(?:[^"\\\n]|\\.)*|'(?:[^'\n]|'')*)$(?!\n+\1 )/m;

/** js-yaml stops after what these are about. The last match before that is the cause. */
const CAUSES: readonly [reason: RegExp, cause: RegExp][] = [
  [/\btag\b/, /!(?<=[:-] +!)/g],
  [/a multiline key/, /[^\s#](?<=^ *.).*\n/gm],
  [/^missed comma/, /\S(?=\s*$)/g],
];

/** The fault for which js-yaml stopped at `position`. */
function faultOf(text: string, given: string, position: number): YamlFault {
  const quote = OPEN_QUOTE.exec(text);
  if (quote !== null && quote.index < position)
    return new YamlFault(text, quote.index, notYaml('missing closing quote'));
  const rest = text.slice(position);
  // The first line of all has another reason.
  const reason = given.startsWith('end of the stream') && /^:\s/.test(rest) ? 'a multiline key' : given;
  const before = `${text}\n`.slice(0, position);
  const [, cause] = CAUSES.find(([about]) => about.test(reason)) ?? [];
  const found = cause === undefined ? undefined : [...before.matchAll(cause)].at(-1);
  return new YamlFault(text, found?.index ?? position, reasonInWords(reason, rest));
}

/** What is wrong, by js-yaml's reason and the text from where it stopped. */
function reasonInWords(reason: string, rest: string): Fault {
  if (reason === 'duplicated mapping key') {
    const [, , key = ''] = /^(["']?)([^\n]*?)\1[ \t]*:/.exec(rest) ?? [];
    return {
      message: key === '' ? 'a key is there twice' : `\`${short(key)}\` is there twice`,
      label: 'this is the second',
      help: 'keep one of the two',
    };
  }
  if (reason.startsWith('unidentified alias'))
    return {
      message: 'an alias stands for nothing',
      label: 'no value above has this anchor',
      help: 'write the value out',
    };
  if (reason.includes('a multiline key')) return notYaml('this line is not `key: value`');
  if (/^:\s/.test(rest))
    return {
      message: 'a value holds a second `: `',
      label: 'YAML reads this as another key',
      help: 'put the value in double quotes',
    };
  return notYaml(/^[@`%,\]}|>-]/.test(rest) ? 'a value cannot start with this' : short(reason));
}
