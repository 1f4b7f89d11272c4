import { type Draft, type Ms, type Recorded, type Turn, sameTurn } from './event.ts';
import { byUnits } from '../text/format.ts';
import { recordOf, type Session } from './session.ts';

/** A draft on disk, and the segment of the process that wrote it. */
export interface StoredDraft {
  segment: string;
  draft: Draft;
}

/** The events that one process recorded for a session. */
interface RecordedSegment {
  name: string;
  events: readonly Recorded[];
}

/** The drafts of a session, sorted by what to do with them. */
interface Sorted {
  /** The text of the open box; if two machines wrote into it, the words of both. */
  open: Draft | null;
  /** Drafts from another machine for a turn that was answered without them. */
  left: readonly Draft[];
  /** The segments whose drafts can go: submitted, or contained in `open`. */
  done: readonly string[];
}

/** The text that the open box starts from: its draft, or the answer that the candidate went back to. */
export function openText(session: Session, draft: Draft | null): string {
  if (session.open === null) return '';
  return draft?.text ?? recordOf(session, session.open)?.text ?? '';
}

/** Sorts a session's drafts, given its open turn. */
export function sortDrafts(
  stored: readonly StoredDraft[],
  recorded: readonly RecordedSegment[],
  open: Turn | null,
): Sorted {
  const inOrder = stored.toSorted((a, b) => a.draft.at - b.draft.at || (a.segment < b.segment ? -1 : 1));
  const isOver = endOf(stored, recorded);
  const standing = inOrder.filter((one) => !isOver(one));
  const isOpen = ({ draft }: StoredDraft): boolean => open !== null && sameTurn(draft.turn, open);
  const left = standing.filter((one) => !isOpen(one) && one.draft.text.trim() !== '');
  const stays = new Set(left);
  return {
    open: merge(standing.filter(isOpen).map(({ draft }) => draft)),
    left: left.map(({ draft }) => draft),
    done: inOrder.filter((one) => !stays.has(one)).map(({ segment }) => segment),
  };
}

/** Tells whether a draft's writer, or a process that had read it, has submitted the text or continued it. */
function endOf(
  stored: readonly StoredDraft[],
  recorded: readonly RecordedSegment[],
): (one: StoredDraft) => boolean {
  const drafted = new Map(stored.map(({ segment, draft }) => [segment, draft.turn]));
  const continuing = new Map<string, RecordedSegment[]>(stored.map(({ segment }) => [segment, []]));
  const submitted = new Map<RecordedSegment, Map<string, Ms>>();
  for (const segment of recorded) {
    const [first] = segment.events;
    for (const name of first?.type === 'continued' ? new Set(first.after) : [])
      continuing.get(name)?.push(segment);
    submitted.set(segment, submissionsIn(segment));
  }
  const own = new Map(recorded.map((segment) => [segment.name, segment]));
  return ({ segment, draft: { turn, at } }) => {
    const after = continuing.get(segment) ?? [];
    const writer = own.get(segment);
    const isSubmitted = (by: RecordedSegment): boolean => (submitted.get(by)?.get(keyOf(turn)) ?? -1) >= at;
    const isContinued = ({ name }: RecordedSegment): boolean => {
      const other = drafted.get(name);
      return other !== undefined && sameTurn(other, turn);
    };
    return (
      (writer !== undefined && isSubmitted(writer)) || after.some(isSubmitted) || after.some(isContinued)
    );
  };
}

/** When a segment last submits the text of each turn, or keeps it at the end of the round. */
function submissionsIn({ events }: RecordedSegment): Map<string, Ms> {
  const last = new Map<string, Ms>();
  for (const event of events) {
    const turn =
      event.type === 'answered' ? event.turn : event.type === 'ended' ? event.draft?.turn : undefined;
    if (turn === undefined) continue;
    last.set(keyOf(turn), Math.max(event.at, last.get(keyOf(turn)) ?? 0));
  }
  return last;
}

function keyOf({ q, followUp }: Turn): string {
  return `${q}/${followUp ?? ''}`;
}

/** One draft with the words of all, leaving out a text that another one starts with. */
function merge(drafts: readonly Draft[]): Draft | null {
  const last = drafts.at(-1);
  if (last === undefined) return null;
  const distinct = [...new Set(drafts.map(({ text }) => text))];
  // In order of code units, a text that starts with another one comes right after it, or after others that do.
  const sorted = distinct.toSorted(byUnits);
  const starts = new Set(sorted.filter((text, place) => sorted[place + 1]?.startsWith(text)));
  const texts = distinct.filter((text) => !starts.has(text));
  if (texts.length === 1) return drafts.find(({ text }) => text === texts[0]) ?? last;
  const text = texts.join('\n\n');
  return { ...last, text, cursor: text.length };
}
