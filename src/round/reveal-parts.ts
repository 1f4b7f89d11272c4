import { type Session, isAttempted, questionAt } from '../engine/session.ts';
import { deliveryRows } from '../renderer/delivery.ts';
import { tickedRows } from '../renderer/judged-points.ts';
import { remarksOf } from '../renderer/remarks.ts';
import { REVEALED, revealRows } from '../renderer/reveal.ts';
import type { SectionKey } from '../renderer/section-keys.ts';
import { revealedRows } from '../renderer/round-screens.ts';
import type { Row } from '../text/rows.ts';
import { turnsOf } from '../transcript/transcript.ts';
import type { Interruption } from '../terminal/interruption.ts';

const REST = REVEALED.filter((key) => key !== 'expected' && key !== 'key-points');

interface Part {
  name: string;
  rows: () => readonly Row[];
}

/**
 * A reveal comes in parts, because the candidate ticks the points before reading on. Each part is shown once per process,
 * so a session resumed in mid-reveal shows it again. `show` takes rows that may be more than a screen holds.
 */
export function revealParts(
  show: (rows: readonly Row[]) => Promise<Interruption | undefined>,
  columns: () => number,
) {
  const shown = new Set<string>();
  const partsOf = (session: Session, q: number): Part[] => {
    const planned = questionAt(session, q);
    const { question, judgement } = planned;
    const section = (name: string, only: readonly SectionKey[]): Part => ({
      name,
      rows: () => revealRows(question, columns(), { only, remarks: remarksOf(planned) }),
    });
    // As ticked, or as the bank has them. Shown again if the ticks change.
    const isTicked = judgement.ticked !== undefined && question.keyPoints.length > 0;
    const points: Part = {
      name: `points ${JSON.stringify(judgement.ticked)}`,
      rows: () => tickedRows(planned, columns()),
    };
    const expected = section('expected', ['expected']);
    return [
      { ...expected, rows: () => [...revealedRows(session, q, columns()), ...expected.rows()] },
      isTicked ? points : section('points', ['key-points']),
      { name: 'manner', rows: () => deliveryRows(turnsOf(session, planned), columns()) },
      section('rest', REST),
    ];
  };
  const showNew = async (q: number, parts: readonly Part[]): Promise<Interruption | undefined> => {
    for (const { name, rows } of parts) {
      const key = `${name} ${q}`;
      const lines = shown.has(key) ? [] : rows();
      const interruption = lines.length === 0 ? undefined : await show([[], ...lines, []]);
      // Shown again if it was interrupted.
      if (interruption !== undefined) return interruption;
      shown.add(key);
    }
    return undefined;
  };
  return {
    /** What to read before ticking the points; everything if there is nothing to tick. */
    beforeTicks: (session: Session, q: number) => {
      const parts = partsOf(session, q);
      return showNew(q, isAttempted(questionAt(session, q)) ? parts.slice(0, 1) : parts);
    },
    /** Everything not shown yet. */
    whole: (session: Session, q: number) => showNew(q, partsOf(session, q)),
  };
}
