import { isStopWord, stem } from '../stems.ts';

/** British spellings that no rule covers. */
const AMERICAN: Readonly<Record<string, string>> = {
  ageing: 'aging',
  artefact: 'artifact',
  defence: 'defense',
  grey: 'gray',
  judgement: 'judgment',
  licence: 'license',
  offence: 'offense',
  practise: 'practice',
  programme: 'program',
};

/** Words of East Asian scripts have no spaces between them. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u;

/** Anything beyond ASCII: accents and other scripts need a closer look, and few words have them. */
const BEYOND_ASCII = /[\u0080-\u{10ffff}]/u;

/** The words of a text in lower case and without accents. A compound, `re-ranker`, is one word. */
export function wordsIn(text: string): string[] {
  const lower = text.toLowerCase().replace(/['’]/g, '');
  if (!BEYOND_ASCII.test(lower)) return lower.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? [];
  const words = lower.match(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu) ?? [];
  return words.flatMap((word) => (BEYOND_ASCII.test(word) ? wordsBeyondAscii(word) : word));
}

function wordsBeyondAscii(word: string): string[] {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '');
  return UNSPACED.test(plain) ? pairsIn(plain.normalize('NFC')) : [plain];
}

/** Each two neighboring characters: a search for any part of the text then has pairs in common with it. */
function pairsIn(word: string): string[] {
  const characters = Array.from(word);
  return characters.length < 3
    ? [word]
    : characters.slice(1).map((each, at) => (characters[at] ?? '') + each);
}

/** The terms by which a word is found: one, or the parts of a compound. Words such as `the` have none. */
export function termsOf(word: string): readonly string[] {
  const known = terms.get(word);
  if (known !== undefined) return known;
  const found = word.split('-').flatMap((part) => (isStopWord(part) ? [] : termOf(part)));
  terms.set(word, found);
  return found;
}

/** The terms of a text, in its order. */
export function termsIn(text: string): string[] {
  return wordsIn(text).flatMap(termsOf);
}

/** Banks repeat their words, and a stem takes long. */
const terms = new Map<string, readonly string[]>();

/** The term of a compound written as one word: `re-ranker` is found as `reranker`, too, but `top-p` is no `topp`. */
export function joinedTerm(word: string): string | null {
  return /-.{2,}$/.test(word) ? termOf(word.replaceAll('-', '')) : null;
}

/** Words with the same term are found as one, whatever their ending, British or American. */
function termOf(word: string): string {
  return stemmed(american(word));
}

/** Only has to change both spellings in the same way, so `promise` may become `promize`. */
function american(word: string): string {
  const listed = AMERICAN[word.replace(/s$/, '')];
  if (listed !== undefined) return listed;
  if (word.length < 5) return word;
  return word
    .replace(/is(e|ed|es|ers?|ing|able|a?t?i?ons?)$/, 'iz$1')
    .replace(/ys(e|ed|es|ers?|ing)$/, 'yz$1')
    .replace(/our(s|ed|ing|al|ites?|able)?$/, 'or$1')
    .replace(/([bt])re(s|d)?$/, '$1er$2')
    .replace(/ogue(s)?$/, 'og$1')
    .replace(/([aeiou])ll(ed|ing|ers?)$/, '$1l$2');
}

function stemmed(word: string): string {
  // `tokenizer` and `tokenization` are about the same, and a token is not.
  const verb = /^(.{3,}iz)(?:e|ed|es|ers?|ing|able|a?t?i?ons?)$/.exec(word)?.[1];
  if (verb !== undefined) return verb;
  const noun = word.replace(/(ss|us|is|ias)es$/, '$1');
  return /(?:ss|us|is|ias)$/.test(noun) ? noun : stem(noun);
}
