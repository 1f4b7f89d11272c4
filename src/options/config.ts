import { readYaml, YamlFault } from '../bank/loader/yaml.ts';
import type { Path } from '../bank/diagnostic.ts';
import { isData, type Value } from '../bank/parser/document.ts';
import { findPlace } from '../bank/places.ts';
import { hasKey, hasKnownKey } from '../wire/endpoint.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { nearest } from '../text/format.ts';
import { plainValue, readConfigText } from '../store/config-file.ts';
import { isSecret, RETIRED, SECTIONS, type Setting, type VoiceSettings } from './settings.ts';

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
  /** Keys that no longer do anything, each with its line. */
  retired: readonly { key: string; line: number }[];
  problems: readonly Problem[];
}

/** Which model it is, in config.yaml. */
const MODEL_NAMES: ReadonlySet<string> = new Set(['model.url', 'model.command', 'model.name']);

/** Reads config.yaml and the variables. Throws a UserError if the file is there and cannot be read. */
export function readConfig({ paths, vars }: Pick<Env, 'paths' | 'vars'>): Config {
  const file = readFile(paths.config);
  const given = readVariables(vars);
  // Where a variable says where the model is, only variables say which one it is.
  const isNamed = ['model.url', 'model.command'].some((name) => given.set.has(name));
  const own = [...file.set].filter(([name]) => !isNamed || !MODEL_NAMES.has(name));
  return {
    ...file,
    set: new Map([
      ...own,
      ...[...given.set].map(([name, value]): [string, Given] => [
        name,
        { ...value, overridden: file.set.get(name)?.value },
      ]),
    ]),
    problems: [...file.problems, ...given.problems],
  };
}

function readFile(path: string): Config {
  const text = readConfigText(path);
  if (text === null) return { path, exists: false, set: new Map(), retired: [], problems: [] };
  try {
    const lineOf = (key: Path): number => findPlace(text, { key }).line;
    return { path, exists: true, ...readSections(readYaml(text), lineOf) };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { line, message, label, help } = error;
    return {
      path,
      exists: true,
      set: new Map(),
      retired: [],
      problems: [{ line, message: `${message}: ${label}.`, help }],
    };
  }
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

/** The programs that the user named. Throws a UserError if something in config.yaml is wrong. */
export function voiceSettings(env: Pick<Env, 'paths' | 'vars'>): VoiceSettings {
  return sectionOf(readConfig(env), 'voice');
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
      if (holdsKey(`${section}.${key}`, value)) {
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

/** Reads every section that the program knows, and reports the rest. */
function readSections(
  file: Value,
  lineOf: (key: Path) => number,
): Pick<Config, 'set' | 'retired' | 'problems'> {
  const set = new Map<string, Given>();
  const retired: { key: string; line: number }[] = [];
  const problems: Problem[] = [];
  for (const [section, keys] of entriesOf(file, 'the file', [])) {
    const known = ownValue(SECTIONS, section);
    if (known === undefined) refuse('section', [section], SECTIONS);
    else
      for (const [key, value] of entriesOf(keys, section, [section])) readSetting(section, key, value, known);
  }
  return { set, retired, problems };

  /** A section whose lines are all comments has no value. */
  function entriesOf(value: Value, what: string, path: Path): [string, Value][] {
    if (isData(value)) return Object.entries(value);
    if (value !== null)
      problems.push({ line: lineOf(path), message: `${what} must hold \`key: value\` lines.` });
    return [];
  }

  function refuse(what: 'section' | 'key', path: readonly string[], known: object): void {
    const name = path.at(-1) ?? '';
    problems.push({
      line: lineOf(path),
      ...(isSecret(name) ? SECRET : unknown(what, name, Object.keys(known))),
    });
  }

  function readSetting(
    section: string,
    key: string,
    value: Value,
    known: Readonly<Record<string, Setting>>,
  ): void {
    const setting = ownValue(known, key);
    const name = `${section}.${key}`;
    if (setting === undefined) {
      if (RETIRED.includes(name)) retired.push({ key: name, line: lineOf([section, key]) });
      else refuse('key', [section, key], known);
      return;
    }
    // A key without a value is not set.
    if (value === null) return;
    const line = lineOf([section, key]);
    const given = plainValue(value);
    if (holdsKey(name, JSON.stringify(given))) {
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

/** Where a key is pasted by mistake. Elsewhere a path may have as many letters and digits in a row. */
const NEAR_KEYS = ['model.keyCommand', 'model.name', 'model.url'];

function holdsKey(setting: string, text: string): boolean {
  return NEAR_KEYS.includes(setting) ? hasKey(text) : hasKnownKey(text);
}

/** A key such as `constructor` is in every object. */
function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
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
