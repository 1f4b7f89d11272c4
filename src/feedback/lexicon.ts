import { type Token, tokensOf } from './text.ts';
import data from './words.json' with { type: 'json' };
import { stem } from '../bank/stems.ts';

/** What is known about a word. */
export interface Entry {
  word: string;
  stem: string;
  /** How telling it is: a rare word more than a common one, 0 for one that only joins others. */
  weight: number;
  /** What the word shares with its other forms: the stem, the numbers of its lemmas and their derivations, the value. */
  forms: readonly (string | number)[];
  /** The numbers of the sets of synonyms that it belongs to. */
  senses: readonly number[];
  /** The numbers of the sets above those, of wider meaning. */
  wider: readonly number[];
  /** The runs of four characters in it and the space around it. */
  grams: readonly string[];
  /** The stems of its opposites. */
  opposites: readonly string[];
  /** The value of a number; null for any other word. */
  value: number | null;
  negates: boolean;
}

const ranked = data.ranked.split(' ');
const ranks = new Map(ranked.map((word, rank) => [word, rank]));
const families = data.families.split(' ');
const senses = data.senses.split(' ');
const wider = data.above.split(' ');
const opposites = data.opposites.split(' ');

const DENIED_VERBS =
  'cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt'.split(
    ' ',
  );
/** Words that only join others. */
const FUNCTION_WORDS = new Set([
  ...(
    'a an the of in on at to for from by with as into onto and or but if then than that this these those there here it ' +
    'its is are was were be been being am do does did has have had having i you he she we they me him her us them my ' +
    'your his our their what which who whom whose when where why how so such very just also too can could will would ' +
    'shall should may might must let about s t'
  ).split(' '),
  ...DENIED_VERBS,
]);
const NEGATIONS = new Set([
  ...'not no never none nothing neither nor without hardly'.split(' '),
  ...DENIED_VERBS,
]);
const NUMBERS = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, n) => [word, n] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety hundred'
    .split(' ')
    .map((word, n) => [word, 10 * n + 20] as const),
]);
/** Opposites in our field that a dictionary does not have. */
const OPPOSED = new Map<string, string[]>();
for (const pair of (
  'before/after earlier/later online/offline synchronous/asynchronous sync/async linear/quadratic linear/exponential ' +
  'quadratic/constant logarithmic/linear precision/recall static/dynamic safe/unsafe trusted/untrusted allow/forbid ' +
  'allow/deny permit/refuse accept/reject add/remove insert/delete grow/shrink increase/decrease increase/reduce rise/fall rise/drop improve/worsen raise/lower ' +
  'raise/reduce easy/hard pass/fail succeed/fail read/write push/pull sparse/dense input/output encoder/decoder ' +
  'stateless/stateful lossy/lossless vertical/horizontal upper/lower minimum/maximum most/least more/fewer more/less ' +
  'higher/lower larger/smaller longer/shorter faster/slower cheaper/dearer cheap/expensive supervised/unsupervised ' +
  'deterministic/random mutable/immutable lazy/eager exact/approximate shared/private public/private include/exclude ' +
  'enable/disable open/closed narrow/wide first/last true/false forward/backward left/right older/newer inside/outside ' +
  'internal/external ascending/descending hot/cold manual/automatic reversible/irreversible always/never all/none ' +
  'optimistic/pessimistic positive/negative above/below best/worst better/worse strong/weak same/different many/few ' +
  'necessary/unnecessary sufficient/insufficient known/unknown encrypted/plain local/global local/remote early/late ' +
  'frozen/trainable cached/fresh bounded/unbounded balanced/unbalanced right/wrong correct/wrong'
).split(' ')) {
  const [a = '', b = ''] = pair.split('/').map(stem);
  OPPOSED.set(a, [...(OPPOSED.get(a) ?? []), b]);
  OPPOSED.set(b, [...(OPPOSED.get(b) ?? []), a]);
}

/** Enough for the words of one round. Answers keep bringing new ones. */
const MOST_WORDS = 20_000;

export const entryOf = memo(MOST_WORDS, (word): Entry => {
  const rank = ranks.get(word);
  const own = stem(word);
  const ownSenses = decode(senses, rank);
  const value = NUMBERS.get(word) ?? (/^\d/.test(word) ? Number.parseFloat(word) : null);
  return {
    word,
    stem: own,
    weight: FUNCTION_WORDS.has(word) ? 0 : Math.log((rank ?? ranked.length) + 10),
    forms: [
      own,
      ...(rank === undefined ? [] : [rank, ...decode(families, rank)]),
      ...(value === null ? [] : [`= ${value}`]),
    ],
    senses: ownSenses,
    wider: [...new Set(ownSenses.flatMap((sense) => decode(wider, sense)))],
    grams: gramsOf(word),
    opposites: [
      ...decode(opposites, rank).map((other) => stem(ranked[other] ?? '')),
      ...(OPPOSED.get(own) ?? []),
    ],
    value,
    negates: NEGATIONS.has(word),
  };
});

const GRAM = 4;

function gramsOf(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: Math.max(0, padded.length - GRAM + 1) }, (_, at) =>
    padded.slice(at, at + GRAM),
  );
}

/** One of many lists of numbers in base 36. */
function decode(lists: readonly string[], index: number | undefined): number[] {
  const list = index === undefined ? '' : (lists[index] ?? '');
  return list === '' ? [] : list.split(',').map((n) => Number.parseInt(n, 36));
}

/** Remembers what was made of each text, and starts over when it remembers too much. */
function memo<Made extends object>(most: number, make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= most) known.clear();
      made = make(text);
      known.set(text, made);
    }
    return made;
  };
}

/** The words of a text, in its order. */
export interface Words {
  text: string;
  tokens: readonly Token[];
  entries: readonly Entry[];
  stems: readonly string[];
}

/** A few questions' texts, which are read again for each of their points. */
const MOST_TEXTS = 500;

/** The longest text that is read, in characters: ten times what a key point or an example may have. */
const LONGEST = 20_000;

/** The words of a text from a bank. */
export const wordsOf = memo(MOST_TEXTS, (whole): Words => {
  const text = whole.slice(0, LONGEST);
  const tokens = tokensOf(text);
  const entries = tokens.map(({ word }) => entryOf(word));
  return { text, tokens, entries, stems: entries.map(({ stem }) => stem) };
});

/** How far a negation reaches, in words. */
const REACH = 4;

/** Whether a negation before a word, in the same clause, reaches it. Two of them cancel out. */
export function isDenied({ text, tokens, entries }: Words, at: number): boolean {
  let denied = false;
  for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
    const gap = text.slice(tokens[before]?.end, tokens[before + 1]?.start);
    if (/[.!?;:,\n]/.test(gap)) break;
    if (entries[before]?.negates) denied = !denied;
  }
  return denied;
}
