import { CERTAINTIES } from '../engine/labels.ts';
import {
  type Session,
  type SessionQuestion,
  callOf,
  isAttempted,
  isOpener,
  questionAt,
  usedBy,
} from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { clockOf } from '../text/format.ts';
import { type Row, type Style, row, span, textOf } from '../text/rows.ts';
import { hang, truncate, width, wrapSpans } from '../text/wrap.ts';
import { modelJudgement } from '../transcript/by-model.ts';
import { type Figures, coverage, coverageByLevel, openFigures } from '../transcript/figures.ts';
import { type Mark, type PointView, pointView } from '../transcript/point-view.ts';
import { type Decision, type TranscriptPoint, judgedPoints, proposalFor } from '../transcript/points.ts';
import { MARGIN, paragraph, roomIn } from './blocks.ts';
import { levelRows } from './level-rows.ts';
import { MEASURE, renderLine, wrapProse } from './markdown.ts';
import { readingOf, remarkText } from './remarks.ts';

/** Below this many columns, a point's word stands in its first row. */
const NARROW = 60;
/** Rows of the quoted sentence on the active point. */
const MOST_ROWS = 3;
/** A short terminal still shows this many rows of the list. */
const LEAST_ROWS = 4;

/** The sign and color of a point. */
const SIGNS: Readonly<Record<Mark, readonly [sign: string, style: Style]>> = {
  unjudged: ['·', 'dim'],
  covered: ['✓', 'new'],
  undecided: ['?', 'accent'],
  missed: ['✗', 'gone'],
};
const WORD_ROOM = 'undecided'.length + 2;
const MARK_ROOM = '❯ ✓ '.length;

/** How much of each point shows; the active point always shows everything. */
interface Density {
  /** The most rows of a statement. */
  statement: number;
  /** The most rows of the sentence quoted for it. An undecided point has one in any case. */
  quote: number;
  takeaway: boolean;
}

const DENSEST: Density = { statement: 1, quote: 0, takeaway: false };
const DENSITIES: readonly Density[] = [
  { statement: Infinity, quote: 1, takeaway: true },
  { statement: Infinity, quote: 0, takeaway: true },
  { statement: 1, quote: 0, takeaway: true },
];

/** How much of one point shows. */
interface Shown extends Omit<Density, 'takeaway'> {
  /** As it stays in the scrollback. */
  isFinal?: true;
}

/** A question's verdict as a list in which the candidate decides. */
export function verdictList(session: Session, q: number) {
  const planned = questionAt(session, q);
  const points = judgedPoints(planned);
  return {
    heading: (decisions: readonly Decision[], columns: number): Row[] =>
      headingRows(session, q, openFigures(points, decisions, modelJudgement(planned)), columns),
    /** The rows of the list that fit, out of `rows` rows for it and the takeaway. */
    layout: (decisions: readonly Decision[], columns: number, rows: number) => {
      const takeaway = takeawayRows(planned.question.takeaway, columns);
      const itemIn =
        (density: Density) =>
        (decision: Decision, isActive: boolean, place: number): Row[] => {
          const point = points[place];
          const shown = isActive ? { statement: Infinity, quote: MOST_ROWS } : density;
          return point === undefined ? [] : itemRows(point, decision, isActive, planned, shown, columns);
        };
      const heightIn = (density: Density): number => {
        const item = itemIn(density);
        const plain = decisions.map((decision, place) => item(decision, false, place).length);
        const growth = decisions.map(
          (decision, place) => item(decision, true, place).length - (plain[place] ?? 0),
        );
        const list = plain.reduce((sum, height) => sum + height, 0) + Math.max(0, ...growth);
        return list + (density.takeaway ? takeaway.length : 0);
      };
      const density = DENSITIES.find((each) => heightIn(each) <= rows) ?? DENSEST;
      const below = density.takeaway ? takeaway : [];
      return { item: itemIn(density), below, pageSize: Math.max(LEAST_ROWS, rows - below.length) };
    },
  };
}

/** The verdict as it stays in the scrollback: every point with what decided it, and the takeaway. */
export function verdictRows(session: Session, q: number, columns: number): Row[] {
  const planned = questionAt(session, q);
  const points = judgedPoints(planned);
  const isDecided = planned.judgement.ticked != null;
  const isToJudge = points.length > 0 && isAttempted(planned);
  const decisions = points.map(({ ticked }) => ticked);
  const figures = {
    ...openFigures(points, decisions, modelJudgement(planned)),
    summary: isDecided ? coverage(decisions) : isToJudge ? 'not judged' : null,
    levels: isDecided ? coverageByLevel(points, decisions) : [],
  };
  const shown: Shown = { statement: Infinity, quote: MOST_ROWS, isFinal: true };
  const items = points.flatMap((point) =>
    itemRows(point, isDecided ? point.ticked : undefined, false, planned, shown, columns),
  );
  return [
    [],
    ...headingRows(session, q, figures, columns),
    ...(items.length === 0 ? [] : [[], ...items]),
    ...takeawayRows(planned.question.takeaway, columns),
  ];
}

