import { type Event, type Recorded, withoutUnknownKeys } from '../engine/event.ts';

/**
 * A journal in which every letter that the candidate wrote is an x: answers, drafts, notes, names and tags. Lengths,
 * digits, spaces and punctuation stay, so that a bug in handling the text still shows. The bank's text stays too. Keys that this program does
 * not know are left out: they may hold anything.
 */
export function redactedEvents(events: readonly Recorded[]): Recorded[] {
  return events.map((event) => {
    const known = withoutUnknownKeys(event);
    return { ...known, ...redacted(known) };
  });
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

// Signs that read as letters, of scripts and common ones: Braille, radicals, flags, tags, squares, ©, APL.
const LETTER = new RegExp(
  [
    '[\\p{Alphabetic}\\p{M}\\p{Regional_Indicator}]',
    '(?![\\p{Script=Common}\\p{Script=Inherited}])\\p{S}',
    '[©®\\u2100-\\u214f\\u2373-\\u237a\\u{1f100}-\\u{1f2ff}\\u{e0000}-\\u{e007f}]',
  ].join('|'),
  'u',
);

/** Keeps lengths in UTF-16 units, so that positions in the text stay valid. */
function masked(text: string): string {
  return text.replace(/[a-z]|[^\0-\x7f]/giu, (character) =>
    LETTER.test(character) || /\p{Alphabetic}/u.test(character.normalize('NFKD'))
      ? 'x'.repeat(character.length)
      : character,
  );
}
