/**
 * Text from a bank, an answer, a file name or a variable may hold bytes that command a terminal.
 * Everything that is printed passes through here, leaf by leaf, after any decoding.
 */

// C0 but tab and newline, DEL, C1, and the bidirectional controls, which can make text read as something else.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** Most texts are, which takes one look to see. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;
const LINE_ENDINGS = /\r\n?|\u2028|\u2029|\u0085/g;

/** Printable text with `\n` and `\t` kept; any other control character is dropped, other line endings become `\n`. */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(LINE_ENDINGS, '\n').replace(UNSAFE, '').toWellFormed();
}

/** As `clean`, on one line. */
export function cleanLine(text: string): string {
  return oneSpaced(clean(text));
}

/** What is not a single space between two words. */
const ODD_SPACE = /[^\S ]|^ | $| {2}/;

/** A text on one line: a single space for each run of white space, and none around it. Most texts are so, which takes one look. */
export function oneSpaced(text: string): string {
  return ODD_SPACE.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** What a keyboard sends: keys keep their bytes; what no key sends, and a library's prompt would print, is dropped. */
export function cleanKeys(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u001c-\u001f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** The first control character of a text that must not hold any, as its offset; -1 where there is none. */
export function firstControl(text: string): number {
  // eslint-disable-next-line no-control-regex
  return text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
}
