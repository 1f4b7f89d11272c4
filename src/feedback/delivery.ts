import { words } from '../text/format.ts';
import { type Span, sentencesOf } from './text.ts';

/** What is known about an answer besides its text. */
export interface Circumstances {
  /** Milliseconds from the question to the end of the answer. */
  usedMs: number;
  /** Milliseconds to the first key; null if there was none. */
  firstKeyMs: number | null;
  /** It was said aloud. The text is only a note, so nothing but the times is known. */
  spoken: boolean;
  /** When there was speech, from the start of the recording; absent if it was typed, or not recorded. */
  spans?: readonly Span[] | null;
  /** The sentences that make the points found in it. */
  found: readonly Span[];
}

/** Plain facts about how an answer was given. What is not known is null. */
export interface Delivery {
  usedMs: number;
  firstKeyMs: number | null;
  words: number | null;
  wordsAMinute: number | null;
  /** What softens a statement ("I think", "maybe"), the most frequent first. */
  hedges: Counted[];
  /** What says nothing ("basically", "you know"). */
  fillers: Counted[];
  sentences: number | null;
  /** The sentence with the first point, from 1. */
  headline: number | null;
  /** How it sounded; absent if it was not heard. */
  speech?: Speech;
}

/** How a story was told. */
export interface Telling {
  /** How often the candidate says I, and how often we. */
  i: number;
  we: number;
  /** The sentence with the first number that is no year, from 1; null: none. */
  number: number | null;
}

const NUMBER =
  /\b(?!(?:19|20)\d\d\b)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|half|third|quarter)\b/i;

/** Counts what a panel listens for; `I` and `we` with what belongs to them. */
export function tellingOf(answer: string): Telling {
  const times = (pattern: RegExp): number => answer.match(pattern)?.length ?? 0;
  const first = sentencesOf(answer).findIndex(({ start, end }) => NUMBER.test(answer.slice(start, end)));
  return {
    i: times(/\b(?:I(?!\/)|[Mm](?:y|ine|yself))\b/g),
    we: times(/\b(?:[Ww]e|[Oo]urs?|[Oo]urselves|us)\b/g),
    number: first === -1 ? null : first + 1,
  };
}

/** Times of speech, in milliseconds. */
export interface Speech {
  toFirstWordMs: number;
  /** The pauses of more than two seconds. */
  pausesMs: readonly number[];
  /** The longest stretch without such a pause. */
  longestRunMs: number;
}

export interface Counted {
  phrase: string;
  times: number;
}

// In "what kind of load" and "what you know" the words have their literal meaning.
const NO_KIND =
  '(?<!\\b(?:what|which|the|this|that|these|those|a|any|every|each|some|same|one|other|another) )';
const NO_TALK = '(?<!\\b(?:what|whatever|everything|all|how|if|when|where|that|do) )';

/** "Maybe 30" is an estimate. */
const NO_NUMBER =
  '(?! (?:about |around )?(?:\\d|half\\b|an? (?:half|third|quarter|dozen|hundred|thousand|million)\\b|' +
  '(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)\\b))';

const HEDGES = phrases(
  'I (?:think|guess|believe|suppose|feel like)',
  `(?:maybe|perhaps|probably|possibly)${NO_NUMBER}|somewhat|somehow|more or less`,
  `${NO_KIND}(?:kind|sort) of`,
  'not (?:really )?sure',
  'might be|could be|should be fine',
);
const FILLERS = phrases(
  'basically|actually|literally|obviously|honestly',
  `${NO_TALK}you know`,
  'I mean',
  'and so on|and stuff|or something|or whatever',
  'um|uh|erm',
);
/** Words a minute mean nothing for less time than this. */
const SHORTEST_MS = 5000;

/** How an answer was given: words, pace, hedges, and where its first point came. No grade. */
export function deliveryOf(
  answer: string,
  { usedMs, firstKeyMs, spoken, spans = null, found }: Circumstances,
): Delivery {
  const speech = speechIn(spans ?? []);
  const times = { usedMs, firstKeyMs, ...(speech === null ? {} : { speech }) };
  if (spoken) {
    return {
      ...times,
      words: null,
      wordsAMinute: null,
      hedges: [],
      fillers: [],
      sentences: null,
      headline: null,
    };
  }
  const n = words(answer);
  const sentences = sentencesOf(answer);
  const first = Math.min(...found.map(({ start }) => start));
  const headline = sentences.findIndex(({ end }) => first < end);
  return {
    ...times,
    words: n,
    wordsAMinute: paceOf(n, spans?.length ? talkOf(spans) : usedMs),
    hedges: countOf(answer, HEDGES),
    fillers: countOf(answer, FILLERS),
    sentences: sentences.length,
    headline: headline === -1 ? null : headline + 1,
  };
}

function paceOf(words: number, ms: number): number | null {
  return ms < SHORTEST_MS ? null : Math.round(words / (ms / 60_000));
}

/** From the first word to the end of the last one. */
function talkOf(spans: readonly Span[]): number {
  return (spans.at(-1)?.end ?? 0) - (spans[0]?.start ?? 0);
}

/** A shorter pause is a breath; milliseconds. */
const PAUSE_MS = 2000;

/** Null without any speech. */
function speechIn(spans: readonly Span[]): Speech | null {
  const [first] = spans;
  if (first === undefined) return null;
  const pausesMs: number[] = [];
  let [start, end, longestRunMs] = [first.start, first.end, 0];
  for (const span of spans) {
    const pause = span.start - end;
    if (pause > PAUSE_MS) {
      pausesMs.push(pause);
      start = span.start;
    }
    end = Math.max(end, span.end);
    longestRunMs = Math.max(longestRunMs, end - start);
  }
  return { toFirstWordMs: first.start, pausesMs, longestRunMs };
}

/** One expression for phrases with any space between their words. */
function phrases(...all: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${all.join('|').replaceAll(' ', '\\s+')})\\b`, 'gi');
}

function countOf(text: string, pattern: RegExp): Counted[] {
  const times = new Map<string, number>();
  for (const [found] of text.matchAll(pattern)) {
    const phrase = found.replace(/\s+/g, ' ').toLowerCase().replace(/^i\b/, 'I');
    times.set(phrase, (times.get(phrase) ?? 0) + 1);
  }
  return [...times].map(([phrase, n]) => ({ phrase, times: n })).sort((a, b) => b.times - a.times);
}
