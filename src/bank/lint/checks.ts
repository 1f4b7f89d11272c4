import type { Report } from '../reporter.ts';

/**
 * For each text, given as its set of words, the index of the first earlier one that shares at least `share` of all words in
 * either; null if there is none. Counts the words in common through the texts that have each word: comparing ten thousand
 * texts word by word would take too long.
 */
export function twinsAmong(texts: readonly ReadonlySet<string>[], share: number): (number | null)[] {
  const sizes = texts.map(({ size }) => size);
  const having = new Map<string, number[]>();
  return texts.map((words, place) => {
    const common = new Uint32Array(place);
    for (const word of words) {
      const earlier = having.get(word) ?? [];
      for (const other of earlier) common[other] = (common[other] ?? 0) + 1;
      earlier.push(place);
      having.set(word, earlier);
    }
    const twin = common.findIndex(
      (both, other) => both > 0 && both >= share * (words.size + (sizes[other] ?? 0) - both),
    );
    return twin === -1 ? null : twin;
  });
}

// Every repetition is bounded, so a line of a million digits cannot stall the expressions.
const AMOUNT = String.raw`\d[\d.,]{0,12}(?:\s?(?:[kKmM]|bn|thousand|million|billion)\b)?`;
const CURRENCY = 'USD|EUR|GBP|CHF|JPY|CNY|INR|usd|eur|gbp';
const PRICE = new RegExp(
  [
    String.raw`(?:[$€£¥₹]|\b(?:${CURRENCY}))\s?\d(?:[\d.,]{0,12}\d)?`,
    String.raw`\b${AMOUNT}\s?(?:[€£¥₹¢]|(?:${CURRENCY}|cts?)\b)`,
    String.raw`\b(?![Pp]er\b)[\w.,]{1,20}\s(?:[Dd]ollars?|[Ee]uros?|[Cc]ents?)\b`,
  ].join('|'),
  'g',
);

/** What may follow a name: `-3.5-turbo`, ` 4`, `2.5`. */
const VERSION = String.raw`(?:(?:[ -]?\d|-\w)(?:[\w.-]{0,40}\w)?)?`;
const FAMILIES = 'claude|sonnet|haiku|gemini|gemma|llama(?!\\.cpp)|mixtral|mistral|qwen|deepseek|grok';
const MODEL = new RegExp(
  String.raw`(?<![\w-])(?:` +
    [
      'chatgpt',
      String.raw`(?:gpt|phi)[ -]?\d(?:[\w.-]{0,40}\w)?`,
      String.raw`o[134](?:-(?:mini|preview|pro))?`,
      String.raw`opus[ -]?\d(?:\.\d)?`,
      String.raw`command[ -]r(?:\+|-\w{1,20})?`,
      String.raw`text-embedding-[\w-]{1,40}`,
      `(?:${FAMILIES})${VERSION}`,
    ].join('|') +
    String.raw`)(?!\w)`,
  'gi',
);

/** Matches that are ordinary words: in lower case, or `O1` with a capital O. */
const PLAIN_WORD = /^(?!chatgpt)(?:[a-z]+(?: [rR])?|O\d.*)$/;
/** What follows `Claude` where it is a first name: a surname or an initial. */
const SURNAME = /^ (?!Opus|Sonnet|Haiku|Code|Instant)[A-Z](?:[a-z]|\.)/;

/** Reports the prices and the model names in a line of an expected answer. */
export function judgeAgeing(text: string, line: number, report: Report): void {
  const add = (what: string, column: number, length: number): void => {
    const help = 'say what holds in general, or state the assumption and add `allow: [B041]`';
    report(
      'B041',
      { line, column, length },
      `the expected answer names ${what}`,
      'this will go out of date',
      help,
    );
  };
  for (const { 0: found, index } of text.matchAll(PRICE)) add('a price', index + 1, found.length);
  for (const { 0: found, index } of text.matchAll(MODEL)) {
    const after = text.slice(index + found.length, index + found.length + 12);
    const isPerson = found === 'Claude' && SURNAME.test(after);
    if (!isPerson && !PLAIN_WORD.test(found)) add('a model', index + 1, found.length);
  }
}
