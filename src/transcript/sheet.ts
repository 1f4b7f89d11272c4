import { list } from '../text/format.ts';
import { headOf, turnBlocks } from './markdown.ts';
import { type PointView, pointView } from './point-view.ts';
import { inline, table } from './safe-markdown.ts';
import { shared } from './share.ts';
import { type Asked, questionsOf, summaryOf } from './summary.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';
import { turnView } from './turn-view.ts';

/** A session for a mentor to judge, without a judgment in it that could lead them. */
export interface Sheet {
  transcript: Transcript;
  title: string;
  questions: readonly SheetQuestion[];
}

interface SheetQuestion extends Asked {
  /** To mark; empty if there is nothing to judge. */
  points: readonly PointView[];
  isAnswered: boolean;
}

export function sheetOf(whole: Transcript): Sheet {
  const transcript = shared(whole, { answersOnly: true });
  const points = questionsOf(whole.turns).map(({ main }) => pointsOf(main));
  const questions = questionsOf(transcript.turns).map(({ main, followUps }, place): SheetQuestion => {
    const asked = followUps.filter((turn) => turnView(turn).prompt !== null);
    const isAnswered = [main, ...asked].some(isToJudge);
    return { main, followUps: asked, isAnswered, points: isAnswered ? (points[place] ?? []) : [] };
  });
  const title = `Mentor's sheet, ${transcript.session.startedAt.slice(0, 10)}`;
  return { transcript, title, questions };
}

/** What was said aloud counts without a note: the mentor may have heard it. */
function isToJudge({ state }: TranscriptTurn): boolean {
  return state === 'submitted' || state === 'timed-out';
}

function pointsOf({ points, level }: TranscriptTurn): PointView[] {
  return (points ?? []).map((point) =>
    pointView(
      { ...point, state: null, verdict: null, evidence: null, whenPressed: false },
      { level, reader: 'the candidate', isNote: false },
    ),
  );
}

/** The first page, as Markdown; how to mark a point and a sentence depends on what the sheet is written on. */
export function firstPage({ questions }: Sheet, markPoint: string, markSentence: string): string {
  const levels = list([...new Set(questions.map(({ main }) => main.level))], 'and');
  return `**What this is.** A mock interview: the questions, the answers as given, and the points that a good answer covers. Judge the answers as an interviewer would. Level: ${inline(levels)}. What the candidate and the program think of them is left out.

**How to fill it in.** Take one question at a time. Read the answer and its follow-ups, then the points. A point is covered if any of these answers says it, in whatever words. You need not know the subject better than the points do.

**Three things to mark**

- **Each point**: covered, partly, or not covered. ${markPoint}
- **One sentence of each answer**: the one you would remember, good or bad. ${markSentence}
- **Your decision**, below, when you have read everything.`;
}

/** The sheet to fill in with any editor. Task lists can be ticked in many. */
export function toSheet(whole: Transcript): string {
  const sheet = sheetOf(whole);
  const { transcript, title, questions } = sheet;
  const blocks = [
    ...headOf(transcript, title),
    firstPage(
      sheet,
      'Put an x into the box of a covered point: `[x]`. Write “partly” after a point that is covered in part. An empty box means not covered.',
      'Copy it into the remark.',
    ),
    table(summaryOf(questions)),
    '**Would you take the candidate to the next round, and why?**',
    '**What should they practice first?**',
    ...questions.flatMap(questionBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function questionBlocks({ main, followUps, points, isAnswered }: SheetQuestion): string[] {
  return [
    ...[main, ...followUps].map(turnView).flatMap(turnBlocks),
    ...(points.length === 0 ? [] : ['### Key points', points.map(pointItem).join('\n')]),
    ...(isAnswered ? ['**Remark:**'] : []),
  ];
}

function pointItem({ lead, statement }: PointView): string {
  const name = lead.name === '' ? '' : `**${inline(lead.name)}**`;
  return ['- [ ]', name, inline(lead.level), inline(statement)].filter((each) => each !== '').join(' ');
}
