import { dirname, join } from 'node:path';
import { CALLS, type Calls } from './calls.ts';
import type { Agreement, Comparison } from './check/agreement.ts';
import { hostOf } from './endpoint.ts';
import { JUDGE_VERSION } from './prompts/judge.ts';
import type { Env } from '../platform/env.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';

/** How one way of calling did. */
export type Figures = Pick<Agreement, 'agreed' | 'judged' | 'unsure' | 'falselyCovered' | 'notCovered'> &
  Pick<Comparison, 'result' | 'onlyThis' | 'onlyThat'>;

/** The last check of a model, with this version of the prompt. */
export interface LastCheck {
  host: string;
  name: string;
  prompt: number;
  /** Milliseconds since 1970. */
  at: number;
  seed: number;
  pairs: number;
  matcher: { agreed: number; judged: number };
  /** A way that judged nothing is absent. */
  calls: Partial<Record<Calls, Figures>>;
}

type Named = { url: string; name: string };

/** No one checks more models. */
const MOST = 50;
const LONGEST = 64 * 1024;
const VERSION = 1;

/** The last check of this model; null if there is none, or if its file cannot be trusted. */
export function lastCheck({ paths }: Pick<Env, 'paths'>, model: Named): LastCheck | null {
  return readChecks(fileIn(paths)).find((check) => isOf(check, model)) ?? null;
}

/** Keeps a check in place of the one before. Without a file nothing is lost but a notice, so nothing is reported. */
export function keepCheck({ paths }: Pick<Env, 'paths'>, check: LastCheck): void {
  const file = fileIn(paths);
  const others = readChecks(file).filter(
    ({ host, name, prompt }) => host !== check.host || name !== check.name || prompt !== check.prompt,
  );
  try {
    makePrivateFolder(dirname(file));
    writeWhole(file, JSON.stringify({ version: VERSION, checks: [check, ...others].slice(0, MOST) }));
  } catch {
    // The next round does not know of it, no more.
  }
}

function isOf({ host, name, prompt }: LastCheck, model: Named): boolean {
  return host === hostOf(model.url) && name === model.name && prompt === JUDGE_VERSION;
}

function fileIn(paths: Env['paths']): string {
  return join(paths.cache, 'model-checks.json');
}

function readChecks(file: string): LastCheck[] {
  try {
    const bytes = readPlainFile(file, LONGEST);
    if (typeof bytes === 'string') return [];
    const { version, checks } = Object(JSON.parse(bytes.toString())) as Record<string, unknown>;
    return version === VERSION && Array.isArray(checks) ? checks.filter(isCheck) : [];
  } catch {
    return [];
  }
}

function isCheck(value: unknown): value is LastCheck {
  const { host, name, prompt, at, seed, pairs, matcher, calls } = fields(value);
  return (
    typeof host === 'string' &&
    typeof name === 'string' &&
    [prompt, at, seed, pairs].every(isCount) &&
    // A Date holds no more.
    Number(at) <= 8.64e15 &&
    isShare(matcher) &&
    typeof calls === 'object' &&
    calls !== null &&
    CALLS.every((each) => fields(calls)[each] === undefined || isFigures(fields(calls)[each]))
  );
}

function isFigures(value: unknown): value is Figures {
  const { unsure, falselyCovered, notCovered, result, onlyThis, onlyThat } = fields(value);
  return (
    isShare(value) &&
    [unsure, falselyCovered, notCovered, onlyThis, onlyThat].every(isCount) &&
    ['better', 'no better', 'worse'].some((word) => word === result)
  );
}

function isShare(value: unknown): boolean {
  const { agreed, judged } = fields(value);
  return isCount(agreed) && isCount(judged) && Number(agreed) <= Number(judged);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function fields(value: unknown): Record<string, unknown> {
  return Object(value) as Record<string, unknown>;
}
