import { USUAL_BANKS } from '../bank/bank.ts';
import { CERTAINTIES, STATES } from '../engine/labels.ts';
import { type Debrief, type DebriefLine, debriefOf } from '../transcript/debrief.ts';
import type { Ms, Turn } from '../engine/event.ts';
import { nextStep } from '../engine/next-step.ts';
import type { Session, SessionQuestion } from '../engine/session.ts';
import {
  callOf,
  awaitsChoice,
  followUpsOf,
  placeOf,
  plannedBudget,
  recordOf,
  roundBudget,
  usedBy,
} from '../engine/session.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { renderMarkdown } from './markdown.ts';
import { aboutMinutes, clock, clockLeft, count } from '../text/format.ts';
import { shellWord } from '../text/shell.ts';
import { type Row, type Span, row } from '../text/rows.ts';
import { hang, pad, width, wrap, wrapSpans } from '../text/wrap.ts';

const MARGIN = '  ';
/** Below this many columns, tables are stacked. */
const NARROW = 60;

function indented(lines: readonly Row[]): Row[] {
  return lines.map((line) => (line.length === 0 ? line : [{ text: MARGIN, style: 'plain' }, ...line]));
}

/** The round before it begins: its questions in order, each with its clock, and the total minutes. */
export function planRows(session: Session, columns: number): Row[] {
  const { questions } = session;
  const room = columns - 2 * MARGIN.length;
  const titles = Math.max(...questions.map(({ question }) => width(cleanLine(question.title))));
  const calls = questions.map(({ question }) => cleanLine(callOf(session, question)));
  const numbers = Math.max(...calls.map(width));
  const lines = questions.flatMap((planned, q) => {
    const { question } = planned;
    const place = pad(`${q + 1}`, String(questions.length).length);
    const number = pad(calls[q] ?? '', numbers);
    const lead = `${place}  ${number}  `;
    const title = cleanLine(question.title);
    const clocks = clocksOf(session, planned);
    if (columns >= NARROW && width(lead) + titles + 20 <= room) {
      return [
        clocks === ''
          ? [span(lead, 'dim'), span(title)]
          : [span(lead, 'dim'), span(pad(title, titles + 2)), span(clocks, 'dim')],
      ];
    }
    const hang = ' '.repeat(width(lead));
    return [
      ...wrapSpans([span(lead, 'dim'), span(title)], room, { indent: hang }),
      ...(clocks === '' ? [] : [row(hang + clocks, 'dim')]),
    ];
  });
  const heading = wrapSpans([span(roundFacts(session), 'bold')], room);
  return [[], ...indented([...heading, ...roundClockRows(session, room), [], ...lines]), []];
}

/** A short round clock may leave questions unasked; say so at the start. */
function roundClockRows(session: Session, room: number): Row[] {
  const { roundBudget: budget } = session.options;
  if (budget === null || (plannedBudget(session) ?? 0) <= budget) return [];
  const text = 'The round clock is shorter than the clocks of its questions. You may not reach all of them.';
  return wrap(text, room).map((line) => row(line, 'dim'));
}

function roundFacts(session: Session): string {
  const { questions, options } = session;
  const budget = roundBudget(session);
  const levels = new Set(questions.map(({ question }) => question.level));
  return [
    `Round of ${questions.length}`,
    budget === null ? 'no timer' : aboutMinutes(budget),
    ...(levels.size === 1 ? levels : []),
    ...(options.strict ? ['strict clock'] : []),
    ...(options.followUps === 'pressing' ? ['pressing follow-ups'] : []),
    questions.length === 1 || options.reveal === 'question'
      ? 'reveal after each question'
      : 'reveal at the end',
  ].join(' · ');
}

function clocksOf(session: Session, planned: SessionQuestion): string {
  const { budget } = planned;
  const followUps = followUpsOf(session, planned);
  const most = awaitsChoice(session, planned) ? 'up to ' : '';
  const plus =
    followUps === 0 ? '' : `${budget === null ? '' : ' + '}${most}${count(followUps, 'follow-up')}`;
  return `${budget === null ? '' : clock(budget)}${plus}`;
}

/** The row above the question that says where in the round it is. */
export function headerRow(session: Session, turn: Turn): Row {
  const planned = session.questions[turn.q];
  if (planned === undefined) return [];
  const { question } = planned;
  const topic = cleanLine(question.topic);
  const call = cleanLine(callOf(session, question));
  if (turn.followUp !== undefined) {
    const of = planned.turns.length - 1;
    return [span(`Follow-up ${placeOf(session, turn)} of ${of}`, 'bold'), span(` · ${call} ${topic}`, 'dim')];
  }
  return [
    span(`Question ${turn.q + 1} of ${session.questions.length}`, 'bold'),
    span(` · ${call} ${topic} · ${cleanLine(question.level)}`, 'dim'),
  ];
}

