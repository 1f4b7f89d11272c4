import type { Transcript } from './transcript.ts';

/** The transcript as data; see docs/data.md. */
export function toJson(transcript: Transcript): string {
  return `${JSON.stringify({ version: 1, ...transcript }, null, 2)}\n`;
}
