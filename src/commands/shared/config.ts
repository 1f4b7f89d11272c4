import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, YAMLMap } from 'yaml';
import { hasKey } from '../../model/endpoint.ts';
import type { Env } from '../../platform/env.ts';
import { codeOf, reasonOf, UserError } from '../../platform/errors.ts';
import { makePrivateFolder } from '../../platform/paths.ts';
import { readPlainFile } from '../../platform/plain-file.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import { nearest } from '../../text/format.ts';
import { isSecret, SECTIONS, type Setting } from './settings.ts';

/** A value, and where it comes from: a line of config.yaml, or a variable. */
export interface Given {
  value: unknown;
  from: { line: number } | { variable: string };
  /** What the file says, where a variable wins over it. */
  overridden?: unknown;
}

export interface Problem {
  /** In config.yaml, from 1; null: a variable has it. */
  line: number | null;
  message: string;
  help?: string | undefined;
}

/** What config.yaml and the environment say, by section and key; a key with a problem is left out. */
export interface Config {
  path: string;
  exists: boolean;
  set: ReadonlyMap<string, Given>;
  problems: readonly Problem[];
}

/** No one writes more by hand. */
const LONGEST = 64 * 1024;

/** Reads config.yaml and the variables. Throws a UserError if the file is there and cannot be read. */
export function readConfig({ paths, vars }: Pick<Env, 'paths' | 'vars'>): Config {
  const file = readFile(paths.config);
  const given = readVariables(vars);
  return {
    ...file,
    set: new Map([
      ...file.set,
      ...[...given.set].map(([name, value]): [string, Given] => [
        name,
        { ...value, overridden: file.set.get(name)?.value },
      ]),
    ]),
    problems: [...file.problems, ...given.problems],
  };
}

function readFile(path: string): Config {
  const text = readText(path);
  if (text === null) return { path, exists: false, set: new Map(), problems: [] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const faults = [...document.errors, ...document.warnings].map(({ message, pos: [offset] }) => ({
    line: lineAt(offset),
    message: `this is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.?$/, '.')}`,
  }));
  if (faults.length > 0) return { path, exists: true, set: new Map(), problems: faults };
  return { path, exists: true, ...readSections(document.contents, (node) => lineAt(node.range?.[0] ?? 0)) };
}

/** The values of one section. Throws a UserError that names the first line with a problem. */
export function sectionOf(config: Config, section: string): Record<string, unknown> {
  const { set, problems } = config;
  const [problem] = problems;
  if (problem !== undefined)
    throw new UserError(placed(config, problem), {
      help: problem.help ?? '`hotseat config` shows all of it.',
    });
  const start = `${section}.`;
  const own = [...set].filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, { value }]) => [name.slice(start.length), value]));
}

/** Adds a word to a list in config.yaml, and keeps its comments. Makes the file if there is none. */
export function addToList({ paths }: Pick<Env, 'paths'>, section: string, key: string, word: string): void {
  const before = readText(paths.config);
  const document = parseDocument(before ?? '');
  // A section whose lines are all comments, as `config init` writes it, is no map yet.
  const former = document.get(section, true);
  if (isScalar(former)) {
    const map = new YAMLMap();
    map.comment = former.comment ?? null;
    document.set(section, map);
  }
  const list: unknown = document.getIn([section, key]);
  if (isSeq(list)) list.add(word);
  else document.setIn([section, key], typeof list === 'string' ? [list, word] : [word]);
  makePrivateFolder(dirname(paths.config));
  // A link stays a link: settings are often kept elsewhere.
  writeWhole(before === null ? paths.config : realpathSync(paths.config), String(document));
}

/** A problem behind its file and line. */
export function placed({ path }: Pick<Config, 'path'>, { line, message }: Problem): string {
  return line === null ? message : `${path}:${line}: ${message}`;
}

/** The settings that variables hold. */
function readVariables(vars: Env['vars']): Pick<Config, 'set' | 'problems'> {
  const set = new Map<string, Given>();
  const problems: Problem[] = [];
  for (const [section, settings] of Object.entries(SECTIONS)) {
    for (const [key, { variable = '', read }] of Object.entries(settings)) {
      const value = vars[variable] ?? '';
      if (value === '') continue;
      if (hasKey(value)) {
        problems.push({ line: null, message: `a key does not belong in ${variable}.`, help: SECRET.help });
        continue;
      }
      try {
        set.set(`${section}.${key}`, { value: read(value, variable), from: { variable } });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push({ line: null, message: `${variable}: ${error.message}`, help: error.help });
      }
    }
  }
  return { set, problems };
}

function readText(path: string): string | null {
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

interface Entry {
  key: string;
  node: Node;
  value: Node | null;
}

/** Reads every section that the program knows, and reports the rest. */
function readSections(
  contents: Node | null,
  lineOf: (node: Node) => number,
): Pick<Config, 'set' | 'problems'> {
  const set = new Map<string, Given>();
  const problems: Problem[] = [];
  for (const { key, node, value } of contents === null ? [] : entriesOf(contents, 'the file')) {
    const known = ownValue(SECTIONS, key);
    if (known === undefined)
      problems.push({
        line: lineOf(node),
        ...(isSecret(key) ? SECRET : unknown('section', key, Object.keys(SECTIONS))),
      });
    // A section whose lines are all comments has no value.
    else if (value !== null && !(isScalar(value) && value.value === null))
      for (const entry of entriesOf(value, key))
        readSetting(`${key}.${entry.key}`, entry, ownValue(known, entry.key), known);
  }
  return { set, problems };

  function entriesOf(node: Node, what: string): Entry[] {
    if (isMap(node)) return pairsOf(node);
    problems.push({ line: lineOf(node), message: `${what} must hold \`key: value\` lines.` });
    return [];
  }

  function readSetting(
    name: string,
    { key, node, value }: Entry,
    setting: Setting | undefined,
    known: Readonly<Record<string, Setting>>,
  ): void {
    const line = lineOf(node);
    if (setting === undefined) {
      problems.push({ line, ...(isSecret(key) ? SECRET : unknown('key', key, Object.keys(known))) });
      return;
    }
    // A key without a value is not set.
    if (value === null || (isScalar(value) && value.value === null)) return;
    const given: unknown = value.toJSON();
    if (hasKey(JSON.stringify(given))) {
      problems.push({ line, ...SECRET });
      return;
    }
    try {
      set.set(name, { value: setting.read(given, name), from: { line } });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ line, message: error.message, help: error.help });
    }
  }
}

/** A key such as `constructor` is in every object. */
function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function pairsOf(map: YAMLMap): Entry[] {
  return map.items.flatMap(({ key, value }) =>
    isScalar(key) ? [{ key: String(key.value), node: key, value: value as Node | null }] : [],
  );
}

const SECRET: Omit<Problem, 'line'> = {
  message: 'a key does not belong in this file.',
  help: 'below `model:` write `keyEnv: NAME` with the variable that holds it, or `keyCommand:` with a command that prints it.',
};

function unknown(what: 'section' | 'key', name: string, known: readonly string[]): Omit<Problem, 'line'> {
  const near = nearest(name, known);
  const list = `the ${what}s are ${known.join(', ')}.`;
  return {
    message: `there is no ${what} "${name}".`,
    help: near === undefined ? list : `did you mean \`${near}\`? ${list}`,
  };
}
