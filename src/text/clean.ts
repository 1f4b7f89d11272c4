/**
 * Text from a bank, an answer, a file name or a variable may contain bytes that control a terminal.
 * Everything printed passes through here, leaf by leaf, after any decoding.
 */

// C0 except tab and newline, DEL, C1, and the bidirectional controls, which can disguise text.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
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
  return text.replace(/[\u001c-\u001f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** The offset of the first control character in a text that must not have any; -1 if there is none. */
export function firstControl(text: string): number {
  // eslint-disable-next-line no-control-regex
  return text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
}
