import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/data.ts';
import { type Row, row, span } from '../text/rows.ts';
import { hang, width, wrap, wrapSpans } from '../text/wrap.ts';
import { say, show } from '../terminal/say.ts';
import { type Config, placed, readConfig } from '../options/config.ts';
import { SECTIONS } from '../options/settings.ts';

/** One setting, as data; see docs/data.md. */
interface Shown {
  key: string;
  /** What holds; null if it is not set. */
  value: unknown;
  /** The line of the file, or the variable, that sets it; null if it does not. */
  line: number | null;
  variable: string | null;
  /** What happens without a value. */
  default: string;
}

/** `hotseat config`: every setting, and where its value comes from. Fails if something in the file is wrong. */
export async function config(env: Env, options: { json?: boolean }): Promise<ExitCode> {
  const read = readConfig(env);
  const settings = shownOf(read);
  const { path, exists, retired, problems } = read;
  if (options.json) env.stdout.write(jsonText({ version: 1, path, exists, settings, problems }));
  else {
    const { columns } = sizeOf(env.stdout);
    await show(env, createTheme(env, env.stdout).paintAll(rows(read, settings, columns)));
    for (const problem of problems) {
      const { help } = problem;
      say(env, cleanLine(placed(read, problem)) + (help === undefined ? '' : `\nhelp: ${cleanLine(help)}`));
    }
    for (const { key, line } of retired)
      say(env, `${cleanLine(path)}:${line}: ${key} no longer does anything.`);
    if (!exists) say(env, 'There is no such file yet. `hotseat config init` writes one.');
  }
  return problems.length > 0 ? EXIT.failed : EXIT.done;
}

function shownOf({ set }: Config): Shown[] {
  return Object.entries(SECTIONS).flatMap(([section, keys]) =>
    Object.entries(keys).map(([key, { usual }]) => {
      const { value = null, from = {} } = set.get(`${section}.${key}`) ?? {};
      return { key: `${section}.${key}`, value, line: null, variable: null, ...from, default: usual };
    }),
  );
}

function rows({ path }: Config, settings: readonly Shown[], columns: number): Row[] {
  const widest = Math.max(...settings.map(({ key }) => width(key)));
  return [
    ...hang(
      wrap(cleanLine(path), columns - 3).map((line) => row(line, 'bold')),
      '  ',
    ),
    [],
    ...settings.flatMap((setting) =>
      hang(wrapSpans(rowOf(setting, widest), columns - 3, { indent: '  ' }), '  '),
    ),
  ];
}

function rowOf({ key, value, line, variable, default: usual }: Shown, widest: number): Row {
  const name = `${key.padEnd(widest)}  `;
  const from = variable ?? (line === null ? null : `line ${line}`);
  return from === null
    ? row(`${name}${usual}`, 'dim')
    : [span(name), span(cleanLine(wordsOf(value)), 'accent'), span(`  ${from}`, 'dim')];
}

function wordsOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
