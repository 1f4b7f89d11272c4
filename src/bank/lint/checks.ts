import { overlap } from '../stems.ts';
import { type Report, START } from '../reporter.ts';
import { count, words } from '../../text/format.ts';
import type { Checked } from '../parser/check.ts';
import { SCREEN } from '../parser/fields.ts';
import type { Line } from '../parser/scan.ts';

/** The most texts compared with one: words that many texts share do not tell them apart. */
const MOST_COMPARED = 500;

/** An earlier text, found by a rare word. */
interface Earlier {
  place: number;
  words: ReadonlySet<string>;
}

/**
 * For each text, given as its set of words, the index of the first earlier one that shares at least `share` of all
 * words in either; null if there is none. Compares only texts with a rare word in common: two that share so much
 * always have one, and comparing ten thousand with each other would take too long.
 */
export function twinsAmong(texts: readonly ReadonlySet<string>[], share: number): (number | null)[] {
  const rarest = rarestFirst(texts);
  const earlier = new Map<string, Earlier[]>();
  return texts.map((words, place) => {
    const telling = rarest(words).slice(0, words.size - leastShared(words, share) + 1);
    const twin = firstTwin(
      words,
      telling.map((word) => earlier.get(word) ?? []),
      share,
    );
    for (const word of telling) {
      const known = earlier.get(word);
      if (known === undefined) earlier.set(word, [{ place, words }]);
      else known.push({ place, words });
    }
    return twin;
  });
}

/** The fewest words that a text has in common with one that shares so much of it. */
function leastShared(words: ReadonlySet<string>, share: number): number {
  return Math.max(1, Math.ceil(share * words.size - 1e-9));
}

function firstTwin(words: ReadonlySet<string>, lists: readonly Earlier[][], share: number): number | null {
  const compared = new Set<number>();
  let first: number | null = null;
  for (const list of lists) {
    for (const { place, words: others } of list) {
      if ((first !== null && place >= first) || compared.size >= MOST_COMPARED) break;
      if (compared.has(place)) continue;
      compared.add(place);
      if (overlap(words, others) >= share) first = place;
    }
  }
  return first;
}

/** Sorts words by how few of the texts have them. */
function rarestFirst(texts: readonly ReadonlySet<string>[]): (words: ReadonlySet<string>) => string[] {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([, a], [, b]) => a - b);
  const ranks = new Map(ranked.map(([word], rank) => [word, rank]));
  return (words) => [...words].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
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

/** A brisk pace that listeners can still follow. */
const WORDS_A_MINUTE = 150;
/** What people keep in mind of a question they hear once. */
const MOST_ASKED = 90;

/** Reports a question that is too long to say aloud, and an expected answer that is too long for its minutes. */
export function judgeLength({ fields, sections }: Checked, report: Report): void {
  const { kind, minutes } = fields;
  const [question, expected] = [sections.get('question'), sections.get('expected')];
  const asked = proseWords(question?.lines ?? []);
  // One of kind screen has a stricter limit.
  if (kind !== SCREEN && asked > MOST_ASKED) {
    const message = `the question has ${asked} words of prose`;
    const help = 'cut it, or move data into a table or a code block';
    report('B048', question?.place ?? START, message, `${MOST_ASKED} can be followed by ear`, help);
  }
  const said = proseWords(expected?.lines ?? []);
  if (minutes !== undefined && said > minutes * WORDS_A_MINUTE) {
    const message = `the expected answer has ${said} words for ${count(minutes, 'minute')}`;
    const label = `at ${WORDS_A_MINUTE} words a minute ${minutes * WORDS_A_MINUTE} can be said`;
    report('B046', expected?.place ?? START, message, label, 'cut it, or raise `minutes`');
  }
}

/** Tables and code are read, not said. */
function proseWords(lines: readonly Line[]): number {
  return lines
    .filter(({ text, code }) => !code && !text.trimStart().startsWith('|'))
    .reduce((sum, { text }) => sum + words(text), 0);
}
