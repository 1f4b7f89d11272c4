import { crc32 } from 'node:zlib';
import { parseEvent } from '../engine/parse-event.ts';
import type { Recorded } from '../engine/event.ts';
import { jsonLine } from '../text/json.ts';

/** The version of the journal's lines that this program writes. */
const LINE_VERSION = 1;

/** A part of a session that does not say what it should. */
export interface Damage {
  /** In the session's folder; null for the folder itself. */
  file: string | null;
  /** From 1; null where the whole file is meant. */
  line: number | null;
  problem: string;
  /** Only a newer hotseat can read it, and only that one may go on with the session. */
  isNewer?: true;
}

/** One event as the line of a segment, with its newline: `{"crc":"…","v":1,"n":0,…}`; the CRC is over what follows it. */
export function encodeLine(n: number, event: Recorded): string {
  const place = { v: LINE_VERSION, n };
  // An event that was read brings the place that it had: ours stands first, and holds.
  const rest = jsonLine({ ...place, ...event, ...place }).slice(1);
  return `{"crc":"${checksum(rest)}",${rest}\n`;
}

const CRC_PREFIX = /^\{"crc":"([0-9a-f]{8})",/;

/** What a segment's file holds. */
interface Decoded {
  /** In order. */
  events: Recorded[];
  damage: Damage[];
  /** How many lines it has, whole or not: the place of the next one. */
  lines: number;
}

/** The events of one segment, and every line that is not whole. Nothing that is intact is dropped. */
export function decodeSegment(file: string, text: string): Decoded {
  const events = new Map<number, Recorded>();
  const damage: Damage[] = [];
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const tornAt = lines.length + 1;
  // All but its end may have reached the disk.
  if ('event' in decodeLine(torn)) lines.push(torn);
  let expected = 0;
  let last = -1;
  for (const [index, line] of lines.entries()) {
    const note = (problem: string): void => {
      damage.push({ file, line: index + 1, problem });
    };
    const decoded = decodeLine(line);
    if ('problem' in decoded) {
      damage.push({ file, line: index + 1, ...decoded });
      expected += 1;
      continue;
    }
    const { n, event } = decoded;
    if (n <= last) note(events.has(n) ? 'it stands there a second time' : 'it stands in the wrong place');
    else {
      if (n > expected) note(missingBefore(n - expected));
      expected = n + 1;
      last = n;
    }
    if (!events.has(n)) events.set(n, event);
  }
  if (torn !== '') damage.push({ file, line: tornAt, problem: 'it was cut off while it was written' });
  if (text === '') damage.push({ file, line: null, problem: 'it is empty' });
  const ordered = [...events].sort(([a], [b]) => a - b).map(([, event]) => event);
  return { events: ordered, damage, lines: expected };
}

function missingBefore(n: number): string {
  return n === 1 ? 'the line before it is missing' : `${n} lines before it are missing`;
}

function decodeLine(line: string): { n: number; event: Recorded } | Pick<Damage, 'problem' | 'isNewer'> {
  const prefix = CRC_PREFIX.exec(line);
  if (prefix === null) return { problem: 'it is not a line of a journal' };
  const rest = line.slice(prefix[0].length);
  if (checksum(rest) !== prefix[1])
    return { problem: 'its checksum does not match: it was changed after it was written' };
  const value = parseJson(`{${rest}`);
  if (value === null) return { problem: 'it is not valid JSON' };
  if (typeof value['v'] !== 'number' || value['v'] > LINE_VERSION) {
    return { problem: 'it was written by a newer hotseat', isNewer: true };
  }
  const event = parseEvent(value);
  const { n } = value;
  if (event === null || typeof n !== 'number' || !Number.isInteger(n))
    return { problem: 'it holds an event that this hotseat does not know', isNewer: true };
  return { n, event };
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
