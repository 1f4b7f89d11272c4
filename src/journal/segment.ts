import { crc32 } from 'node:zlib';
import { type Recorded, parseEvent } from '../engine/event.ts';
import { jsonLine } from '../text/data.ts';
import { type Damage, DamageList, type Allowance, unread, fullAllowance } from './damage.ts';

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

/**
 * Reads the events of one segment and reports every damaged line. Keeps everything that is intact. Reads no more lines
 * than the allowance has, from which it takes. `isWhole` is false for the beginning of a file.
 */
export function decodeSegment(
  file: string,
  text: string,
  allowance: Allowance = fullAllowance(),
  isWhole = true,
): Decoded {
  const events = new Map<number, Recorded>();
  const damage = new DamageList(file);
  let expected = 0;
  let last = -1;
  let read = 0;
  let isCut = !isWhole;
  for (const { line, isTorn } of linesOf(text)) {
    isCut ||= allowance.lines === 0;
    if (allowance.lines === 0 || (isTorn && isCut)) break;
    allowance.lines -= 1;
    read += 1;
    const decoded = decodeLine(line);
    if ('event' in decoded) {
      const { n, event } = decoded;
      if (n <= last) damage.add(read, { problem: events.has(n) ? 'it appears twice' : 'it is out of order' });
      else {
        if (n > expected) damage.add(read, { problem: missingBefore(n - expected) });
        expected = n + 1;
        last = n;
      }
      if (!events.has(n)) events.set(n, event);
    } else if (!isTorn) {
      damage.add(read, decoded);
      expected += 1;
    }
    // Perhaps only its newline is missing.
    if (isTorn) damage.add(read, { problem: 'it was cut off mid-write' });
  }
  const ordered = [...events].sort(([a], [b]) => a - b).map(([, event]) => event);
  return {
    events: ordered,
    damage: [...(isCut ? [unread(file, read)] : []), ...damage.all()],
    lines: expected,
  };
}

function* linesOf(text: string): Generator<{ line: string; isTorn: boolean }> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    yield { line: text.slice(start, end < 0 ? undefined : end), isTorn: end < 0 };
    start = end < 0 ? text.length : end + 1;
  }
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
  if (mayBeDeep(rest) && isDeep(value)) return { problem: 'it is nested too deep' };
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

/** Far deeper than any event. JSON.parse reads more levels than JSON.stringify can write. */
const DEEPEST = 1000;

/** Most lines are too short, or open too few lists and objects, to be worth a walk through them. */
function mayBeDeep(json: string): boolean {
  return json.length > 2 * DEEPEST && (json.match(/[[{]/g)?.length ?? 0) > DEEPEST;
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
