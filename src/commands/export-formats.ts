import { encodeLine } from '../journal/segment.ts';
import type { StoredSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import type { Recorded } from '../engine/event.ts';
import { careerOpsName, toCareerOps } from '../transcript/career-ops.ts';
import { toJson } from '../transcript/json.ts';
import { toMarkdown } from '../transcript/markdown.ts';
import { redactedEvents } from '../transcript/redact.ts';
import { type Share, shared } from '../transcript/share.ts';
import { type Transcript, transcriptOf } from '../transcript/transcript.ts';
import { reportDamage, unusable } from '../store/damage.ts';
import type { FORMAT_NAMES } from './export-format-names.ts';

/** A session to export. What must not be shared is already removed from both. */
export interface SharedSession {
  transcript: Transcript;
  /** In order, across all segments. */
  events: readonly Recorded[];
}

/** How a session is exported. */
export interface Format {
  /** The file extension. */
  ending: string;
  /** The file name without extension; the session's id by default. */
  nameOf?: (transcript: Transcript) => string;
  /** Useless without the bank's text and the judgments, so options that remove them are refused. */
  isWhole?: true;
  /** What the user should know before sharing the file; null if nothing. */
  warning?: (session: SharedSession) => string | null;
  write: (session: SharedSession) => string | Promise<string>;
}

/** Every export format. To add one: a file in transcript/, its name in export-format-names.ts, and an entry here. */
export const FORMATS = {
  md: { ending: 'md', write: ({ transcript }) => toMarkdown(transcript) },
  json: { ending: 'json', write: ({ transcript }) => toJson(transcript) },
  html: {
    ending: 'html',
    write: async ({ transcript }) => (await import('../transcript/html.ts')).toHtml(transcript),
  },
  anki: {
    ending: 'txt',
    isWhole: true,
    write: async ({ transcript }) => (await import('../transcript/anki.ts')).toAnki(transcript),
  },
  'career-ops': {
    ending: 'md',
    nameOf: careerOpsName,
    write: ({ transcript }) => toCareerOps(transcript),
  },
  prompt: {
    ending: 'prompt.md',
    write: async ({ transcript }) => (await import('../transcript/prompt.ts')).toPrompt(transcript),
  },
  journal: {
    ending: 'jsonl',
    isWhole: true,
    warning: ({ events }) =>
      givesAway(events) ? 'The journal contains the answers to questions you have not revealed yet.' : null,
    write: ({ events }) => events.map((event, n) => encodeLine(n, event)).join(''),
  },
} satisfies Record<(typeof FORMAT_NAMES)[number], Format>;

/** Whether a journal gives away an unrevealed answer: its plan holds every question in full. */
function givesAway(events: readonly Recorded[]): boolean {
  const planned = events.flatMap((event) => (event.type === 'started' ? [event.plan.length] : []));
  const revealed = new Set(events.flatMap((event) => (event.type === 'revealed' ? [event.q] : [])));
  return planned.some((count) => revealed.size < count);
}

/** A session for export. Reports unreadable parts on stderr; throws if nothing can be read. */
export function sharedSession(env: Env, stored: StoredSession, share: Share): SharedSession {
  reportDamage(env, stored);
  const session = stored.session ?? stored.remains;
  if (session === null) throw unusable(stored);
  return {
    transcript: shared(transcriptOf(session, stored.draft, stored.damage), share),
    events: share.redact === true ? redactedEvents(stored.events) : stored.events,
  };
}
