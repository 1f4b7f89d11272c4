import { crc32 } from 'node:zlib';
import { parseEvent } from '../interview/parse-event.ts';
import type { Recorded } from '../interview/event.ts';

/** The version of the journal's lines that this program writes. */
const LINE_VERSION = 1;

/** A line of a journal that does not say what it should. Lines count from 1. */
export interface Damage {
  /** null: the session's whole folder. */
  segment: string | null;
  line: number;
  problem: string;
  /** Only a newer hotseat can read it, and only that one may go on with the session. */
  isNewer?: true;
}

/** One event as the line of a segment, with its newline: `{"crc":"…","v":1,"n":0,…}`; the CRC is over what follows it. */
export function encodeLine(n: number, event: Recorded): string {
  const rest = JSON.stringify({ v: LINE_VERSION, n, ...event }).slice(1);
  return `{"crc":"${checksum(rest)}",${rest}\n`;
}

const CRC_PREFIX = /^\{"crc":"([0-9a-f]{8})",/;

/** The events of one segment in order, and every line that is not whole. Nothing that is intact is dropped. */
export function decodeSegment(segment: string, text: string): { events: Recorded[]; damage: Damage[] } {
  const events: Recorded[] = [];
  const damage: Damage[] = [];
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  let expected = 0;
  for (const [index, line] of lines.entries()) {
    const decoded = decodeLine(line);
    if ('problem' in decoded) {
      damage.push({ segment, line: index + 1, ...decoded });
      expected += 1;
      continue;
    }
    if (decoded.n > expected) {
      damage.push({
        segment,
        line: index + 1,
        problem: missingBefore(decoded.n - expected),
      });
    }
    expected = decoded.n + 1;
    events.push(decoded.event);
  }
  if (torn !== '')
    damage.push({ segment, line: lines.length + 1, problem: 'it was cut off while it was written' });
  return { events, damage };
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
  if (event === null || typeof n !== 'number')
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
