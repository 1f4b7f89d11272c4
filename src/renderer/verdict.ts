import { CERTAINTIES } from '../engine/labels.ts';
import {
  type Session,
  type SessionQuestion,
  answersTo,
  callOf,
  isAttempted,
  isOpener,
  questionAt,
  usedBy,
} from '../engine/session.ts';
import type { Deciding, Decision } from '../engine/tally.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { clockOf } from '../text/format.ts';
import { type Row, type Style, apart, row, span, textOf } from '../text/rows.ts';
import { hang, truncate, width, wrapSpans } from '../text/wrap.ts';
import { modelJudgement } from '../transcript/by-model.ts';
import { type Figures, figuresOn } from '../transcript/figures.ts';
import { CONTESTED, pointView } from '../transcript/point-view.ts';
import { type TranscriptPoint, judgedPoints, withDecisions } from '../transcript/points.ts';
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
const SIGNS: Readonly<Record<Decision, readonly [sign: string, style: Style]>> = {
  covered: ['✓', 'new'],
  partly: ['~', 'accent'],
  'not covered': ['✗', 'gone'],
  'to decide': ['?', 'accent'],
};
const UNJUDGED = ['·', 'dim'] as const;
const WORD_ROOM = 'not covered'.length + 2;
const MARK_ROOM = '❯ ✓ '.length;

/** How much of each point shows; the active point always shows everything. */
interface Density {
  /** The most rows of a statement. */
  statement: number;
  /** The most rows of the sentence quoted for it. A point to decide has one in any case. */
  quote: number;
  takeaway: boolean;
}

const DENSEST: Density = { statement: 1, quote: 0, takeaway: false };
const DENSITIES: readonly Density[] = [
  { statement: Infinity, quote: 1, takeaway: true },
  { statement: Infinity, quote: 0, takeaway: true },
  { statement: 1, quote: 0, takeaway: true },
];

/** How one point shows. */
interface Shown extends Omit<Density, 'takeaway'> {
  isActive: boolean;
  /** The candidate is deciding and has not decided this one. */
  isOpen: boolean;
}

/** A question's verdict as a list in which the candidate decides. */
export function verdictList(session: Session, q: number) {
  const planned = questionAt(session, q);
  const pointsAt = (decisions: readonly Decision[]): TranscriptPoint[] =>
    judgedPoints(withDecisions(planned, decisions));
  return {
    heading: (decisions: readonly Decision[], columns: number): Row[] => {
      const figures = figuresOf(planned, pointsAt(decisions));
      // The levels wait for the last decision: a count of covered points would be a grade.
      return headingRows(
        session,
        q,
        decisions.includes('to decide') ? { ...figures, levels: [] } : figures,
        columns,
      );
    },
    /** The rows of the list that fit, out of `rows` rows for it and the takeaway. */
    layout: (decisions: readonly Decision[], columns: number, rows: number) => {
      const closing = takeawayRows(planned.question.takeaway, columns);
      const takeaway = closing.length === 0 ? [] : [[], ...closing];
      const decided = planned.judgement.ticked?.decided ?? [];
      const itemIn = (density: Density, point: TranscriptPoint, isActive: boolean, isOpen = true): Row[] => {
        const shown = isActive ? { statement: Infinity, quote: MOST_ROWS } : density;
        return itemRows(point, planned, { ...shown, isActive, isOpen }, columns);
      };
      const heightIn = (density: Density): number => {
        const points = pointsAt(decisions);
        const plain = points.map((point) => itemIn(density, point, false).length);
        const growth = points.map(
          (point, place) => itemIn(density, point, true).length - (plain[place] ?? 0),
        );
        const list = plain.reduce((sum, height) => sum + height, 0) + Math.max(0, ...growth);
        return list + (density.takeaway ? takeaway.length : 0);
      };
      const density = DENSITIES.find((each) => heightIn(each) <= rows) ?? DENSEST;
      const below = density.takeaway ? takeaway : [];
      return {
        items: ({ decisions: now, touched, active }: Deciding): Row[][] =>
          pointsAt(now).map((point, place) => {
            const isOpen = !touched.includes(place) && !decided.includes(point.name);
            return itemIn(density, point, place === active, isOpen);
          }),
        below,
        pageSize: Math.max(LEAST_ROWS, rows - below.length),
      };
    },
    detail: (place: number, columns: number): Row[] => detailRows(planned, place, columns),
  };
}

