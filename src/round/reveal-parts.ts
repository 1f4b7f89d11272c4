import { type Session, isAttempted } from '../engine/session.ts';
import type { SectionKey } from '../renderer/section-keys.ts';
import { REVEALED, revealRows } from '../renderer/reveal.ts';
import { mannerRows } from '../renderer/delivery.ts';
import { lookedAtIn, remarksOf } from '../renderer/remarks.ts';
import { tickedRows } from '../renderer/judged-points.ts';
import { judgedPoints } from '../transcript/points.ts';
import { turnsOf } from '../transcript/transcript.ts';
import type { Interruption } from './interviewer.ts';
import type { Row } from '../text/rows.ts';

/** A reveal comes in parts, because the candidate ticks the points before reading on. */
const PARTS = {
  expected: ['expected'],
  points: ['key-points'],
  rest: REVEALED.filter((key) => key !== 'expected' && key !== 'key-points'),
} satisfies Record<string, readonly SectionKey[]>;

type Part = keyof typeof PARTS;

/**
 * Shows each part of a question's reveal once per process, so a session resumed in mid-reveal shows it again.
 * Each returns the interruption that came while it was shown, if any.
 */
export interface RevealParts {
  /** What to read before ticking the points; everything if there is nothing to tick. */
  beforeTicks: (session: Session, q: number) => Promise<Interruption | undefined>;
  /** Everything not shown yet. */
  whole: (session: Session, q: number) => Promise<Interruption | undefined>;
}

/** Shows rows that may be more than a screen holds. */
export type Show = (rows: readonly Row[]) => Promise<Interruption | undefined>;

export function revealParts(show: Show, columns: () => number): RevealParts {
  const shown = new Set<string>();
  const once = async (
    part: string,
    q: number,
    rows: () => readonly Row[],
  ): Promise<Interruption | undefined> => {
    const key = `${part} ${q}`;
    const lines = shown.has(key) ? [] : rows();
    shown.add(key);
    if (lines.length === 0) return undefined;
    const interruption = await show([[], ...lines, []]);
    // Shown again if it was interrupted.
    if (interruption !== undefined) shown.delete(key);
    return interruption;
  };
  const section = async (session: Session, q: number, part: Part): Promise<Interruption | undefined> => {
    const planned = session.questions[q];
    if (planned === undefined) return undefined;
    const how = { only: PARTS[part], remarks: remarksOf(planned) };
    return once(part, q, () => revealRows(planned.question, columns(), how));
  };
  const manner = async (session: Session, q: number): Promise<Interruption | undefined> => {
    const planned = session.questions[q];
    if (planned === undefined) return undefined;
    return once('manner', q, () => mannerRows(turnsOf(session, planned), columns()));
  };
  /** The points as ticked, or as the bank has them. Shown again if the ticks change. */
  const points = async (session: Session, q: number): Promise<Interruption | undefined> => {
    const planned = session.questions[q];
    const ticked = planned?.judgement.ticked;
    if (planned === undefined || ticked === undefined) return section(session, q, 'points');
    if (planned.question.keyPoints.length === 0) return undefined;
    return once(`points ${JSON.stringify(ticked)}`, q, () =>
      tickedRows(judgedPoints(planned), lookedAtIn(planned), columns()),
    );
  };
  const parts: RevealParts = {
    async beforeTicks(session, q) {
      const planned = session.questions[q];
      if (planned === undefined || !isAttempted(planned)) return parts.whole(session, q);
      return section(session, q, 'expected');
    },
    async whole(session, q) {
      return (
        (await section(session, q, 'expected')) ??
        (await points(session, q)) ??
        (await manner(session, q)) ??
        (await section(session, q, 'rest'))
      );
    },
  };
  return parts;
}
