import { stateText } from '../engine/labels.ts';
import { tallyOf, tallyText } from '../engine/tally.ts';
import { clockOf } from '../text/format.ts';
import { isJudged } from './points.ts';
import type { TranscriptTurn } from './transcript.ts';
import { turnView } from './turn-view.ts';

/** A question with its follow-ups. */
export interface Asked {
  main: TranscriptTurn;
  followUps: TranscriptTurn[];
}

export function questionsOf(turns: readonly TranscriptTurn[]): Asked[] {
  const questions: Asked[] = [];
  for (const turn of turns) {
    if (turn.kind === 'question') questions.push({ main: turn, followUps: [] });
    else questions.at(-1)?.followUps.push(turn);
  }
  return questions;
}

/** The result of each question at a glance, below a row of headings. Points have a column if any were judged. */
export function summaryOf(questions: readonly Asked[]): string[][] {
  const mains = questions.map(({ main }) => main);
  const hasPoints = mains.some(({ points }) => points !== null && isJudged(points));
  const row = (title: string, answer: string, points: string, time: string): string[] => [
    title,
    answer,
    ...(hasPoints ? [points] : []),
    time,
  ];
  return [
    row('Question', 'Answer', 'Points', 'Time'),
    ...mains.map((main) =>
      row(
        turnView(main).title,
        stateText(main),
        coveredOf(main.points) ?? '–',
        clockOf(main.usedMs, main.budgetMs),
      ),
    ),
  ];
}

/** `2 of 5 covered, 1 to decide`; null if nothing was judged. */
function coveredOf(points: TranscriptTurn['points']): string | null {
  if (points === null || !isJudged(points)) return null;
  return tallyText(tallyOf(points));
}
