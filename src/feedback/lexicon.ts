import data from './words.json' with { type: 'json' };

const ranks = new Map(data.ranked.split(' ').map((word, rank) => [word, rank]));
/** What a word that nobody lists weighs: as much as a rare one. */
const UNKNOWN = ranks.size;
/** Words that only hold others together. */
const FUNCTION_WORDS = new Set(
  (
    'a an the of in on at to for from by with as into onto and or but if then than that this these those there here it ' +
    'its is are was were be been being am do does did has have had having i you he she we they me him her us them my ' +
    'your his our their what which who whom whose when where why how so such very just also too can could will would ' +
    'shall should may might must let about'
  ).split(' '),
);

/** How much it tells that a word is there: next to nothing for the commonest, and most for the rare. */
export function weightOf(word: string): number {
  if (FUNCTION_WORDS.has(word)) return 0;
  return Math.log((ranks.get(word) ?? UNKNOWN) + 10);
}
