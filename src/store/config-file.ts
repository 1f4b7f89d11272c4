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

/** Values of a section of config.yaml, by their keys. */
export type Values = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Lines of config.yaml with these values. */
export function settingLines(values: Values): string[] {
  // A list in JSON is one in YAML.
  return Object.entries(values).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? yamlText(value) : JSON.stringify(value)}`,
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
  const before = readConfigText(path);
  const text = withValues(before ?? '', section, values, keys);
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
    const isSet = (key: string): boolean =>
      JSON.stringify(valueAt(changed, section, key)) === JSON.stringify(values[key]);
    return keys.every(isSet) ? changed : null;
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

function valueAt(text: string, ...path: string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (value = null, key) => (isData(value) ? valueOf(value, key) : undefined),
    readYaml(text),
  );
}