/** The verdict as it stays in the scrollback: every point with what the sources say of it. */
export function verdictRows(session: Session, q: number, columns: number): Row[] {
  const planned = questionAt(session, q);
  const points = judgedPoints(planned);
  const figures = figuresOf(planned, points);
  const isToJudge = points.length > 0 && isAttempted(planned);
  const shown = { statement: Infinity, quote: MOST_ROWS, isActive: false, isOpen: false };
  const items = points.flatMap((point) => itemRows(point, planned, shown, columns));
  return [
    [],
    ...headingRows(session, q, isToJudge ? figures : { ...figures, summary: null }, columns),
    ...(items.length === 0 ? [] : [[], ...items]),
  ];
}

/** The one thing to keep in mind; empty if the question has none. */
export function takeawayRows(takeaway: string, columns: number): Row[] {
  if (takeaway === '') return [];
  const text = [span('Takeaway  ', 'accent'), ...renderLine(takeaway)];
  return hang(wrapProse(text, Math.min(MEASURE, roomIn(columns))), MARGIN);
}

function figuresOf(planned: SessionQuestion, points: readonly TranscriptPoint[]): Figures {
  return figuresOn(points, modelJudgement(planned), readingOf(planned));
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

/** One point: its sign and word, its statement, and the words that the sources go by. */
function itemRows(point: TranscriptPoint, planned: SessionQuestion, shown: Shown, columns: number): Row[] {
  const { isActive, isOpen } = shown;
  const { level } = planned.question;
  const view = pointView(point, { ...readingOf(planned), level, isOpen });
  const { state, label, pressed, isContested, aside, statement } = view;
  const isNarrow = columns < NARROW;
  const indent = ' '.repeat(MARK_ROOM + (isNarrow || label === '' ? 0 : WORD_ROOM));
  const room = Math.min(MEASURE, columns - indent.length - 1);
  const [sign, style] = state === null ? UNJUDGED : SIGNS[state];
  const mark = [span(isActive ? '❯ ' : '  ', 'accent'), span(`${sign} `, style)];
  const text = [
    ...(isNarrow && label !== '' ? [span(`${label}: `, style)] : []),
    ...(isContested ? [span(`${CONTESTED} `, 'accent')] : []),
    ...(pressed === '' ? [] : [span(`(${pressed}) `, 'dim')]),
    ...(aside === '' ? [] : [span(`${aside} `, 'dim')]),
    ...renderLine(statement || point.name),
  ];
  const first = isNarrow || label === '' ? mark : [...mark, span(label.padEnd(WORD_ROOM), style)];
  const most = state === 'to decide' ? Math.max(1, shown.quote) : shown.quote;
  // Of two sources all where there is something to weigh; elsewhere what comes with words, and one where no quote has room.
  const isWeighed = isActive || state === 'to decide' || isContested;
  const remarks = view.remarks
    .filter(({ kind, quote }) => kind === 'finding' || isWeighed || quote !== null)
    .slice(0, most === 0 ? 0 : shown.quote === 0 ? 1 : 2)
    .flatMap((remark) => atMost(paragraph(remarkText(remark), room, 'dim'), most, room));
  return [
    ...atMost(wrapProse(text, room), shown.statement, room).map((line, at) => [
      ...(at === 0 ? first : row(indent)),
      ...line,
    ]),
    ...hang(remarks, indent),
  ];
}

/** All about one point: its statement, what each source says with the full quote, and the answers. */
function detailRows(planned: SessionQuestion, place: number, columns: number): Row[] {
  const point = judgedPoints(planned)[place];
  if (point === undefined) return [];
  const room = Math.min(MEASURE, roomIn(columns));
  const { level } = planned.question;
  const { remarks, aside, statement } = pointView(point, { ...readingOf(planned), level });
  const text = [...row(aside === '' ? '' : `${aside} `, 'dim'), ...renderLine(statement || point.name)];
  const answers = answersTo(planned).map(({ turn, text: answer }) => {
    const followUp = turn.followUp === undefined ? undefined : planned.question.followUps[turn.followUp];
    const to = followUp === undefined ? row('Your answer', 'accent') : renderLine(followUp.question);
    return [...wrapProse(to, room), ...hang(wrapSpans(row(clean(answer)), room - 2), span('│ ', 'dim'))];
  });
  const said = remarks.flatMap((remark) => paragraph(remarkText(remark, Infinity), room));
  return hang(apart([wrapProse(text, room), said, ...answers]), MARGIN);
}

/** The first rows; an ellipsis ends the last if there are more. */
function atMost(rows: readonly Row[], most: number, room: number): Row[] {
  if (rows.length <= most) return [...rows];
  const kept = rows.slice(0, most);
  const last = textOf(kept.at(-1) ?? []);
  const cut = width(last) + 2 <= room ? `${last} …` : truncate(`${last}…`, room);
  return [...kept.slice(0, -1), row(cut)];
}
