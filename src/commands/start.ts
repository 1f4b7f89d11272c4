import { questionsToAsk, type ListedBank, type ListedQuestion } from '../bank/listed.ts';
import { SCREEN } from '../bank/kinds.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { readSummaries, type Summaries } from '../store/session-index.ts';
import { type Env, startedAs } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { EXIT } from '../platform/errors.ts';
import { keyOf, type Ranks, usualTime } from '../engine/plan.ts';
import type { Session } from '../engine/session.ts';
import { attemptsIn, type Histories, historiesOf } from '../progress/summary.ts';
import { dueAmong } from '../progress/schedule.ts';
import { interruptOf } from '../terminal/interruption.ts';
import { LEAVING } from '../round/loop.ts';
import { type Choice, createMenus } from '../terminal/menus.ts';
import { whereIs } from '../renderer/round-screens.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { openTerminal } from '../terminal/raw-terminal.ts';
import { createTheme } from '../renderer/theme.ts';
import { whoIs } from '../renderer/you.ts';
import { ago, dayOf, daysBetween } from '../text/day.ts';
import { aboutTime, count, list } from '../text/format.ts';
import { row } from '../text/rows.ts';
import type { PracticeOptions } from '../options/table.ts';
import { chooseFrom, practice, QUICK_COUNT } from './practice.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';
import { askWhichOne } from './start-review.ts';
import { whoPractices } from './start-who.ts';
import { sessions as pastSessions } from './sessions.ts';
import { reportUncounted } from '../store/damage.ts';
import { practiceSettings, type RoundRequest, withSettings, yourself } from '../options/practice-settings.ts';
import { programsToOffer } from './shared/found-models.ts';
import { stats } from './stats.ts';
import type { StartOptions } from '../options/table.ts';

type Next = (env: Env) => ExitCode | Promise<ExitCode>;

/** `hotseat` alone: the start menu. */
export async function start(env: Env, options: StartOptions): Promise<ExitCode> {
  // Before the terminal is opened: much history is read in one go, and so Ctrl+C ends it like any program.
  const { banks } = await listBanks(env, options.bank);
  const past = readSummaries(env);
  const typed = { ...NO_FILTERS, ...options };
  const you = await yourself(env);
  const round = withSettings(typed, await practiceSettings(env), { areNamed: false, you });
  const terminal = openTerminal(env);
  let next: Next;
  try {
    next = await chooseNext(env, terminal, { banks, past }, { typed, round });
  } catch (error) {
    return LEAVING[interruptOf(error)].exit;
  } finally {
    terminal.close();
  }
  return next(env);
}

async function chooseNext(
  env: Env,
  terminal: RawTerminal,
  { banks, past }: { banks: readonly ListedBank[]; past: Summaries },
  { typed, round }: Rounds,
): Promise<Next> {
  const theme = createTheme(env, env.stdout);
  const menus = createMenus(terminal, theme);
  reportUncounted(env, past.damaged);
  terminal.print(theme.paintAll([[], row('  hotseat', 'accent')]));
  const prompt = { terminal, theme, menus };
  const isNew = past.summaries.length === 0 && past.damaged.length === 0;
  const you = await whoPractices(env, prompt, banks, { you: round.you, isNew });
  const who = whoIs(you, dayOf(env.now()));
  terminal.print(theme.paintAll([...(who === '' ? [] : [row(`  ${who}`)])]));

  const offered = choices(env, banks, past, { typed, round: { ...round, you } });
  for (;;) {
    const chosen = await menus.select(offered, about(startedAs(env)));
    if (chosen !== askWhich) return chosen;
    const { bank } = typed;
    const ref = await askWhichOne(env, { banks, folders: bank }, prompt);
    if (ref !== '') return (world) => review(world, ref, { bank, section: [] });
  }
}

const about = (name: string): string =>
  'A round asks questions under a clock, then shows what your answer covered and what a strong one says. ' +
  `The first line is what you most likely want now. ${name} --help lists all commands.`;

/** Marks the one choice that needs more input. */
const askWhich: Next = () => EXIT.done;

const NO_FILTERS = { role: [], topic: [], kind: [], level: [] };

/** The upper limit of "about twenty minutes". */
const SHORT_MS = 21 * 60_000;

/** What was typed, which `practice` completes with the settings, and the round that this makes. */
interface Rounds {
  typed: PracticeOptions;
  round: RoundRequest;
}

