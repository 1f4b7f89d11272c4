import type { Ms } from '../interview/event.ts';
import { recordOf } from '../interview/session.ts';
import { clock, clockLeft, count, words } from '../text/format.ts';
import type { AnswerEnd, Opening, Writing } from './interviewer.ts';
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
  const add = (line: string): void => {
    const text = writing.text === '' ? line : `${writing.text}\n${line}`;
    writing = { text, cursor: text.length, firstKey: writing.firstKey ?? opening.used() };
    opening.onChange(writing);
  };
  for (;;) {
    const wait = Math.min(strictLeft(), notices[0]?.inMs() ?? Infinity);
    const line = await reader.next(Number.isFinite(wait) ? Math.max(0, wait) : undefined);
    if (isInterruption(line)) {
      return { end: line.interrupt === 'SIGINT' && hasPerson ? 'pause' : line.interrupt, draft: writing };
    }
    if (strictLeft() <= 0) {
      if (line !== null && hasPerson) add(line);
      else if (hasPerson) {
        say('Time is up. Enter hands over the line that you are in.');
        const rest = await reader.next();
        if (typeof rest === 'string' && rest !== '' && rest !== END_OF_ANSWER) add(rest);
      } else if (line !== END_OF_ANSWER) await passOver(reader);
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
function noticesOf({ session, turn, used }: Opening): Notice[] {
  const budget = recordOf(session, turn)?.budget ?? null;
  if (budget === null) return [];
  const notices: Notice[] = [
    { inMs: () => budget * 0.8 - used(), text: () => `${clockLeft(budget - used())} left, nearly time` },
    ...(session.options.strict
      ? []
      : [{ inMs: () => budget - used(), text: () => 'The time is over; you may finish your thought.' }]),
  ];
  return notices.filter((notice) => notice.inMs() > 0);
}

/** The rest of an answer that came through a pipe after its time: it must not become the next one. */
async function passOver(reader: LineReader): Promise<void> {
  for (;;) {
    const line = await reader.next();
    if (line === END_OF_ANSWER || isInterruption(line)) return;
  }
}
