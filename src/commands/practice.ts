import {
  filterQuestions,
  isUsual,
  questionsToAsk,
  type ListedBank,
  type ListedQuestion,
} from '../bank/listed.ts';
import { distanceFrom } from '../bank/fit.ts';
import { BEHAVIORAL, SCREEN } from '../bank/kinds.ts';
import type { Question } from '../bank/question.ts';
import { openInterviewer, listenerFor, runRound, hearingFor, speakerFor } from './shared/play-round.ts';
import { createJournal } from '../journal/journal.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import type { RoundOptions } from '../engine/event.ts';
import {
  type Clocks,
  type Order,
  type Ranks,
  choose,
  keyOf,
  PACE,
  startedEvent,
  withOpeners,
} from '../engine/plan.ts';
import { MOST_CHOSEN } from '../engine/follow-ups.ts';
import { MOST_IN_LIST } from '../engine/guards.ts';
import { randomFrom } from '../engine/random.ts';
import { askedFirst } from '../progress/asked-for-real.ts';
import { type Histories, historiesOf } from '../progress/summary.ts';
import { ranksFor, isDue } from '../progress/schedule.ts';
import { cleanLine } from '../text/clean.ts';
import { dayOf } from '../text/day.ts';
import { list } from '../text/format.ts';
import type { Found } from './shared/found.ts';
import { nothingToday, planFor, todaysShare } from './shared/study-plan.ts';
import { readAsked, reportUnreadAsked } from '../store/asked-for-real.ts';
import { loadChosen, loadNamed } from '../store/load-questions.ts';
import { requireKnown } from '../store/named-question.ts';
import { readCounted } from '../store/summaries.ts';
import { say } from '../terminal/say.ts';
import { refuseBeside } from '../options/conflicts.ts';
import { practiceSettings, type RoundRequest, withSettings, yourself } from '../options/practice-settings.ts';
import { NAMED, PRACTICE, type PracticeOptions } from '../options/table.ts';

const DEFAULT_COUNT = 1;
export const QUICK_COUNT = 10;
const MINUTE = 60_000;

/** `hotseat practice`: runs a timed round. */
export async function practice(env: Env, refs: readonly string[], given: PracticeOptions): Promise<ExitCode> {
  if (refs.length > 0) refuseBeside(NAMED, PRACTICE, given);
  const hasPerson = env.stdin.isTTY && env.stdout.isTTY;
  const { openRecordings, hears, hasWords } = await hearingFor(env, given);
  if (!hasWords) refuseWithoutWords(given);
  requirePerson(given, hasPerson);
  const own = withSettings(given, await practiceSettings(env), {
    areNamed: refs.length > 0,
    hasWords,
    you: await yourself(env),
  });
  const usual = own.quick === true ? quickly(own) : own;
  // A setting does not apply to a pipe, where no one listens.
  const options = {
    // Without its words, nothing can press on an answer.
    followUps: given.speakAloud === true && !hasWords ? MOST_CHOSEN : ('pressing' as const),
    ...usual,
    readAloud: usual.readAloud === true && hasPerson,
  };
  // Before the terminal is opened: much history is read in one go, and so Ctrl+C ends it like any program.
  const seed = options.seed ?? env.entropy();
  const questions =
    refs.length > 0
      ? [...new Set(await loadNamed(env, options.bank, refs))]
      : await chosenQuestions(env, options, seed);
  if (questions.length === 0) return EXIT.done;
  if (questions.length > MOST_IN_LIST) {
    throw new UserError(
      `a round holds at most 1,000 questions, and these are ${questions.length.toLocaleString('en')}.`,
      { help: 'choose fewer with -n or a filter.' },
    );
  }
  const interview = refs.length === 0 && isInterview(options);
  const recorded = roundOptions(options, interview);
  const { listener, sends } = await listenerFor(env, recorded);
  const interviewer = openInterviewer(env, options.plain === true, {
    banks: options.bank,
    notify: options.notify !== false,
    sends,
    hears,
    speaker: await speakerFor(env, options),
  });
  try {
    const journal = createJournal(env);
    const started = { session: journal.id, program: env.version, seed, options: recorded };
    const opening = startedEvent(started, questions, clocksOf(options));
    return await runRound(env, interviewer, journal, {
      session: null,
      at: 0,
      draft: null,
      opening,
      listener,
      openRecordings,
    });
  } finally {
    interviewer.close();
    listener?.close();
  }
}

