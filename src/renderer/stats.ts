import { type Calibration, ENOUGH } from '../progress/calibration.ts';
import { type Month, type Stats, TIME_SHARES, type TimeStats, type WeakPoint } from '../progress/stats.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { decidedIn, shareOf, tallyText } from '../engine/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { daySpan } from '../text/day.ts';
import { count, hours, list, notCoveredTimes, percent } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, pad, truncate, widest, width, wrap, wrapSpans } from '../text/wrap.ts';
import { bar, sparkline } from './charts.ts';
import { totalLevelRows } from './level-rows.ts';
import { heading, paragraph, roomIn, screenOf } from './blocks.ts';

/** Narrower screens stack the parts of a row. */
const ROOM_FOR_COLUMNS = 70;
/** Weakest points shown. */
const WEAKEST = 5;
/** Months in a trend. */
const MONTHS = 12;
/** Fewer points are too few to say how often a source agrees. */
const ENOUGH_POINTS = 10;

/** The progress screen: totals, then a section for each aspect. */
export function statsRows(stats: Stats, columns: number, startedAs = 'hotseat'): Row[] {
  const room = roomIn(columns);
  return screenOf(
    headRows(stats, room, startedAs),
    topicRows(stats, room),
    calibrationRows(stats, room),
    timeRows(stats.time, room),
    weakRows(stats.weakest, room, startedAs),
  );
}

function headRows(stats: Stats, room: number, startedAs: string): Row[] {
  const { from, since, today, only, sessions, practisedMs, answers, questions, due, streak, worthAsking } =
    stats;
  const begin = since ?? from ?? today;
  const what = ['Progress', ...(only.length === 0 ? [] : [cleanLine(list(only))])].join(' · ');
  const current = streak.current === 0 ? 'no current streak' : `${streak.current}-day streak`;
  const lines = [
    `${count(sessions, 'session')} · ${hours(practisedMs)} answering · ${count(answers, 'answer')}`,
    `${questions.met} of ${questions.of} answered`,
    due === 0 ? 'nothing is due today' : `${due} due today: ${startedAs} practice --order due`,
    ...(worthAsking.of === 0 ? [] : [`Worth asking: asked ${worthAsking.asked} of ${worthAsking.of}`]),
    answers === 0 ? 'no answers' : `${current} (best: ${streak.longest})`,
  ];
  return [
    ...paragraph(`${what} · ${daySpan(begin, today)}`, room, 'bold'),
    [],
    ...lines.flatMap((line) => paragraph(line, room)),
  ];
}

function topicRows({ topics, points, levels, agreement, today, answers }: Stats, room: number): Row[] {
  if (answers === 0) return [];
  const isWide = room >= ROOM_FOR_COLUMNS;
  const names = widest(topics.map(({ topic }) => cleanLine(topic)));
  const rows = topics.flatMap((topic) => {
    const share = shareOf(topic.points);
    const name = cleanLine(topic.topic);
    const facts = `${share === null ? '   –' : percent(share).padStart(4)}  ${trend(topic.months, today)}`;
    const met = `answered ${topic.questions.met} of ${topic.questions.of}`;
    if (isWide) {
      const columns = Math.max(8, room - names - facts.length - 23);
      return [row(`${pad(name, names)}  ${bar(share ?? 0, columns)} ${facts}  ${met}`)];
    }
    return [
      row(`${truncate(name, room - met.length - 2)}  ${met}`),
      row(`  ${bar(share ?? 0, Math.max(4, room - facts.length - 3))} ${facts}`),
    ];
  });
  const said = decidedIn(points) === 0 ? 'none decided yet' : tallyText(points);
  const aside = `${said} · on the right: last ${MONTHS} months`;
  const tallies = levels
    .map((tally) => ({ level: tally.level, covered: tally.covered, of: decidedIn(tally) }))
    .filter(({ of }) => of > 0);
  const agreements = agreement
    .filter(({ of }) => of >= ENOUGH_POINTS)
    .flatMap(({ source, agreed, of }) =>
      paragraph(
        `The ${source} agrees with you on ${agreed} of ${of} points, where it was sure and you decided.`,
        room,
      ),
    );
  const below = [...totalLevelRows(tallies, room), ...agreements];
  return [
    ...heading('Points covered, by topic', aside, room),
    [],
    ...rows,
    ...(below.length === 0 ? [] : [[], ...below]),
  ];
}

