import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { readYaml } from '../bank/loader/yaml.ts';
import { isData, isList, OddScalar, type Value, valueOf } from '../bank/parser/document.ts';
import { findPlace } from '../bank/places.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';

/** No one writes more by hand. */
const LONGEST = 64 * 1024;

/** The text of config.yaml; null if there is none. Throws a UserError if it is there and cannot be read. */
export function readConfigText(path: string): string | null {
  let bytes;
  try {
    bytes = readPlainFile(path, LONGEST);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
  if (bytes === 'no file') throw new UserError(`cannot read ${path}: it is not a file.`);
  if (bytes === 'too large') throw new UserError(`cannot read ${path}: it is over 64 KiB.`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** A value as YAML 1.2 means it: `010` is ten, and `True` is true. */
export function plainValue(value: Value): unknown {
  if (isList(value)) return value.map(plainValue);
  if (!(value instanceof OddScalar)) return value;
  const word = value.written.toLowerCase();
  return word === 'true' || (word !== 'false' && Number(word));
}

/** Adds a word to a list in config.yaml, and keeps its comments. Makes the file if there is none. */
export function addToList(path: string, section: string, key: string, word: string): void {
  const before = readConfigText(path);
  const text = withWord(before ?? '', section, key, word);
  if (text === null)
    throw new UserError(`cannot add to ${path}.`, {
      help: `write \`${key}: [${JSON.stringify(word)}]\` below \`${section}:\` yourself.`,
    });
  makePrivateFolder(dirname(path));
  // A link stays a link: settings are often kept elsewhere.
  writeWhole(before === null ? path : realpathSync(path), text);
}

/** The text with the word in that list; null if a line or a few words more do not do it. */
function withWord(text: string, section: string, key: string, word: string): string | null {
  const list = [...listIn(text, section, key), word];
  const changed = insertWord(text, section, key, list);
  try {
    return JSON.stringify(listIn(changed, section, key)) === JSON.stringify(list) ? changed : null;
  } catch {
    return null;
  }
}

/** `list` ends with the word to insert. */
function insertWord(text: string, section: string, key: string, list: readonly Value[]): string {
  const words = list.map((each) => JSON.stringify(each));
  const keys = valueAt(text, section);
  if (keys === undefined)
    return `${text.replace(/[^\n]$/, '$&\n')}${section}:\n  ${key}: [${words.join(', ')}]\n`;
  const lines = text.split('\n');
  if (valueAt(text, section, key) === undefined) {
    const [first] = isData(keys) ? Object.keys(keys) : [];
    const indent = first === undefined ? 2 : findPlace(text, { key: [section, first] }).column - 1;
    lines.splice(
      findPlace(text, { key: [section] }).line,
      0,
      `${' '.repeat(indent)}${key}: [${words.join(', ')}]`,
    );
    return lines.join('\n');
  }
  const isLong = list.length > 1 && isList(valueAt(text, section, key) ?? null);
  const path = [section, key, ...(isLong ? [list.length - 2] : [])];
  const { line, column, length } = findPlace(text, { value: path });
  const former = lines[line - 1] ?? '';
  const last = words.at(-1) ?? '';
  const [dash] = /^ *- +/.exec(former) ?? [];
  if (isLong && dash !== undefined) lines.splice(line, 0, dash + last);
  else {
    const [start, end] = [column - 1, column - 1 + length];
    const value = isLong ? `${former.slice(start, end)}, ${last}` : `[${words.join(', ')}]`;
    lines[line - 1] = former.slice(0, start) + value + former.slice(end);
  }
  return lines.join('\n');
}

function listIn(text: string, section: string, key: string): readonly Value[] {
  const value = valueAt(text, section, key) ?? [];
  return isList(value) ? value : [value];
}

function valueAt(text: string, ...path: string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (value = null, key) => (isData(value) ? valueOf(value, key) : undefined),
    readYaml(text),
  );
}
