import { dirname, join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';
import { fieldsOf } from '../text/data.ts';
import { JUDGE_VERSION } from './prompts/judge.ts';

/** The last check of a model, with this version of the prompt. */
export interface LastCheck {
  host: string;
  name: string;
  prompt: number;
  /** Milliseconds since 1970. */
  at: number;
  seed: number;
  /** Pairs that were judged. */
  pairs: number;
  /** On how many of them each judge agreed with the bank. */
  agreed: { model: number; matcher: number };
}

/** No one checks more models. */
const MOST = 50;
const LONGEST = 64 * 1024;
const VERSION = 2;

/** The last check of this model; null if there is none, or if its file cannot be trusted. */
export function lastCheck(
  { paths }: Pick<Env, 'paths'>,
  { host, name }: { host: string; name: string },
): LastCheck | null {
  const own = { host, name, prompt: JUDGE_VERSION };
  return readChecks(fileIn(paths)).find((check) => isSame(check, own)) ?? null;
}

/** Keeps a check in place of the one before. Without a file nothing is lost but a notice, so nothing is reported. */
export function keepCheck({ paths }: Pick<Env, 'paths'>, check: LastCheck): void {
  const file = fileIn(paths);
  const others = readChecks(file).filter((other) => !isSame(other, check));
  try {
    makePrivateFolder(dirname(file));
    writeWhole(file, JSON.stringify({ version: VERSION, checks: [check, ...others].slice(0, MOST) }));
  } catch {
    // The next round does not know of it, no more.
  }
}

type Checked = Pick<LastCheck, 'host' | 'name' | 'prompt'>;

function isSame(a: Checked, b: Checked): boolean {
  return a.host === b.host && a.name === b.name && a.prompt === b.prompt;
}

function fileIn(paths: Env['paths']): string {
  return join(paths.cache, 'model-checks.json');
}

function readChecks(file: string): LastCheck[] {
  try {
    const bytes = readPlainFile(file, LONGEST);
    if (typeof bytes === 'string') return [];
    const { version, checks } = fieldsOf(JSON.parse(bytes.toString()));
    return version === VERSION && Array.isArray(checks) ? checks.filter(isCheck) : [];
  } catch {
    return [];
  }
}

function isCheck(value: unknown): value is LastCheck {
  const { host, name, prompt, at, seed, pairs, agreed } = fieldsOf(value);
  const { model, matcher } = fieldsOf(agreed);
  return (
    [host, name].every((text) => typeof text === 'string') &&
    [prompt, at, seed, pairs, model, matcher].every((n) => Number.isSafeInteger(n) && Number(n) >= 0) &&
    // A Date holds no more.
    Number(at) <= 8.64e15
  );
}
