import type { Ms } from '../interview/event.ts';
import { recordOf } from '../interview/session.ts';
import { clean } from '../text/clean.ts';
import { clock, clockLeft, count, words } from '../text/format.ts';
import type { AnswerEnd, Interruption, Opening, Writing } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import type { LineReader } from './line-reader.ts';

/** A line that holds only this ends an answer. */
const END_OF_ANSWER = '---';

interface Desk {
  reader: LineReader;
  say: (text: string) => void;
  hasPerson: boolean;
}

/** Something to be said when a clock reaches a mark. */
interface Notice {
  /** From now on. */
  inMs: () => Ms;
  text: () => string;
}

/**
 * Takes an answer line by line until `---`. Nothing written is a skip. With a strict clock the answer closes at zero
 * with the lines that stand; a person's unfinished line is waited for, for only Enter hands it over.
 */
export async function answerByLines(
  opening: Opening,
  { reader, say, hasPerson }: Desk,
): Promise<{ end: AnswerEnd; draft: Writing }> {
  const strictLeft = strictClock(opening);
  const notices = hasPerson ? noticesOf(opening) : [];
  let writing: Writing = opening.draft;
  const add = (typed: string): void => {
    const line = clean(typed);
    const text = writing.text === '' ? line : `${writing.text}\n${line}`;
    // When a line is handed over says nothing of its first key.
    writing = { text, cursor: text.length, firstKey: null };
    opening.onChange(writing);
  };
  const stopped = ({ interrupt }: Interruption): { end: AnswerEnd; draft: Writing } => ({
    end: interrupt === 'SIGINT' && hasPerson ? 'pause' : interrupt,
    draft: writing,
  });
  const lastLine = async (line: string | null): Promise<string | Interruption> => {
    if (line !== null) return line;
    say('Time is up. Enter hands over the line that you are in.');
    return (await reader.next()) ?? '';
  };
  for (;;) {
    const wait = Math.min(strictLeft(), notices[0]?.inMs() ?? Infinity);
    const line = await reader.next(Number.isFinite(wait) ? Math.max(0, wait) : undefined);
    if (isInterruption(line)) return stopped(line);
    if (strictLeft() <= 0) {
      opening.stand();
      const rest = hasPerson ? await lastLine(line) : await passOver(reader, line);
      if (isInterruption(rest)) return stopped(rest);
      if (rest !== '' && rest !== END_OF_ANSWER) add(rest);
      return { end: 'timeout', draft: writing };
    }
    if (line === null) {
      const due = notices.shift();
      if (due !== undefined) say(due.text());
    } else if (line === END_OF_ANSWER) {
      if (writing.text.trim() === '') return { end: 'skip', draft: writing };
      if (hasPerson) say(`submitted, ${clock(opening.used())}, ${count(words(writing.text), 'word')}`);
      return { end: 'submit', draft: writing };
    } else add(line);
  }
}

/** Time until the answer closes by itself; Infinity where it never does. */
function strictClock({ session, turn, used, roundUsed }: Opening): () => Ms {
  const budget = recordOf(session, turn)?.budget ?? null;
  const { strict, roundBudget } = session.options;
  return () =>
    Math.min(
      strict && budget !== null ? budget - used() : Infinity,
      strict && roundBudget !== null ? roundBudget - roundUsed() : Infinity,
    );
}

/** The warnings that are still ahead: at the last fifth, and at zero where writing may go on. */
function noticesOf({ session, turn, used, roundUsed }: Opening): Notice[] {
  const { strict, roundBudget } = session.options;
  const own = warnings(recordOf(session, turn)?.budget ?? null, used, strict, '');
  const round = warnings(roundBudget, roundUsed, strict, ' in the round');
  return [...own, ...round].filter(({ inMs }) => inMs() > 0).sort((a, b) => a.inMs() - b.inMs());
}

function warnings(budget: Ms | null, used: () => Ms, strict: boolean, where: string): Notice[] {
  if (budget === null) return [];
  const nearly: Notice = {
    inMs: () => budget * 0.8 - used(),
    text: () => `${clockLeft(budget - used())} left${where}, nearly time`,
  };
  const over: Notice = {
    inMs: () => budget - used(),
    text: () => `The time${where} is over; you may finish your thought.`,
  };
  return strict ? [nearly] : [nearly, over];
}

/** The rest of an answer that came through a pipe after its time: it must not become the next one. */
async function passOver(reader: LineReader, first: string | null): Promise<'' | Interruption> {
  for (let line: string | Interruption | null = first; line !== END_OF_ANSWER; line = await reader.next()) {
    if (isInterruption(line)) return line;
  }
  return '';
}
