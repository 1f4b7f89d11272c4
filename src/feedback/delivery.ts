import { words } from '../text/format.ts';
import { type Span, sentencesOf } from './text.ts';

/** What is known of an answer besides its text. */
export interface Circumstances {
  /** Milliseconds from the question to the end of the answer. */
  usedMs: number;
  /** Milliseconds to the first key; null where there was none. */
  firstKeyMs: number | null;
  /** It was said aloud: the text is a note, and only the times can be told. */
  spoken: boolean;
  /** Where the points stand that were found in it. */
  found: readonly Span[];
}

/** Plain facts about how an answer was given. What cannot be told is null. */
export interface Delivery {
  usedMs: number;
  firstKeyMs: number | null;
  words: number | null;
  wordsAMinute: number | null;
  /** What softens a statement ("I think", "maybe"), as it was written, the most frequent first. */
  hedges: Counted[];
  /** What says nothing ("basically", "you know"). */
  fillers: Counted[];
  /** Sentences in all, and the one, from 1, in which the first point came. */
  sentences: number | null;
  headline: number | null;
}

export interface Counted {
  phrase: string;
  times: number;
}

// "What kind of load" asks, and "what you know" tells: there the words have their own meaning.
const NO_KIND =
  '(?<!\\b(?:what|which|the|this|that|these|those|a|any|every|each|some|same|one|other|another) )';
const NO_TALK = '(?<!\\b(?:what|whatever|everything|all|how|if|when|where|that|do) )';

const HEDGES = phrases(
  'I think',
  'I guess',
  'I believe',
  'I suppose',
  'I feel like',
  'maybe',
  'perhaps',
  'probably',
  'possibly',
  `${NO_KIND}kind of`,
  `${NO_KIND}sort of`,
  'more or less',
  'somewhat',
  'somehow',
  'not sure',
  'not really sure',
  'might be',
  'could be',
  'should be fine',
);
const FILLERS = phrases(
  'basically',
  'actually',
  'literally',
  'obviously',
  'honestly',
  `${NO_TALK}you know`,
  'I mean',
  'and so on',
  'and stuff',
  'or something',
  'or whatever',
  'um',
  'uh',
  'erm',
);
/** Less time than this, and words a minute mean nothing. */
const SHORTEST_MS = 5000;

/** How an answer was given: words, pace, hedges, and where its first point came. No grade. */
export function deliveryOf(answer: string, { usedMs, firstKeyMs, spoken, found }: Circumstances): Delivery {
  const times = { usedMs, firstKeyMs };
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
    wordsAMinute: usedMs < SHORTEST_MS ? null : Math.round(n / (usedMs / 60_000)),
    hedges: countOf(answer, HEDGES),
    fillers: countOf(answer, FILLERS),
    sentences: sentences.length,
    headline: headline === -1 ? null : headline + 1,
  };
}

function phrases(...all: readonly string[]): RegExp {
  // The longest first, so that "not really sure" is not seen as a part of itself.
  const sorted = [...all].sort((a, b) => b.length - a.length);
  return new RegExp(`\\b(?:${sorted.join('|').replaceAll(' ', '\\s+')})\\b`, 'gi');
}

function countOf(text: string, pattern: RegExp): Counted[] {
  const times = new Map<string, number>();
  for (const [found] of text.matchAll(pattern)) {
    const phrase = found.replace(/\s+/g, ' ').toLowerCase().replace(/^i\b/, 'I');
    times.set(phrase, (times.get(phrase) ?? 0) + 1);
  }
  return [...times].map(([phrase, n]) => ({ phrase, times: n })).sort((a, b) => b.times - a.times);
}
