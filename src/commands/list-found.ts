import type { ListedQuestion } from '../bank/listed.ts';
import type { Searched } from '../bank/search/searchable.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped, jsonText } from '../text/data.ts';
import { type Found, questionsAbout, questionsForJob } from './shared/found.ts';
import { listed, showQuestions } from './shared/listed-questions.ts';
import { say } from '../terminal/say.ts';
import type { ListOptions } from '../options/table.ts';

const SECTIONS: Readonly<Record<Searched, string>> = {
  title: 'title',
  concepts: 'concepts',
  topic: 'topic',
  question: 'question',
  keyPoints: 'key points',
  expected: 'expected answer',
  followUps: 'follow-ups',
};

/** `hotseat list --search`: the questions that are about something, best first. */
export async function listFound(env: Env, options: ListOptions, text: string): Promise<ExitCode> {
  const found = await questionsAbout(env, text, options);
  if (options.json === true) env.stdout.write(jsonText(dataOf(found)));
  else if (found.length === 0) say(env, `No question matches "${cleanLine(text)}".`);
  else await showFound(env, found);
  return EXIT.done;
}

/** `hotseat list --job`: the questions that a job ad asks for, best first. */
export async function listForJob(env: Env, options: ListOptions, file: string): Promise<ExitCode> {
  const found = await questionsForJob(env, file, options);
  if (options.json === true) {
    const questions = found.map(({ question, words }) => ({ ...listed(question), words }));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else {
    const entries = found.map(({ question, words }) => ({ question, foundIn: words.map(cleanLine) }));
    await showEntries(env, entries, 'the ad says');
  }
  return EXIT.done;
}

function dataOf(found: readonly Found[]): object {
  const [questions, nearest] = [false, true].map((near) =>
    found
      .filter(({ isNear }) => isNear === near)
      .map(({ question, foundIn }) => ({ ...listed(question), foundIn })),
  );
  return { version: 1, questions, corrected: [], nearest };
}

function showFound(env: Env, found: readonly Found[]): Promise<void> {
  const entries = found.map(({ foundIn, ...each }) => ({
    ...each,
    foundIn: foundIn.map((section) => SECTIONS[section]),
  }));
  return showEntries(env, entries);
}

function showEntries(
  env: Env,
  found: readonly { question: ListedQuestion; foundIn: readonly string[] }[],
  label?: string,
): Promise<void> {
  const byBank = grouped(found, ({ question }) => question.bank);
  const groups = [...byBank].map(([name, entries]) => ({ bank: { name }, entries }));
  return showQuestions(env, groups, label);
}
