/** Models may be made to think in tags without end; more of them are read as one. */
const MOST_TAGS = 64;
const OPEN = '<think>';
const CLOSE = '</think>';

/** A JSON object in a text, or one that the end of the text cuts off. */
interface Found {
  start: number;
  end: number;
  /** null if it is cut off: what is complete inside it is only a part. */
  value: unknown;
}

/**
 * The first complete JSON object in what a model wrote, after its reasoning and whatever the prose and the Markdown
 * around it; null if there is none. The time grows with the length and no faster.
 */
export function jsonIn(text: string): unknown {
  let from = 0;
  let found = firstObject(text, 0);
  // Nothing but a fence is before it, so no reasoning. Tags inside it are part of what it quotes.
  if (found !== null && /^(?:```\w*)?$/.test(text.slice(0, found.start).trim())) return found.value;
  for (let tags = 1; found !== null; tags++) {
    const close = tags < MOST_TAGS ? text.indexOf(CLOSE, from) : text.lastIndexOf(CLOSE);
    if (close < from) break;
    const isAround = found.value !== null && found.start < close && close < found.end;
    if (isAround && !isThinking(text, from, found.start)) return found.value;
    from = close + CLOSE.length;
    if (found.start < from) found = firstObject(text, from);
  }
  // Reasoning that never ends is no reply, and neither is JSON in it.
  return found === null || isThinking(text, from, found.start) ? null : found.value;
}

/** Whether reasoning begins between these places. */
function isThinking(text: string, from: number, to: number): boolean {
  const open = text.indexOf(OPEN, from);
  return open >= 0 && open < to;
}

/** Tries each place where an object can start. It continues after one that is not JSON, not inside it. */
function firstObject(text: string, from: number): Found | null {
  const opening = /\{\s*["}]/g;
  opening.lastIndex = from;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    const end = endOfObject(text, start);
    if (end === null) return { start, end: text.length, value: null };
    try {
      return { start, end, value: JSON.parse(text.slice(start, end)) };
    } catch {
      opening.lastIndex = end;
    }
  }
  return null;
}

/** The place after the brace that closes the one at `start`; null if none does. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
