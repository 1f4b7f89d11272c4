import { type Draft, type Recorded, type Turn, sameTurn } from './event.ts';

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

/** Sorts a session's drafts, given its open turn. */
export function sortDrafts(
  stored: readonly StoredDraft[],
  recorded: readonly RecordedSegment[],
  open: Turn | null,
): Sorted {
  const inOrder = stored.toSorted((a, b) => a.draft.at - b.draft.at || (a.segment < b.segment ? -1 : 1));
  const standing = inOrder.filter((one) => !isOver(one, stored, recorded));
  const isOpen = ({ draft }: StoredDraft): boolean => open !== null && sameTurn(draft.turn, open);
  const left = standing.filter((one) => !isOpen(one) && one.draft.text.trim() !== '');
  return {
    open: merged(standing.filter(isOpen).map(({ draft }) => draft)),
    left: left.map(({ draft }) => draft),
    done: inOrder.filter((one) => !left.includes(one)).map(({ segment }) => segment),
  };
}

/** Whether its writer, or a process that had read it, has submitted the text or continued it. */
function isOver(
  { segment, draft }: StoredDraft,
  stored: readonly StoredDraft[],
  recorded: readonly RecordedSegment[],
): boolean {
  const continuing = recorded.filter(
    ({ events: [first] }) => first?.type === 'continued' && first.after.includes(segment),
  );
  const own = recorded.filter(({ name }) => name === segment);
  return (
    [...own, ...continuing].some(({ events }) => events.some((event) => submits(event, draft))) ||
    continuing.some(({ name }) =>
      stored.some((other) => other.segment === name && sameTurn(other.draft.turn, draft.turn)),
    )
  );
}

function submits(event: Recorded, { turn, at }: Draft): boolean {
  if (event.at < at) return false;
  if (event.type === 'answered') return sameTurn(event.turn, turn);
  return event.type === 'ended' && event.draft !== null && sameTurn(event.draft.turn, turn);
}

/** One draft with the words of all, leaving out a text that another one starts with. */
function merged(drafts: readonly Draft[]): Draft | null {
  const last = drafts.at(-1);
  if (last === undefined) return null;
  const texts = drafts
    .map(({ text }) => text)
    .filter((text, place, all) =>
      all.every((other, at) => at === place || !other.startsWith(text) || (other === text && place < at)),
    );
  if (texts.length === 1) return drafts.find(({ text }) => text === texts[0]) ?? last;
  const text = texts.join('\n\n');
  return { ...last, text, cursor: text.length };
}
