import type { World } from '../platform/child.ts';
import { cleanLine } from '../text/clean.ts';
import { fieldsOf } from '../text/data.ts';
import { ModelError, parsed, shortened } from '../wire/problem.ts';
import { type Program, replyField, sourceOfProgram } from '../wire/program.ts';
import { type Printed, runProgram } from '../wire/run-program.ts';
import type { ModelClient } from './client.ts';
import { jsonIn } from './reply.ts';

/** A program that is started for each question. It costs seconds, so nothing is asked twice. */
export function openProgram(program: Program, world: Pick<World, 'vars'>): ModelClient {
  const source = sourceOfProgram(program);
  const name = cleanLine(source.host);
  return {
    source,
    orders: 1,
    async ask({ system, user, schema: { schema }, read }, signal) {
      const printed = await runProgram(program, { system, user, schema }, world, signal);
      const { [replyField(program) ?? '']: field, is_error: isError } = fieldsOf(parsed(printed.output));
      const reply = typeof field === 'string' ? field : printed.output;
      // Claude Code says what is wrong as its reply.
      if (isError === true) throw failed(name, { ...printed, errors: reply }, reply);
      if (printed.problem !== null) throw failed(name, printed, reply);
      if (reply.trim() === '') throw new ModelError('empty', `${name} gave an empty reply.`);
      const json = jsonIn(reply);
      const value = json === null ? null : read(json);
      if (value === null) throw new ModelError('nonsense', `${name} gave a reply that makes no sense.`);
      return value;
    },
  };
}

/** What only the user can change: any other call would fail as well. */
const LASTING =
  /\b(?:log(?:ged)?[ -]?in|auth\w*|(?:no|api).?key|usage limit|hit your|quota|credits?|trusted|unknown option)\b/i;

function failed(name: string, { errors, problem }: Printed, reply: string): ModelError {
  // Gemini says it as JSON, and the others in their last line.
  const message = [...errors.matchAll(/"message": *("(?:[^"\\]|\\.)*")/g)].at(-1)?.[1];
  const said = shortened(
    message === undefined ? lastLine(errors) || lastLine(reply) : String(parsed(message)),
  );
  const because = said === '' ? '.' : `: ${said}${said.endsWith('…') ? '' : '.'}`;
  const kind = problem === 'was not found' ? 'unreachable' : LASTING.test(said) ? 'key' : 'server';
  return new ModelError(kind, `${name} ${problem ?? 'failed'}${because}`);
}

function lastLine(text: string): string {
  return text.split(/[\r\n]+/).findLast((line) => /\p{L}/u.test(line)) ?? '';
}
