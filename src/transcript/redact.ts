import type { Event, Recorded } from '../engine/event.ts';

/**
 * A journal in which every letter of the candidate's is an x: their answers, drafts and notes, their names and tags.
 * Lengths stay, and so do digits, spaces and signs, so that what went wrong with the text still does. What the bank says
 * stays too.
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

/** A letter may be two units, and has its marks behind it: places in the text stay what they are. */
function masked(text: string): string {
  return text.replace(/[\p{L}\p{M}]/gu, (letter) => 'x'.repeat(letter.length));
}
