import { findQuestions, type Shelf } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { readSummaries } from '../store/session-index.ts';
import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { keyOf } from '../engine/plan.ts';
import { type Attempt, attemptsAt, changesOf, type AttemptedSession } from '../progress/attempts.ts';
import { grouped, jsonText } from '../text/data.ts';
import type { SessionSummary } from '../progress/summary.ts';
import { type AttemptedQuestion, attemptsRows } from '../renderer/attempts.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { shellWord } from '../text/shell.ts';
import type { Row } from '../text/rows.ts';
import { reportDamaged } from '../store/damage.ts';
import { requireQuestion } from '../store/named-question.ts';
import { show, say } from '../terminal/say.ts';
import type { HistoryOptions } from '../options/table.ts';

/** `hotseat history`: the attempts at one question side by side, or two of its answers with the changes marked. */
export async function history(env: Env, ref: string, options: HistoryOptions): Promise<ExitCode> {
  const { banks, faults } = await listBanks(env, options.bank);
  reportUnloaded(env, faults, options.bank);
  const { summaries, damaged } = readSummaries(env);
  reportDamaged(env, damaged);
  const question = questionNamed(banks, summaries, ref);
  const attempts = attemptsAt(question, sessionsWith(env, summaries, question));
  const command = commandFor(env, ref, options.bank);
  const call = callOf(question, ref);
  if (options.diff !== undefined) {
    const pair = pairOf(attempts, options.diff, call, command);
    return showWording(env, question, pair, options);
  }
  if (options.json === true) env.stdout.write(jsonText(asData(question, attempts)));
  else if (attempts.length === 0) {
    const practice = question.isGone ? '' : ` \`${command('practice')}\` asks it.`;
    say(env, `You haven't answered ${call} yet.${practice}`);
  } else {
    const rows = attemptsRows(
      question,
      attempts,
      hintsFor(question, attempts, command),
      sizeOf(env.stdout).columns,
    );
    await print(env, rows);
  }
  return EXIT.done;
}

async function print(env: Env, rows: readonly Row[]): Promise<void> {
  await show(env, createTheme(env, env.stdout).paintAll(rows));
}

/** The question that a reference means: one of the banks, or one that was removed from them after it was asked. */
function questionNamed(
  banks: readonly Shelf<Omit<AttemptedQuestion, 'isGone'>>[],
  summaries: readonly SessionSummary[],
  ref: string,
): AttemptedQuestion {
  const there = new Set(banks.flatMap(({ questions }) => questions.map(keyOf)));
  const asked = summaries.flatMap(({ answers }) => answers.map((answer) => answer.question));
  // Its latest version.
  const gone = [...new Map(asked.map((question) => [keyOf(question), question])).values()]
    .filter((question) => !there.has(keyOf(question)))
    .sort((a, b) => a.number - b.number);
  const shelves = [...grouped(gone, ({ bank }) => bank)].map(([name, questions]) => ({ name, questions }));
  const isGone = findQuestions(banks, ref).length === 0 && findQuestions(shelves, ref).length > 0;
  const { bank, number, id, title, topic } = isGone
    ? requireQuestion(shelves, ref)
    : requireQuestion(banks, ref);
  return { bank, number, id, title, topic, isGone };
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

type CommandFor = (name: 'practice' | 'history', more?: string) => string;

/** Builds a command line about the same question, with the same banks. */
function commandFor(env: Env, ref: string, banks: readonly string[]): CommandFor {
  const folders = banks.map((folder) => ` --bank ${shellWord(folder)}`).join('');
  return (name, more = '') =>
    `${startedAs(env)} ${name} ${shellWord(ref.replace(/^#/, ''))}${more}${folders}`;
}

/** `#4`, or `hotseat/4` where the user named the bank too. */
function callOf({ bank, number }: AttemptedQuestion, ref: string): string {
  return ref.includes('/') ? cleanLine(`${bank}/${number}`) : `#${number}`;
}

function hintsFor(question: AttemptedQuestion, attempts: readonly Attempt[], command: CommandFor): string[] {
  const answered = attempts.filter(({ answers }) => answers.length > 0).map(({ attempt }) => attempt);
  const last = attempts.at(-1);
  const isHidden = last !== undefined && last.answers.length > 0 && !last.revealed;
  const next =
    answered.length >= 2
      ? [`Compare the wording: ${command('history', ` --diff ${answered.slice(-2).join(',')}`)}`]
      : question.isGone
        ? []
        : [`Add an attempt to compare: ${command('practice')}`];
  return [
    ...(isHidden ? [`The points of attempt ${last.attempt} stay hidden until its reveal.`] : []),
    ...next,
  ];
}

/** The two attempts to compare. Throws a UserError if one does not exist or has no answer. */
function pairOf(
  attempts: readonly Attempt[],
  numbers: readonly [number, number],
  call: string,
  command: CommandFor,
): [Attempt, Attempt] {
  const [before, after] = numbers.map((number) => {
    const found = attempts.find(({ attempt }) => attempt === number);
    if (found === undefined) {
      const there = attempts.length === 1 ? 'there is one' : `there are ${attempts.length}`;
      throw new UserError(`there is no attempt ${number} at ${call}.`, {
        help:
          attempts.length === 0
            ? `you haven't answered it yet; \`${command('practice')}\` asks it.`
            : `${there}; \`${command('history')}\` shows ${attempts.length === 1 ? 'it' : 'them'}.`,
      });
    }
    if (found.answers.some(({ followUp }) => followUp === null)) return found;
    const answered = attempts.filter(({ answers }) => answers.length > 0).map((one) => String(one.attempt));
    throw new UserError(`attempt ${number} at ${call} has no answer.`, {
      help:
        answered.length < 2
          ? `a comparison needs two answers, and there ${answered.length === 0 ? 'are none' : 'is only one'}.`
          : `attempts ${list(answered)} have one.`,
    });
  });
  if (before === undefined || after === undefined) throw new Error('two attempts are named');
  return [before, after];
}

/** Shows how the wording changed between two attempts. Only this needs the diff, so it is loaded here. */
async function showWording(
  env: Env,
  question: AttemptedQuestion,
  pair: [Attempt, Attempt],
  { json }: HistoryOptions,
): Promise<ExitCode> {
  const [before, after] = pair;
  const { compareAnswers } = await import('../progress/answer-diff.ts');
  const answers = compareAnswers(before, after);
  if (json === true) {
    const points = changesOf(before, after.points);
    const diff = { from: before.attempt, to: after.attempt, points, answers };
    env.stdout.write(jsonText({ version: 1, question: dataOf(question), diff }));
  } else {
    const { wordingRows } = await import('../renderer/answer-diff.ts');
    await print(env, wordingRows(question, pair, answers, sizeOf(env.stdout).columns));
  }
  return EXIT.done;
}

function dataOf({ bank, number, id, title, topic, isGone }: AttemptedQuestion): object {
  return { bank, number, id, title, topic, inBank: !isGone };
}

function asData(question: AttemptedQuestion, attempts: readonly Attempt[]): object {
  return { version: 1, question: dataOf(question), attempts };
}
