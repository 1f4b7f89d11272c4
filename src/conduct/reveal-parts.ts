import type { Session } from '../interview/session.ts';
import { isAttempted } from '../interview/session.ts';
import type { SectionKey } from '../terminal/reveal.ts';
import { REVEALED, revealRows } from '../terminal/reveal.ts';
import { tickedRows } from '../terminal/ticked.ts';
import type { Row } from '../text/rows.ts';

/** A reveal comes in parts, for the candidate ticks the points before reading on. */
const PARTS = {
  expected: ['expected'],
  points: ['key-points'],
  rest: REVEALED.filter((key) => key !== 'expected' && key !== 'key-points'),
} satisfies Record<string, readonly SectionKey[]>;

type Part = keyof typeof PARTS;

/** Shows each part of a question's reveal once in this process: one that resumes a session in mid-reveal shows it again. */
export interface RevealParts {
  /** What there is to read before the points are ticked; all of it where there is nothing to tick. */
  beforeTicks: (session: Session, q: number) => void;
  /** The points as they were ticked. */
  ticked: (session: Session, q: number, names: readonly string[] | null) => void;
  /** All that was not shown yet. */
  whole: (session: Session, q: number) => void;
}

export function revealParts(print: (rows: readonly Row[]) => void, columns: () => number): RevealParts {
  const shown = new Set<string>();
  const once = (part: Part, q: number, rows: () => readonly Row[]): void => {
    if (shown.has(`${part} ${q}`)) return;
    shown.add(`${part} ${q}`);
    const lines = rows();
    if (lines.length > 0) print([[], ...lines, []]);
  };
  const show = (session: Session, q: number, part: Part): void => {
    const question = session.questions[q]?.question;
    if (question === undefined) return;
    once(part, q, () => revealRows(question, columns(), { only: PARTS[part] }));
  };
  const parts: RevealParts = {
    beforeTicks(session, q) {
      const planned = session.questions[q];
      show(session, q, 'expected');
      if (planned === undefined || !isAttempted(planned)) parts.whole(session, q);
    },
    ticked(session, q, names) {
      const points = session.questions[q]?.question.keyPoints ?? [];
      if (points.length > 0) once('points', q, () => tickedRows(points, names, columns()));
    },
    whole(session, q) {
      const ticked = session.questions[q]?.judgement.ticked;
      show(session, q, 'expected');
      if (ticked === undefined) show(session, q, 'points');
      else parts.ticked(session, q, ticked);
      show(session, q, 'rest');
    },
  };
  return parts;
}
