import { questionsToAsk, type ListedBank } from '../bank/listed.ts';
import { SCREEN } from '../bank/kinds.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { readSession } from '../journal/sessions.ts';
import { reportUnreadAsked } from '../store/asked-for-real.ts';
import { readSummaries, type Summaries } from '../store/session-index.ts';
import { type Env, startedAs } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { EXIT } from '../platform/errors.ts';
import { keyOf } from '../engine/plan.ts';
import type { Session } from '../engine/session.ts';
import { historiesOf } from '../progress/summary.ts';
import { interruptOf } from '../terminal/interruption.ts';
import { LEAVING } from '../round/loop.ts';
import { type Choice, createMenus } from '../terminal/menus.ts';
import { whereIs } from '../renderer/round-screens.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { openTerminal } from '../terminal/raw-terminal.ts';
import { noticeRows } from '../renderer/blocks.ts';
import { createTheme } from '../renderer/theme.ts';
import { whoIs } from '../renderer/you.ts';
import { dayOf } from '../text/day.ts';
import { count, list } from '../text/format.ts';
import { row } from '../text/rows.ts';
import { practice, QUICK_COUNT } from './practice.ts';
import { resume } from './resume.ts';
import { interviewChoices, type Next, type Rounds } from './start-interviews.ts';
import { findQuestion, findSession } from './start-search.ts';
import { offerAfter, whoPractices } from './start-who.ts';
import { reportUncounted } from '../store/damage.ts';
import { practiceSettings, withSettings, yourself } from '../options/practice-settings.ts';
import { modelsHere, type ModelsHere } from './shared/found-models.ts';
import { stats } from './stats.ts';
import type { StartOptions } from '../options/table.ts';

/** `hotseat` alone: the start menu. */
export async function start(env: Env, options: StartOptions): Promise<ExitCode> {
  // Before the terminal is opened: much history is read in one go, and so Ctrl+C ends it like any program.
  const { banks } = await listBanks(env, options.bank);
  const past = readSummaries(env);
  reportUnreadAsked(env);
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
  const offer = await offerAfter(env, prompt, round.you);
  if (offer === 'now')
    return async (world) => (await import('./after.ts')).after(world, { bank: typed.bank });
  const you =
    offer === 'later' ? round.you : await whoPractices(env, prompt, banks, { you: round.you, isNew });
  const model = modelsHere(env);
  const judge = round.judge === 'model' && model.named !== null ? [`${model.named} judges`] : [];
  const who = [...[whoIs(you, dayOf(env.now()))].filter((text) => text !== ''), ...judge].join(' · ');
  const { columns } = terminal.size();
  terminal.print(theme.paintAll([...(who === '' ? [] : noticeRows(who, columns)), []]));

  const offered = choices(env, banks, past, { typed, round: { ...round, you } }, model);
  for (;;) {
    const chosen = await menus.select(offered, about(startedAs(env)));
    if (chosen !== lookUp && chosen !== lookBack) return chosen;
    const found =
      chosen === lookUp ? await findQuestion(env, menus, banks, typed.bank) : await findSession(menus, past);
    if (found !== null) return found;
  }
}

const about = (name: string): string =>
  'An interview asks questions under a clock, then shows what your answer covered and what a strong one says. ' +
  `The first line is what you most likely want now. ${name} --help lists all commands.`;

/** Marks the choices that ask for more. */
const lookUp: Next = () => EXIT.done;
const lookBack: Next = () => EXIT.done;

const NO_FILTERS = { role: [], topic: [], kind: [], level: [] };

/** The first is what a person most likely wants: the paused session, else an interview. */
function choices(
  env: Env,
  banks: readonly ListedBank[],
  { summaries: sessions, damaged }: Summaries,
  { typed, round }: Rounds,
  model: ModelsHere,
): Choice<Next>[] {
  const last = sessions.findLast(({ state }) => state === 'paused');
  const paused = last === undefined ? null : readSession(env.paths, last.id).session;
  const questions = banks.flatMap((bank) => bank.questions);
  const histories = historiesOf(sessions);
  const tried = questions.filter((question) => histories.has(keyOf(question))).length;
  const listed = sessions.length + damaged.filter(({ isLost }) => isLost).length;
  const quick = questionsToAsk(questions, { ...round, kind: [SCREEN] }).length;
  const choice = (label: string, detail: string, value: Next): Choice<Next> => ({ label, detail, value });
  return [
    ...(paused === null
      ? []
      : [choice('Resume', pausedDetail(paused), (world) => resume(world, paused.id, typed))]),
    ...interviewChoices(env, banks, { typed, round }, histories),
    ...(quick === 0
      ? []
      : [
          choice(
            'Quick questions',
            `${Math.min(quick, QUICK_COUNT)} short ones, a minute each to say`,
            (world) => practice(world, [], { ...typed, quick: true }),
          ),
        ]),
    choice('Look it up', 'any question and its answer, by its words', lookUp),
    ...modelChoices(model, { typed, round }),
    ...(sessions.length === 0
      ? []
      : [
          choice('Progress', `${tried} of ${questions.length} answered`, (world) =>
            stats(world, { bank: typed.bank, topic: [] }),
          ),
        ]),
    ...(listed === 0 ? [] : [choice('Past sessions', count(listed, 'session'), lookBack)]),
  ];
}

/** The model that is named but does not judge, or the programs that could be named. */
function modelChoices({ named, programs }: ModelsHere, { typed, round }: Rounds): Choice<Next>[] {
  if (named !== null && round.judge !== 'model')
    return [
      {
        label: `Let ${named} judge`,
        detail: 'an interview with the model you named',
        value: (world) => practice(world, [], { ...typed, judge: 'model' }),
      },
    ];
  if (programs.length === 0) return [];
  return [
    {
      label: 'Let a model judge',
      detail: `${list(programs)} ${programs.length === 1 ? 'is' : 'are'} on this machine`,
      value: async (world) => (await import('./model.ts')).model(world, {}),
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
