import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import type { Row } from '../text/rows.ts';
import { row, textOf } from '../text/rows.ts';
import { truncate, width, wrap } from '../text/wrap.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import type { TranscriptPoint } from '../transcript/points.ts';
import { firstTicks, inOrderOfDoubt, judgedPoints } from '../transcript/points.ts';
import { MEASURE } from './markdown.ts';
import type { LookedAt } from './remarks.ts';
import { findingLabel, lookedAtIn, quoteOf } from './remarks.ts';

const INDENT = '    ';
/** Rows of a quoted sentence, and words that were missed, on the point that is decided upon. */
const MOST_ROWS = 3;
const MOST_WORDS = 4;

/** A point as the list shows it. */
interface PointState {
  isTicked: boolean;
  isActive: boolean;
}

/** Points to tick, by name; the terminal draws them. */
interface PointList {
  heading: readonly Row[];
  names: readonly string[];
  /** Those that are ticked at first. */
  ticked: readonly string[];
  rowsOf: (state: PointState, place: number, columns: number) => readonly Row[];
}

/** The key points of a question for the candidate to tick: those found are, and those in doubt come first. */
export function pointList(planned: SessionQuestion): PointList {
  const points = inOrderOfDoubt(judgedPoints(planned));
  const lookedAt = lookedAtIn(planned);
  return {
    heading: headingRows(planned),
    names: points.map(({ name }) => name),
    ticked: planned.judgement.ticked ?? firstTicks(points),
    rowsOf: (item, place, columns) => {
      const point = points[place];
      return point === undefined ? [] : itemRows(point, item, lookedAt, columns);
    },
  };
}

/** Above the list: what the candidate thought before seeing it, and what the ticks that are there mean. */
function headingRows(planned: SessionQuestion): Row[] {
  const { certainty, found } = planned.judgement;
  const question = row('  Key points: which did you make?', 'accent');
  const thought = row(certainty == null ? '' : `   you thought: ${CERTAINTIES[certainty]}`, 'dim');
  if (found === undefined) return [[...question, ...thought]];
  const text = `your ${lookedAtIn(planned)}`;
  const isAny = found.points.some(({ verdict }) => verdict === 'found');
  const told = isAny ? `Ticked is what was found in ${text}.` : `Nothing was found in ${text} for certain.`;
  return [[...question, ...thought], row(`  ${told} You decide.`, 'dim')];
}

/** One point of the list. The one under the cursor says all that helps to decide. */
function itemRows(
  point: TranscriptPoint,
  { isTicked, isActive }: PointState,
  lookedAt: LookedAt,
  columns: number,
): Row[] {
  const room = Math.min(MEASURE, columns - INDENT.length - 2);
  const lead = `${isActive ? '❯' : ' '} ${isTicked ? '◉' : '◯'} `;
  const name = truncate(cleanLine(point.name), columns - width(lead) - 1);
  const title = labelled(row(lead + name, isActive ? 'accent' : 'plain'), point, lookedAt, columns);
  if (!isActive) return [...title, ...evidenceRows(point, 1, room)];
  return [
    ...title,
    ...wrap(cleanLine(point.text), room).map((line) => row(INDENT + line, 'dim')),
    ...evidenceRows(point, MOST_ROWS, room),
    ...missingRows(point, lookedAt, room),
  ];
}

/** The name with what was found of it, beneath each other where there is no room. */
function labelled(title: Row, point: TranscriptPoint, lookedAt: LookedAt, columns: number): Row[] {
  const label = findingLabel(point, lookedAt);
  if (label === null) return [title];
  const fits = width(textOf(title)) + 3 + width(label) < columns;
  return fits ? [[...title, { text: `   ${label}`, style: 'dim' }]] : [title, row(INDENT + label, 'dim')];
}

function evidenceRows({ evidence }: TranscriptPoint, most: number, room: number): Row[] {
  if (evidence === null) return [];
  const lines = wrap(quoteOf(evidence), room);
  const last = truncate(lines.slice(most - 1).join(' '), room);
  return (lines.length > most ? [...lines.slice(0, most - 1), last] : lines).map((line) =>
    row(INDENT + line),
  );
}

/** Why it was not found. What a note leaves out may have been said. */
function missingRows({ verdict, missing }: TranscriptPoint, lookedAt: LookedAt, room: number): Row[] {
  if (verdict === 'found' || lookedAt === 'note' || missing === null || missing.length === 0) return [];
  const words = `words not found: ${missing.slice(0, MOST_WORDS).map(cleanLine).join(', ')}`;
  return wrap(words, room).map((line) => row(INDENT + line, 'dim'));
}
