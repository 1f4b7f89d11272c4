import type { Fact } from '../question.ts';
import { readQuery } from './query.ts';
import { ASKED_AS } from './synonyms.ts';
import { termsIn } from './terms.ts';

/** The share of a question's words that a fact has to explain. */
const FLOOR = 0.6;
/** Counts on top if the name or one of the other words is in the question whole. */
const WHOLE = 0.25;

/** Words that ask, and say little about what for. */
const ASKING = new Set(
  termsIn(
    'actual allow alone already also always another anybody anyone anything approximate around available average avg basic ' +
      'better big both come count current day do does doesnt dont else everybody exact exist frequent get give go good got ' +
      'happen hi hows im involve isnt kind know large look maybe mean month new normal number ok often other percent person please ' +
      'possible really rough run see share small somebody someone something sorry sort still stuff there theyre thing think ' +
      'today together total type typical use usual want way week whats wheres whether whos work year',
  ),
);
const ASKING_WEIGHT = 0.3;
/** What a word counts that the interviewer's question has, too: what is asked for is beside it. */
const KNOWN_WEIGHT = 0.7;

/** A word that no fact has stands for those that begin like it. */
const BEGINNING = 5;

const GROUPS = ASKED_AS.map((phrases) => phrases.map(termsIn));
/** What people ask for in any case, each by a name that has no other. A fact about it has that name. */
const USUAL = new Set(
  tokensOf(
    'AWS Azure cloud country CPU embedding ERP framework GPU hardware Kubernetes language LLM model OCR vendor',
  ),
);

/**
 * The index of the fact that a clarifying question asks for: the one that explains most of its words, if that is enough;
 * null if it is not clear. `known` is what the interviewer asked.
 */
export function findFact(facts: readonly Fact[], question: string, known: string): number | null {
  const sought = facts.map(soughtIn);
  const words = wordsOf(question, sought, known);
  const shares = sought.map((each) => shareOf(each, words));
  const most = Math.max(...shares);
  const isClear = most >= FLOOR && shares.filter((share) => share === most).length === 1;
  return isClear ? shares.indexOf(most) : null;
}

/**
 * Whether surely none of these facts is asked for. A fact may be asked for in words that it lacks, so only a question about
 * a usual thing that no fact mentions is sure to ask for none.
 */
export function asksForNone(facts: readonly Fact[], question: string, known: string): boolean {
  const sought = facts.map(soughtIn);
  const telling = wordsOf(question, sought, known).filter(({ weight }) => weight === 1);
  return (
    telling.length > 0 &&
    telling.every(
      ({ token, isIn }) =>
        USUAL.has(token) && !sought.some(({ names, text }) => isIn(names.flat()) || isIn(text)),
    )
  );
}

const STATES = /\b(?:assum|suppos|presum|guess|imagin)\w*|\bsay\b/i;

/** The indexes of the facts that an answer assumes something about, in words such as "I'll assume". */
export function assumedFacts(facts: readonly Fact[], answer: string, known: string): number[] {
  const clauses = answer
    .split(/(?<=[.!?])\s|\n/)
    .filter((sentence) => STATES.test(sentence))
    .flatMap((sentence) => sentence.replace(STATES, '').split(/[,;:]|\b(?:and|but|so|because|which|then)\b/));
  // A figure that is assumed is not the figure of the fact.
  const found = clauses.map((clause) => findFact(facts, clause.replace(/\d\S*/g, ''), known));
  return [...facts.keys()].filter((at) => found.includes(at));
}

/** The tokens of a fact. */
interface Sought {
  /** Those of its name and of each of its other words. */
  names: readonly (readonly string[])[];
  text: readonly string[];
}

function soughtIn({ name, words, text }: Fact): Sought {
  return { names: [name, ...words].map(tokensOf), text: tokensOf(text) };
}

interface Word {
  token: string;
  weight: number;
  isIn: (tokens: readonly string[]) => boolean;
}

function wordsOf(question: string, sought: readonly Sought[], known: string): Word[] {
  const said = new Set(tokensOf(known));
  const all = new Set(sought.flatMap(({ names, text }) => [...names.flat(), ...text]));
  return tokensOf(question).map((token) => {
    const isExact = all.has(token) || token.length < BEGINNING;
    const beginning = token.slice(0, BEGINNING);
    return {
      token,
      weight: ASKING.has(token) ? ASKING_WEIGHT : said.has(token) ? KNOWN_WEIGHT : 1,
      isIn: (tokens) =>
        isExact ? tokens.includes(token) : tokens.some((other) => other.startsWith(beginning)),
    };
  });
}

/** How much of a question a fact explains; nothing if only its text has to do with it. */
function shareOf({ names, text }: Sought, words: readonly Word[]): number {
  const named = names.flat();
  if (!words.some(({ weight, isIn }) => weight > ASKING_WEIGHT && isIn(named))) return 0;
  const explained = words.filter(({ isIn }) => isIn(named) || isIn(text));
  const isWhole = names.some((name) => isSaid(name, words));
  return weightOf(explained) / weightOf(words) + (isWhole ? WHOLE : 0);
}

/** Whether words say all of a name, one of which is new. */
function isSaid(name: readonly string[], words: readonly Word[]): boolean {
  const telling = name.filter((token) => !ASKING.has(token));
  const said = telling.flatMap((token) => words.find((word) => word.token === token) ?? []);
  return said.length === telling.length && said.some(({ weight }) => weight === 1);
}

/** The terms of a text, synonyms as one. */
function tokensOf(text: string): string[] {
  const read = readQuery(text.replaceAll('-', ' '), GROUPS);
  return read.flatMap(([first = [], ...others]) => (others.length === 0 ? first : [first.join('_')]));
}

function weightOf(words: readonly Word[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}