/** A quick round: these are its defaults, and its questions are of one kind. */
function quickly(options: RoundRequest): RoundRequest {
  const { count = QUICK_COUNT, followUps = 0 } = options;
  return { ...options, kind: [SCREEN], count, followUps };
}

function requirePerson({ speakAloud, readAloud }: PracticeOptions, hasPerson: boolean): void {
  for (const [option, isTyped] of [
    ['--speak-aloud', speakAloud],
    ['--read-aloud', readAloud],
  ] as const) {
    if (isTyped === true && !hasPerson)
      throw new UserError(`${option} needs a terminal.`, {
        help: `piped answers are text; leave out ${option}.`,
      });
  }
}

/** What needs the words of an answer does not work where a spoken one stays without. */
function refuseWithoutWords({ speakAloud, followUps, judge }: PracticeOptions): void {
  if (!speakAloud) return;
  const isAbout = followUps === 'pressing' || followUps === 'live';
  if (!isAbout && judge !== 'model') return;
  const option = isAbout ? `--follow-ups ${followUps}` : '--judge model';
  throw new UserError(`${option} does not work with --speak-aloud here: it needs your words.`, {
    help: 'leave one out, or have your words written down: `hotseat voice check` says what that takes.',
  });
}

/** Whether what is chosen is asked as interviews. Screen questions that someone wants are asked one by one. */
function isInterview({ kind }: RoundRequest): boolean {
  return !kind.includes(SCREEN);
}

/** The questions of the round, chosen by filters, history and chance. */
async function chosenQuestions(env: Env, options: RoundRequest, seed: number): Promise<Question[]> {
  const { interviewOn, opener = true } = options;
  const places = await placesFor(env, options);
  const order = orderOf(options);
  const histories = historiesOf(readCounted(env));
  reportUnreadAsked(env);
  let ranks: Ranks = new Map();
  const chosen = await loadChosen(env, options.bank, (banks) => {
    const questions = banks.flatMap((bank) => bank.questions);
    const first = askedFirst(readAsked(env), histories, questions);
    const today = dayOf(env.now());
    ranks = ranksFor(order, histories, today, first);
    const cases =
      interviewOn === undefined
        ? chooseFrom(banks, options, ranks, seed, places)
        : shareOf(env, banks, { ...options, interviewOn }, histories);
    if (!isInterview(options)) return cases;
    const attempts = ranksFor('fresh', histories, today, first);
    const asked = opener ? withOpeners(cases, questions, attempts, randomFrom(seed)) : cases;
    if (options.behavioral !== true || cases.length === 0) return asked;
    // A case may be behavioral too.
    const others = behavioralFrom(banks, options, attempts, seed).filter((each) => !asked.includes(each));
    return [...asked, ...others.slice(0, 1)];
  });
  const cases = isInterview(options) ? chosen.filter(isUsual) : chosen;
  if (order === 'due' && !cases.some((question) => isDue(ranks, question)))
    say(env, 'Nothing is due. Here are the ones you have answered least.');
  return chosen;
}

/** The places of the questions that a search or a job ad asks for; null without one. */
async function placesFor(env: Env, options: RoundRequest): Promise<Ranks | null> {
  const { job, search } = options;
  if (job === undefined && search === undefined) return null;
  if (job === '-')
    throw new UserError('the answers come from standard input, so the ad cannot.', {
      help: 'name a file with the text of the ad.',
    });
  const { questionsAbout, questionsForJob } = await import('./shared/found.ts');
  const found =
    job === undefined
      ? nearestIn(env, search ?? '', await questionsAbout(env, search ?? '', options, questionsToAsk))
      : await questionsForJob(env, job, options);
  return new Map(found.map(({ question }, place) => [keyOf(question), place]));
}

/** What has all the words of a search, or else what comes near; says that, and throws a UserError if nothing does. */
function nearestIn(env: Env, text: string, found: readonly Found[]): readonly Found[] {
  const full = found.filter(({ isNear }) => !isNear);
  const shown = cleanLine(text);
  if (found.length === 0)
    throw new UserError(`no question that a round may ask matches "${shown}".`, {
      help: 'try `hotseat list --search` with other words.',
    });
  if (full.length > 0) return full;
  say(env, `No question has all of "${shown}". These come near.`);
  return found;
}

function orderOf({ order, weakest }: Pick<PracticeOptions, 'order' | 'weakest'>): Order {
  return weakest ? 'weakest' : (order ?? 'fresh');
}

