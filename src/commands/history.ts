import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { readSummaries } from '../store/session-index.ts';
import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { keyOf } from '../engine/plan.ts';
import { type Attempt, attemptsAt, type AttemptedSession } from '../progress/attempts.ts';
import { jsonText } from '../text/data.ts';
import type { SessionSummary } from '../progress/summary.ts';
import { type AttemptedQuestion, attemptsRows } from '../renderer/attempts.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { shellWord } from '../text/shell.ts';
import { reportDamaged } from '../store/damage.ts';
import { requireQuestion } from '../store/named-question.ts';
import { show, say } from '../terminal/say.ts';
import type { HistoryOptions } from '../options/table.ts';

/** `hotseat history`: the attempts at one question side by side. */
export async function history(env: Env, ref: string, options: HistoryOptions): Promise<ExitCode> {
  const { banks, faults } = await listBanks(env, options.bank);
  reportUnloaded(env, faults, options.bank);
  const { summaries, damaged } = readSummaries(env);
  reportDamaged(env, damaged);
  const question = requireQuestion(banks, ref);
  const attempts = attemptsAt(question, sessionsWith(env, summaries, question));
  const practice = practiceCommand(env, ref, options.bank);
  if (options.json === true) env.stdout.write(jsonText(asData(question, attempts)));
  else if (attempts.length === 0) {
    say(env, `You haven't answered ${callOf(question, ref)} yet. \`${practice}\` asks it.`);
  } else {
    const hints = hintsFor(attempts, practice);
    const rows = attemptsRows(question, attempts, hints, sizeOf(env.stdout).columns);
    await show(env, createTheme(env, env.stdout).paintAll(rows));
  }
  return EXIT.done;
}

function sessionsWith(
  env: Env,
  summaries: readonly SessionSummary[],
  question: { bank: string; id: string },
): AttemptedSession[] {
  return summaries
    .filter(({ answers }) => answers.some((answer) => keyOf(answer.question) === keyOf(question)))
    .flatMap(({ id }) => {
      const { session, draft, damage } = readSession(env.paths, id);
      return session === null ? [] : [{ session, draft, damage }];
    });
}

/** The command line that asks the same question, from the same banks. */
function practiceCommand(env: Env, ref: string, banks: readonly string[]): string {
  const folders = banks.map((folder) => ` --bank ${shellWord(folder)}`).join('');
  return `${startedAs(env)} practice ${shellWord(ref.replace(/^#/, ''))}${folders}`;
}

/** `#4`, or `hotseat/4` where the user named the bank too. */
function callOf({ bank, number }: AttemptedQuestion, ref: string): string {
  return ref.includes('/') ? cleanLine(`${bank}/${number}`) : `#${number}`;
}

function hintsFor(attempts: readonly Attempt[], practice: string): string[] {
  const answered = attempts.filter(({ answers }) => answers.length > 0);
  const last = attempts.at(-1);
  const isHidden = last !== undefined && last.answers.length > 0 && !last.revealed;
  return [
    ...(isHidden ? [`The points of attempt ${last.attempt} stay hidden until its reveal.`] : []),
    ...(answered.length < 2 ? [`Add an attempt to compare: ${practice}`] : []),
  ];
}

function asData({ bank, number, id, title, topic }: AttemptedQuestion, attempts: readonly Attempt[]): object {
  return { version: 1, question: { bank, number, id, title, topic }, attempts };
}
