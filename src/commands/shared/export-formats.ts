import { encodeLine } from '../../journal/segment.ts';
import { readSession } from '../../journal/sessions.ts';
import type { Env } from '../../platform/env.ts';
import type { Recorded } from '../../engine/event.ts';
import { careerOpsName, toCareerOps } from '../../transcript/career-ops.ts';
import { toJson } from '../../transcript/json.ts';
import { toMarkdown } from '../../transcript/markdown.ts';
import { redactedEvents } from '../../transcript/redact.ts';
import { type Share, shared } from '../../transcript/share.ts';
import { type Transcript, transcriptOf } from '../../transcript/transcript.ts';
import { tellDamage, unusable } from './damage.ts';
import type { FORMAT_NAMES } from './export-format-names.ts';

/** A session as it is to be told: what may not be shared is left out of both. */
export interface Told {
  transcript: Transcript;
  /** In the order in which they follow each other, over all segments. */
  events: readonly Recorded[];
}

/** How a session is written for somebody else. */
export interface Format {
  /** Of the files that it is written to. */
  ending: string;
  /** What such a file is called before its ending; by default as the session. */
  nameOf?: (transcript: Transcript) => string;
  /** It is of no use without what the bank says and what was made of the answers. */
  isWhole?: true;
  /** What whoever has it written should know first; null where there is nothing to say. */
  warning?: (told: Told) => string | null;
  write: (told: Told) => string | Promise<string>;
}

/** Every format that a session can take: adding one is one file in transcript/, its name in format-names.ts and one entry here. */
export const FORMATS = {
  md: { ending: 'md', write: ({ transcript }) => toMarkdown(transcript) },
  json: { ending: 'json', write: ({ transcript }) => toJson(transcript) },
  html: {
    ending: 'html',
    write: async ({ transcript }) => (await import('../../transcript/html.ts')).toHtml(transcript),
  },
  anki: {
    ending: 'txt',
    isWhole: true,
    write: async ({ transcript }) => (await import('../../transcript/anki.ts')).toAnki(transcript),
  },
  'career-ops': {
    ending: 'md',
    nameOf: careerOpsName,
    write: ({ transcript }) => toCareerOps(transcript),
  },
  journal: {
    ending: 'jsonl',
    isWhole: true,
    warning: ({ events }) =>
      givesAway(events) ? 'The journal holds the answers of questions that were not revealed yet.' : null,
    write: ({ events }) => events.map((event, n) => encodeLine(n, event)).join(''),
  },
} satisfies Record<(typeof FORMAT_NAMES)[number], Format>;

/** Whether a journal holds the answer to a question that was not revealed: its plan holds every question whole. */
function givesAway(events: readonly Recorded[]): boolean {
  const planned = events.flatMap((event) => (event.type === 'started' ? [event.plan.length] : []));
  const revealed = new Set(events.flatMap((event) => (event.type === 'revealed' ? [event.q] : [])));
  return planned.some((count) => revealed.size < count);
}

/** What is to be told of a session; what of it cannot be read is said on stderr. Throws where nothing can. */
export function toldFor(env: Env, id: string, share: Share): Told {
  const stored = readSession(env.paths, id);
  tellDamage(env, stored);
  const session = stored.session ?? stored.remains;
  if (session === null) throw unusable(stored);
  return {
    transcript: shared(transcriptOf(session, stored.draft, stored.damage), share),
    events: share.redact === true ? redactedEvents(stored.events) : stored.events,
  };
}