/** What filters, history and chance choose for a round. */
export function chooseFrom(
  banks: readonly ListedBank[],
  options: RoundRequest,
  ranks: Ranks,
  seed: number,
  places: Ranks | null = null,
): ListedQuestion[] {
  const matching = matchingIn(banks, options).filter((question) => places?.has(keyOf(question)) ?? true);
  const order = orderOf(options);
  const eligible = order === 'weakest' ? matching.filter((question) => ranks.has(keyOf(question))) : matching;
  if (eligible.length === 0) {
    throw new UserError("you haven't marked a point of these questions as not covered yet.", {
      help: 'weak points come from what you decide at a verdict; `hotseat practice` leads to one.',
    });
  }
  // A shuffled round is shuffled.
  const usual = order === 'shuffle' ? () => 0 : distanceFrom(banks, options, options.you);
  const distance = places === null ? usual : (question: ListedQuestion) => places.get(keyOf(question)) ?? 0;
  return choose(
    eligible,
    ranks,
    { order, count: options.count ?? DEFAULT_COUNT, distance },
    randomFrom(seed),
  );
}

/** The questions of a round. Throws a UserError if there are none; it names the filters that no one typed. */
function matchingIn(banks: readonly ListedBank[], filters: RoundRequest): ListedQuestion[] {
  const { filtersSet, quick } = filters;
  try {
    // An opener may be weak, too.
    const among = orderOf(filters) === 'weakest' ? filterQuestions : questionsToAsk;
    const matching = among(
      banks.flatMap((bank) => bank.questions),
      requireKnown(banks, filters),
    );
    if (matching.length > 0) return matching;
    const what = quick
      ? `no question of kind ${SCREEN} matches.`
      : 'no question matches all of these filters.';
    throw new UserError(what, { help: 'try `hotseat list` with fewer filters.' });
  } catch (error) {
    if (!(error instanceof UserError) || filtersSet.length === 0) throw error;
    throw new UserError(error.message, { help: `${error.help ?? ''} config.yaml sets ${list(filtersSet)}.` });
  }
}

/** The behavioral questions that may end a long interview: the least answered that fit you come first. */
export function behavioralFrom(
  banks: readonly ListedBank[],
  options: RoundRequest,
  attempts: Ranks,
  seed: number,
): ListedQuestion[] {
  const all = banks.flatMap(({ questions }) => questions.filter(({ kind }) => kind === BEHAVIORAL));
  const distance = distanceFrom(banks, options, options.you);
  return choose(all, attempts, { order: 'fresh', count: all.length, distance }, randomFrom(seed));
}

/** Today's questions of the study plan; prints why if there are none. */
function shareOf(
  env: Env,
  banks: readonly ListedBank[],
  options: RoundRequest & { interviewOn: string },
  histories: Histories,
): ListedQuestion[] {
  const matching = matchingIn(banks, options);
  const { you, interviewOn, dailyMinutes } = options;
  const distance = distanceFrom(banks, options, you);
  const planned = planFor(env, interviewOn, dailyMinutes, matching, { you, distance, histories });
  const nothing = nothingToday(planned);
  if (nothing !== null) say(env, nothing);
  return todaysShare(planned, matching).slice(0, options.count);
}

function clocksOf(options: PracticeOptions & Pick<Clocks, 'followUps'>): Clocks {
  const { timer = true, followUps, minutes = null } = options;
  return { timer, followUps, minutes, pace: paceOf(options) };
}

function roundOptions(options: PracticeOptions, interview: boolean): RoundOptions {
  const { timer = true, followUps, minutes, roundMinutes, judge } = options;
  return {
    strict: options.strict === true,
    reveal: options.reveal ?? 'question',
    editor: options.editor === true,
    speakAloud: options.speakAloud === true,
    ...(options.readAloud === true ? { readAloud: true } : {}),
    ...(options.keepAudio === true ? { keepAudio: true } : {}),
    roundBudget: roundMinutes === undefined ? null : Math.round(roundMinutes * MINUTE),
    ...(followUps === 'pressing' || followUps === 'live' ? { followUps } : {}),
    ...(judge === 'model' ? { judge } : {}),
    ...(options.quick === true ? { quick: true } : {}),
    ...(interview ? { interview } : {}),
    ...(timer && minutes === undefined ? { pace: paceOf(options) } : {}),
  };
}

function paceOf({ pace, speakAloud }: PracticeOptions): number {
  return pace ?? (speakAloud === true ? PACE.spoken : PACE.typed);
}
