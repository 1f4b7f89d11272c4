/** A quote of fewer words is in any answer. */
const FEWEST_WORDS = 3;
/** Words that a model left out of the middle of a quote. */
const LONGEST_GAP = 300;

/** Where a quote is in a text, in UTF-16 units. */
export interface Quoted {
  start: number;
  end: number;
}

/**
 * Finds the words that a model says it copied from `text`; null if they are not there, or are too few to show anything.
 * Letter case, white space, dashes and quotation marks may differ, and an ellipsis or one of `gaps` may replace words.
 */
export function findQuote(quote: string, text: string, gaps: readonly string[] = []): Quoted | null {
  const { folded, offsets } = fold(text);
  const pieces = piecesOf(quote, gaps);
  const words = pieces.flatMap((piece) => piece.match(/[\p{L}\p{N}]+/gu) ?? []);
  if (words.length < FEWEST_WORDS) return null;
  const [first = '', ...rest] = pieces;
  // A piece may be in the text more than once, and only one of its places has the others behind it.
  for (let start = folded.indexOf(first); start !== -1; start = folded.indexOf(first, start + 1)) {
    const end = endOf(rest, folded, start + first.length);
    if (end !== null) return { start: offsets[start] ?? 0, end: (offsets[end - 1] ?? 0) + 1 };
  }
  return null;
}

/** Where the last of the pieces ends that follow each other behind `from`; null if one is missing. */
function endOf(pieces: readonly string[], folded: string, from: number): number | null {
  let end = from;
  for (const piece of pieces) {
    const at = folded.indexOf(piece, end);
    if (at === -1 || at - end > LONGEST_GAP) return null;
    end = at + piece.length;
  }
  return end;
}

/** The parts of a quote between what was left out, without the marks around them. */
function piecesOf(quote: string, gaps: readonly string[]): string[] {
  const marked = gaps.reduce((text, gap) => text.replaceAll(gap, '…'), quote);
  return fold(marked)
    .folded.split(/\.{3,}|\[\.{3,}\]/)
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((piece) => piece !== '');
}

/** A text in one spelling, and the offset in the text of each of its characters. */
function fold(text: string): { folded: string; offsets: number[] } {
  let folded = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const spelled = spell(text.charAt(at));
    if (spelled === ' ' && folded.endsWith(' ')) continue;
    folded += spelled;
    offsets.push(...Array.from(spelled, () => at));
  }
  return { folded, offsets };
}

function spell(character: string): string {
  if (/\s/.test(character)) return ' ';
  if (character === '…') return '...';
  if (/[\p{Dash}]/u.test(character)) return '-';
  if (/[\p{Quotation_Mark}`´′]/u.test(character)) return "'";
  return character.toLowerCase();
}
