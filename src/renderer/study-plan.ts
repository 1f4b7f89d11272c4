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
import { hang, pad, sentenceRows, width, wrap } from '../text/wrap.ts';
import { factRows, heading, paragraph, roomIn, screenOf } from './blocks.ts';

const GAP = '  ';
/** With less room, a day is above its questions. */
const ROOM_BESIDE = 56;

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;

/** The plan until an interview: today's questions by title, the other days' by number. `hint` says what to do next. */
export function interviewPlanRows(plan: InterviewPlan, hint: string, columns: number): Row[] {
  const room = roomIn(columns);
  const callOf = callsIn(plan);
  const [today, ...later] = plan.days;
  return screenOf([
    headRows(plan, room),
    today === undefined ? [] : todayRows(plan, today, callOf, room),
    later.length === 0 ? [] : [...heading('After today', '', room), ...laterRows(later, callOf, room)],
    leftRows(plan, callOf, room),
    [
      ...paragraph('Assumes every answer goes well. Re-planned as you practice.', room, 'dim'),
      ...sentenceRows(hint, room).map((line) => row(line, 'dim')),
    ],
  ]);
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
  const texts = today.questions.map((question) => ({
    call: callOf(question),
    title: cleanLine(question.title),
    why: `${WHY[question.why]}, ${minutes(question.timeMs)}`,
  }));
  const widest = (of: (text: (typeof texts)[number]) => string): number =>
    Math.max(0, ...texts.map((text) => width(of(text))));
  const [calls, titles] = [widest(({ call }) => call), widest(({ title }) => title)];
  const indent = calls + GAP.length;
  const isWide = indent + titles + GAP.length + widest(({ why }) => why) <= room;
  const rows = texts.flatMap(({ call, title, why }) => {
    const start = { text: pad(call, indent), style: 'plain' } as const;
    if (isWide) return [[start, ...row(pad(title, titles) + GAP), ...row(why, 'dim')]];
    const below = [...paragraph(title, room - indent), ...paragraph(why, room - indent, 'dim')];
    return hang(below, start, { text: ' '.repeat(indent), style: 'plain' });
  });
  const before =
    done.questions === 0 ? [] : [`${count(done.questions, 'question')} done, ${minutes(done.plannedMs)}`];
  const open = today.questions.length === 0 ? ['nothing more planned'] : [minutes(today.plannedMs)];
  const aside =
    before.length === 0 && today.questions.length === 0
      ? 'nothing planned'
      : [...before, ...open].join(' · ');
  return [...heading('Today', aside, room), ...rows];
}

/** A row for each day; days without questions are merged into one. */
function laterRows(days: readonly PlannedDay[], callOf: CallOf, room: number): Row[] {
  const rows: Row[] = [];
  let free: PlannedDay[] = [];
  const closeFree = (): void => {
    const [first] = free;
    const last = free.at(-1);
    if (first !== undefined && last !== undefined) {
      const span = first === last ? weekday(first.day) : `${weekday(first.day)} to ${weekday(last.day)}`;
      rows.push(row(`${span}${GAP}free`, 'dim'));
    }
    free = [];
  };
  for (const day of days) {
    if (day.questions.length === 0) {
      free.push(day);
      continue;
    }
    closeFree();
    rows.push(...dayRows(day, callOf, room));
  }
  closeFree();
  return rows;
}

function dayRows({ day, plannedMs, questions }: PlannedDay, callOf: CallOf, room: number): Row[] {
  const time = minutes(plannedMs);
  const isBeside = room >= ROOM_BESIDE;
  const start = isBeside ? `${weekday(day).padEnd(10)}${GAP}${time.padStart(7)}${GAP}` : '    ';
  const lines = wrap(numbersOf(questions, callOf), room - width(start)).map((line) => row(line));
  const indent = { text: ' '.repeat(width(start)), style: 'plain' } as const;
  if (isBeside) return hang(lines, { text: start, style: 'plain' }, indent);
  return [row(`${weekday(day)}${GAP}${time}`), ...hang(lines, indent)];
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

function leftRows({ left, dailyMs }: InterviewPlan, callOf: CallOf, room: number): Row[] {
  if (left.length === 0) return [];
  const isLong = left.some(({ timeMs }) => timeMs > dailyMs);
  return [
    ...heading('Not scheduled', 'new, no room in the plan', room),
    ...wrap(left.map(callOf).join(' '), room).map((line) => row(line)),
    ...paragraph(
      `${isLong ? 'Some take longer than a day allows. ' : ''}Raise --daily-minutes, or narrow with --topic, --role or --level.`,
      room,
      'dim',
    ),
  ];
}