/** The Markdown of what a turn asks. */
export function promptOf(session: Session, turn: Turn): string {
  const question = session.questions[turn.q]?.question;
  if (turn.followUp === undefined) return question?.question ?? '';
  return question?.followUps[turn.followUp]?.question ?? '';
}

/** What a turn asks, below its header. */
export function askedRows(session: Session, turn: Turn, room: number): Row[] {
  return [...wrapSpans(headerRow(session, turn), room), [], ...renderMarkdown(promptOf(session, turn), room)];
}

/** A question and its answers, for a candidate who comes back to judge them. */
export function recapRows(session: Session, q: number, columns: number): Row[] {
  const turns = session.questions[q]?.turns ?? [];
  const room = columns - 2 * MARGIN.length;
  return turns
    .filter(({ state }) => state !== null)
    .flatMap(({ turn, text }) => [
      [],
      ...indented([
        ...askedRows(session, turn, room),
        ...(text === '' ? [] : [[], ...hang(wrapSpans([span(clean(text))], room), span('│ ', 'dim'))]),
      ]),
    ]);
}

/** `Question 2 of 3, 5 minutes. Enter when ready.` */
export function readyText(session: Session, turn: Turn): string {
  const what =
    turn.followUp === undefined
      ? `Question ${turn.q + 1} of ${session.questions.length}`
      : `Follow-up ${placeOf(session, turn)} to question ${turn.q + 1}`;
  const record = recordOf(session, turn);
  const time = record === undefined ? '' : timeAhead(usedBy(session, record, session.last.at), record.budget);
  return `${what}${time}. Enter when ready.`;
}

function timeAhead(used: Ms, budget: Ms | null): string {
  if (budget === null) return '';
  if (used >= budget && used > 0) return `, ${clock(used - budget)} over`;
  if (used > 0) return `, ${clockLeft(budget - used)} left`;
  return budget % 60_000 === 0 ? `, ${count(budget / 60_000, 'minute')}` : `, ${clock(budget)}`;
}

/**
 * The result of a round, and what to type next. `banks` are the folders named for the round, empty for the usual ones.
 * null if unknown: a session stores the names of its banks, not their folders.
 */
export function debriefRows(
  session: Session,
  columns: number,
  banks: readonly string[] | null = null,
): Row[] {
  const debrief = debriefOf(session);
  const room = columns - 2 * MARGIN.length;
  const work = workRow(debrief);
  return [
    [],
    ...indented([
      [span(title(debrief), 'bold'), span(timesOf(debrief), 'dim')],
      [],
      ...debrief.lines.flatMap((line) => lineRows(line, debrief.lines, room)),
      [],
      ...(work === null ? [] : [...wrapSpans(work, room), []]),
      ...commandRows(debrief, room, banks),
    ]),
    [],
  ];
}

function title({ reason }: Debrief): string {
  if (reason === 'left early') return 'Round ended early';
  return reason === 'round time' ? 'Round over, time is up' : 'Round finished';
}

function timesOf({ used, budget }: Debrief): string {
  return ` · ${clock(used)}${budget === null ? '' : ` of ${clock(budget)}`}`;
}

function lineRows(line: DebriefLine, all: readonly DebriefLine[], room: number): Row[] {
  const number = pad(cleanLine(line.call), Math.max(...all.map((other) => width(cleanLine(other.call)))));
  const name = cleanLine(line.title);
  const titles = Math.max(...all.map((other) => width(cleanLine(other.title))));
  const facts = factsOf(line);
  const wide = `${number}  ${pad(name, titles)}  ${facts.join('   ')}`;
  if (room + 2 * MARGIN.length >= NARROW && width(wide) <= room) {
    return [[span(`${number}  `, 'dim'), span(`${pad(name, titles)}  `), span(facts.join('   '))]];
  }
  const hang = ' '.repeat(width(number) + 2);
  return [
    ...wrapSpans([span(`${number}  `, 'dim'), span(name)], room, { indent: hang }),
    ...wrap(facts.join(' · '), room - width(hang)).map((text) => row(hang + text, 'dim')),
  ];
}

