import { crc32 } from 'node:zlib';
import { type Recorded, parseEvent } from '../engine/event.ts';
import { jsonLine } from '../text/json.ts';

/** The end of a segment's file name. */
export const SEGMENT_SUFFIX = '.jsonl';

/** When a segment was begun, as its name says; -Infinity if it does not. */
export function segmentTime(name: string): number {
  const iso = name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
  const time = iso === name ? NaN : Date.parse(iso);
  return Number.isNaN(time) ? -Infinity : time;
}

/** The version of the journal's lines that this program writes. */
const LINE_VERSION = 1;

/** An unreadable part of a session. */
export interface Damage {
  /** In the session's folder; null for the folder itself. */
  file: string | null;
  /** From 1; null for the file as a whole. */
  line: number | null;
  problem: string;
  /** Only a newer hotseat can read it, and only that one may continue the session. */
  isNewer?: true;
}

/** One event as a line of a segment, with its newline: `{"crc":"…","v":1,"n":0,…}`. The CRC covers what follows it. */
export function encodeLine(n: number, event: Recorded): string {
  const place = { v: LINE_VERSION, n };
  // An event that was read has its old `v` and `n`: the new ones come first and win.
  const rest = jsonLine({ ...place, ...event, ...place }).slice(1);
  return `{"crc":"${checksum(rest)}",${rest}\n`;
}

const CRC_PREFIX = /^\{"crc":"([0-9a-f]{8})",/;

/** The content of a segment's file. */
interface Decoded {
  /** In order. */
  events: Recorded[];
  damage: Damage[];
  /** The number of lines, damaged ones included: the index of the next one. */
  lines: number;
}

/** Reads the events of one segment and reports every damaged line. Keeps everything that is intact. */
export function decodeSegment(file: string, text: string): Decoded {
  const events = new Map<number, Recorded>();
  const damage: Damage[] = [];
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const tornAt = lines.length + 1;
  // Perhaps only its newline is missing.
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
    if (n <= last) note(events.has(n) ? 'it appears twice' : 'it is out of order');
    else {
      if (n > expected) note(missingBefore(n - expected));
      expected = n + 1;
      last = n;
    }
    if (!events.has(n)) events.set(n, event);
  }
  if (torn !== '') damage.push({ file, line: tornAt, problem: 'it was cut off mid-write' });
  const ordered = [...events].sort(([a], [b]) => a - b).map(([, event]) => event);
  return { events: ordered, damage, lines: expected };
}

function missingBefore(n: number): string {
  return n === 1 ? 'the line before it is missing' : `${n} lines before it are missing`;
}

function decodeLine(line: string): { n: number; event: Recorded } | Pick<Damage, 'problem' | 'isNewer'> {
  const prefix = CRC_PREFIX.exec(line);
  if (prefix === null) return { problem: 'it is not a journal line' };
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
    return { problem: 'it has an event that this version does not know', isNewer: true };
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
