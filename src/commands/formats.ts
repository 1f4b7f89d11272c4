import { readSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import { careerOpsName, toCareerOps } from '../transcript/career-ops.ts';
import { toJson } from '../transcript/json.ts';
import { toMarkdown } from '../transcript/markdown.ts';
import { type Share, shared } from '../transcript/share.ts';
import { type Transcript, transcriptOf } from '../transcript/transcript.ts';
import { tellDamage, unusable } from './damage.ts';

/** How a session is written for somebody else. */
export interface Format {
  /** Of the files that it is written to. */
  ending: string;
  /** What such a file is called before its ending; by default as the session. */
  nameOf?: (transcript: Transcript) => string;
  write: (transcript: Transcript) => string | Promise<string>;
}

/** Every format that a session can take: adding one is one file in transcript/ and one entry here. */
export const FORMATS = {
  md: { ending: 'md', write: toMarkdown },
  json: { ending: 'json', write: toJson },
  html: {
    ending: 'html',
    write: async (transcript) => (await import('../transcript/html.ts')).toHtml(transcript),
  },
  'career-ops': { ending: 'md', nameOf: careerOpsName, write: toCareerOps },
} satisfies Record<string, Format>;

export const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** The name of the file that a session is written to in a folder. */
export function fileNameOf({ ending, nameOf }: Format, transcript: Transcript): string {
  return `${nameOf === undefined ? transcript.session.id : nameOf(transcript)}.${ending}`;
}

/** A session as it is to be told; what of it cannot be read is said on stderr. Throws where nothing can. */
export function transcriptFor(env: Env, id: string, share: Share): Transcript {
  const stored = readSession(env.paths, id);
  tellDamage(env, stored);
  const session = stored.session ?? stored.remains;
  if (session === null) throw unusable(stored);
  return shared(transcriptOf(session, stored.draft, stored.damage), share);
}
