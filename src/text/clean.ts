/**
 * Text from a bank, an answer, a file name or a variable may hold bytes that command a terminal.
 * Everything that is printed passes through here, leaf by leaf, after any decoding.
 */

// All controls but tab and newline, and those of writing direction, which can make text read as something else.
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;
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
  return text.replace(/[\u001c-\u001f\u0080-\u009f\p{Bidi_Control}]/gu, '');
}

/** The first control character of a text that must not hold any, as its offset; -1 where there is none. */
export function firstControl(text: string): number {
  return text.search(/(?![\n\t\r])[\p{Cc}\p{Bidi_Control}]/u);
}
