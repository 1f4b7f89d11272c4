import { sourceOf } from '../wire/endpoint.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { dayOf, longDay } from '../text/day.ts';
import { count } from '../text/format.ts';
import { jsonText } from '../text/data.ts';
import { type Row, row, span } from '../text/rows.ts';
import { shellWord } from '../text/shell.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { type LastCheck, lastCheck } from '../model/last-check.ts';
import { destinationOf, isAllowed, namedModel, type NamedModel, sentence } from './shared/named-model.ts';
import { say, show } from '../terminal/say.ts';

/** `hotseat model`: the model that is named, where it is, and what would be sent. Sends nothing. */
export async function model(env: Env, options: { json?: boolean }): Promise<ExitCode> {
  const named = namedModel(env);
  const { url = null, name, program } = named;
  const isLocal = !destinationOf(env, named).isFar;
  if (options.json) {
    const key = program === undefined ? sourceOf(named) : null;
    const command = program?.words ?? null;
    const check = lastCheck(env, named);
    const last = check === null ? null : { ...check, at: new Date(check.at).toISOString() };
    const facts = { version: 2, url, command, name, isLocal, isAllowed: isAllowed(env, named), key };
    env.stdout.write(jsonText({ ...facts, lastCheck: last }));
    return EXIT.done;
  }
  const { columns } = sizeOf(env.stdout);
  const check = lastCheck(env, named);
  await show(env, createTheme(env, env.stdout).paintAll(rows(env, named, check, columns)));
  if (check === null) say(env, 'Not checked yet: `hotseat model check` measures how well it judges.');
  return EXIT.done;
}

function rows(env: Env, named: NamedModel, check: LastCheck | null, columns: number): Row[] {
  const { text, isFar } = sentence(env, named);
  const facts: [string, string][] = [
    ['model', named.name],
    ...placeFacts(named),
    ...(isFar ? [allowedFact(isAllowed(env, named), named)] : []),
    ...(check === null ? [] : checkFacts(check)),
  ];
  const table = facts.flatMap(([fact, value]) =>
    wrapSpans([span(fact.padEnd(9), 'dim'), span(cleanLine(value))], columns - 3, { indent: ' '.repeat(9) }),
  );
  return hang([...table, [], ...wrapSpans(row(text, isFar ? 'warn' : 'plain'), columns - 3)], '  ');
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

/** When it was checked, and how often it and the matcher agreed with the bank. */
function checkFacts({ at, pairs, agreed }: LastCheck): [string, string][] {
  return [
    ['checked', `on ${longDay(dayOf(at))}, with ${count(pairs, 'pair')} from the bank`],
    ['agrees', `${agreed.model} of ${pairs}, matcher ${agreed.matcher} of ${pairs}`],
  ];
}
