import { distanceFrom } from '../../bank/fit.ts';
import { type ListedQuestion, questionsToAsk } from '../../bank/listed.ts';
import { reportUnloaded } from '../../bank/loader/bank-folders.ts';
import { listBanks } from '../../bank/loader/list-index.ts';
import { type Env, sizeOf, startedAs } from '../../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../../platform/errors.ts';
import { keyOf, usualTime } from '../../engine/plan.ts';
import { yourself } from '../../options/practice-settings.ts';
import type { You } from '../../options/settings.ts';
import { type Histories, historiesOf } from '../../progress/summary.ts';
import { type InterviewPlan, type Plannable, planUntil } from '../../progress/study-plan.ts';
import { interviewPlanRows } from '../../renderer/study-plan.ts';
import { createTheme } from '../../renderer/theme.ts';
import { dayAfter, dayOf, daysBetween, longDay, weekday } from '../../text/day.ts';
import { count, hours } from '../../text/format.ts';
import { shellWord } from '../../text/shell.ts';
import { jsonText } from '../../text/data.ts';
import { requireKnown } from '../../store/named-question.ts';
import { readCounted } from '../../store/summaries.ts';
import { show, say } from '../../terminal/say.ts';
import type { ListOptions } from '../../options/table.ts';

const MINUTE = 60_000;
const DEFAULT_MINUTES = 60;
/** Beyond this, what will be due cannot be predicted. */
export const FURTHEST_DAYS = 366;

/** What a plan depends on, beside the questions and the days. */
interface Planning {
  you: You;
  distance: (question: ListedQuestion) => number;
  histories: Histories;
}

/**
 * Plans these questions until the interview, based on all sessions; the day is your own if it is empty. Throws a UserError if
 * it is out of range, or not known.
 */
export function planFor(
  env: Env,
  day: string,
  dailyMinutes = DEFAULT_MINUTES,
  questions: readonly ListedQuestion[],
  { you, distance, histories }: Planning,
): InterviewPlan {
  const today = dayOf(env.now());
  const interview = day === '' ? you.interview : day;
  if (interview === undefined) {
    throw new UserError('the day of your interview is not known.', {
      help: 'add it, as in `--interview-on 2027-01-15`, or keep it with `hotseat you --interview 2027-01-15`.',
    });
  }
  refuseDay(interview, today);
  return planUntil({
    today,
    interview,
    dailyMs: Math.round(dailyMinutes * MINUTE),
    questions: questions.map(plannable),
    histories,
    distances: new Map(questions.map((question) => [keyOf(question), distance(question)])),
  });
}

/** Nothing of its answer. Takes the time of a typed round, so the plan does not depend on a round's options. */
function plannable(question: ListedQuestion): Plannable {
  const { bank, id, number, title, topic } = question;
  return { bank, id, number, title, topic, timeMs: usualTime([question]) };
}

function refuseDay(interview: string, today: string): void {
  const days = daysBetween(today, interview);
  if (days < 0) {
    throw new UserError(`${interview} is in the past; today is ${longDay(today)}.`, {
      help: 'choose a date after today.',
    });
  }
  if (days === 0) {
    throw new UserError('the interview is today; a plan ends the day before.', {
      help: 'warm up with `hotseat practice --weakest -n 1`.',
    });
  }
  if (days > FURTHEST_DAYS) {
    throw new UserError(`${interview} is too far away to plan for.`, {
      help: `choose a date up to ${dayAfter(today, FURTHEST_DAYS)}; until then, \`hotseat practice --order due\` keeps your knowledge fresh.`,
    });
  }
}

/** Today's questions of a plan, in its order. */
export function todaysShare({ days }: InterviewPlan, questions: readonly ListedQuestion[]): ListedQuestion[] {
  const byKey = new Map(questions.map((question) => [keyOf(question), question]));
  return (days[0]?.questions ?? []).flatMap((question) => byKey.get(keyOf(question)) ?? []);
}

/** The message when today has no questions left; null otherwise. */
export function nothingToday({ done, days: [today, ...later] }: InterviewPlan): string | null {
  if (today === undefined || today.questions.length > 0) return null;
  const next = later.find(({ questions }) => questions.length > 0);
  const what =
    done.questions === 0
      ? 'Nothing is planned for today.'
      : `Done for today: ${count(done.questions, 'question')}, ${hours(done.usedMs)}.`;
  const then =
    next === undefined ? '' : ` Next: ${weekday(next.day)}, ${count(next.questions.length, 'question')}.`;
  return `${what}${then}\n\`hotseat practice\` asks other questions at any time.`;
}

/** `hotseat list --interview-on`: the questions by the day on which to practice them. */
export async function listPlan(env: Env, options: ListOptions, day: string): Promise<ExitCode> {
  const { banks, faults } = await listBanks(env, options.bank);
  reportUnloaded(env, faults, options.bank);
  const filters = requireKnown(banks, options);
  const questions = questionsToAsk(
    banks.flatMap((bank) => bank.questions),
    filters,
  );
  const you = await yourself(env);
  const distance = distanceFrom(banks, filters, you);
  const planned = planFor(env, day, options.dailyMinutes, questions, {
    you,
    distance,
    histories: historiesOf(readCounted(env)),
  });
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...planned }));
  else if (questions.length === 0)
    say(env, 'No questions match. `hotseat list` without filters shows all of them.');
  else {
    const hint = `Today's questions: ${practiceCommand(env, planned.interview, options)}`;
    const rows = interviewPlanRows(planned, hint, sizeOf(env.stdout).columns);
    await show(env, createTheme(env, env.stdout).paintAll(rows));
  }
  return EXIT.done;
}

/** The command that asks today's questions of the same plan. */
function practiceCommand(env: Env, interview: string, options: ListOptions): string {
  const { role, topic, kind, level, bank, dailyMinutes } = options;
  const chosen = Object.entries({ role, topic, kind, level, bank }).flatMap(([name, values]) =>
    values.map((value) => ` --${name} ${shellWord(value)}`),
  );
  const daily = dailyMinutes === undefined ? '' : ` --daily-minutes ${dailyMinutes}`;
  return `${startedAs(env)} practice --interview-on ${interview}${daily}${chosen.join('')}`;
}