/** The first is what a person most likely wants: the paused round, else what is due, else one question. */
function choices(
  env: Env,
  banks: readonly ListedBank[],
  { summaries: sessions, damaged }: Summaries,
  { typed, round }: Rounds,
): Choice<Next>[] {
  const last = sessions.findLast(({ state }) => state === 'paused');
  const paused = last === undefined ? null : readSession(env.paths, last.id).session;
  const questions = banks.flatMap((bank) => bank.questions);
  const usual = questionsToAsk(questions, round);
  const histories = historiesOf(sessions);
  const attempts = attemptsIn(histories);
  const tried = questions.filter((question) => attempts.has(keyOf(question))).length;
  const listed = sessions.length + damaged.filter(({ isLost }) => isLost).length;
  return [
    ...(paused === null
      ? []
      : [
          {
            label: 'Resume',
            detail: pausedDetail(paused),
            value: (world: Env) => resume(world, paused.id, typed),
          },
        ]),
    ...dueChoices(env, usual, histories, typed),
    ...(usual.length === 0
      ? filteredOut(round, typed)
      : roundChoices(env, banks, { typed, round }, attempts)),
    ...quickChoices(questionsToAsk(questions, { ...round, kind: [SCREEN] }), typed),
    { label: 'Review a question', detail: 'in full, with its answer', value: askWhich },
    ...(sessions.length === 0
      ? []
      : [
          {
            label: 'Progress',
            detail: `${tried} of ${questions.length} answered`,
            value: (world: Env) => stats(world, { bank: typed.bank, topic: [] }),
          },
        ]),
    ...(listed === 0
      ? []
      : [
          {
            label: 'Past sessions',
            detail: count(listed, 'session'),
            value: (world: Env) => pastSessions(world, {}),
          },
        ]),
    ...modelChoices(env),
  ];
}

/** Programs that could judge answers, until a model is named or the user says no; empty without one. */
function modelChoices(env: Env): Choice<Next>[] {
  const programs = programsToOffer(env);
  if (programs.length === 0) return [];
  return [
    {
      label: 'Let a model judge',
      detail: `${list(programs)} ${programs.length === 1 ? 'is' : 'are'} on this machine`,
      value: async (world) => (await import('./model.ts')).model(world, {}),
    },
  ];
}

/** A round that says which filter of the settings leaves no question; empty if they have no filter. */
function filteredOut({ filtersSet }: RoundRequest, typed: PracticeOptions): Choice<Next>[] {
  if (filtersSet.length === 0) return [];
  return [
    {
      label: 'A full round',
      detail: 'no question passes the filters in config.yaml',
      value: (world) => practice(world, [], typed),
    },
  ];
}

/** One question (the first of the next round that takes about twenty minutes), and the full round. */
function roundChoices(
  env: Env,
  banks: readonly ListedBank[],
  { typed, round }: Rounds,
  attempts: Ranks,
): Choice<Next>[] {
  const seed = env.entropy();
  const ordered = chooseFrom(banks, { ...round, count: Infinity }, attempts, seed);
  const all = chooseFrom(banks, round, attempts, seed);
  const one = ordered.find((question) => usualTime([question]) <= SHORT_MS) ?? ordered[0];
  return [
    ...(one === undefined
      ? []
      : [
          {
            label: 'One question',
            detail: `${aboutTime(usualTime([one]))} · #${one.number} ${one.title}`,
            value: (world: Env) => practice(world, [`${one.bank}/${one.number}`], typed),
          },
        ]),
    {
      label: 'A full round',
      detail: `${count(all.length, 'question')} · ${aboutTime(usualTime(all))}`,
      value: (world) => practice(world, [], { ...typed, seed }),
    },
  ];
}

/** A quick round; empty if there is no question for one. */
function quickChoices({ length }: readonly ListedQuestion[], typed: PracticeOptions): Choice<Next>[] {
  if (length === 0) return [];
  return [
    {
      label: 'A quick round',
      detail: count(Math.min(length, QUICK_COUNT), 'phone-screen question'),
      value: (world) => practice(world, [], { ...typed, quick: true }),
    },
  ];
}

/** What to repeat, and why; empty if nothing is due. */
function dueChoices(
  env: Env,
  questions: readonly ListedQuestion[],
  histories: Histories,
  typed: PracticeOptions,
): Choice<Next>[] {
  const today = dayOf(env.now());
  const due = dueAmong(questions, histories, today);
  const [first] = due;
  if (first === undefined) return [];
  const why = `#${first.number}, rated ${first.rating} ${ago(daysBetween(first.last, today))}`;
  return [
    {
      label: 'Due today',
      detail: `${count(due.length, 'question')} · ${due.length === 1 ? '' : 'first '}${why}`,
      value: (world) => practice(world, [], { ...typed, order: 'due', count: Math.min(due.length, 3) }),
    },
  ];
}

function pausedDetail(session: Session): string {
  const { what, clock } = whereIs(session);
  const when = new Date(session.last.wall).toLocaleString('en-GB', {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  const where = what.charAt(0).toLowerCase() + what.slice(1);
  return `${when} · ${where}${clock === null ? '' : `, ${clock}`}`;
}
