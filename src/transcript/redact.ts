import type { Event, Recorded } from '../engine/event.ts';

/**
 * A journal in which every letter that the candidate wrote is an x: answers, drafts, notes, names and tags. Lengths,
 * digits, spaces and punctuation stay, so that a bug in handling the text still shows. The bank's text stays too.
 */
export function redactedEvents(events: readonly Recorded[]): Recorded[] {
  return events.map((event) => ({ ...event, ...redacted(event) }));
}

function redacted(event: Event): Event {
  switch (event.type) {
    case 'answered':
      return {
        ...event,
        text: masked(event.text),
        ...(event.late === undefined ? {} : { late: masked(event.late) }),
      };
    case 'ended':
      return event.draft === null
        ? event
        : { ...event, draft: { ...event.draft, text: masked(event.draft.text) } };
    case 'named':
      return { ...event, name: event.name === null ? null : masked(event.name) };
    case 'tagged': {
      const tags = Object.entries(event.tags).map(([tag, name]) => [
        tag,
        name === null ? null : masked(name),
      ]);
      return { ...event, tags: Object.fromEntries(tags) as typeof event.tags };
    }
    // These hold nothing that a candidate wrote.
    case 'started':
    case 'continued':
    case 'paused':
    case 'resumed':
    case 'asked':
    case 'reopened':
    case 'pressed':
    case 'predicted':
    case 'found':
    case 'revealed':
    case 'ticked':
    case 'rated':
      return event;
  }
}

/** One x for each UTF-16 unit of a letter and its marks, so that offsets into the text stay valid. */
function masked(text: string): string {
  return text.replace(/[\p{L}\p{M}]/gu, (letter) => 'x'.repeat(letter.length));
}
