import { cleanLine } from '../text/clean.ts';
import { asPlain } from '../text/markup.ts';

/** The most characters of a follow-up that is not the bank's. No one asks more in one breath. */
export const LONGEST_FOLLOW_UP = 400;

/** Whether a follow-up has an address, which no interviewer says aloud. */
export function hasAddress(question: string): boolean {
  return /https?:|www\.|\S@\S/i.test(question);
}

/** Whether a follow-up, as plain text, asks what a question of a session asks, which is Markdown. */
export function asksSame(question: string, markdown: string): boolean {
  return cleanLine(question).toLowerCase() === cleanLine(asPlain(markdown)).toLowerCase();
}
