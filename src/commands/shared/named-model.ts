import { type Endpoint, hostOf, isLoopback, sourceOf } from '../../wire/endpoint.ts';
import type { ModelClient } from '../../model/client.ts';
import { createTheme } from '../../renderer/theme.ts';
import { type Env, isInteractive } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import type { Manner } from '../../round/interviewer.ts';
import { interruptOf } from '../../terminal/interruption.ts';
import { createMenus } from '../../terminal/menus.ts';
import { openTerminal } from '../../terminal/raw-terminal.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';
import { row } from '../../text/rows.ts';
import { lastCheck } from '../../model/last-check.ts';
import { isBetter } from '../../model/check/measure.ts';
import { addToList } from '../../store/config-file.ts';
import { readConfig, sectionOf } from '../../options/config.ts';
import type { ModelSettings } from '../../options/settings.ts';

/** The model that the user named. */
export interface NamedModel extends Pick<ModelSettings, 'keyEnv' | 'keyCommand'> {
  url: string;
  name: string;
  /** Addresses outside this machine that the user allowed. */
  allow: readonly string[];
  /** The address of config.yaml that its key belongs to, where a variable names another; absent without one. */
  keyOf?: string;
}

/** What a command sends, and all that goes with it. */
export interface Sent {
  what: string;
  gets: string;
}

export const JUDGED: Sent = {
  what: 'your answers',
  gets: 'the question, your answers, and the expected answer with its key points',
};
export const ASKED_ABOUT: Sent = {
  what: 'your answers',
  gets: 'the question, your answers, and names of key points',
};
export const BANK: Sent = {
  what: 'questions of the bank',
  gets: 'questions, expected answers and key points of the bank, and no answer of yours',
};

/** The model of config.yaml and the environment. Throws a UserError that says what to write if it names none. */
export function namedModel(env: Pick<Env, 'paths' | 'vars'>): NamedModel {
  const config = readConfig(env);
  const settings: ModelSettings = sectionOf(config, 'model');
  const { url, name, allow = [], ...key } = settings;
  if (url === undefined || name === undefined) {
    throw new UserError(`no model is named: ${url === undefined ? 'model.url' : 'model.name'} is not set.`, {
      help: `set it in config.yaml (\`hotseat config init\` writes one with an example) or as ${url === undefined ? 'HOTSEAT_MODEL_URL' : 'HOTSEAT_MODEL'}.`,
    });
  }
  const { overridden } = config.set.get('model.url') ?? {};
  // A key goes only to the address that it stands beside.
  const isForAnother = overridden !== undefined && overridden !== url;
  return isForAnother ? { url, name, allow, keyOf: overridden as string } : { url, name, allow, ...key };
}

/** What a round says before it starts. */
export function sentence({ url, name }: Pick<NamedModel, 'url' | 'name'>): NonNullable<Manner['sends']> {
  const called = cleanLine(name);
  if (isLoopback(url))
    return { text: `Your answers go to ${called} at ${url}, on this machine.`, isFar: false };
  const open = url.startsWith('http:') ? ', without encryption' : '';
  return { text: `Your answers leave this machine${open}: they go to ${called} at ${url}.`, isFar: true };
}

/** What a round says of a model whose last check showed nothing over the matcher; null without such a check. */
export function warning(env: Pick<Env, 'paths'>, model: NamedModel): string | null {
  const check = lastCheck(env, model);
  if (check === null || isBetter(check.agreed, check.pairs)) return null;
  return `Your last check (${count(check.pairs, 'pair')}) did not show that it judges better than the matcher.`;
}

/**
 * A client of the model, once the user has allowed its address. An address on this machine needs no permission. Throws a
 * UserError if it is not allowed, or its key cannot be read.
 */
export async function openModel(env: Env, model: NamedModel, { what, gets }: Sent): Promise<ModelClient> {
  const { url, name } = model;
  await requirePermission(env, model.allow, {
    url,
    section: 'model',
    what,
    gets: `${cleanLine(name)} gets ${gets}.`,
    key: sourceOf(model),
  });
  const { readKey } = await import('../../wire/key.ts');
  const { openClient } = await import('../../model/client.ts');
  const key = await readKey(model, env);
  const endpoint: Endpoint = { url, name, key, keyFrom: sourceOf(model) };
  return openClient(endpoint, env.version);
}

/** An address that would get something of the candidate's. */
interface Destination {
  url: string;
  /** The section of config.yaml that remembers a yes. */
  section: 'model' | 'voice';
  /** `your answers` */
  what: string;
  /** A sentence that says all that goes there. */
  gets: string;
  /** Where the key that goes there too is from; null without one. */
  key: string | null;
}

/** Asks once whether something may go to an address outside this machine, unless it was allowed, and remembers a yes in config.yaml. */
export async function requirePermission(
  env: Env,
  allow: readonly string[],
  { url, section, what, gets, key }: Destination,
): Promise<void> {
  if (isLoopback(url) || allow.includes(url)) return;
  const refused = (message: string): UserError =>
    new UserError(message, {
      help: `to allow it, write \`allow: [${url}]\` below \`${section}:\` in ${env.paths.config}.`,
    });
  const isOpen = url.startsWith('http:');
  if (!isInteractive(env))
    throw refused(
      `${url} is not on this machine, and there is no terminal to ask whether ${what} may go there.`,
    );
  const terminal = openTerminal(env);
  try {
    const menus = createMenus(terminal, createTheme(env, env.stdout));
    const asked = menus.key(
      [
        row(`  Send ${what} to ${cleanLine(hostOf(url))}?`, 'bold'),
        row(`  ${cleanLine(url)} is not on this machine. ${gets}`),
        ...(key === null ? [] : [row(`  The key from ${cleanLine(key)} goes there too.`)]),
        ...(isOpen ? [row('  The connection is not encrypted: others may read along.', 'warn')] : []),
        row(
          `  A yes is kept in ${cleanLine(env.paths.config)}, under ${section}.allow, and holds for rounds too.`,
        ),
        row('  y send   enter do not send', 'dim'),
      ],
      [
        ['y', true],
        ['enter', false],
        ['n', false],
        ['escape', false],
      ],
    );
    const isYes = await asked.catch((error: unknown) => {
      interruptOf(error);
      return false;
    });
    if (!isYes) throw refused(`nothing is sent to ${url}.`);
  } finally {
    terminal.close();
  }
  addToList(env.paths.config, section, 'allow', url);
}
