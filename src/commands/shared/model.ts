import { type Endpoint, hostOf, isLoopback } from '../../model/endpoint.ts';
import type { ModelClient } from '../../model/client.ts';
import type { Calls } from '../../model/calls.ts';
import { createTheme } from '../../renderer/theme.ts';
import { type Env, isInteractive } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import type { Manner } from '../../round/interviewer.ts';
import { isInterruption } from '../../terminal/interruption.ts';
import { createMenus } from '../../terminal/menus.ts';
import { openTerminal } from '../../terminal/raw-terminal.ts';
import { cleanLine } from '../../text/clean.ts';
import { row } from '../../text/rows.ts';
import { addToList, readConfig, sectionOf } from './config.ts';
import { lastCheck } from './last-check.ts';
import type { ModelSettings } from './settings.ts';

/** The model that the user named. */
export interface NamedModel extends Pick<ModelSettings, 'keyEnv' | 'keyCommand'> {
  url: string;
  name: string;
  calls: Calls;
  /** Addresses outside this machine that the user allowed. */
  allow: readonly string[];
}

/** The model of config.yaml and the environment. Throws a UserError that says what to write if it names none. */
export function namedModel(env: Pick<Env, 'paths' | 'vars'>): NamedModel {
  const { url, name, calls = 'two-orders', allow = [], ...key } = settingsOf(env);
  if (url === undefined || name === undefined) {
    throw new UserError(`no model is named: ${url === undefined ? 'model.url' : 'model.name'} is not set.`, {
      help: `set it in config.yaml (\`hotseat config init\` writes one with an example) or as ${url === undefined ? 'HOTSEAT_MODEL_URL' : 'HOTSEAT_MODEL'}.`,
    });
  }
  return { url, name, calls, allow, ...key };
}

function settingsOf(env: Pick<Env, 'paths' | 'vars'>): ModelSettings {
  return sectionOf(readConfig(env), 'model');
}

/** What a round says before it starts. */
export function sentence({ url, name }: NamedModel): NonNullable<Manner['sends']> {
  const called = cleanLine(name);
  if (isLoopback(url))
    return { text: `Your answers go to ${called} at ${url}, on this machine.`, isFar: false };
  const open = url.startsWith('http:') ? ', without encryption' : '';
  return { text: `Your answers leave this machine${open}: they go to ${called} at ${url}.`, isFar: true };
}

/** What a round says of a model whose last check showed nothing over the matcher; null without such a check. */
export function warning(env: Pick<Env, 'paths'>, model: NamedModel): string | null {
  const figures = lastCheck(env, model)?.calls[model.calls];
  if (figures === undefined || figures.result === 'better') return null;
  const { result, onlyThis, onlyThat } = figures;
  if (result === 'worse') return 'In your last check it agreed with the bank less often than the matcher.';
  return onlyThis > onlyThat
    ? 'In your last check it did not clearly agree with the bank more often than the matcher.'
    : 'In your last check it agreed with the bank no more often than the matcher.';
}

/**
 * A client of the model, once the user has allowed its address. An address on this machine needs no permission. Throws a
 * UserError if it is not allowed, or its key cannot be read.
 */
export async function openModel(env: Env, model: NamedModel): Promise<ModelClient> {
  const { url: address, name: to } = model;
  await requirePermission(env, model.allow, {
    url: address,
    section: 'model',
    what: 'your answers',
    gets: `${cleanLine(to)} gets the question, your answers, and the expected answer and key points.`,
  });
  const { readKey } = await import('../../model/key.ts');
  const { openClient } = await import('../../model/client.ts');
  const { url, name, keyEnv, keyCommand } = model;
  const key = await readKey({ keyEnv, keyCommand }, env);
  const endpoint: Endpoint = { url, name, key, keyFrom: keyEnv ?? keyCommand ?? null };
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
}

/** Asks once whether something may go to an address outside this machine, unless it was allowed, and remembers a yes in config.yaml. */
export async function requirePermission(
  env: Env,
  allow: readonly string[],
  { url, section, what, gets }: Destination,
): Promise<void> {
  if (isLoopback(url) || allow.includes(url)) return;
  const refused = (message: string): UserError =>
    new UserError(message, {
      help: `to allow it, write \`allow: [${url}]\` below \`${section}:\` in ${env.paths.config}.`,
    });
  if (!isInteractive(env))
    throw refused(
      `${url} is not on this machine, and there is no terminal to ask whether ${what} may go there.`,
    );
  const terminal = openTerminal(env);
  try {
    const menus = createMenus(terminal, createTheme(env, env.stdout));
    const answer = await menus.key(
      [
        row(`  Send ${what} to ${cleanLine(hostOf(url))}?`, 'bold'),
        row(`  ${cleanLine(url)} is not on this machine. ${gets}`),
        ...(url.startsWith('http:') ? [row('  The connection is not encrypted.', 'warn')] : []),
        row(`  A yes is kept in ${cleanLine(env.paths.config)}, under ${section}.allow.`),
        row('  y send   enter do not send', 'dim'),
      ],
      [
        ['y', true],
        ['enter', false],
        ['n', false],
        ['escape', false],
      ],
    );
    if (isInterruption(answer) || !answer) throw refused(`nothing is sent to ${url}.`);
  } finally {
    terminal.close();
  }
  addToList(env, section, 'allow', url);
}
