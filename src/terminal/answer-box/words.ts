import { PIECE, segmentsOf, snap } from '../../text/graphemes.ts';

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
export function runEnd(text: string, at: number): number {
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
