import type { ModelSource } from '../engine/event.ts';
import { SOURCE_WORDS } from '../engine/labels.ts';
import type { Session } from '../engine/session.ts';
import { answersTo, callOf, questionAt } from '../engine/session.ts';
import { continueJournal, type Journal } from '../journal/journal.ts';
import type { ModelClient } from '../model/client.ts';
import { judgeQuestion, type Judged, maskingOf } from '../model/judge.ts';
import { isLasting } from '../wire/problem.ts';
import { JUDGE_VERSION } from '../model/prompts/judge.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { readToContinue } from '../store/continue-session.ts';
import { findSession, newestSession } from '../store/find-session.ts';
import { JUDGED, type NamedModel, namedModel, openModel, sentence } from './shared/named-model.ts';
import { say } from '../terminal/say.ts';

/** The longest that one question may take, in milliseconds. No one waits at a prompt for it. */
const LONGEST = 300_000;

/** `hotseat judge`: adds a model's verdicts to a session whose answers are revealed. Fails if it could not judge all. */
export async function judge(env: Env, ref: string | undefined): Promise<ExitCode> {
  const id = ref === undefined ? newestSession(env) : findSession(env, ref);
  const model = namedModel(env);
  // Held to the end: what is sent must also be kept.
  const journal = continueJournal(env, id);
  try {
    const continued = readToContinue(env, id);
    const open = questionsToJudge(continued.session, model);
    if (open.length === 0) {
      say(env, `${cleanLine(id)}: ${nothingToJudge(continued.session, model)}`);
      return EXIT.done;
    }
    const client = await openModel(env, model, JUDGED);
    say(env, sentence(env, model).text);
    const isWhole = await judgeEach(env, { ...continued, journal }, open, { client, model });
    if (isWhole) say(env, `\`hotseat export ${cleanLine(id)}\` shows them.`);
    return isWhole ? EXIT.done : EXIT.failed;
  } finally {
    journal.close();
  }
}

/** Judges these questions and keeps each result at once. False if some of it failed. */
async function judgeEach(
  env: Env,
  { session, journal, opening, at }: ReturnType<typeof readToContinue> & { journal: Journal },
  open: readonly number[],
  { client, model }: { client: ModelClient; model: NamedModel },
): Promise<boolean> {
  let isOpened = false;
  const keep = (judged: Judged): void => {
    if (!isOpened) journal.append(opening, at);
    isOpened = true;
    journal.append(judged, at);
  };
  let isWhole = true;
  for (const [place, q] of open.entries()) {
    const planned = questionAt(session, q);
    const call = cleanLine(callOf(session, planned.question));
    const about = `${cleanLine(model.name)} is reading ${call}, ${place + 1} of ${open.length} …`;
    const { judged, problem } = await whileWaiting(env, about, () =>
      judgeQuestion(client, planned, q, {
        ...maskingOf(session),
        signal: AbortSignal.timeout(LONGEST),
      }),
    );
    if (problem === null) keep(judged);
    const before = planned.judgement.judged?.points.length ?? 0;
    const kept =
      problem === null || before === 0 ? summary(judged) : 'not judged again; the verdicts it has stay';
    env.stdout.write(`  ${call}  ${kept}\n`);
    if (problem === null) continue;
    say(env, problem.message);
    isWhole = false;
    if (isLasting(problem)) break;
  }
  return isWhole;
}

/** The revealed and answered questions that this model has not judged whole. */
function questionsToJudge({ questions }: Session, model: NamedModel): number[] {
  return questions.flatMap((planned, q) => {
    const { revealed, judged } = planned.judgement;
    const isDone = judged !== undefined && isBy(judged.by, model) && judged.problem === undefined;
    const hasAnswer = planned.question.keyPoints.length > 0 && answersTo(planned).length > 0;
    return revealed && hasAnswer && !isDone ? [q] : [];
  });
}

function isBy({ name, host, prompt }: ModelSource, model: NamedModel): boolean {
  return name === model.name && host === model.host && prompt === JUDGE_VERSION;
}

function nothingToJudge({ questions }: Session, model: NamedModel): string {
  const isJudged = questions.some(({ judgement: { judged } }) => judged && isBy(judged.by, model));
  if (isJudged) return `${cleanLine(model.name)} has judged all of it.`;
  return 'there is no revealed answer to judge yet.';
}

/** `4 found, 1 partly, 0 not sure, 2 not found`. */
function summary({ points }: Judged): string {
  if (points.length === 0) return 'not judged';
  return Object.entries(SOURCE_WORDS)
    .map(([verdict, word]) => `${points.filter((point) => point.verdict === verdict).length} ${word}`)
    .join(', ');
}
