import { sourceOf } from '../wire/endpoint.ts';
import { type Env, isInteractive, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { columnRows } from '../renderer/columns.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/data.ts';
import { apart, type Row, row, span } from '../text/rows.ts';
import { shellWord } from '../text/shell.ts';
import { hang, wrap, wrapSpans } from '../text/wrap.ts';
import { LEAVING } from '../round/loop.ts';
import { setValues, settingLines } from '../store/config-file.ts';
import { interruptOf } from '../terminal/interruption.ts';
import { createMenus, keyRows } from '../terminal/menus.ts';
import { openTerminal } from '../terminal/raw-terminal.ts';
import { say, show } from '../terminal/say.ts';
import { type FoundModel, findModels } from './shared/found-models.ts';
import {
  destinationOf,
  isAllowed,
  namedModel,
  type NamedModel,
  sentence,
  UnnamedError,
} from './shared/named-model.ts';

/**
 * `hotseat model`: the model that is named, where it is, and what would be sent; then what else this machine has, of which a
 * key names one. Sends nothing of the user's.
 */
export async function model(env: Env, options: { json?: boolean }): Promise<ExitCode> {
  const named = namedIfAny(env);
  const found = (await findModels(env)).filter((each) => named === null || !isSame(each, named));
  if (options.json) {
    const others = found.map(({ settings, onward }) => ({ ...settings, onward }));
    env.stdout.write(jsonText({ version: 2, ...(named && factsOf(env, named)), found: others }));
    return EXIT.done;
  }
  if (named === null && found.length === 0)
    throw new UserError('no model is named, and none is found on this machine.', {
      help: 'start a server such as `ollama serve`, or set model.url or model.command in config.yaml.',
    });
  const { columns } = sizeOf(env.stdout);
  const mayChoose = isInteractive(env) && found.length > 0 && !isSetByVariable(env);
  const title =
    named === null
      ? 'No model is named yet. To name one of these, write it below `model:` in config.yaml:'
      : 'This machine also has:';
  const sections = [
    named === null ? [] : rows(env, named, columns),
    found.length === 0 ? [] : foundRows(title, found, mayChoose, columns),
  ];
  await show(env, createTheme(env, env.stdout).paintAll(apart(sections)));
  return mayChoose ? choose(env, found) : EXIT.done;
}

function namedIfAny(env: Env): NamedModel | null {
  try {
    return namedModel(env);
  } catch (error) {
    if (error instanceof UnnamedError) return null;
    throw error;
  }
}

function isSame({ settings }: FoundModel, { name, url, program }: NamedModel): boolean {
  if (program !== undefined) return settings.command === program.words[0];
  return settings.name === name && settings.url === url.replace('//localhost', '//127.0.0.1');
}

/** Variables win over what is written to config.yaml. */
function isSetByVariable({ vars }: Env): boolean {
  return Object.entries(vars).some(([name, value]) => name.startsWith('HOTSEAT_MODEL') && value !== '');
}

function factsOf(env: Env, named: NamedModel): object {
  const { url = null, name, program } = named;
  return {
    url,
    command: program?.words ?? null,
    name,
    isLocal: !destinationOf(env, named).isFar,
    isAllowed: isAllowed(env, named),
    key: program === undefined ? sourceOf(named) : null,
  };
}

/** As many models have a key. */
const MOST_KEYS = 9;

function foundRows(title: string, found: readonly FoundModel[], hasKeys: boolean, columns: number): Row[] {
  const table = found.map(({ settings, onward }, at) => [
    ...(hasKeys ? [row(at < MOST_KEYS ? `${at + 1}` : '', 'accent')] : []),
    row(cleanLine(settingLines(settings).join(', '))),
    onward === null ? row('stays on this machine', 'dim') : row(cleanLine(onward), 'warn'),
  ]);
  const heading = wrap(title, columns - 3).map((line) => row(line, 'bold'));
  return hang([...heading, [], ...columnRows(table, columns - 3)], '  ');
}

/** The keys of config.yaml that name a model. What they say belongs together. */
const KEYS = ['url', 'command', 'name', 'keyEnv', 'keyCommand'] as const;

/** Lets a key name one of the models, or none for good. */
async function choose(env: Env, found: readonly FoundModel[]): Promise<ExitCode> {
  const { config } = env.paths;
  const terminal = openTerminal(env);
  try {
    const withKeys = found.slice(0, MOST_KEYS).map((each, at) => [`${at + 1}`, each] as const);
    const use = withKeys.length === 1 ? '1 use it' : `1–${withKeys.length} use one`;
    const hints = [use, 'n none, and the start page names none', 'enter later'];
    const chosen = await createMenus(terminal, createTheme(env, env.stdout)).key<FoundModel | boolean>(
      [[], ...keyRows(hints, terminal.size().columns)],
      [...withKeys, ['n', false], ['enter', true], ['escape', true]],
    );
    if (chosen === false) {
      setValues(config, 'model', { offer: false });
      say(env, `Kept in ${cleanLine(config)} as model.offer.`);
    } else if (chosen !== true) {
      setValues(config, 'model', chosen.settings, KEYS);
      say(
        env,
        `Written to ${cleanLine(config)}. \`hotseat practice --judge model\` uses it, \`hotseat model check\` measures it.`,
      );
    }
    return EXIT.done;
  } catch (error) {
    return LEAVING[interruptOf(error)].exit;
  } finally {
    terminal.close();
  }
}

function rows(env: Env, named: NamedModel, columns: number): Row[] {
  const { text, isFar } = sentence(env, named);
  const facts: [string, string][] = [
    ['model', named.name],
    ...placeFacts(named),
    ...(isFar ? [allowedFact(isAllowed(env, named), named)] : []),
  ];
  const table = facts.flatMap(([fact, value]) =>
    wrapSpans([span(fact.padEnd(9), 'dim'), span(cleanLine(value))], columns - 3, { indent: ' '.repeat(9) }),
  );
  const below = [
    row(text, isFar ? 'warn' : 'plain'),
    row('`hotseat model check` measures how well it judges.', 'dim'),
  ];
  return hang([...table, [], ...below.flatMap((line) => wrapSpans(line, columns - 3))], '  ');
}

function placeFacts(named: NamedModel): [string, string][] {
  if (named.program !== undefined) return [['command', named.program.words.map(shellWord).join(' ')]];
  return [
    ['address', named.url],
    ['key', keyFact(named)],
  ];
}

function keyFact(named: NamedModel & { url: string }): string {
  const { keyOf } = named;
  if (keyOf !== undefined) return `none is sent: the one in config.yaml belongs to ${keyOf}`;
  const from = sourceOf(named);
  return from === null ? 'none is sent' : `from ${from}`;
}

function allowedFact(isYes: boolean, { host }: NamedModel): [string, string] {
  return ['allowed', isYes ? 'yes' : `not yet: you are asked before anything goes to ${host}`];
}