function factsOf(line: DebriefLine): string[] {
  if (line.state === 'skipped' || line.state === 'unanswered') return [STATES[line.state]];
  const time = line.budget === null ? clock(line.used) : `${clock(line.used)} of ${clock(line.budget)}`;
  const { asked, answered } = line.followUps;
  return [
    pointsFact(line),
    line.state === 'timed-out' ? `${time}, time up` : time,
    ...(answered < asked ? [`${answered} of ${count(asked, 'follow-up')}`] : []),
    ...(line.certainty === null ? [] : [`expected ${CERTAINTIES[line.certainty]}`]),
    ...(line.rating === null ? [] : [line.rating]),
  ];
}

/** Ticks and findings are never mixed. */
function pointsFact({ made, found, points }: DebriefLine): string {
  if (made !== null) return `${made} of ${points} points`;
  return found === null ? 'points not judged' : `not judged, ${found} of ${points} points found`;
}

function workRow({ workOnFirst }: Debrief): Row | null {
  if (workOnFirst === null) return null;
  const { call, point, by, made, points } = workOnFirst;
  const expected = workOnFirst.expected === null ? null : `You expected ${CERTAINTIES[workOnFirst.expected]}`;
  const came =
    by === 'candidate'
      ? `${expected === null ? 'You' : `${expected} and`} covered ${made} of ${points}.`
      : `${expected === null ? '' : `${expected}; `}${made} of ${points} found in your text.`;
  return [span('Work on first: ', 'bold'), span(`${cleanLine(call)}, ${cleanLine(point)}. ${came}`)];
}

function commandRows({ lines }: Debrief, room: number, banks: readonly string[] | null): Row[] {
  const from =
    banks?.map((folder) => ` --bank ${shellWord(folder)}`).join('') ??
    (lines.every(({ bank }) => USUAL_BANKS.includes(bank)) ? '' : ' --bank …');
  const again = lines.map(referenceOf).join(' ');
  const unseen = lines.find(({ isOpen }) => isOpen);
  const commands = [
    ...(unseen === undefined
      ? []
      : [[`hotseat review ${referenceOf(unseen)}${from}`, 'see the expected answer'] as const]),
    ['hotseat export', 'save the transcript'] as const,
    [`hotseat practice ${again}${from}`, 'try again'] as const,
  ];
  const widest = Math.max(...commands.map(([command]) => width(command)));
  const isTight = commands.some(([, what]) => widest + 2 + width(what) > room);
  return commands.flatMap(([command, what]) =>
    isTight
      ? [row(command, 'accent'), row(`  ${what}`, 'dim')]
      : [[span(pad(command, widest), 'accent'), span(`  ${what}`, 'dim')]],
  );
}

/** As a command takes it: the number alone, with its bank if another bank has it too. */
function referenceOf({ call }: DebriefLine): string {
  return shellWord(call.replace(/^#/, ''));
}

/** Printed when the candidate quits a round that is not over. */
export function farewellRows(session: Session, columns: number): Row[] {
  const saved = wrapSpans(row(`Saved. ${waitingText(session)}`), columns - 2 * MARGIN.length);
  return [[], ...indented([...saved, row('hotseat resume', 'accent')]), []];
}

/** `Question 2 of 3 is waiting, 2:41 left.` */
function waitingText(session: Session): string {
  const place = whereIs(session);
  return place.clock === null ? `${place.what} is waiting.` : `${place.what} is waiting, ${place.clock}.`;
}

/** Where a paused session is: `Question 2 of 3`, and `2:41 left` if its clock will run. */
export function whereIs(session: Session): { what: string; clock: string | null } {
  const step = nextStep(session);
  const of = session.questions.length;
  if (step.kind === 'done' || step.kind === 'end') return { what: 'The debrief', clock: null };
  if (step.kind === 'press')
    return { what: `The first follow-up to question ${step.q + 1} of ${of}`, clock: null };
  if (step.kind !== 'ask' && step.kind !== 'answer') {
    return { what: `The reveal of question ${step.q + 1} of ${of}`, clock: null };
  }
  const { turn } = step;
  const what =
    turn.followUp === undefined
      ? `Question ${turn.q + 1} of ${of}`
      : `Follow-up ${placeOf(session, turn)} to question ${turn.q + 1} of ${of}`;
  const record = recordOf(session, turn);
  if (record?.budget == null) return { what, clock: null };
  const left = record.budget - usedBy(session, record, session.last.at);
  return { what, clock: left > 0 ? `${clockLeft(left)} left` : `${clock(-left)} over` };
}

function span(text: string, style: Span['style'] = 'plain'): Span {
  return { text, style };
}
