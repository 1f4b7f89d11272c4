import { CERTAINTIES } from '../engine/labels.ts';
import {
  type Session,
  type SessionQuestion,
  callOf,
  isAttempted,
  questionAt,
  usedBy,
} from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { clockOf } from '../text/format.ts';
import { type Row, type Style, row, span, textOf } from '../text/rows.ts';
import { hang, truncate, width, wrapSpans } from '../text/wrap.ts';
import { modelJudgement, modelTally, problemLead, sourceLines } from '../transcript/by-model.ts';
import { decidedBy } from '../transcript/facts.ts';
import {
  type Decision,
  type TranscriptPoint,
  coverage,
  isContradicted,
  judgedPoints,
  standing,
} from '../transcript/points.ts';
import { coverageByLevel, levelAside } from '../transcript/levels.ts';
import { MARGIN, paragraph, roomIn } from './blocks.ts';
import { levelRows } from './level-rows.ts';
import { MEASURE, renderLine, wrapProse } from './markdown.ts';
import { type LookedAt, findingLabel, lookedAtIn, quoteOf, sourceText } from './remarks.ts';

/** Below this many columns, a point's word stands in its first row. */
const NARROW = 60;
/** Rows of the quoted sentence on the active point. */
const MOST_ROWS = 3;
/** A narrow terminal still shows this many columns of a model's name. */
const SHORTEST_NAME = 12;
/** A short terminal still shows this many rows of the list. */
const LEAST_ROWS = 4;

/** The sign and color of a point. */
const SIGNS: Readonly<
  Record<'covered' | 'undecided' | 'missed' | 'unjudged', readonly [sign: string, style: Style]>
> = {
  unjudged: ['·', 'dim'],
  covered: ['✓', 'new'],
  undecided: ['?', 'accent'],
  missed: ['✗', 'gone'],
};
const WORD_ROOM = 'undecided'.length + 2;

/** How much of each point shows; the active point always shows everything. */
interface Density {
  /** The most rows of a statement. */
  statement: number;
  /** The most rows of the sentence quoted for it. An undecided point has one in any case. */
  quote: number;
  /** How many sources an undecided point shows, if a model judged it. */
  sources: number;
  takeaway: boolean;
}

