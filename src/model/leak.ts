import { isStopWord, stem } from '../bank/stems.ts';
import type { SessionQuestion } from '../engine/session.ts';

/** Words in a row that give away where they come from. */
const RUN = 4;
/** Fewer words with a meaning of their own are in any text: "as many as the". */
const FEWEST_MEANINGS = 2;

/**
 * Whether a text gives away what the candidate must not see before the reveal: it has words in a row of the expected
 * answer, a key point or anything else that is sealed, and neither the questions nor the answers so far have them.
 */
export function givesAway(text: string, { question, turns }: SessionQuestion): boolean {
  const { keyPoints, followUps } = question;
  const asked = new Set(turns.map(({ turn }) => turn.followUp));
  const sealed = [
    question.expected,
    question.notes,
    question.takeaway,
    ...question.mistakes,
    ...keyPoints.flatMap(({ name, text, wordings, counts, notEnough }) => [
      name,
      text,
      ...wordings,
      ...counts,
      ...notEnough,
    ]),
    ...followUps.map(({ answer }) => answer),
    // It may still be asked.
    ...followUps.filter((_, place) => !asked.has(place)).map((each) => each.question),
  ];
  const open = [
    question.question,
    ...turns.map((turn) => turn.text),
    ...turns.map(({ turn }) => followUps[turn.followUp ?? -1]?.question ?? ''),
  ].map(spaced);
  const words = spaced(text);
  return sealed
    .flatMap(runsOf)
    .some((run) => words.includes(run) && !open.some((known) => known.includes(run)));
}

/** Every run of words with meaning in a text. A shorter text is one run: the name of a point is one, too. */
function runsOf(text: string): string[] {
  const words = wordsOf(text);
  const starts = Math.max(1, words.length - RUN + 1);
  return Array.from({ length: starts }, (_, start) => words.slice(start, start + RUN))
    .filter((run) => run.filter((word) => !isStopWord(word)).length >= FEWEST_MEANINGS)
    .map((run) => ` ${run.map(stem).join(' ')} `);
}

function spaced(text: string): string {
  return ` ${wordsOf(text).map(stem).join(' ')} `;
}

/** Its words, without what shows nothing. A character is a word where there are no spaces. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/[\p{Default_Ignorable_Code_Point}'’]/gu, '')
      .toLowerCase()
      .match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]|[\p{L}\p{N}]+/gu) ?? []
  );
}
