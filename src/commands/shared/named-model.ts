import { type Endpoint, hostOf, isLoopback, sourceOf } from '../../wire/endpoint.ts';
import {
  allowedAs,
  isOfCloud,
  onward,
  type Program,
  readCommand,
  requireModel,
  sourceOfProgram,
} from '../../wire/program.ts';
import type { ModelClient } from '../../model/client.ts';
import { type Env, isInteractive } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import type { Manner } from '../../round/interviewer.ts';
import { interruptOf } from '../../terminal/interruption.ts';
import { askYes } from './ask-yes.ts';
import { cleanLine } from '../../text/clean.ts';
import { type Row, row } from '../../text/rows.ts';
import { setValues } from '../../store/config-file.ts';
import { readConfig, sectionOf } from '../../options/config.ts';
import type { ModelSettings } from '../../options/settings.ts';

/** The model that the user named. */
export type NamedModel = Named & (AtAddress | AsProgram);

interface Named {
  /** The model's name; the program's, if that chooses the model. */
  name: string;
  /** The address's host, or the program's name. */
  host: string;
  /** Addresses outside this machine and programs that the user allowed. */
  allow: readonly string[];
  /** The longest that a round waits for it. */
  seconds: number;
}

interface AtAddress extends Pick<ModelSettings, 'keyEnv' | 'keyCommand'> {
  url: string;
  program?: undefined;
  /** The address of config.yaml that its key belongs to, where a variable names another; absent without one. */
  keyOf?: string;
}

interface AsProgram {
  program: Program;
  url?: undefined;
}

/** What a command sends, and all that goes with it. */
export interface Sent {
  what: string;
  gets: string;
}

export const JUDGED: Sent = {
  what: 'your answers',
  gets: 'the question and its facts, what you ask and answer, and the expected answer with its key points',
};
export const ASKED_ABOUT: Sent = {
  what: 'your answers',
  gets: 'the question and its facts, what you ask and answer, and names of key points',
};
export const BANK: Sent = {
  what: 'questions of the bank',
  gets: 'questions, expected answers and key points of the bank, and no answer of yours',
};

/** config.yaml and the environment name no model. */
export class UnnamedError extends UserError {}

/** The model of config.yaml and the environment. Throws an UnnamedError that says what to write if they name none. */
export function namedModel(env: Pick<Env, 'paths' | 'vars'>): NamedModel {
  const config = readConfig(env);
  const settings: ModelSettings = sectionOf(config, 'model');
  const { url, name, command, allow = [], seconds, ...key } = settings;
  if (command !== undefined) {
    if (url !== undefined)
      throw new UserError('model.url and model.command are both set.', {
        help: 'leave one of them out; `hotseat config` shows where each is set.',
      });
    const program = { words: readCommand(command, 'model.command'), model: name ?? null };
    requireModel(program);
    return { ...sourceOfProgram(program), program, allow, seconds: seconds ?? 60 };
  }
  if (url === undefined || name === undefined) {
    throw new UnnamedError(
      `no model is named: ${url === undefined ? 'model.url' : 'model.name'} is not set.`,
      {
        help: '`hotseat model` finds what this machine has. Or set url and name in config.yaml, or HOTSEAT_MODEL_URL and HOTSEAT_MODEL.',
      },
    );
  }
  const named = { url, name, host: hostOf(url), allow, seconds: seconds ?? 20 };
  const { overridden } = config.set.get('model.url') ?? {};
  // A key goes only to the address that it stands beside.
  const isForAnother = overridden !== undefined && overridden !== url;
  return isForAnother ? { ...named, keyOf: overridden as string } : { ...named, ...key };
}

/** The model as a destination: `qwen3:8b at http://localhost:11434/v1`, `claude, which sends them on to Anthropic`. */
export function destinationOf(
  { vars }: Pick<Env, 'vars'>,
  model: NamedModel,
): { text: string; isFar: boolean } {
  const { name, host, url, program } = model;
  if (program === undefined) {
    const at = `${cleanLine(name)} at ${url}`;
    if (!isLoopback(url)) return { text: at, isFar: true };
    if (isOfCloud(name)) return { text: `${at}, which sends them on to Ollama's cloud`, isFar: true };
    return { text: `${at}, on this machine`, isFar: false };
  }
  const called = cleanLine(name === host ? host : `${name} in ${host}`);
  const does = onward(program, vars, 'them');
  if (does === null) return { text: `${called}, on this machine`, isFar: false };
  return { text: `${called}, which ${cleanLine(does)}`, isFar: true };
}

/** What a round says before it starts. */
export function sentence(env: Pick<Env, 'vars'>, model: NamedModel): NonNullable<Manner['sends']> {
  const { text, isFar } = destinationOf(env, model);
  if (!isFar) return { text: `Your answers go to ${text}.`, isFar };
  const open = model.url !== undefined && isReadable(model.url) ? ', without encryption' : '';
  return { text: `Your answers leave this machine${open}: they go to ${text}.`, isFar };
}