/** The sparkline of the last months, this one on the right. */
function trend(months: readonly Month[], today: string): string {
  const year = Number(today.slice(0, -6));
  const month = Number(today.slice(-5, -3));
  const shares = Array.from({ length: MONTHS }, (_, back) => {
    const at = year * 12 + month - 1 - (MONTHS - 1 - back);
    const name = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    const found = months.find((other) => other.month === name);
    return found === undefined ? null : shareOf(found);
  });
  return sparkline(shares);
}

const LEANS = { over: 'overconfident', under: 'underconfident' } as const;

function calibrationRows({ calibration, topics }: Stats, room: number): Row[] {
  if (calibration.answers === 0) return [];
  const whats = calibration.levels.map(({ covered, answers }) => {
    if (covered === null) return 'never';
    return `${percent(covered).padStart(4)} in ${room < ROOM_FOR_COLUMNS ? answers : count(answers, 'answer')}`;
  });
  const names = Math.max(...calibration.levels.map(({ certainty }) => width(CERTAINTIES[certainty])));
  const columns = Math.max(8, Math.min(30, room - names - 2 - Math.max(...whats.map(width))));
  const levels = calibration.levels.map(({ certainty, thought, covered }, place) =>
    row(`${pad(CERTAINTIES[certainty], names)} ${bar(covered ?? 0, columns, thought)} ${whats[place] ?? ''}`),
  );
  const leaning = topics.filter((topic) => topic.calibration.lean !== null);
  const leanNames = widest(['overall', ...leaning.map(({ topic }) => cleanLine(topic))]);
  return [
    ...heading('Expected and covered', 'bar: covered · │ expected', room),
    [],
    ...levels,
    [],
    ...leanRows('overall', leanNames, calibration, room),
    ...leaning.flatMap((topic) => leanRows(cleanLine(topic.topic), leanNames, topic.calibration, room)),
  ];
}

function leanRows(name: string, names: number, calibration: Calibration, room: number): Row[] {
  const { answers, thought, covered, lean } = calibration;
  const shares = `expected ${percent(thought ?? 0)}, covered ${percent(covered ?? 0)}`;
  const unclear = answers < ENOUGH ? 'too few answers to compare' : 'no clear difference';
  const leaning = lean === null ? unclear : LEANS[lean];
  const text = `${pad(name, names)}  ${shares.padEnd(27)} ${leaning}`;
  if (width(text) <= room) return [row(text)];
  return wrap(`${name}: ${shares}, ${leaning}`, room, '  ').map((line) => row(line));
}

function timeRows({ answers, usedMs, budgetMs, shares }: TimeStats, room: number): Row[] {
  if (answers === 0) return [];
  const columns = Math.max(8, Math.min(30, room - 20));
  const rows = TIME_SHARES.map((name, place) => {
    const share = (shares[place] ?? 0) / answers;
    return row(`${name.padEnd(12)} ${bar(share, columns)} ${percent(share).padStart(4)}`);
  });
  const aside = `${hours(usedMs)} of ${hours(budgetMs)} in ${count(answers, 'answer')}`;
  return [...heading('Time used', aside, room), [], ...rows];
}

function weakRows(weakest: readonly WeakPoint[], room: number, startedAs: string): Row[] {
  const shown = weakest.slice(0, WEAKEST);
  const rows = shown.flatMap(({ number, title, point, notCovered, judged }, place) => {
    const isSame = shown[place - 1]?.title === title && shown[place - 1]?.number === number;
    const name = isSame ? [] : paragraph(cleanLine(`#${number} ${title}`), room);
    const text = `${cleanLine(point)} · ${notCoveredTimes(notCovered, judged)}`;
    return [...name, ...hang(wrapSpans(row(text, 'dim'), room - 4, { indent: '  ' }), '    ')];
  });
  const practice = `practice them: ${startedAs} practice --weakest`;
  return rows.length === 0 ? [] : [...heading('Weakest points', practice, room), [], ...rows];
}
