import { USUAL_BANKS } from '../bank/bank.ts';
import { BEHAVIORAL } from '../bank/kinds.ts';
import type { Ms, Turn } from '../engine/event.ts';
import { CERTAINTIES, stateText } from '../engine/labels.ts';
import { nextStep } from '../engine/next-step.ts';
import { leadOver, promptOf } from '../engine/interview.ts';
import type { Session } from '../engine/session.ts';
import { callOf, followUpName, questionAt, recordOf, usedBy } from '../engine/session.ts';
import { tallyText } from '../engine/tally.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { clock, clockLeft, clockOf, count, words } from '../text/format.ts';
import { type Row, row, span } from '../text/rows.ts';
import { shellWord } from '../text/shell.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { askerOf, modelName } from '../transcript/by-model.ts';
import { worthText } from '../transcript/fact-view.ts';
import { type Debrief, type DebriefLine, debriefOf } from '../transcript/debrief.ts';
import { MARGIN, roomIn, screenOf } from './blocks.ts';
import { columnRows } from './columns.ts';
import { totalLevelRows } from './level-rows.ts';
import { renderLine, renderMarkdown } from './markdown.ts';

/** The row above the question that says where in the round it is. In an interview no one would say. */
export function headerRow(session: Session, turn: Turn): Row {
  const planned = questionAt(session, turn.q);
  const { question, turns } = planned;
  if (session.options.interview)
    return [span('Interview', 'bold'), span(` · ${cleanLine(question.topic)}`, 'dim')];
  const call = `${cleanLine(callOf(session, question))} ${cleanLine(question.topic)}`;
  if (turn.followUp !== undefined) {
    // No one knows how many there will be while each is chosen by the answer before it.
    const of = session.options.followUps === undefined ? ` of ${turns.length - 1}` : '';
    const place = `${followUpName(planned, turn)}${of}`;
    const asker = askerOf(planned, turn.followUp);
    const by = asker === null ? '' : ` · asked by ${modelName(asker)}`;
    return [span(place, 'bold'), span(`${by} · ${call}`, 'dim')];
  }
  return [span(turnName(session, turn), 'bold'), span(` · ${call} · ${cleanLine(question.level)}`, 'dim')];
}

/** `Question 2 of 3`, or `Follow-up 1 to question 2`. */
function turnName(session: Session, turn: Turn): string {
  return turn.followUp === undefined
    ? `Question ${turn.q + 1} of ${session.questions.length}`
    : `${followUpName(questionAt(session, turn.q), turn)} to question ${turn.q + 1}`;
}

/** What a turn asks, below its header. */
export function askedRows(session: Session, turn: Turn, room: number): Row[] {
  return [...wrapSpans(headerRow(session, turn), room), [], ...renderMarkdown(promptOf(session, turn), room)];
}

/** What a candidate may have to read again in a follow-up: the question that it follows. */
export function followedRows(session: Session, { q, followUp }: Turn, room: number): Row[] {
  if (followUp === undefined) return [];
  return [[], row('It follows this question:', 'dim'), [], ...renderMarkdown(promptOf(session, { q }), room)];
}

/** What leads over to the points of an opener, which was asked before its case. */
export function openerRows(session: Session, q: number, columns: number): Row[] {
  const { question } = questionAt(session, q);
  const title = row(cleanLine(`Opener: ${callOf(session, question)} ${question.title}`), 'bold');
  const asked = renderMarkdown(question.question, roomIn(columns));
  return [[], ...hang([...wrapSpans(title, roomIn(columns)), [], ...asked], MARGIN), []];
}

/** A question and its answers, for a candidate who comes back to judge them. */
export function recapRows(session: Session, q: number, columns: number): Row[] {
  const room = roomIn(columns);
  return questionAt(session, q)
    .turns.filter(({ state }) => state !== null)
    .flatMap(({ turn, text }) => {
      const answer = text === '' ? [] : [[], ...hang(wrapSpans(row(clean(text)), room), span('│ ', 'dim'))];
      return [[], ...hang([...askedRows(session, turn, room), ...answer], MARGIN)];
    });
}

