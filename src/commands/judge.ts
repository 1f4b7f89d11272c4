import type { Session } from '../engine/session.ts';
import { answersTo, callOf, questionAt } from '../engine/session.ts';
import { readSession } from '../journal/sessions.ts';
import { judgeQuestion, type Judged } from '../model/judge.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { tagMasker } from '../transcript/share.ts';
import { amend } from './shared/continue-session.ts';
import { unusable } from './shared/damage.ts';
import { findSession, newestToChange } from './shared/find-session.ts';
import { namedModel, openModel, sentence, warning } from './shared/model.ts';
import { say } from './shared/say.ts';

/** The longest that one question may take, in milliseconds. No one waits at a prompt for it. */
const LONGEST = 300_000;

/** `hotseat judge`: adds a model's verdicts to a session whose answers are revealed. Fails if it could not judge all. */
export async function judge(env: Env, ref: string | undefined): Promise<ExitCode> {
  const id = ref === undefined ? newestToChange(env) : findSession(env, ref);
  const session = readable(env, id);
  const model = namedModel(env);
  const open = questionsToJudge(session, model.name);
  if (open.length === 0) {
    say(env, `${cleanLine(id)}: ${nothingToJudge(session, model.name)}`);
    return EXIT.done;
  }
  const client = await openModel(env, model, 'answers');
  say(env, [sentence(model).text, warning(env, model) ?? ''].join(' ').trim());
  let exit: ExitCode = EXIT.done;
  for (const [at, q] of open.entries()) {
    const planned = questionAt(session, q);
    const call = cleanLine(callOf(session, planned.question));
    const about = `${cleanLine(model.name)} is reading ${call}, ${at + 1} of ${open.length} …`;
    const { judged, problem } = await whileWaiting(env, about, () =>
      judgeQuestion(client, planned, q, {
        calls: model.calls,
        mask: tagMasker(session.tags),
        signal: AbortSignal.timeout(LONGEST),
      }),
    );
    // What was judged before a problem is kept.
    if (problem === null || judged.points.length > 0) amend(env, id, () => judged);
    env.stdout.write(`  ${call}  ${summary(judged)}\n`);
    if (problem === null) continue;
    say(env, problem.message);
    exit = EXIT.failed;
    // The next question would meet the same.
    if (judged.points.length === 0) break;
  }
  if (exit === EXIT.done) say(env, `\`hotseat export ${cleanLine(id)}\` shows them.`);
  return exit;
}

function readable(env: Env, id: string): Session {
  const stored = readSession(env.paths, id);
  if (stored.session === null) throw unusable(stored);
  return stored.session;
}

/** The revealed and answered questions that this model has not judged whole. */
function questionsToJudge({ questions }: Session, name: string): number[] {
  return questions.flatMap((planned, q) => {
    const { revealed, judged } = planned.judgement;
    const isDone = judged?.by.name === name && judged.problem === undefined;
    const hasAnswer = planned.question.keyPoints.length > 0 && answersTo(planned).length > 0;
    return revealed && hasAnswer && !isDone ? [q] : [];
  });
}

function nothingToJudge({ questions }: Session, name: string): string {
  const isJudged = questions.some(({ judgement }) => judgement.judged?.by.name === name);
  if (isJudged) return `${cleanLine(name)} has judged all of it.`;
  return 'there is no revealed answer to judge yet.';
}

/** `4 covered, 1 not sure, 2 not covered`. */
function summary({ points }: Judged): string {
  const times = (verdict: string): number => points.filter((point) => point.verdict === verdict).length;
  if (points.length === 0) return 'not judged';
  return `${times('found')} covered, ${times('unsure')} not sure, ${times('missing')} not covered`;
}
