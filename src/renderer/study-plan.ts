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
import { type Row, row } from '../text/rows.ts';
import { factRows, heading, hintRows, paragraph, roomIn, screenOf } from './blocks.ts';
import { columnRows } from './columns.ts';

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;

/** The plan until an interview: today's questions by title, the other days' by number. `hint` says what to do next. */
export function interviewPlanRows(plan: InterviewPlan, hint: string, columns: number): Row[] {
  const room = roomIn(columns);
  const callOf = callsIn(plan);
  const [today, ...later] = plan.days;
  return screenOf(
    headRows(plan, room),
    today === undefined ? [] : todayRows(plan, today, callOf, room),
    laterRows(later, callOf, room),
    leftRows(plan, room),
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
  weak: 'points not covered',
};

function todayRows({ done }: InterviewPlan, today: PlannedDay, callOf: CallOf, room: number): Row[] {
  const table = today.questions.map((question) => [
    row(callOf(question)),
    row(cleanLine(question.title)),
    row(`${WHY[question.why]}, ${minutes(question.timeMs)}`, 'dim'),
  ]);
  const before =
    done.questions === 0 ? [] : [`${minutes(done.usedMs)} done (${count(done.questions, 'question')})`];
  const isFree = today.questions.length === 0;
  const isBegun = before.length > 0;
  const open = isFree
    ? `nothing ${isBegun ? 'more ' : ''}planned`
    : `${minutes(today.plannedMs)}${isBegun ? ' left' : ''}`;
  return [...heading('Today', [...before, open].join(' · '), room), ...columnRows(table, room)];
}

/** The days after today that have questions. */
function laterRows(days: readonly PlannedDay[], callOf: CallOf, room: number): Row[] {
  const busy = days.filter(({ questions }) => questions.length > 0);
  const table = busy.map((day) => dayCells(day, callOf));
  return busy.length === 0 ? [] : [...heading('After today', '', room), ...columnRows(table, room)];
}

function dayCells({ day, plannedMs, questions }: PlannedDay, callOf: CallOf): Row[] {
  return [row(weekday(day)), row(minutes(plannedMs)), row(numbersOf(questions, callOf))];
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

function leftRows({ left, dailyMs }: InterviewPlan, room: number): Row[] {
  if (left.length === 0) return [];
  const isLong = left.some(({ timeMs }) => timeMs > dailyMs);
  const long = isLong ? 'Some take longer than a day allows. ' : '';
  const advice = 'raise --daily-minutes, or narrow with --topic, --role or --level.';
  return paragraph(`${long}To schedule the other ${left.length}, ${advice}`, room);
}