/** The words of a spoken answer as they were written down, below what they answer unless that is a question shown above. */
export function heardRows(
  session: Session,
  turn: Turn,
  { text, by }: { text: string; by: string },
  columns: number,
  isShown: boolean,
): Row[] {
  const room = roomIn(columns);
  const place = session.options.interview ? '' : ` · ${asPart(turnName(session, turn))}`;
  const facts = `${place} · ${count(words(text), 'word')}, by ${cleanLine(by)}`;
  const heading = wrapSpans([span('Your words', 'bold'), span(facts, 'dim')], room);
  const isAbove = isShown && turn.followUp === undefined;
  const prompt = isAbove ? [] : [...renderMarkdown(promptOf(session, turn), room), []];
  const spoken = hang(wrapSpans(row(clean(text)), room - 2), span('│ ', 'dim'));
  return hang([...heading, ...prompt, ...spoken], MARGIN);
}

/** `Question 2 of 3, 5 minutes. Enter to start.` In an interview: `OK. Let's make it concrete. You have 5 minutes. Enter to start.` */
export function readyText(session: Session, turn: Turn): string {
  const record = recordOf(session, turn);
  const time =
    record === undefined ? null : timeAhead(usedBy(session, record, session.last.at), record.budget);
  const enter = `Enter to ${record?.asked === true ? 'continue' : 'start'}.`;
  if (!session.options.interview) {
    const name = turnName(session, turn);
    return `${time === null ? name : `${name}, ${time}`}. ${enter}`;
  }
  const isNext = turn.q > 0 && turn.followUp === undefined;
  const { kind } = questionAt(session, turn.q).question;
  const next = kind === BEHAVIORAL ? 'Next, a behavioral question.' : 'The next interview.';
  const lead = leadOver(session, turn) || (isNext ? next : '');
  const left = time === null ? '' : `You ${time.endsWith(' over') ? 'are' : 'have'} ${time}.`;
  return [lead, left, enter].filter(Boolean).join(' ');
}

function timeAhead(used: Ms, budget: Ms | null): string | null {
  if (budget === null) return null;
  if (used >= budget && used > 0) return `${clock(used - budget)} over`;
  if (used > 0) return `${clockLeft(budget - used)} left`;
  return budget % 60_000 === 0 ? count(budget / 60_000, 'minute') : clock(budget);
}

/**
 * The result of a round, and what to type next. `banks` are the folders named for the round, empty for the usual ones.
 * null if unknown: a session stores the names of its banks, not their folders.
 */
export function debriefRows(
  session: Session,
  columns: number,
  banks: readonly string[] | null = null,
  startedAs = 'hotseat',
): Row[] {
  const debrief = debriefOf(session);
  const room = roomIn(columns);
  const { used, budget, levels, workOnFirst } = debrief;
  return screenOf(
    [[span(title(debrief), 'bold'), span(` · ${clockOf(used, budget)}`, 'dim')]],
    lineRows(debrief.lines, room),
    totalLevelRows(levels, room),
    workOnFirst === null ? [] : wrapSpans(workRow(workOnFirst), room),
    commandRows(debrief, recordedIn(session), room, banks, startedAs),
  );
}

function title({ reason }: Debrief): string {
  if (reason === 'left early') return 'Round ended early';
  return reason === 'round time' ? 'Round over, time is up' : 'Round finished';
}

function lineRows(lines: readonly DebriefLine[], room: number): Row[] {
  const table = lines.map((line) => [
    row(cleanLine(line.call), 'dim'),
    row(cleanLine(line.title)),
    row(factsOf(line).join(' · ')),
  ]);
  return columnRows(table, room);
}

function factsOf(line: DebriefLine): string[] {
  if (line.state === 'skipped' || line.state === 'unanswered') return [stateText(line)];
  const time = clockOf(line.used, line.budget);
  const { asked, answered } = line.followUps;
  return [
    pointsFact(line),
    ...(line.byModel === null ? [] : [line.byModel]),
    line.state === 'timed-out' ? `${time}, time up` : time,
    ...(line.worthAsking === null ? [] : [worthText(line.worthAsking)]),
    ...(answered < asked ? [`${answered} of ${count(asked, 'follow-up')}`] : []),
    ...(line.certainty === null ? [] : [`expected ${CERTAINTIES[line.certainty]}`]),
    ...(line.rating === null ? [] : [line.rating]),
  ];
}

