import { jsonText } from '../text/data.ts';
import type { Transcript } from './transcript.ts';

/** The transcript as data; see docs/data.md. */
export function toJson(transcript: Transcript): string {
  return jsonText({ version: 1, ...transcript });
}
