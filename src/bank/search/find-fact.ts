import MiniSearch, { type SearchResult } from 'minisearch';
import type { Fact } from '../question.ts';
import { readQuery } from './query.ts';
import { termsIn } from './terms.ts';

/** How well a fact explains a word of a question that is in this part of it. */
const SHARE = { name: 1.15, words: 1, text: 0.75 };
type Part = keyof typeof SHARE;
/** The share of a question's words that a fact has to explain. */
const FLOOR = 0.55;

/** Words that ask, and say little about what for. */
const ASKING = new Set(
  termsIn(
    'actual allow already anybody anyone anything approximate available average avg basic big come count current day ' +
      'do does doesnt dont everybody exact exist frequent get give go got happen hi hows im involve isnt keep kept kind know ' +
      'large long look maybe mean month normal number ok often people percent person please possible really rough ' +
      'share small somebody someone something sorry sort stuff there theyre thing think today total type typical use ' +
      'usual want week whats wheres whether whos work year',
  ),
);
const ASKING_WEIGHT = 0.3;
/** Words that the question of the interviewer has, too: what is asked for is beside them. */
const KNOWN_WEIGHT = 0.7;

/** What people ask for in any case, each by a name that has no other. A fact about it has that name. */
const USUAL = new Set(
  tokensOf(
    'AWS Azure cloud country CPU database embedding ERP framework GPU hardware Kubernetes language LLM model OCR vendor',
  ),
);

/** A word that no fact has stands for those that begin like it. A letter of that may be wrong. */
const BEGINNING = 5;
const FUZZY = 0.2;

interface Word {
  token: string;
  weight: number;
  /** The facts that have it, by index. */
  hits: ReadonlyMap<number, SearchResult>;
}

/**
 * The index of the fact that a clarifying question asks for; null if it is not clear. It is the one that explains most of
 * the question's words, if that is enough and a ranked search puts it first, too.
 */
export function findFact(facts: readonly Fact[], question: string, known: string): number | null {
  const words = wordsOf(question, facts, known);
  const all = sum(words.map(({ weight }) => weight));
  const share = (at: number): number =>
    sum(words.map(({ weight, hits }) => weight * explained(hits.get(at)))) / all;
  const rank = (at: number): number =>
    sum(words.map(({ weight, hits }) => weight * (hits.get(at)?.score ?? 0)));
  const [first] = [...facts.keys()].toSorted((a, b) => rank(b) - rank(a));
  if (first === undefined || !(share(first) >= FLOOR)) return null;
  return [...facts.keys()].every((at) => share(at) <= share(first)) ? first : null;
}

/**
 * Whether surely none of these facts is asked for. A fact may be asked for in words that it lacks, so while one is worth
 * asking, only a question about a usual thing that no fact mentions is sure to ask for none.
 */
export function asksForNone(facts: readonly Fact[], question: string, known: string): boolean {
  const telling = wordsOf(question, facts, known).filter(({ weight }) => weight === 1);
  const isWorthAsking = facts.some(({ worth }) => worth !== undefined);
  return (
    telling.length > 0 &&
    telling.every(({ token, hits }) => hits.size === 0 && (!isWorthAsking || USUAL.has(token)))
  );
}

const STATES = /\b(?:assum|suppos|presum|guess|imagin)\w*|\bsay\b/i;

/** The indexes of the facts that an answer assumes something about, in words such as "I'll assume". */
export function assumedFacts(facts: readonly Fact[], answer: string, known: string): number[] {
  const clauses = answer
    .split(/(?<=[.!?])\s|\n/)
    .filter((sentence) => STATES.test(sentence))
    .flatMap((sentence) => sentence.replace(STATES, '').split(/[,;:]|\b(?:and|but|so|because|which|then)\b/));
  const found = clauses.map((clause) => findFact(facts, clause.replace(/\d\S*/g, ''), known));
  return [...facts.keys()].filter((at) => found.includes(at));
}

function wordsOf(question: string, facts: readonly Fact[], known: string): Word[] {
  const index = new MiniSearch<Record<Part, string> & { at: number }>({
    fields: Object.keys(SHARE),
    idField: 'at',
    tokenize: (part) => part.split(' '),
    processTerm: (token) => token,
    searchOptions: { boost: SHARE },
  });
  const joined = (text: string): string => tokensOf(text).join(' ');
  index.addAll(
    facts.map(({ name, words, text }, at) => ({
      at,
      name: joined(name),
      words: joined(words.join('\n')),
      text: joined(text),
    })),
  );
  const said = new Set(tokensOf(known));
  return tokensOf(question).map((token) => {
    const exact = index.search(token);
    const isElsewhere = exact.length === 0 && token.length >= BEGINNING;
    const hits = isElsewhere
      ? index.search(token.slice(0, BEGINNING), { prefix: true, fuzzy: FUZZY })
      : exact;
    return {
      token,
      weight: ASKING.has(token) ? ASKING_WEIGHT : said.has(token) ? KNOWN_WEIGHT : 1,
      hits: new Map(hits.map((hit) => [Number(hit.id), hit])),
    };
  });
}

function explained(hit: SearchResult | undefined): number {
  const parts = Object.values(hit?.match ?? {}).flat();
  return Math.max(0, ...parts.map((part) => SHARE[part as Part]));
}

/** The terms of a text, synonyms as one. */
function tokensOf(text: string): string[] {
  const read = readQuery(text.replaceAll('-', ' '));
  return read.flatMap(([first = [], ...others]) => (others.length === 0 ? first : [first.join('_')]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
