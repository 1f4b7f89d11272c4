import { words } from '../../text/format.ts';
import { snap, PIECE, segmentsOf } from '../../text/graphemes.ts';
import { type Line, lineOf } from './layout.ts';

/** A place in the text: a line, and an offset into it in UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly at: number;
}

/** How an edit may join the previous one into a single undo step. */
export type Grouping = 'type' | 'erase-back' | 'erase-forward' | 'alone';

interface Step {
  readonly at: Point;
  readonly removed: string;
  readonly inserted: string;
  readonly cursorBefore: Point;
  readonly grouping: Grouping;
  readonly below: Step | null;
}

/** The text, its cursor and its undo history. Immutable. The cursor is never inside a grapheme. */
export interface Buffer {
  readonly lines: readonly Line[];
  readonly cursor: Point;
  readonly past: Step | null;
  readonly future: Step | null;
  /** Characters of the text, newlines included. */
  readonly length: number;
  readonly words: number;
  /** The next edit starts an undo step of its own. */
  readonly sealed: boolean;
}

/** A line; empty if there is no such line. */
export function lineAt({ lines }: Pick<Buffer, 'lines'>, line: number): Line {
  return lines[line] ?? { text: '' };
}

/** A buffer without history, with the cursor at an offset in UTF-16 code units. */
export function bufferOf(text: string, cursor = text.length): Buffer {
  const lines = text.split('\n').map((line) => ({ text: line }));
  const blank: Buffer = {
    lines,
    cursor: { line: 0, at: 0 },
    past: null,
    future: null,
    length: text.length,
    words: words(text),
    sealed: true,
  };
  return moveTo(blank, pointAt(blank, cursor));
}

/** The full text, lines joined by newlines. */
export function textOf(buffer: Buffer): string {
  return buffer.lines.map((line) => line.text).join('\n');
}

/** The text of a line; empty if there is no such line. */
export function lineText(buffer: Buffer, line: number): string {
  return lineAt(buffer, line).text;
}

/** The cursor as an offset into the full text. */
export function offsetOf(buffer: Buffer, point: Point = buffer.cursor): number {
  let offset = point.at;
  for (let line = 0; line < point.line; line++) offset += lineText(buffer, line).length + 1;
  return offset;
}

/** The place of an offset into the full text; past the end it is the end. */
function pointAt(buffer: Buffer, offset: number): Point {
  let rest = Math.max(0, offset);
  for (const [line, { text }] of buffer.lines.entries()) {
    if (rest <= text.length) return { line, at: rest };
    rest -= text.length + 1;
  }
  return endOf(buffer);
}

/** The place after the last character. */
export function endOf(buffer: Buffer): Point {
  const line = buffer.lines.length - 1;
  return { line, at: lineText(buffer, line).length };
}

export function isBefore(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.at < b.at);
}

function same(a: Point, b: Point): boolean {
  return a.line === b.line && a.at === b.at;
}

/** Moves the cursor and seals the undo step, so that what is typed next is undone separately. */
export function moveTo(buffer: Buffer, point: Point): Buffer {
  const at = snap(lineText(buffer, point.line), point.at);
  return { ...buffer, cursor: { line: point.line, at }, sealed: true };
}

/** The text between two places in order. */
export function slice(buffer: Buffer, from: Point, to: Point): string {
  if (from.line === to.line) return lineText(buffer, from.line).slice(from.at, to.at);
  const between = buffer.lines.slice(from.line + 1, to.line).map((line) => line.text);
  const first = lineText(buffer, from.line).slice(from.at);
  return [first, ...between, lineText(buffer, to.line).slice(0, to.at)].join('\n');
}

/** Where `text` ends if it starts at `from`. */
function endAfter(from: Point, text: string): Point {
  const last = text.lastIndexOf('\n');
  if (last < 0) return { line: from.line, at: from.at + text.length };
  let line = from.line;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
  return { line, at: text.length - last - 1 };
}

/** Replaces `removed`, the text between `from` and `to`, with `text`. */
function splice(
  { lines, length, words: total }: Buffer,
  from: Point,
  to: Point,
  removed: string,
  text: string,
): Pick<Buffer, 'lines' | 'length' | 'words'> {
  const head = { line: lineAt({ lines }, from.line), at: from.at };
  const tail = { line: lineAt({ lines }, to.line), at: to.at };
  const parts = text.split('\n');
  const fresh = parts.map((part, index) =>
    lineOf(index === 0 ? head : null, part, index === parts.length - 1 ? tail : null),
  );
  // Counts only the words that the change touches, including their unchanged parts.
  const before = head.line.text.slice(runStart(head.line.text, head.at), head.at);
  const after = tail.line.text.slice(tail.at, runEnd(tail.line.text, tail.at));
  return {
    lines: [...lines.slice(0, from.line), ...fresh, ...lines.slice(to.line + 1)],
    length: length - removed.length + text.length,
    words: total - words(before + removed + after) + words(before + text + after),
  };
}

