import { count, words } from '../../text/format.ts';
import type { Code } from '../codes.ts';
import type { Place } from '../diagnostic.ts';
import type { Checked } from '../parser/check.ts';
import { cutAt, type Line, readLines } from '../parser/scan.ts';
import { type Report, START } from '../reporter.ts';

type Range = readonly [fewest: number, most: number];

interface Limit {
  code: Code;
  says: (n: number) => string;
  help: string;
  usual: Range;
  screen?: Range;
  behavioral?: Range;
}

/** What fits a conversation across a table: half a minute to ask, two minutes to answer, a minute for each follow-up. */
const LIMITS = {
  ask: {
    code: 'B048',
    says: (n) => `the question has ${count(n, 'word')} of prose`,
    help: 'cut it, or move a part into a fact or the follow-up that needs it',
    usual: [0, 60],
  },
  exhibit: {
    code: 'B048',
    says: (n) => `the question shows ${count(n, 'row')}`,
    help: 'cut them, or move them into the follow-up that needs them',
    usual: [0, 10],
  },
  expected: {
    code: 'B046',
    says: (n) => `the expected answer has ${count(n, 'word')}`,
    help: 'cut it, or move a part into a follow-up',
    usual: [0, 280],
    screen: [0, 110],
    behavioral: [150, 280],
  },
  points: {
    code: 'B035',
    says: (n) => `the question has ${count(n, 'key point')}`,
    help: 'add, merge or cut some, or mark some `When: asked`',
    usual: [4, 5],
    screen: [2, 4],
  },
  asked: {
    code: 'B035',
    says: (n) => `${count(n, 'key point')} count only when asked`,
    help: 'merge or cut some',
    usual: [0, 3],
  },
  followUp: {
    code: 'B057',
    says: (n) => `the answer to this follow-up has ${count(n, 'word')}`,
    help: 'say it as you would across a table, in about a minute',
    usual: [60, 150],
    screen: [0, 150],
    behavioral: [0, 150],
  },
} satisfies Record<string, Limit>;

/** Reports what does not fit a conversation. What is missing altogether has findings of its own. */
export function judgeLength({ fields, body, sections }: Checked, report: Report): void {
  const judge = (what: keyof typeof LIMITS, amount: number, place: Place = START): void => {
    const { code, says, help, usual, ...others }: Limit = LIMITS[what];
    const [fewest, most] = others[fields.kind as keyof typeof others] ?? usual;
    if (amount === 0 || (amount >= fewest && amount <= most)) return;
    report(
      code,
      place,
      says(amount),
      fewest === 0 ? `${most} is the most` : `${fewest} to ${most} fit`,
      help,
    );
  };
  const [question, expected] = [sections.get('question'), sections.get('expected')];
  const asked = question?.lines ?? [];
  judge('ask', proseWords(asked), question?.place);
  judge('exhibit', asked.filter((line) => isShown(line) && !RULE.test(line.text)).length, question?.place);
  judge('expected', proseWords(expected?.lines ?? []), expected?.place);
  const points = body?.keyPoints ?? [];
  const whenAsked = points.filter((point) => point.asked).length;
  judge('points', points.length - whenAsked, sections.get('keyPoints')?.place);
  judge('asked', whenAsked, sections.get('keyPoints')?.place);
  const headings = cutAt('###', sections.get('followUps')?.lines ?? []).sections;
  for (const [at, { answer }] of (body?.followUps ?? []).entries())
    judge('followUp', proseWords(readLines(answer.split('\n'), 1).lines), headings[at]?.place);
}

/** The line below a table's header, and the ends of a code fence. */
const RULE = /^\s*(?:[`~]{3}|[\s:|-]+$)/;

/** Tables and code are read, not said. */
function isShown({ text, code }: Line): boolean {
  return code || text.trimStart().startsWith('|');
}

function proseWords(lines: readonly Line[]): number {
  return lines.filter((line) => !isShown(line)).reduce((sum, { text }) => sum + words(text), 0);
}
