import { type ModelSource, type Recorded, withoutUnknownKeys } from '../engine/event.ts';

/**
 * A journal in which every letter that the candidate wrote is an x, and every sign that may be read as one: in answers,
 * drafts, notes, names and tags. Lengths, digits, spaces and punctuation stay, so that a bug in handling the text still
 * shows. The bank's text stays too. Keys that this program does not know are left out: they may hold anything.
 */
export function redactedEvents(events: readonly Recorded[]): Recorded[] {
  return events.map((event) => redacted(withoutUnknownKeys(event)));
}

function redacted(event: Recorded): Recorded {
  switch (event.type) {
    case 'answered':
      return {
        ...event,
        text: masked(event.text),
        ...(event.late === undefined ? {} : { late: masked(event.late) }),
        ...(event.discarded === undefined ? {} : { discarded: masked(event.discarded) }),
      };
    case 'ended':
      return event.draft === null
        ? event
        : { ...event, draft: { ...event.draft, text: masked(event.draft.text) } };
    case 'transcribed':
      return {
        ...event,
        by: masked(event.by),
        text: event.text === null ? null : masked(event.text),
        ...(event.audio === undefined ? {} : { audio: event.audio.map(masked) }),
        // A program may repeat what it heard.
        ...(event.problem === undefined ? {} : { problem: masked(event.problem) }),
      };
    case 'corrected':
      return { ...event, text: masked(event.text) };
    case 'named':
      return { ...event, name: event.name === null ? null : masked(event.name) };
    case 'tagged': {
      const tags = Object.entries(event.tags).map(([tag, name]) => [
        tag,
        name === null ? null : masked(name),
      ]);
      return { ...event, tags: Object.fromEntries(tags) as typeof event.tags };
    }
    // A model may repeat the candidate's words.
    case 'improvised':
      return { ...event, by: maskedSource(event.by), question: masked(event.question) };
    // A server may repeat what it was sent.
    case 'judged':
      return {
        ...event,
        by: maskedSource(event.by),
        ...(event.problem === undefined ? {} : { problem: masked(event.problem) }),
      };
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
    case 'read':
    case 'rated':
      return event;
  }
}

/** A host may be a company's, and a model may be called by its path in a home folder. What it is called there stays. */
function maskedSource(by: ModelSource): ModelSource {
  const own = Math.max(by.name.lastIndexOf('/'), by.name.lastIndexOf('\\')) + 1;
  return { ...by, name: masked(by.name.slice(0, own)) + by.name.slice(own), host: masked(by.host) };
}

/** What stays of other than ASCII: punctuation, spaces, digits, what shows nothing, emoji, arrows and some common signs. */
const KEPT = /[\p{P}\p{Z}\p{N}\p{Cc}\p{Cf}\p{Emoji_Presentation}¢£¤¥€°±×÷−√∞≈≠≤≥\u2190-\u21ff]/u;

/** Among them, what shows letters: numerals, flags, tags, squares, the sign for "et", and some emoji. */
const LETTER =
  /[\p{Alphabetic}\p{Regional_Indicator}⁊🀄🏧💤🔙-🔝🔠🔡🔤🚾🛑\u{1f100}-\u{1f2ff}\u{e0000}-\u{e007f}]/u;

/** Keeps lengths in UTF-16 units, so that positions in the text stay valid. */
function masked(text: string): string {
  return text.replace(/[a-z]|[^\0-\x7f]/giu, (character) =>
    KEPT.test(character) && !LETTER.test(character.normalize('NFKD'))
      ? character
      : 'x'.repeat(character.length),
  );
}
