/** A place in a text, in UTF-16 units. */
export interface Span {
  start: number;
  /** After the last unit. */
  end: number;
}

/** A word of a text: in lower case, without apostrophes, an accent joined with its letter. "I'd" is `i`, "can't" is `cant`. */
export interface Token extends Span {
  word: string;
}

/** A number with its unit, a percent sign, or any other word. Other letters after a number are a word: `80GB`. */
const WORD =
  /(?<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?<short>[kmb]n?(?![\p{L}\p{N}]))|\s(?<long>thousand|million|billion)\b|(?:st|nd|rd|th)\b)?|(?<percent>%|\bper\s?cent\b)|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.,](?=[\p{L}\p{N}])[\p{L}\p{N}\p{M}]+)*/giu;
const TIMES: Readonly<Record<string, number>> = { k: 1e3, t: 1e3, m: 1e6, b: 1e9 };
/** What may be left of a word that another is joined to. */
const JOINED = /['’](?:d|ll|m|re|s|ve)$/i;
/** Addresses and the targets of Markdown links: no one says them. */
const ADDRESS = /\]\([^()\s]*\)|https?:\/\/\S+/g;

/** In full, without the binary rounding error: 4.1 million is 4100000. */
function amount(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** The words of a text. Markdown marks are not words. Different ways to write an amount are one word. */
export function tokensOf(text: string): Token[] {
  const readable = text.replace(ADDRESS, (address) => ' '.repeat(address.length));
  return [...readable.matchAll(WORD)].map(({ 0: found, index, groups = {} }) => {
    const { number, percent, short, long } = groups;
    const times = TIMES[(short ?? long ?? '').charAt(0).toLowerCase()];
    const plain = (number ?? found.replace(JOINED, ''))
      .replaceAll(number === undefined ? /['’]/g : ',', '')
      .normalize('NFC')
      .toLowerCase();
    const word = times === undefined ? plain : amount(Number(plain) * times);
    return { word: percent === undefined ? word : 'percent', start: index, end: index + found.length };
  });
}

// Only the first of several marks in a row can match. If each could, a long row would take quadratic time.
const SENTENCE_END = /(?<![.!?])[.!?]+["'”’)\]]*\s+|\n+/g;
/** A period after one of these, or after an initial, does not end a sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|vs|etc|cf|approx|no|fig|mr|mrs|ms|dr|st|inc|jr|sr|prof)|(?:^|[\s.(])[a-z])\.\s*$/i;

/** The sentences of a text, without the space around them. The end of a line ends a sentence. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const close = (end: number): void => {
    const sentence = text.slice(from, end);
    const start = from + sentence.length - sentence.trimStart().length;
    if (sentence.trim() !== '') spans.push({ start, end: start + sentence.trim().length });
    from = end;
  };
  for (const { 0: found, index } of text.matchAll(SENTENCE_END)) {
    const end = index + found.length;
    const isLine = found.includes('\n');
    if (isLine || !ABBREVIATION.test(text.slice(Math.max(from, index - 8), index + 2))) close(end);
  }
  close(text.length);
  return spans;
}