/** Whether others may read along on the way to an address. */
function isReadable(url: string): boolean {
  return url.startsWith('http:') && !isLoopback(url);
}

/** Whether something may be sent to it without asking. */
export function isAllowed(env: Pick<Env, 'vars'>, model: NamedModel): boolean {
  return !destinationOf(env, model).isFar || model.allow.includes(wordOf(model));
}

/** What stands for it in the list of what the user allowed. */
function wordOf({ url, program }: NamedModel): string {
  return program === undefined ? url : allowedAs(program);
}

/**
 * A client of the model, once the user has allowed it. What stays on this machine needs no permission. Throws a UserError
 * if it is not allowed, or its key cannot be read.
 */
export async function openModel(env: Env, model: NamedModel, { what, gets }: Sent): Promise<ModelClient> {
  const { url, name, host, program, allow } = model;
  const asks = { section: 'model', what, gets: `${cleanLine(name)} gets ${gets}.` } as const;
  if (program !== undefined) {
    const does = onward(program, env.vars, what);
    const word = wordOf(model);
    if (does !== null && !allow.includes(word))
      await askPermission(env, allow, { ...asks, word, name: host, why: `${host} ${does}` });
    const { openProgram } = await import('../../model/program-client.ts');
    return openProgram(program, env);
  }
  await requirePermission(env, allow, { ...asks, url, model: name, key: sourceOf(model) });
  const { readKey } = await import('../../wire/key.ts');
  const { openClient } = await import('../../model/client.ts');
  const key = await readKey(model, env);
  const endpoint: Endpoint = { url, name, key, keyFrom: sourceOf(model) };
  return openClient(endpoint, env.version);
}

/** What is asked about. */
interface Asked {
  /** The section of config.yaml that remembers a yes. */
  section: 'model' | 'voice';
  /** `your answers` */
  what: string;
  /** A sentence that says all that goes there. */
  gets: string;
}

/** An address that would get something of the candidate's. */
interface Destination extends Asked {
  url: string;
  /** The model's name, where Ollama could pass on what it gets. */
  model?: string;
  /** Where the key that goes there too is from; null without one. */
  key: string | null;
}

/** Asks once whether something may leave this machine by way of an address, unless it was allowed. */
export async function requirePermission(
  env: Env,
  allow: readonly string[],
  { url, model = '', key, ...asked }: Destination,
): Promise<void> {
  const isHere = isLoopback(url);
  if ((isHere && !isOfCloud(model)) || allow.includes(url)) return;
  await askPermission(env, allow, {
    ...asked,
    word: url,
    name: isHere ? "Ollama's cloud" : hostOf(url),
    why: isHere ? `${model} at ${url} is a model of Ollama's cloud` : `${url} is not on this machine`,
    more: [
      ...(key === null ? [] : [row(`  The key from ${cleanLine(key)} goes there too.`)]),
      ...(isReadable(url) ? [row('  The connection is not encrypted: others may read along.', 'warn')] : []),
    ],
  });
}

/** The user said no, or there is no terminal to ask. */
export class NotAllowedError extends UserError {}

interface Question extends Asked {
  /** What a yes is kept as. */
  word: string;
  /** The host, or the program. */
  name: string;
  /** Why it is asked, without the end of the sentence. */
  why: string;
  more?: readonly Row[];
}

/** Asks whether something may go there, and remembers a yes in config.yaml. Throws a NotAllowedError after a no. */
async function askPermission(
  env: Env,
  allow: readonly string[],
  { word, name, why, section, what, gets, more = [] }: Question,
): Promise<void> {
  const help = `to allow it, write \`allow: [${word}]\` below \`${section}:\` in ${env.paths.config}.`;
  if (!isInteractive(env))
    throw new NotAllowedError(`${why}, and there is no terminal to ask whether ${what} may go there.`, {
      help,
    });
  const isYes = await askYes(env, [
    row(`  Send ${what} to ${cleanLine(name)}?`, 'bold'),
    row(`  ${cleanLine(why)}. ${gets}`),
    ...more,
    row(
      `  A yes is kept in ${cleanLine(env.paths.config)}, under ${section}.allow, and holds for rounds too.`,
    ),
    row('  y send   enter do not send', 'dim'),
  ]).catch((error: unknown) => {
    interruptOf(error);
    return null;
  });
  const problem = `nothing is sent to ${word}.`;
  if (isYes === null) throw new UserError(problem, { help });
  if (!isYes) throw new NotAllowedError(problem, { help });
  setValues(env.paths.config, section, { allow: [...allow, word] });
}
