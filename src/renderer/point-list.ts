import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row, textOf } from '../text/rows.ts';
import { truncate, width, wrap } from '../text/wrap.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { type TranscriptPoint, firstTicks, inOrderOfDoubt, judgedPoints } from '../transcript/points.ts';
import { MEASURE } from './markdown.ts';
import { type LookedAt, findingLabel, lookedAtIn, quoteOf } from './remarks.ts';

const INDENT = '    ';
/** On the active point: rows of the quoted sentence, and missing words. */
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
  /** Ticked at first. */
  ticked: readonly string[];
  rowsOf: (state: PointState, place: number, columns: number) => readonly Row[];
}

/** A question's key points to tick. Those found are ticked; uncertain ones come first. */
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

/** Above the list: what the candidate expected, and what the first ticks mean. */
function headingRows(planned: SessionQuestion): Row[] {
  const { certainty, found } = planned.judgement;
  const question = row('  Which key points did you cover?', 'accent');
  const thought = row(certainty == null ? '' : `   you expected: ${CERTAINTIES[certainty]}`, 'dim');
  if (found === undefined) return [[...question, ...thought]];
  const text = `your ${lookedAtIn(planned)}`;
  const isAny = found.points.some(({ verdict }) => verdict === 'found');
  const told = isAny ? `Points found in ${text} are ticked.` : `No clear matches in ${text}.`;
  return [[...question, ...thought], row(`  ${told} You decide.`, 'dim')];
}

/** One point of the list. The active one shows everything that helps to decide. */
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

/** The name with its finding, on two rows if they do not fit on one. */
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

/** Why it was not found. Not for a note: what it leaves out may have been said. */
function missingRows({ verdict, missing }: TranscriptPoint, lookedAt: LookedAt, room: number): Row[] {
  if (verdict === 'found' || lookedAt === 'note' || missing === null || missing.length === 0) return [];
  const words = `words not found: ${missing.slice(0, MOST_WORDS).map(cleanLine).join(', ')}`;
  return wrap(words, room).map((line) => row(INDENT + line, 'dim'));
}
