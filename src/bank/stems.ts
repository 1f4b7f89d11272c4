/** Words that say nothing about what a text is about. */
const STOP_WORDS = new Set(
  (
    'a about after again all also an and any are as at be because been before being both but by can could did do does ' +
    'each else even every few for from had has have how i if in into is it its itself just least less let like made ' +
    'make many may more most much must my need never no nor not now of off on once one only or other our out over own ' +
    'per put rather s same say set should so some such t take tell than that the their them then there these they ' +
    'this those through to too two under until up us use very was we were what when where which while who whose why ' +
    'will with without would you your'
  ).split(' '),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The stems of the words that carry a text's meaning. */
export function stemsOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return new Set((words ?? []).filter((word) => !STOP_WORDS.has(word)).map(stem));
}

/** A word without its ending, so that `embedding`, `embedded` and `embeds` are one. Errs toward merging words. */
export function stem(word: string): string {
  const base = word
    .replace(/ies$/, 'y')
    .replace(/(?:ations?|ating|ated|ates?)$/, 'at')
    .replace(/(?<=\w{3})(?:ingly|ings?|edly|ed|ers?|ors?|ments?|ness|ions?|ives?|ly|es|s|e|y|al|able)$/, '');
  return base.replace(/([bdfgklmnprt])\1$/, '$1');
}

/** How much of `part` occurs in `whole`, from 0 to 1; 1 if `part` is empty. */
export function recall(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  const shared = [...part].filter((word) => whole.has(word)).length;
  return part.size === 0 ? 1 : shared / part.size;
}