const DENSEST: Density = { statement: 1, quote: 0, sources: 0, takeaway: false };
const DENSITIES: readonly Density[] = [
  { statement: Infinity, quote: 1, sources: 2, takeaway: true },
  { statement: Infinity, quote: 0, sources: 2, takeaway: true },
  { statement: 1, quote: 0, sources: 2, takeaway: true },
];
/** The sources of an undecided point are worth more than the takeaway, which follows in the reveal. */
const DENSITIES_WITH_MODEL: readonly Density[] = [
  ...DENSITIES,
  { statement: 1, quote: 0, sources: 1, takeaway: true },
  { statement: 1, quote: 0, sources: 1, takeaway: false },
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
    heading: (decisions: readonly Decision[], columns: number): Row[] => [
      ...headingRows(session, q, standing(decisions), columns),
      ...(decisions.includes(null) ? [] : levelsIn(points, decisions, columns)),
    ],
    /** The rows of the list that fit, out of `rows` rows for it and the takeaway. */
    layout: (decisions: readonly Decision[], columns: number, rows: number) => {
      const takeaway = takeawayRows(planned.question.takeaway, columns);
      const itemIn =
        (density: Density) =>
        (decision: Decision, isActive: boolean, place: number): Row[] => {
          const point = points[place];
          const shown = isActive ? { statement: Infinity, quote: MOST_ROWS, sources: 2 } : density;
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
      const ladder = points.some(({ model }) => model != null) ? DENSITIES_WITH_MODEL : DENSITIES;
      const density = ladder.find((each) => heightIn(each) <= rows) ?? DENSEST;
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
  const summary = isDecided ? coverage(decisions) : isToJudge ? 'not judged' : null;
  const shown: Shown = { statement: Infinity, quote: MOST_ROWS, sources: 2, isFinal: true };
  const items = points.flatMap((point) =>
    itemRows(point, isDecided ? point.ticked : undefined, false, planned, shown, columns),
  );
  return [
    [],
    ...headingRows(session, q, summary, columns),
    ...(isDecided ? levelsIn(points, decisions, columns) : []),
    ...(items.length === 0 ? [] : [[], ...items]),
    ...takeawayRows(planned.question.takeaway, columns),
  ];
}

/** `#28 Show your working   5 of 7 covered · 4:12 of 5:00 · you expected most`, and how a model sees it. */
function headingRows(session: Session, q: number, summary: string | null, columns: number): Row[] {
  return [...titleRows(session, q, summary, columns), ...modelRows(questionAt(session, q), columns)];
}

function modelRows(planned: SessionQuestion, columns: number): Row[] {
  const points = judgedPoints(planned);
  const room = roomIn(columns);
  const tally = modelTally(points);
  const problem = problemLead(modelJudgement(planned), points);
  return hang(
    [
      ...(tally === null ? [] : wrapSpans(row(tally, 'dim'), room)),
      ...(problem === null ? [] : [row(truncate(problem, room), 'dim')]),
    ],
    MARGIN,
  );
}

function titleRows(session: Session, q: number, summary: string | null, columns: number): Row[] {
  const planned = questionAt(session, q);
  const { question, turns, judgement } = planned;
  const [main] = turns;
  const title = row(`${MARGIN}${cleanLine(`${callOf(session, question)} ${question.title}`)}`, 'bold');
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

/** Which levels the covered points are of, below the heading. */
function levelsIn(
  points: readonly TranscriptPoint[],
  decisions: readonly Decision[],
  columns: number,
): Row[] {
  return hang(levelRows(coverageByLevel(points, decisions), roomIn(columns)), MARGIN);
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
  const lookedAt = lookedAtIn(planned);
  const aside = levelAside(point.level, planned.question.level);
  const word = wordOf(decision, point);
  // No cross: the program only did not find it.
  const [sign, style] = SIGNS[word === 'not found' ? 'unjudged' : stateOf(decision)];
  const isNarrow = columns < NARROW;
  const mark = [span(isActive ? '❯ ' : '  ', 'accent'), span(`${sign} `, style)];
  const lead = isNarrow || word === '' ? mark : [...mark, span(word.padEnd(WORD_ROOM), style)];
  const indent = ' '.repeat(width(textOf(lead)));
  const room = Math.min(MEASURE, columns - indent.length - 1);
  const text = [
    ...(isNarrow && word !== '' ? [span(`${word}: `, style)] : []),
    ...(aside === null ? [] : [span(`${aside} `, 'dim')]),
    ...renderLine(point.text || point.name),
  ];
  const statement = atMost(wrapProse(text, room), shown.statement, room);
  const quote = decision === null ? Math.max(1, shown.quote) : shown.quote;
  const below =
    point.model == null
      ? evidenceRows(point, decision, lookedAt, quote, room)
      : sourceRows(point, { decision, isActive, word, lookedAt }, { ...shown, quote }, room);
  return [
    ...statement.map((line, at) => [...(at === 0 ? lead : row(indent)), ...line]),
    ...hang(below, indent),
  ];
}

/**
 * The word for a point. What the program found, or did not find, is called so: a good answer may say a point in words that
 * the program does not recognize, so only the candidate can say that it was missed. Empty if nothing was judged.
 */
export function wordOf(decision: Decision | undefined, { verdict }: TranscriptPoint): string {
  const state = stateOf(decision);
  if (state === 'covered' && verdict === 'found') return 'found';
  if (state === 'missed' && verdict === 'missing') return 'not found';
  return state === 'unjudged' ? '' : state;
}

function stateOf(decision: Decision | undefined): keyof typeof SIGNS {
  if (decision === undefined) return 'unjudged';
  return decision === null ? 'undecided' : decision ? 'covered' : 'missed';
}

/** The first rows; an ellipsis ends the last if there are more. */
function atMost(rows: readonly Row[], most: number, room: number): Row[] {
  if (rows.length <= most) return [...rows];
  const kept = rows.slice(0, most);
  const last = textOf(kept.at(-1) ?? []);
  const cut = width(last) + 2 <= room ? `${last} …` : truncate(`${last}…`, room);
  return [...kept.slice(0, -1), row(cut)];
}

/**
 * What the model and the matcher say of a point: all of it where the candidate must decide, or where the two contradict
 * each other; elsewhere only with the candidate's words. What stays on the screen says whose decision it was, too.
 */
function sourceRows(
  point: TranscriptPoint,
  {
    decision,
    isActive,
    word,
    lookedAt,
  }: { decision: Decision | undefined; isActive: boolean; word: string; lookedAt: LookedAt },
  { quote, sources, isFinal }: Shown,
  room: number,
): Row[] {
  const isSaid = word === 'found' || word === 'not found';
  const isNeeded = isActive || decision == null || isContradicted(point);
  // Name and verdict stand on one row.
  const longest = Math.max(SHORTEST_NAME, room - 'matcher: not found · : not covered'.length);
  const lines = sourceLines(point, { isNote: lookedAt === 'note', isSaid, longest }).filter(
    ({ evidence }) => isNeeded || evidence !== null,
  );
  const decided =
    isFinal && decision !== undefined
      ? decidedBy({ ...point, ticked: decision, undecided: false }, 'you')
      : null;
  const texts = [
    ...(decided === null ? [] : [decided]),
    ...lines.slice(0, decision === null ? sources : 2).map(sourceText),
  ];
  if (quote === 0) return [];
  return texts.flatMap((text) => atMost(paragraph(text, room, 'dim'), quote, room));
}

/** The candidate's words behind a decision, and whose decision it was if not the program's; else the words nearest to it. */
function evidenceRows(
  point: TranscriptPoint,
  decision: Decision | undefined,
  lookedAt: LookedAt,
  most: number,
  room: number,
): Row[] {
  const quote = point.evidence === null ? [] : [quoteOf(point.evidence)];
  const label = decision === null && quote.length > 0 ? ['nearest'] : labels(point, decision, lookedAt);
  const text = [...label, ...quote].join(': ');
  return text === '' || most === 0 ? [] : atMost(paragraph(text, room, 'dim'), most, room);
}

function labels(point: TranscriptPoint, decision: Decision | undefined, lookedAt: LookedAt): string[] {
  const { found } = point;
  const isByProgram =
    decision === null || decision === found || (decision === false && point.verdict === null);
  if (decision !== undefined && isByProgram) return [];
  const label = findingLabel({ ...point, ticked: decision ?? null, undecided: false }, lookedAt);
  return label === null ? [] : [label];
}
