import type { Question } from '../../bank/question.ts';
import { type Filter, filterQuestions } from '../../bank/filter.ts';
import { tellUnloaded } from '../../bank/loader/bank-folders.ts';
import { loadBanks } from '../../bank/loader/load-banks.ts';
import { readSummaries } from '../../journal/session-index.ts';
import { type Env, sizeOf } from '../../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../../platform/errors.ts';
import { plan, plannedTime } from '../../engine/plan.ts';
import { historiesOf } from '../../progress/history.ts';
import { type InterviewPlan, type Plannable, planUntil } from '../../progress/study-plan.ts';
import { interviewPlanRows } from '../../renderer/study-plan.ts';
import { createTheme } from '../../renderer/theme.ts';
import { whileWaiting } from '../../terminal/spinner.ts';
import { dayAfter, dayOf, daysBetween, longDay, weekday } from '../../text/day.ts';
import { count, hours } from '../../text/format.ts';
import { shellWord } from '../../text/shell.ts';
import { jsonText } from '../../text/json.ts';
import { requireKnown } from './named-question.ts';
import { show } from './show.ts';

/** What of a command's options is about a plan. */
export interface PlanRequest {
  /** The day of the interview; absent: nothing is planned. */
  interviewOn?: string;
  /** The most that a day of the plan takes. */
  dailyMinutes?: number;
}

const MINUTE = 60_000;
const DEFAULT_MINUTES = 60;
/** Nobody knows so far ahead what will be due. */
const FURTHEST_DAYS = 366;

/** What `list` takes. */
export interface ListOptions extends Filter, PlanRequest {
  bank: readonly string[];
  json?: boolean;
}

/** The day to plan for; a UserError where other options are about a plan, and there is none. */
function interviewIn({ interviewOn }: PlanRequest): string {
  if (interviewOn !== undefined) return interviewOn;
  throw new UserError('--daily-minutes is about a plan, and there is none.', {
    help: 'add --interview-on and the day, or leave it out.',
  });
}

/** The plan until an interview for these questions, from all sessions. Throws a UserError for a day that cannot be planned for. */
export function planFor(env: Env, request: PlanRequest, questions: readonly Question[]): InterviewPlan {
  const { dailyMinutes = DEFAULT_MINUTES } = request;
  const interview = interviewIn(request);
  const today = dayOf(env.now());
  refuseDay(interview, today);
  return planUntil({
    today,
    interview,
    dailyMs: Math.round(dailyMinutes * MINUTE),
    questions: questions.map(plannable),
    histories: historiesOf(readSummaries(env).summaries),
  });
}

/** Nothing of its answer. By its own clocks: the plan is the same, whatever clocks a round of it gets. */
function plannable(question: Question): Plannable {
  const { bank, id, number, title, topic } = question;
  const timeMs = plannedTime(plan([question], { timer: true, minutes: null, followUps: 'all' }));
  return { bank, id, number, title, topic, timeMs };
}

function refuseDay(interview: string, today: string): void {
  const days = daysBetween(today, interview);
  if (days < 0) {
    throw new UserError(`${interview} has passed: today is ${longDay(today)}.`, {
      help: '--interview-on needs a day to come.',
    });
  }
  if (days === 0) {
    throw new UserError('the interview is today, and a plan ends the day before.', {
      help: '`hotseat practice --weakest -n 1` warms you up.',
    });
  }
  if (days > FURTHEST_DAYS) {
    throw new UserError(`${interview} is too far away to plan for.`, {
      help: `name a day up to ${dayAfter(today, FURTHEST_DAYS)}; until then \`hotseat practice --order due\` keeps what you know.`,
    });
  }
}

/** What to say where today has no question (left); null where it has. */
export function nothingToday({ done, days: [today, ...later] }: InterviewPlan): string | null {
  if (today === undefined || today.questions.length > 0) return null;
  const next = later.find(({ questions }) => questions.length > 0);
  const what =
    done.questions === 0
      ? 'Nothing is planned for today.'
      : `Today's share is done: ${count(done.questions, 'question')}, ${hours(done.plannedMs)} of the plan.`;
  const then =
    next === undefined ? '' : ` Next is ${weekday(next.day)}: ${count(next.questions.length, 'question')}.`;
  return `${what}${then}\n\`hotseat practice\` asks others at any time.`;
}

/** `hotseat list --interview-on`: the questions by the days on which to practise them. */
export async function listPlan(env: Env, options: ListOptions): Promise<ExitCode> {
  const interview = interviewIn(options);
  if (options.search !== undefined) {
    throw new UserError('a plan knows no --search, since a round of it does not.', {
      help: '--topic, --role, --kind and --level choose the questions of both.',
    });
  }
  const { banks, diagnostics } = await whileWaiting(env, 'Reading the bank', () =>
    loadBanks(env, options.bank),
  );
  tellUnloaded(env, diagnostics, options.bank);
  requireKnown(banks, options);
  const questions = filterQuestions(
    banks.flatMap((bank) => bank.questions),
    options,
  );
  const planned = planFor(env, options, questions);
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...planned }));
  else if (questions.length === 0)
    env.stderr.write('No question fits. `hotseat list` without filters shows them all.\n');
  else {
    const hint = `Today's share: ${practiceCommand(interview, options)}`;
    const rows = interviewPlanRows(planned, hint, sizeOf(env.stdout).columns);
    await show(env, createTheme(env, env.stdout).paintAll(rows));
  }
  return EXIT.done;
}

/** What asks today's share of the same plan. */
function practiceCommand(interview: string, options: ListOptions): string {
  const { role, topic, kind, level, bank, dailyMinutes } = options;
  const chosen = Object.entries({ role, topic, kind, level, bank }).flatMap(([name, values]) =>
    values.map((value) => ` --${name} ${shellWord(value)}`),
  );
  const daily = dailyMinutes === undefined ? '' : ` --daily-minutes ${dailyMinutes}`;
  return `hotseat practice --interview-on ${interview}${daily}${chosen.join('')}`;
}
