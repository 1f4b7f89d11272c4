import { type Code, CODES } from '../bank/codes.ts';
import { EXPLANATIONS } from '../bank/lint/explain.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { nearest } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { wrap, wrapSpans } from '../text/wrap.ts';

const WIDEST = 78;

/** `hotseat bank explain B012`: what a finding means, with a bad and a good example. */
export function bankExplain(env: Env, wanted: string): ExitCode {
  const code = codeNamed(wanted);
  const columns = Math.min(WIDEST, sizeOf(env.stdout).columns);
  env.stdout.write(createTheme(env, env.stdout).paintAll(explanationRows(code, columns)));
  return EXIT.done;
}

function codeNamed(wanted: string): Code {
  const codes = Object.keys(CODES) as Code[];
  const name = wanted.toUpperCase();
  const code = codes.find((known) => known === name);
  if (code !== undefined) return code;
  const near = nearest(name, codes);
  throw new UserError(`there is no lint code ${cleanLine(wanted)}.`, {
    help: `${near === undefined ? 'codes' : `did you mean \`hotseat bank explain ${near}\`? Codes`} run from ${codes[0] ?? ''} to ${codes.at(-1) ?? ''}; \`hotseat bank lint\` prints them.`,
  });
}

function explanationRows(code: Code, columns: number): Row[] {
  const { severity, title } = CODES[code];
  const { why, bad, good } = EXPLANATIONS[code];
  const example = (heading: string, text: string): Row[] => [
    [],
    row(`  ${heading}`, 'accent'),
    ...text
      .replace(/\n$/, '')
      .split('\n')
      .flatMap((line) => {
        const indent = /^ *- /.test(line) ? '  ' : '';
        return wrap(line, columns - 6, indent).map((part) => row(`      ${part}`.trimEnd(), 'code'));
      }),
  ];
  return [
    ...wrapSpans(
      [
        { text: `  ${code}`, style: 'bold' },
        { text: ` · ${severity} · ${title}`, style: 'dim' },
      ],
      columns,
      { indent: '  ' },
    ),
    [],
    ...wrap(why, columns - 2).map((line) => row(`  ${line}`)),
    ...example('Bad', bad),
    ...example('Good', good),
  ];
}
