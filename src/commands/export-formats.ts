import type { StoredSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { toJson } from '../transcript/json.ts';
import { toMarkdown } from '../transcript/markdown.ts';
import { type Share, shared } from '../transcript/share.ts';
import { type Transcript, transcriptOf } from '../transcript/transcript.ts';
import { reportDamage, unusable } from '../store/damage.ts';
import type { FORMAT_NAMES } from '../transcript/format-names.ts';
import { join } from 'node:path';

/** How a session is exported. */
export interface Format {
  /** The file extension. */
  ending: string;
  /** Useless without the bank's text and the judgments, so options that remove them are refused. */
  isWhole?: true;
  write: (transcript: Transcript) => string | Promise<string>;
  /** The same as a page to print. */
  page?: Format;
}

/** Every export format. To add one: a file in transcript/, its name in format-names.ts, and an entry here. */
export const FORMATS = {
  md: { ending: 'md', write: toMarkdown },
  json: { ending: 'json', write: toJson },
  html: {
    ending: 'html',
    write: async (transcript) => (await import('../transcript/html.ts')).toHtml(transcript),
  },
  anki: {
    ending: 'txt',
    isWhole: true,
    write: async (transcript) => (await import('../transcript/anki.ts')).toAnki(transcript),
  },
  prompt: {
    ending: 'prompt.md',
    write: async (transcript) => (await import('../transcript/prompt.ts')).toPrompt(transcript),
  },
  sheet: {
    ending: 'sheet.md',
    write: async (transcript) => (await import('../transcript/sheet.ts')).toSheet(transcript),
    page: {
      ending: 'sheet.html',
      write: async (transcript) => (await import('../transcript/sheet-page.ts')).toSheetPage(transcript),
    },
  },
} satisfies Record<(typeof FORMAT_NAMES)[number], Format>;

/** A session's transcript without what must not be shared. Reports unreadable parts on stderr; throws if nothing can be read. */
export function sharedTranscript(env: Env, stored: StoredSession, share: Share): Transcript {
  reportDamage(env, stored);
  const session = stored.session ?? stored.remains;
  if (session === null) throw unusable(stored);
  return shared(transcriptOf(session, stored.draft, stored.damage), share);
}

/** The path of a session's file in a folder. */
export function fileIn(folder: string, { ending }: Format, id: string): string {
  return join(folder, `${id}.${ending}`);
}
