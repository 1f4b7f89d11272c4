import { expectedTitle } from '../bank/kinds.ts';
import type { ReadUpTo } from '../engine/event.ts';
import { type Session, isAttempted, isOpener, questionAt } from '../engine/session.ts';
import { deliveryRows } from '../renderer/delivery.ts';
import { remarksOf } from '../renderer/remarks.ts';
import { revealRows } from '../renderer/reveal.ts';
import type { SectionKey } from '../renderer/section-keys.ts';
import { takeawayRows, verdictRows } from '../renderer/verdict.ts';
import { type Row, apart, row } from '../text/rows.ts';
import { turnsOf } from '../transcript/transcript.ts';

/** What was asked, and what was not, comes before the expected answer. */
const EXPECTED = 'e';
/** What can be read after the verdict, in this order, each with the key that jumps to it. */
const SECTIONS: readonly (readonly [
  key: string,
  sections: readonly (SectionKey & ReadUpTo)[],
  name: string,
])[] = [
  [EXPECTED, ['expected'], 'expected answer'],
  ['m', ['mistakes', 'notes'], 'mistakes and notes'],
  ['f', ['follow-ups'], 'follow-ups'],
  ['r', ['references'], 'references'],
];
const DONE = 'd';
const BACK = 'backspace';

/** A key and what it leads to. */
export type ReadingKey = readonly [key: string, label: string];

/** Where the reveal is read. */
export interface ReadingPlace {
  print: (rows: readonly Row[]) => void;
  columns: () => number;
  /** How many rows show at once; the rest waits for Enter. */
  screenful: () => number;
  /** One of the keys; null where no one is there to press one. */
  ask: ((keys: readonly ReadingKey[]) => Promise<string>) | null;
}

/** How far a reveal was read: the index of its last section, how many rows it has, and how many of them wait. */
interface Progress {
  section: number;
  rows: number;
  left: number;
}

const NOTHING_YET: Progress = { section: -1, rows: 0, left: 0 };

/** The keys that leave the verdict of a question, Enter first. */
export function readingKeys(session: Session, q: number, columns: number): ReadingKey[] {
  const sections = sectionsOf(session, q, columns);
  return keysFor(
    sections,
    sections[sectionAfter(session, q, sections, -1)]?.name ?? (isBrief(session, q) ? 'rate' : 'done'),
  );
}

/** A quick round's question, or the opener of an interview. */
function isBrief(session: Session, q: number): boolean {
  return session.options.quick === true || isOpener(session, q);
}

/** The section to which Enter walks on; none of a short question, where only its own key shows a section. */
function sectionAfter(session: Session, q: number, sections: readonly Section[], section: number): number {
  return isBrief(session, q) ? sections.length : section + 1;
}

function keysFor(sections: readonly Section[], onward: string, canGoBack = false): ReadingKey[] {
  return [
    ['enter', onward],
    ...sections.map(({ key, name }): ReadingKey => [key, name]),
    [DONE, 'done'],
    ...(canGoBack ? [[BACK, 'points'] as const] : []),
  ];
}

/** What the keys do; a key that does the same as Enter goes without saying. */
export function keyHints([enter, ...others]: readonly ReadingKey[]): string[] {
  const shown = others.filter(([, label]) => label !== enter?.[1]);
  return [...(enter === undefined ? [] : [enter]), ...shown].map((key) => key.join(' '));
}

interface Section {
  key: string;
  sections: readonly (SectionKey & ReadUpTo)[];
  name: string;
  rows: readonly Row[];
}

/** The sections that a question has. */
function sectionsOf(session: Session, q: number, columns: number): Section[] {
  const planned = questionAt(session, q);
  const remarks = remarksOf(planned, session.options);
  return SECTIONS.map(([key, only, name]) => ({
    key,
    sections: only,
    name: key === EXPECTED ? expectedTitle(planned.question).toLowerCase() : name,
    rows: revealRows(planned.question, columns, {
      only: key === EXPECTED ? ['if-asked', ...only] : only,
      remarks,
    }),
  })).filter(({ rows }) => rows.length > 0);
}

