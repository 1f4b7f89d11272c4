import type { Element } from 'hast';
import { h } from 'hastscript';
import { writePage } from '../../page/write.ts';
import type { ProgressReport } from './data.ts';
import type { Stats, WeakPoint } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { daySpan, longDay } from '../../text/day.ts';
import { count, hours, list, notCoveredTimes } from '../../text/format.ts';
import { showCertainty } from './certainty.ts';
import { showCoverage } from './coverage.ts';
import { section } from './figure.ts';
import { showChanges, showPoints } from './points.ts';
import { REPORT_STYLE } from './style.ts';

/** The report as one page, for a browser or a printer. `version` is the program's. */
export function reportPage(report: ProgressReport, version: string): string {
  const { stats } = report;
  const title = titleOf(stats);
  const parts = stats.answers === 0 ? { Start: explain(stats) } : sectionsOf(report);
  const body = [header(title, stats), ...contents(parts), h('main', Object.values(parts))];
  const foot = h('footer', h('p', `Progress in mock interviews, by hotseat ${version}. ${SOURCES}`));
  return writePage(title, [...body, foot], REPORT_STYLE);
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

/** The sections by the words that link to them. */
type Sections = Readonly<Record<string, Element>>;

function sectionsOf({ stats, changes, lately }: ProgressReport): Sections {
  return {
    Coverage: showCoverage(stats),
    Points: showPoints(stats),
    Changes: showChanges(changes, lately),
    Expected: showCertainty(stats),
    ...(stats.weakest.length === 0 ? {} : { 'To work on': showWeakest(stats.weakest) }),
  };
}

/** Links to the sections, if there are several. */
function contents(parts: Sections): Element[] {
  const links = Object.entries(parts).map(([words, { properties }]) =>
    h('li', h('a', { href: `#${String(properties.id)}` }, words)),
  );
  return links.length < 2 ? [] : [h('nav.sections', { ariaLabel: 'Sections' }, h('ul', links))];
}

function explain({ only, since }: Stats): Element {
  const where = [
    ...(only.length === 0 ? [] : [`in ${cleanLine(list(only, 'or'))}`]),
    ...(since === null ? [] : [`since ${longDay(since)}`]),
  ];
  return h('section', [
    h('p', `${['No answers yet', ...where].join(' ')}.`),
    h('p', [
      h('code', 'hotseat practice'),
      ' plays an interview. Once you answer, tick and rate, this page shows how much of the bank you have answered, whether you cover more points than before, and how well you judge yourself.',
    ]),
  ]);
}

/** The most points shown. */
const WEAKEST = 10;

function showWeakest(points: readonly WeakPoint[]): Element {
  const items = points
    .slice(0, WEAKEST)
    .map(({ number, title, point, notCovered, judged }) =>
      h('li', [
        h('div', cleanLine(point)),
        h('div.facts', `#${number} ${cleanLine(title)} · ${notCoveredTimes(notCovered, judged)}`),
      ]),
    );
  const says = [
    `Points you did not cover last time, the most frequent first${points.length > WEAKEST ? ` (${WEAKEST} of ${points.length})` : ''}. `,
    h('code', 'hotseat practice --weakest'),
    ' drills them.',
  ];
  return section('weakest', 'Points to work on', [says], [h('ul.weak', items)]);
}
