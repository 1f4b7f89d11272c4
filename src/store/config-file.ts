import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { readYaml } from '../bank/loader/yaml.ts';
import { isData, isList, OddScalar, type Value, valueOf } from '../bank/parser/document.ts';
import { findPlace } from '../bank/places.ts';
import { codeOf, failure, reasonOf, UserError } from '../platform/errors.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';
import { yamlText } from '../text/data.ts';

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
  change(path, section, `${key}: [${JSON.stringify(word)}]`, (text) => withWord(text, section, key, word));
}

/** Values of a section of config.yaml, by their keys. */
export type Values = Readonly<Record<string, string | boolean>>;

/** Lines of config.yaml with these values. */
export function settingLines(values: Values): string[] {
  return Object.entries(values).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? yamlText(value) : value}`,
  );
}

/**
 * Sets values in a section of config.yaml, and keeps its comments. Makes the file if there is none. What the section says
 * under these keys so far becomes a comment.
 */
export function setValues(
  path: string,
  section: string,
  values: Values,
  keys: readonly string[] = Object.keys(values),
): void {
  const lines = settingLines(values).join('` and `');
  change(path, section, lines, (text) => withValues(text, section, values, keys));
}

/** Writes what an edit makes of config.yaml. It gives null if it cannot. */
function change(path: string, section: string, lines: string, edit: (text: string) => string | null): void {
  const before = readConfigText(path);
  const text = edit(before ?? '');
  if (text === null)
    throw new UserError(`cannot add to ${path}.`, {
      help: `write \`${lines}\` below \`${section}:\` yourself.`,
    });
  try {
    makePrivateFolder(dirname(path));
    // A link stays a link: settings are often kept elsewhere.
    writeWhole(before === null ? path : realpathSync(path), text);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw failure(
      `cannot write ${path}: ${reasonOf(error)}.`,
      `write \`${lines}\` below \`${section}:\` yourself.`,
      error,
    );
  }
}

/** The text with these values; null if whole lines do not do it. */
function withValues(text: string, section: string, values: Values, keys: readonly string[]): string | null {
  const lines = text.split('\n');
  const start = findPlace(text, { key: [section] }).line;
  for (const key of keys.filter((name) => valueAt(text, section, name) !== undefined)) {
    const { line } = findPlace(text, { key: [section, key] });
    // It shares the line of the section.
    if (line === start) return null;
    lines[line - 1] = (lines[line - 1] ?? '').replace(/^ */, '$&# ');
  }
  try {
    const changed = withLines(lines.join('\n'), section, settingLines(values));
    return keys.every((key) => valueAt(changed, section, key) === values[key]) ? changed : null;
  } catch {
    return null;
  }
}

/** The text with lines more at the start of a section. */
function withLines(text: string, section: string, added: readonly string[]): string {
  if (valueAt(text, section) === undefined)
    return `${text.replace(/[^\n]$/, '$&\n')}${section}:\n${added.map((line) => `  ${line}\n`).join('')}`;
  const lines = text.split('\n');
  const { line } = findPlace(text, { key: [section] });
  const [indent = '  '] = /^ +/.exec(lines[line] ?? '') ?? [];
  return lines.toSpliced(line, 0, ...added.map((each) => indent + each)).join('\n');
}

/** The text with the word in that list; null if a line or a word more does not do it. */
function withWord(text: string, section: string, key: string, word: string): string | null {
  const quoted = JSON.stringify(word);
  let changed: string;
  if (valueAt(text, section, key) === undefined) changed = withLines(text, section, [`${key}: [${quoted}]`]);
  else {
    const lines = text.split('\n');
    const { line } = findPlace(text, { key: [section, key] });
    const here = lines[line - 1] ?? '';
    const last = here.includes('[]') ? quoted : `, ${quoted}`;
    changed = lines.with(line - 1, here.replace(/\](?=\s*(?:#.*)?$)/, `${last}]`)).join('\n');
  }
  const wanted = JSON.stringify([...listIn(text, section, key), word]);
  try {
    return JSON.stringify(listIn(changed, section, key)) === wanted ? changed : null;
  } catch {
    return null;
  }
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
