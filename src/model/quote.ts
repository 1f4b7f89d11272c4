/** A quote of fewer words is in any answer, and so is a part of one. */
const FEWEST_WORDS = 3;
/** A judge is asked for 25 words. More than this is not even read. */
const LONGEST_QUOTE = 10_000;
const MOST_PIECES = 8;
/** Words that a model left out of the middle of a quote. */
const LONGEST_GAP = 300;
/** So many places of the first piece are tried. */
const MOST_STARTS = 50;

/** Where a quote is in a text, in UTF-16 units. */
export interface Quoted {
  start: number;
  end: number;
}

/** A text in one spelling. */
export interface Folded {
  text: string;
  /** Where each of its characters begins in the original, and where it ends. */
  starts: readonly number[];
  ends: readonly number[];
}

/**
 * Finds the words that a model says it copied from a text; null if they are not there, or are too few to show anything.
 * Letter case, white space, dashes, quotation marks, emphasis and what shows nothing may differ. An ellipsis may replace
 * words, unless one of them is a "not".
 */
export function findQuote(quote: string, { text, starts, ends }: Folded): Quoted | null {
  if (quote.length > LONGEST_QUOTE) return null;
  const folded = foldText(quote).text;
  const whole = trimmed(folded);
  const at = wordsIn(whole) < FEWEST_WORDS ? -1 : placeOf(whole, text, 0);
  // An ellipsis may be the candidate's own.
  if (at !== -1) return { start: starts[at] ?? 0, end: ends[at + whole.length - 1] ?? 0 };
  return findPieces(piecesOf(folded), { text, starts, ends });
}

function findPieces([first, ...rest]: readonly string[], { text, starts, ends }: Folded): Quoted | null {
  if (first === undefined || rest.length === 0 || rest.length >= MOST_PIECES) return null;
  // A piece may be in the text more than once, and only one of its places has the others behind it.
  let tries = 0;
  for (let at = placeOf(first, text, 0); at !== -1; at = placeOf(first, text, at + 1)) {
    const end = endOf(rest, text, at + first.length);
    if (end !== null) return { start: starts[at] ?? 0, end: ends[end - 1] ?? 0 };
    if (++tries === MOST_STARTS) break;
  }
  return null;
}

/** Whether a quote has too few words to show anything, wherever it is from. */
export function isTooShort(quote: string): boolean {
  return wordsIn(foldText(quote).text) < FEWEST_WORDS;
}

/** Where the last of the pieces ends that follow each other behind `from`; null if one is missing. */
function endOf(pieces: readonly string[], text: string, from: number): number | null {
  let end = from;
  for (const piece of pieces) {
    const at = placeOf(piece, text, end);
    if (at === -1 || at - end > LONGEST_GAP || NEGATION.test(text.slice(end, at))) return null;
    end = at + piece.length;
  }
  return end;
}

/** Without it a quote would say the opposite. */
const NEGATION =
  /(?<![\p{L}\p{N}])(?:no|not|nothing|never|neither|nor|none|nobody|without|hardly|rarely|unless|cannot|(?:ca|do|does|did|is|are|was|were|wo|would|should|could|have|has|had|must|need|ai)nt)(?![\p{L}\p{N}])/u;

/** Where a piece is in a text, as words of their own; -1 if it is nowhere behind `from`. */
function placeOf(piece: string, text: string, from: number): number {
  for (let at = text.indexOf(piece, from); at !== -1; at = text.indexOf(piece, at + 1)) {
    const end = at + piece.length;
    if (!isCut(text.slice(Math.max(0, at - 2), at + 1)) && !isCut(text.slice(end - 1, end + 2))) return at;
  }
  return -1;
}

/** Whether a word or a number continues over the middle of these three characters, or over the last two at the start. */
function isCut(around: string): boolean {
  const [a = '', b = '', c = ''] = Array.from(around.padStart(3));
  return (isLetter(b) && isLetter(c)) || (/\d/.test(a) && /[.,]/.test(b) && /\d/.test(c));
}

/** Scripts that write words without spaces. */
const UNSPACED = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}';
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]`, 'gu');

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character) && character.search(UNSPACED_CHARACTER) === -1;
}

/** How many words a piece has; two characters are a word where there are no spaces. */
function wordsIn(piece: string): number {
  const unspaced = piece.match(UNSPACED_CHARACTER)?.length ?? 0;
  const others = piece.replace(UNSPACED_CHARACTER, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return others + Math.floor(unspaced / 2);
}

/** The pieces between the words that were left out; none if one of them has too few words to show anything. */
function piecesOf(folded: string): string[] {
  const pieces = folded
    .split('...')
    .map(trimmed)
    .filter((piece) => piece !== '');
  return pieces.some((piece) => wordsIn(piece) < FEWEST_WORDS) ? [] : pieces;
}

/** Without what is no letter at its ends. */
function trimmed(piece: string): string {
  const characters = Array.from(piece);
  const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  const start = characters.findIndex(isWord);
  return start === -1 ? '' : characters.slice(start, characters.findLastIndex(isWord) + 1).join('');
}

/** A text in one spelling, with the place of each of its characters. */
export function foldText(text: string): Folded {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let isAfterSpace = false;
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const spelled = spell(cluster);
    const isSpace = spelled === ' ';
    if (spelled === '' || (isSpace && isAfterSpace)) continue;
    isAfterSpace = isSpace;
    folded.push(spelled);
    starts.push(...Array<number>(spelled.length).fill(index));
    ends.push(...Array<number>(spelled.length).fill(index + cluster.length));
  }
  return { text: folded.join(''), starts, ends };
}

function spell(cluster: string): string {
  if (/^[a-z0-9.,]$/.test(cluster)) return cluster;
  if (cluster === '…') return '...';
  if (/^[\s\p{Dash}]/u.test(cluster)) return ' ';
  if (/^[\p{Quotation_Mark}\p{Default_Ignorable_Code_Point}`´′*_[\]]/u.test(cluster)) return '';
  return cluster.normalize('NFC').toLowerCase();
}