/**
 * Reads a reveal: the verdict stays on the screen, and the sections follow one by one. What was read is kept for each
 * question, so an interrupted reading continues there.
 */
export function createReading({ print, columns, screenful, ask }: ReadingPlace) {
  const progress = new Map<number, Progress>();
  const verdicts = new Map<number, string>();
  // The key that left the verdict.
  const chosen = new Map<number, string>();
  const done = new Set<number>();

  const printVerdict = (session: Session, q: number): void => {
    const planned = questionAt(session, q);
    const ticked = JSON.stringify(planned.judgement.ticked ?? null);
    if (verdicts.get(q) === ticked) return;
    verdicts.set(q, ticked);
    print([...verdictRows(session, q, columns()), []]);
  };
  /** The last rows before the rating: above them they would scroll by unseen. */
  const printClosing = (session: Session, q: number): void => {
    const planned = questionAt(session, q);
    const takeaway = takeawayRows(planned.question.takeaway, columns());
    const delivery = deliveryRows(turnsOf(session, planned), columns());
    const rows = apart([delivery, takeaway]);
    print(rows.length === 0 ? [] : [...rows, []]);
  };
  const printNext = (rows: readonly Row[], isStart: boolean): number => {
    const room = screenful();
    // Rather overflow by two rows than stop for two.
    const end = rows.length <= room + 2 ? rows.length : room;
    print([...(isStart ? [[]] : []), ...rows.slice(0, end), ...(end === rows.length ? [[]] : [])]);
    return rows.length - end;
  };

  return {
    /** The verdict was left, by this key if it was one: `read` starts there. */
    leaveBy(q: number, key: string | null = null): void {
      if (key !== null) chosen.set(q, key);
      done.delete(q);
      progress.delete(q);
    },
    /**
     * Reads on until the candidate is done, or goes back to the points that were judged. Calls `keep` with each section
     * once all of it was shown, and at the end. Throws an `Interrupted`.
     */
    async read(
      session: Session,
      q: number,
      keep: (upTo: ReadUpTo) => void = () => undefined,
    ): Promise<'back' | undefined> {
      printVerdict(session, q);
      let sections = sectionsOf(session, q, columns());
      const upTo = questionAt(session, q).judgement.read;
      if (upTo === 'done') done.add(q);
      const before = {
        ...NOTHING_YET,
        section: sections.findIndex(
          (each) => upTo !== undefined && each.sections.some((one) => one === upTo),
        ),
      };
      if (ask === null && !done.has(q)) print(sections.flatMap(({ rows }) => [...rows, [], []]));
      const isJudged = isAttempted(questionAt(session, q));
      const last = isJudged ? 'rate' : 'go on';
      const canGoBack = isJudged && questionAt(session, q).question.keyPoints.length > 0;
      while (ask !== null && !done.has(q)) {
        const { section, rows: total, left } = progress.get(q) ?? before;
        const isLeft = left > 0;
        const next = isLeft ? section : sectionAfter(session, q, sections, section);
        const share = Math.round((100 * (total - left)) / total);
        const onward = isLeft ? `more (${share}%)` : (sections[next]?.name ?? last);
        const key = chosen.get(q) ?? (await ask(keysFor(sections, onward, canGoBack)));
        chosen.delete(q);
        if (key === BACK) {
          print([[]]);
          return 'back';
        }
        // The terminal may have been resized meanwhile; then the section starts again.
        sections = sectionsOf(session, q, columns());
        const place = key === 'enter' ? next : sections.findIndex((each) => each.key === key);
        const rows = sections[place]?.rows;
        const isMore = key === 'enter' && isLeft && rows?.length === total;
        // What is cut short must not look like its end.
        if (!isMore && isLeft) print([row('  …', 'dim'), []]);
        if (rows === undefined) break;
        const unread = printNext(isMore ? rows.slice(-left) : rows, !isMore);
        progress.set(q, { section: place, rows: rows.length, left: unread });
        // A section that is interrupted is offered again.
        if (unread === 0) keep(sections[place]?.sections.at(-1) ?? 'done');
      }
      if (!done.has(q)) keep('done');
      done.add(q);
      printClosing(session, q);
      return undefined;
    },
  };
}