/** `#28 Show your working   5 of 7 covered · 4:12 of 5:00 · you expected most`, and the other figures below it. */
function headingRows(
  session: Session,
  q: number,
  { summary, facts, levels }: Omit<Figures, 'summary'> & { summary: string | null },
  columns: number,
): Row[] {
  const room = roomIn(columns);
  const below = [...facts.flatMap((fact) => wrapSpans(row(fact, 'dim'), room)), ...levelRows(levels, room)];
  return [...titleRows(session, q, summary, columns), ...hang(below, MARGIN)];
}

function titleRows(session: Session, q: number, summary: string | null, columns: number): Row[] {
  const planned = questionAt(session, q);
  const { question, turns, judgement } = planned;
  const [main] = turns;
  const what = isOpener(session, q) ? 'Opener: ' : '';
  const title = row(`${MARGIN}${cleanLine(`${what}${callOf(session, question)} ${question.title}`)}`, 'bold');
  const { certainty } = judgement;
  const facts = [
    ...(summary === null ? [] : [summary]),
    ...(main === undefined || !isAttempted(planned)
      ? []
      : [clockOf(usedBy(session, main, session.last.at), main.budget)]),
    ...(certainty == null ? [] : [`you expected ${CERTAINTIES[certainty]}`]),
  ].join(' · ');
  const fits = width(textOf(title)) + 3 + width(facts) < columns;
  if (fits) return [[...title, span(`   ${facts}`, 'dim')]];
  const room = roomIn(columns);
  const below = facts === '' ? [] : hang(wrapSpans(row(facts, 'dim'), room), MARGIN);
  return [...wrapSpans(title, columns - 1, { indent: MARGIN }), ...below];
}

function takeawayRows(takeaway: string, columns: number): Row[] {
  if (takeaway === '') return [];
  const text = [span('Takeaway  ', 'accent'), ...renderLine(takeaway)];
  return [[], ...hang(wrapProse(text, Math.min(MEASURE, roomIn(columns))), MARGIN)];
}

/** One point: its sign and word, its statement, and the words that it was judged by. `decision` is undefined if not judged. */
function itemRows(
  point: TranscriptPoint,
  decision: Decision | undefined,
  isActive: boolean,
  planned: SessionQuestion,
  shown: Shown,
  columns: number,
): Row[] {
  const isNarrow = columns < NARROW;
  const indent = ' '.repeat(MARK_ROOM + (isNarrow || decision === undefined ? 0 : WORD_ROOM));
  const room = Math.min(MEASURE, columns - indent.length - 1);
  const view = pointView(point, {
    ...readingOf(planned),
    level: planned.question.level,
    decision,
    isLabeled: true,
  });
  const { label, aside, statement } = view;
  // No cross: the program only did not find it.
  const [sign, style] = SIGNS[label === 'not found' ? 'unjudged' : view.mark];
  const mark = [span(isActive ? '❯ ' : '  ', 'accent'), span(`${sign} `, style)];
  const text = [
    ...(isNarrow && label !== '' ? [span(`${label}: `, style)] : []),
    ...(aside === '' ? [] : [span(`${aside} `, 'dim')]),
    ...renderLine(statement || point.name),
  ];
  const first = isNarrow || label === '' ? mark : [...mark, span(label.padEnd(WORD_ROOM), style)];
  // A model proposes otherwise than the matcher.
  const isNeeded = isActive || decision == null || proposalFor(point) !== point.found;
  return [
    ...atMost(wrapProse(text, room), shown.statement, room).map((line, at) => [
      ...(at === 0 ? first : row(indent)),
      ...line,
    ]),
    ...hang(remarkRows(view, isNeeded, shown, room), indent),
  ];
}

/**
 * What is said of a point. Of two sources all where the candidate must decide, or where they propose different things;
 * elsewhere only what comes with the candidate's words, and one where no quote has room. What stays on the screen says whose decision it was, too.
 */
function remarkRows({ mark, remarks }: PointView, isNeeded: boolean, shown: Shown, room: number): Row[] {
  const most = mark === 'undecided' ? Math.max(1, shown.quote) : shown.quote;
  if (most === 0) return [];
  const isShown = { decision: shown.isFinal === true, finding: true };
  const sources = remarks.filter(({ kind, quote }) => kind === 'source' && (isNeeded || quote !== null));
  return [
    ...remarks.filter(({ kind }) => kind !== 'source' && isShown[kind]),
    ...sources.slice(0, shown.quote === 0 ? 1 : 2),
  ].flatMap((remark) => atMost(paragraph(remarkText(remark), room, 'dim'), most, room));
}

/** The first rows; an ellipsis ends the last if there are more. */
function atMost(rows: readonly Row[], most: number, room: number): Row[] {
  if (rows.length <= most) return [...rows];
  const kept = rows.slice(0, most);
  const last = textOf(kept.at(-1) ?? []);
  const cut = width(last) + 2 <= room ? `${last} …` : truncate(`${last}…`, room);
  return [...kept.slice(0, -1), row(cut)];
}
