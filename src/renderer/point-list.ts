import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row, span, textOf } from '../text/rows.ts';
import { hang, truncate, width, wrap } from '../text/wrap.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { type TranscriptPoint, firstTicks, inOrderOfDoubt, judgedPoints } from '../transcript/points.ts';
import { paragraph } from './blocks.ts';
import { MEASURE } from './markdown.ts';
import { type LookedAt, findingLabel, lookedAtIn, quoteOf } from './remarks.ts';

const INDENT = '    ';
/** On the active point: rows of the quoted sentence, and missing words. */
const MOST_ROWS = 3;
const MOST_WORDS = 4;

interface PointState {
  isTicked: boolean;
  isActive: boolean;
}

/** A question's key points to tick. Those found are ticked; uncertain ones come first. */
export function pointList(planned: SessionQuestion) {
  const points = inOrderOfDoubt(judgedPoints(planned));
  const lookedAt = lookedAtIn(planned);
  return {
    heading: headingRows(planned),
    names: points.map(({ name }) => name),
    ticked: planned.judgement.ticked ?? firstTicks(points),
    rowsOf: (item: PointState, place: number, columns: number): Row[] => {
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
  const title = row(lead + name, isActive ? 'accent' : 'plain');
  const label = row(findingLabel(point, lookedAt) ?? '', 'dim');
  const fits = width(textOf(title)) + 3 + width(textOf(label)) < columns;
  const below = isActive
    ? [
        ...paragraph(point.text, room, 'dim'),
        ...evidenceRows(point, MOST_ROWS, room),
        ...missingRows(point, lookedAt, room),
      ]
    : evidenceRows(point, 1, room);
  if (label.length === 0) return [title, ...hang(below, INDENT)];
  return fits
    ? [[...title, span('   '), ...label], ...hang(below, INDENT)]
    : [title, ...hang([label, ...below], INDENT)];
}

function evidenceRows({ evidence }: TranscriptPoint, most: number, room: number): Row[] {
  const lines = evidence === null ? [] : wrap(quoteOf(evidence), room);
  const rest = lines.splice(most - 1).join(' ');
  return [...lines, ...(rest === '' ? [] : [truncate(rest, room)])].map((line) => row(line));
}

/** Why it was not found. Not for a note: what it leaves out may have been said. */
function missingRows({ verdict, missing }: TranscriptPoint, lookedAt: LookedAt, room: number): Row[] {
  if (verdict === 'found' || lookedAt === 'note' || missing === null || missing.length === 0) return [];
  return paragraph(`words not found: ${missing.slice(0, MOST_WORDS).join(', ')}`, room, 'dim');
}
