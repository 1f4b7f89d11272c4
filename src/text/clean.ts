/**
 * Text from a bank, an answer, a file name or a variable may contain bytes that control a terminal.
 * Everything printed passes through here, leaf by leaf, after any decoding.
 */

// Controls except tab and newline, and those of writing direction, which can disguise text.
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;
/** Fast path: most texts match. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;
const LINE_ENDINGS = /\r\n?|\u2028|\u2029|\u0085/g;

/** Drops control characters except `\n` and `\t`; other line endings become `\n`. */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(LINE_ENDINGS, '\n').replace(UNSAFE, '').toWellFormed();
}

/** `clean`, on one line. */
export function cleanLine(text: string): string {
  return oneSpaced(clean(text));
}

/** White space other than a single space between words. */
const ODD_SPACE = /[^\S ]|^ | $| {2}/;

/** A text on one line: each run of white space becomes one space, and the ends are trimmed. */
export function oneSpaced(text: string): string {
  return ODD_SPACE.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** Keyboard input: keeps the bytes of keys, and drops those that no key sends and a library's prompt would print. */
export function cleanKeys(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u001c-\u001f\u0080-\u009f\p{Bidi_Control}]/gu, '');
}

/** The offset of the first control character in a text that must not have any; -1 if there is none. */
export function firstControl(text: string): number {
  return text.search(/(?![\n\t\r])[\p{Cc}\p{Bidi_Control}]/u);
}
