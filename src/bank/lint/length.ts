import { count, words } from '../../text/format.ts';
import type { Checked } from '../parser/check.ts';
import { SCREEN } from '../parser/fields.ts';
import type { Line } from '../parser/scan.ts';
import { type Report, START } from '../reporter.ts';

/** A brisk pace that listeners can still follow. */
const WORDS_A_MINUTE = 150;
/** What people keep in mind of a question they hear once. */
const MOST_ASKED = 90;

/** Reports a question that is too long to say aloud, and an expected answer that is too long for its minutes. */
export function judgeLength({ fields, sections }: Checked, report: Report): void {
  const { kind, minutes } = fields;
  const [question, expected] = [sections.get('question'), sections.get('expected')];
  const asked = proseWords(question?.lines ?? []);
  // One of kind screen has a stricter limit.
  if (kind !== SCREEN && asked > MOST_ASKED) {
    const message = `the question has ${asked} words of prose`;
    const help = 'cut it, or move data into a table or a code block';
    report('B048', question?.place ?? START, message, `${MOST_ASKED} can be followed by ear`, help);
  }
  const said = proseWords(expected?.lines ?? []);
  if (minutes !== undefined && said > minutes * WORDS_A_MINUTE) {
    const message = `the expected answer has ${said} words for ${count(minutes, 'minute')}`;
    const label = `at ${WORDS_A_MINUTE} words a minute ${minutes * WORDS_A_MINUTE} can be said`;
    report('B046', expected?.place ?? START, message, label, 'cut it, or raise `minutes`');
  }
}

/** Tables and code are read, not said. */
function proseWords(lines: readonly Line[]): number {
  return lines
    .filter(({ text, code }) => !code && !text.trimStart().startsWith('|'))
    .reduce((sum, { text }) => sum + words(text), 0);
}