/** Replaces the text between `from` and `to`, with the cursor after it. A new undo step, or part of the last one. */
export function replace(
  buffer: Buffer,
  from: Point,
  to: Point,
  text: string,
  grouping: Grouping = 'alone',
): Buffer {
  const removed = slice(buffer, from, to);
  if (removed === text) return moveTo(buffer, to);
  const step = { at: from, removed, inserted: text, cursorBefore: buffer.cursor, grouping };
  const next = { ...buffer, ...splice(buffer, from, to, removed, text), future: null, sealed: false };
  const end = endAfter(from, text);
  const cursor = { line: end.line, at: snap(lineText(next, end.line), end.at) };
  const joined = buffer.sealed ? null : join(buffer.past, step);
  return { ...next, cursor, past: joined ?? { ...step, below: buffer.past } };
}

type Edit = Omit<Step, 'below'>;

/** Extends the last step with an edit that continues it; null if the edit is a step of its own. */
function join(last: Step | null, edit: Edit): Step | null {
  if (last?.grouping !== edit.grouping) return null;
  switch (edit.grouping) {
    case 'type': {
      const newWord = /\s$/.test(last.inserted) && /^\S/.test(edit.inserted);
      if (newWord || !same(endAfter(last.at, last.inserted), edit.at) || edit.removed !== '') return null;
      return { ...last, inserted: last.inserted + edit.inserted };
    }
    case 'erase-back':
      if (!same(endAfter(edit.at, edit.removed), last.at)) return null;
      return { ...last, at: edit.at, removed: edit.removed + last.removed };
    case 'erase-forward':
      return same(last.at, edit.at) ? { ...last, removed: last.removed + edit.removed } : null;
    case 'alone':
      return null;
  }
}

/** Undoes one step; returns the buffer itself if there is none. */
export function undo(buffer: Buffer): Buffer {
  const step = buffer.past;
  if (!step) return buffer;
  const spliced = splice(buffer, step.at, endAfter(step.at, step.inserted), step.inserted, step.removed);
  const future = { ...step, below: buffer.future };
  return { ...buffer, ...spliced, cursor: step.cursorBefore, past: step.below, future, sealed: true };
}

/** Redoes the step undone last. */
export function redo(buffer: Buffer): Buffer {
  const step = buffer.future;
  if (!step) return buffer;
  const spliced = splice(buffer, step.at, endAfter(step.at, step.removed), step.removed, step.inserted);
  const next = { ...buffer, ...spliced, past: { ...step, below: buffer.past }, future: step.below };
  return moveTo(next, endAfter(step.at, step.inserted));
}

/** Replaces the full text, as one undo step that touches only what differs. */
function replaceAll(buffer: Buffer, text: string): Buffer {
  const old = textOf(buffer);
  if (old === text) return buffer;
  const shortest = Math.min(old.length, text.length);
  let head = 0;
  while (head < shortest && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const fresh = text.slice(head, text.length - tail);
  return replace(buffer, pointAt(buffer, head), pointAt(buffer, old.length - tail), fresh);
}

/** The text as an editor saved it; a cursor at the end stays at the end. */
export function rewritten(buffer: Buffer, text: string): Buffer {
  const wasAtEnd = offsetOf(buffer) === buffer.length;
  const next = replaceAll(buffer, text);
  return wasAtEnd ? moveTo(next, endOf(next)) : next;
}

/** The end of the word at or after `at`; -1 if the line has none. */
export function wordEndAfter(text: string, at: number): number {
  for (let size = PIECE; ; size *= 2) {
    const end = Math.min(text.length, at + size);
    for (const { segment, index, isWordLike } of segmentsOf(text.slice(at, end), 'word')) {
      const wordEnd = at + index + segment.length;
      if (isWordLike === true && (wordEnd < end || end === text.length)) return wordEnd;
    }
    if (end === text.length) return -1;
  }
}

/** The start of the word at or before `at`; -1 if the line has none. */
export function wordStartBefore(text: string, at: number): number {
  for (let size = PIECE; ; size *= 2) {
    const start = snap(text, Math.max(0, at - size));
    let found = -1;
    for (const { index, isWordLike } of segmentsOf(text.slice(start, at), 'word')) {
      if (isWordLike === true) found = start + index;
    }
    if (start === 0 || found > start) return found;
  }
}

const isBlank = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** The start of the run of non-spaces that ends at `at`; `at` itself if a space precedes it. */
export function runStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBlank(text, start - 1)) start--;
  return start;
}

/** The end of the run of non-spaces that starts at `at`. */
function runEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text, end)) end++;
  return end;
}

/** The start of the run of spaces that ends at `at`. */
export function gapStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && isBlank(text, start - 1)) start--;
  return start;
}
