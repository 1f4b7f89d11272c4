import type {
  InterviewPlan,
  Plannable,
  PlannedDay,
  PlannedPractice,
  Reason,
} from '../progress/study-plan.ts';
import { cleanLine } from '../text/clean.ts';
import { weekday } from '../text/day.ts';
import { count } from '../text/format.ts';
import { type Row, row, textOf } from '../text/rows.ts';
import { hang, pad, width, wrap, wrapSpans } from '../text/wrap.ts';
import { factRows, heading, hintRows, paragraph, roomIn, screenOf } from './blocks.ts';
import { inColumns } from './columns.ts';

const GAP = '  ';
/** With less room, a day is above its questions. */
const ROOM_BESIDE = 56;

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;

/** The plan until an interview: today's questions by title, the other days' by number. `hint` says what to do next. */
export function interviewPlanRows(plan: InterviewPlan, hint: string, columns: number): Row[] {
  const room = roomIn(columns);
  const callOf = callsIn(plan);
  const [today, ...later] = plan.days;
  return screenOf(
    headRows(plan, room),
    today === undefined ? [] : todayRows(plan, today, callOf, room),
    later.length === 0 ? [] : [...heading('After today', '', room), ...laterRows(later, callOf, room)],
    leftRows(plan, callOf, room),
    [
      ...paragraph('Assumes every answer goes well. Re-planned as you practice.', room, 'dim'),
      ...hintRows(hint, room),
    ],
  );
}

function headRows({ interview, days, dailyMs, questions, left }: InterviewPlan, room: number): Row[] {
  const others = left.length === 0 ? 'the rest scheduled' : `${left.length} not scheduled`;
  return [
    ...paragraph(`Until ${weekday(interview)} ${interview.slice(0, -6)}`, room, 'bold'),
    ...factRows([count(days.length, 'day'), `up to ${minutes(dailyMs)} a day`], room),
    ...factRows(
      [`${questions.met} of ${questions.of} answered`, ...(questions.met === questions.of ? [] : [others])],
      room,
    ),
  ];
}

type CallOf = (question: Plannable) => string;

/** `#5`, or `kitchen/5` if two planned questions share the number. */
function callsIn({ days, left }: InterviewPlan): CallOf {
  const banks = new Map<number, Set<string>>();
  for (const { bank, number } of [...days.flatMap((day) => day.questions), ...left])
    banks.set(number, (banks.get(number) ?? new Set()).add(bank));
  return ({ bank, number }) =>
    (banks.get(number)?.size ?? 0) > 1 ? cleanLine(`${bank}/${number}`) : `#${number}`;
}

const WHY: Readonly<Record<Reason, string>> = {
  new: 'new',
  due: 'due',
  unrated: 'never rated',
  weak: 'missed points',
};

function todayRows({ done }: InterviewPlan, today: PlannedDay, callOf: CallOf, room: number): Row[] {
  const table = today.questions.map((question) => [
    row(callOf(question)),
    row(cleanLine(question.title)),
    row(`${WHY[question.why]}, ${minutes(question.timeMs)}`, 'dim'),
  ]);
  const indent = Math.max(0, ...today.questions.map((question) => width(callOf(question)))) + GAP.length;
  const stacked = (): Row[] =>
    table.flatMap(([call = [], ...texts]) => {
      const below = texts.flatMap((text) => wrapSpans(text, room - indent));
      return hang(below, pad(textOf(call), indent), ' '.repeat(indent));
    });
  const before =
    done.questions === 0 ? [] : [`${minutes(done.usedMs)} done (${count(done.questions, 'question')})`];
  const isFree = today.questions.length === 0;
  const isBegun = before.length > 0;
  const open = isFree
    ? `nothing ${isBegun ? 'more ' : ''}planned`
    : `${minutes(today.plannedMs)}${isBegun ? ' left' : ''}`;
  return [...heading('Today', [...before, open].join(' · '), room), ...(inColumns(table, room) ?? stacked())];
}

/** A row for each day; days without questions are merged into one. */
function laterRows(days: readonly PlannedDay[], callOf: CallOf, room: number): Row[] {
  return days.flatMap((day, at) => {
    if (day.questions.length > 0) return dayRows(day, callOf, room);
    if (days[at - 1]?.questions.length === 0) return [];
    const busy = days.findIndex(({ questions }, later) => later > at && questions.length > 0);
    const last = (busy < 0 ? days.at(-1) : days[busy - 1]) ?? day;
    const span = day === last ? weekday(day.day) : `${weekday(day.day)} to ${weekday(last.day)}`;
    return [row(`${span}${GAP}free`, 'dim')];
  });
}

function dayRows({ day, plannedMs, questions }: PlannedDay, callOf: CallOf, room: number): Row[] {
  const time = minutes(plannedMs);
  const isBeside = room >= ROOM_BESIDE;
  const start = isBeside ? `${weekday(day).padEnd(10)}${GAP}${time.padStart(7)}${GAP}` : '    ';
  const lines = wrap(numbersOf(questions, callOf), room - width(start)).map((line) => row(line));
  if (isBeside) return hang(lines, start, ' '.repeat(width(start)));
  return [row(`${weekday(day)}${GAP}${time}`), ...hang(lines, start)];
}

/** `again #4 #9 · weak #12 · new #5`. */
function numbersOf(questions: readonly PlannedPractice[], callOf: CallOf): string {
  const kinds = [
    ['again', ['due', 'unrated']],
    ['weak', ['weak']],
    ['new', ['new']],
  ] as const;
  return kinds
    .flatMap(([name, reasons]) => {
      const own = questions.filter(({ why }) => (reasons as readonly Reason[]).includes(why)).map(callOf);
      return own.length === 0 ? [] : [[name, ...own].join(' ')];
    })
    .join(' · ');
}

/** As many names as fit on one line, and the number of the others. */
function oneLine(names: readonly string[], room: number): string {
  const whole = names.join(' ');
  if (width(whole) <= room) return whole;
  const lineOf = (shown: number): string =>
    `${names.slice(0, shown).join(' ')} and ${names.length - shown} more`;
  const fitting = names.findIndex((_, shown) => shown > 0 && width(lineOf(shown + 1)) > room);
  return lineOf(Math.max(1, fitting));
}

function leftRows({ left, dailyMs }: InterviewPlan, callOf: CallOf, room: number): Row[] {
  if (left.length === 0) return [];
  const isLong = left.some(({ timeMs }) => timeMs > dailyMs);
  const long = isLong ? 'Some take longer than a day allows. ' : '';
  return [
    ...heading('Not scheduled', 'new, no room in the plan', room),
    row(oneLine(left.map(callOf), room)),
    ...paragraph(`${long}Raise --daily-minutes, or narrow with --topic, --role or --level.`, room, 'dim'),
  ];
}