/** What you decided and what was found are never mixed. */
function pointsFact({ tally, found, points, isOpen }: DebriefLine): string {
  if (tally !== null) return tallyText(tally);
  if (isOpen) return 'not revealed';
  const wait = points === 1 ? '1 point waits for you' : `${points} points wait for you`;
  return found === null || found === 0 ? wait : `${wait}, ${found} found`;
}

function workRow({ call, point, tally, expected }: NonNullable<Debrief['workOnFirst']>): Row {
  const thought = expected === null ? null : `You expected ${CERTAINTIES[expected]}`;
  const came = `${thought === null ? '' : `${thought}: `}${tallyText(tally)}.`;
  const statement = cleanLine(point).replace(/[.!?]$/, '');
  return [span(`Work on first, ${cleanLine(call)}: `, 'bold'), ...renderLine(statement), span(`. ${came}`)];
}

/** The commands for recordings that stay. */
function recordedIn(session: Session): (readonly [command: string, what: string])[] {
  const recorded = session.questions.flatMap(({ turns }) => turns.filter((turn) => turn.recorded));
  const id = shellWord(session.id);
  const play = [`sessions play ${id}`, 'hear your answers'] as const;
  if (recorded.some(({ heard }) => heard == null))
    return [play, [`sessions transcribe ${id}`, 'write them down'] as const];
  return recorded.length > 0 && session.options.keepAudio === true ? [play] : [];
}

function commandRows(
  { lines }: Debrief,
  recorded: ReturnType<typeof recordedIn>,
  room: number,
  banks: readonly string[] | null,
  startedAs: string,
): Row[] {
  const from =
    banks?.map((folder) => ` --bank ${shellWord(folder)}`).join('') ??
    (lines.every(({ bank }) => USUAL_BANKS.includes(bank)) ? '' : ' --bank …');
  const again = lines.map(referenceOf).join(' ');
  const unseen = lines.find(({ isOpen }) => isOpen);
  const commands = [
    ...(unseen === undefined
      ? []
      : [[`${startedAs} review ${referenceOf(unseen)}${from}`, 'see the expected answer'] as const]),
    [`${startedAs} export -o round.md`, 'save the transcript'] as const,
    ...recorded.map(([command, what]) => [`${startedAs} ${command}`, what] as const),
    [`${startedAs} practice ${again}${from}`, 'try again'] as const,
  ];
  const table = commands.map(([command, what]) => [row(command, 'accent'), row(what, 'dim')]);
  return columnRows(table, room);
}

/** As a command takes it: the number alone, with its bank if another bank has it too. */
function referenceOf({ call }: DebriefLine): string {
  return shellWord(call.replace(/^#/, ''));
}

/** Printed when the candidate quits a round that is not over. */
export function farewellRows(session: Session, columns: number, startedAs = 'hotseat'): Row[] {
  const { what, clock: time } = whereIs(session);
  const waiting = `Saved. ${what} is waiting${time === null ? '' : `, ${time}`}.`;
  return screenOf([...wrapSpans(row(waiting), roomIn(columns)), row(`${startedAs} resume`, 'accent')]);
}

/** Where a paused session is: `Question 2 of 3` or `Your interview`, and `2:41 left` if its clock will run. */
export function whereIs(session: Session): { what: string; clock: string | null } {
  const step = nextStep(session);
  const { interview } = session.options;
  const of = session.questions.length;
  if (step.kind === 'done' || step.kind === 'end') return { what: 'The debrief', clock: null };
  if (step.kind === 'press') {
    const place = questionAt(session, step.q).turns.length > 1 ? 'next' : 'first';
    const what = `The ${place} follow-up to question ${step.q + 1} of ${of}`;
    return { what: interview ? INTERVIEW : what, clock: null };
  }
  if (step.kind !== 'ask' && step.kind !== 'answer') {
    const whose = interview ? asPart(INTERVIEW) : `question ${step.q + 1} of ${of}`;
    return { what: `The reveal of ${whose}`, clock: null };
  }
  const { turn } = step;
  const name = turnName(session, turn) + (turn.followUp === undefined ? '' : ` of ${of}`);
  const what = interview ? INTERVIEW : name;
  const record = recordOf(session, turn);
  if (record?.budget == null) return { what, clock: null };
  const left = record.budget - usedBy(session, record, session.last.at);
  return { what, clock: left > 0 ? `${clockLeft(left)} left` : `${clock(-left)} over` };
}

const INTERVIEW = 'Your interview';

const asPart = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
