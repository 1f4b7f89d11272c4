import { type Attempt, changesOf } from '../progress/attempts.ts';
import { type ComparedAnswer, type ComparedPassage, isRewritten } from '../progress/answer-diff.ts';
import { clean } from '../text/clean.ts';
import { longDay } from '../text/day.ts';
import { list } from '../text/format.ts';
import { type Row, type Span, type Style, row, span } from '../text/rows.ts';
import { wrap, wrapSpans } from '../text/wrap.ts';
import { type AttemptedQuestion, attemptRows, questionRows } from './attempts.ts';
import { paragraph, roomIn, screenOf } from './blocks.ts';

/** Readable without color. */
const MARKS: Readonly<Record<ComparedPassage['kind'], readonly [open: string, close: string, style: Style]>> =
  {
    same: ['', '', 'plain'],
    gone: ['[-', '-]', 'gone'],
    new: ['{+', '+}', 'new'],
  };

/** Two attempts at one question: their facts, the points that changed, and the answers with the changes marked. */
export function wordingRows(
  question: AttemptedQuestion,
  [before, after]: readonly [Attempt, Attempt],
  answers: readonly ComparedAnswer[],
  columns: number,
): Row[] {
  const room = roomIn(columns);
  const days = `attempt ${before.attempt} (${longDay(before.day)}) and ${after.attempt} (${longDay(after.day)})`;
  return screenOf(
    questionRows(question, [days], room),
    attemptRows(
      [
        { ...before, changes: null },
        { ...after, changes: changesOf(before, after.points) },
      ],
      room,
    ),
    changedPoints(before, after, room),
    answers.every(({ passages }) => isRewritten(passages))
      ? []
      : paragraph(`[-only in attempt ${before.attempt}-]  {+only in attempt ${after.attempt}+}`, room, 'dim'),
    ...answers.flatMap((answer) => [
      headingRows(answer, room),
      ...(isRewritten(answer.passages)
        ? bothRows(answer.passages, [before, after], room)
        : [answerRows(answer.passages, room)]),
    ]),
  );
}

function changedPoints(before: Attempt, after: Attempt, room: number): Row[] {
  const changes = changesOf(before, after.points);
  if (changes === null) return [];
  const rowsOf = (what: string, names: readonly string[]): Row[] =>
    names.length === 0 ? [] : paragraph(`${what}: ${list(names)}`, room);
  return [...rowsOf('Newly covered', changes.newlyMade), ...rowsOf('Lost', changes.lost)];
}

function headingRows({ followUp, prompt }: ComparedAnswer, room: number): Row[] {
  return paragraph(followUp === null ? 'Answer' : `Follow-up: ${prompt}`, room, 'accent');
}

function answerRows(passages: readonly ComparedPassage[], room: number): Row[] {
  if (passages.length === 0) return [row('(empty)', 'dim')];
  const rows = wrapSpans(
    passages.flatMap((passage, place) => [...marked(passage), ...gapBefore(passage, passages[place + 1])]),
    room,
  );
  const isSame = passages.every(({ kind }) => kind === 'same');
  return isSame ? [row('No change.', 'dim'), [], ...rows] : rows;
}

/** The two answers one after the other. */
function bothRows(
  passages: readonly ComparedPassage[],
  [before, after]: readonly [Attempt, Attempt],
  room: number,
): Row[][] {
  const rowsOf = ({ attempt }: Attempt, other: ComparedPassage['kind']): Row[] => {
    const own = passages.filter(({ kind }) => kind !== other).map(({ text }) => clean(text));
    return [row(`Attempt ${attempt}`, 'bold'), ...wrap(own.join(''), room).map((line) => row(line))];
  };
  const note = 'Rewritten: the two have too little in common to mark the changes.';
  return [paragraph(note, room, 'dim'), rowsOf(before, 'new'), rowsOf(after, 'gone')];
}

/** A space between a removed passage and its replacement, if the text has none. */
function gapBefore({ kind, text }: ComparedPassage, next: ComparedPassage | undefined): Span[] {
  const isTight = kind === 'gone' && next?.kind === 'new' && text.trimEnd() === text;
  return isTight ? [span(' ')] : [];
}

/** A passage between its marks, each paragraph marked separately. */
function marked({ kind, text }: ComparedPassage): Span[] {
  const [open, close, style] = MARKS[kind];
  const pieces = clean(text).split(/(\s*\n\s*|\s+$)/);
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => (piece.trim() === '' ? span(piece) : span(open + piece + close, style)));
}
