import type { Element } from 'hast';
import { h } from 'hastscript';
import { writePage } from '../../page/write.ts';
import type { ProgressReport } from './data.ts';
import type { Stats, WeakPoint } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { daySpan, longDay } from '../../text/day.ts';
import { count, hours, list, notCoveredTimes } from '../../text/format.ts';
import { certainty } from './calibration.ts';
import { coverage } from './coverage.ts';
import { pace } from './pace.ts';
import { changes, pointsOverTime } from './points.ts';
import { retention } from './retention.ts';
import { REPORT_STYLE } from './style.ts';
import { year } from './year.ts';

/** The report as one page, for a browser or a printer. `version` is the program's. */
export function reportPage(report: ProgressReport, version: string): string {
  const { stats } = report;
  const title = titleOf(stats);
  const parts = sections(report);
  const foot = h('footer', h('p', `Progress in mock interviews, by hotseat ${version}. ${SOURCES}`));
  return writePage(title, [header(title, stats), ...contents(parts), h('main', parts), foot], REPORT_STYLE);
}

const SOURCES = 'Points, estimates and ratings are your own judgment. Days are local days, as recorded.';

function titleOf({ from, since, today, only }: Stats): string {
  const what = ['Progress', ...(only.length === 0 ? [] : [cleanLine(list(only))])].join(' in ');
  const begin = since ?? from;
  return begin === null ? what : `${what}, ${daySpan(begin, today)}`;
}

function header(title: string, stats: Stats): Element {
  const { sessions, practisedMs, answers, questions, due, streak } = stats;
  const facts: [string, string][] = [
    [sessions === 1 ? 'session' : 'sessions', String(sessions)],
    ['answering', hours(practisedMs)],
    [answers === 1 ? 'answer' : 'answers', String(answers)],
    [`of ${count(questions.of, 'question')} answered`, String(questions.met)],
    ['due today', String(due)],
    [`${streak.longest === 1 ? 'day' : 'days'} in your best streak`, String(streak.longest)],
  ];
  const items = facts.map(([says, number]) => h('div', [h('dt', says), h('dd', number)]));
  return h('header', [h('h1', title), ...(answers === 0 ? [] : [h('dl.key', items)])]);
}

/** Links to the sections, if there are several. */
function contents(parts: readonly Element[]): Element[] {
  if (parts.length < 2) return [];
  const links = parts.flatMap(({ properties: { id } }) => {
    const heading = typeof id === 'string' ? SHORT[id] : undefined;
    return heading === undefined ? [] : [h('li', h('a', { href: `#${String(id)}` }, heading))];
  });
  return [h('nav.sections', { ariaLabel: 'Sections' }, h('ul', links))];
}

const SHORT: Readonly<Record<string, string>> = {
  coverage: 'Coverage',
  points: 'Points',
  changes: 'Changes',
  certainty: 'Expected',
  time: 'Time',
  retention: 'Retention',
  year: 'Year',
  weakest: 'To work on',
};

function sections({ stats, changes: all, lately, retention: gaps, memories }: ProgressReport): Element[] {
  if (stats.answers === 0) return [teaching(stats)];
  return [
    coverage(stats),
    pointsOverTime(stats),
    changes(all, lately),
    certainty(stats),
    pace(stats.time),
    retention(gaps, memories, stats.due),
    year(stats),
    ...weakest(stats.weakest),
  ];
}

function teaching({ only, since }: Stats): Element {
  const where = [
    ...(only.length === 0 ? [] : [`in ${cleanLine(list(only, 'or'))}`]),
    ...(since === null ? [] : [`since ${longDay(since)}`]),
  ];
  return h('section', [
    h('p', `${['No answers yet', ...where].join(' ')}.`),
    h('p', [
      h('code', 'hotseat practice'),
      ' asks three questions. Once you answer, tick and rate, this page shows how much of the bank you have answered, whether you cover more points than before, how well you judge yourself, how you use your time, and how long you remember.',
    ]),
  ]);
}

/** The most points shown. */
const WEAKEST = 10;

function weakest(points: readonly WeakPoint[]): Element[] {
  const shown = points.slice(0, WEAKEST);
  if (shown.length === 0) return [];
  const items = shown.map(({ number, title, point, missed, judged }) =>
    h('li', [
      h('div', cleanLine(point)),
      h('div.facts', `#${number} ${cleanLine(title)} · ${notCoveredTimes(missed, judged)}`),
    ]),
  );
  return [
    h('section', { id: 'weakest', ariaLabelledBy: 'weakest-heading' }, [
      h('h2', { id: 'weakest-heading' }, 'Points to work on'),
      h('p', [
        `Points you did not cover last time, the most frequent first${points.length > WEAKEST ? ` (${WEAKEST} of ${points.length})` : ''}. `,
        h('code', 'hotseat practice --weakest'),
        ' drills them.',
      ]),
      h('ul.weak', items),
    ]),
  ];
}
