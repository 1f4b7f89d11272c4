/** A name, and what replaces it. */
export interface Masked {
  name: string;
  mask: string;
}

/**
 * Masks names in texts, wherever a reader would recognize them: in any Unicode form and case, with or without accents,
 * with any dashes, quotes and spaces, or none, and with invisible characters inside. All at once: a name inside a longer
 * one is part of it, and a mask is never masked. A name without a letter, digit or symbol is in no text.
 */
export function nameMasker(names: readonly Masked[]): (text: string) => string {
  const known = names
    .map(({ name, mask }) => ({ spelling: spellingOf(name), mask }))
    .filter(({ spelling }) => spelling !== '')
    .sort((a, b) => b.spelling.length - a.spelling.length)
    .map(({ spelling, mask }) => ({ ...cut(spelling), mask }));
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(known.map((name) => `(${patternOf(name)})`).join('|'), 'gu');
  const pieces = new Map<string, string>();
  const fold = (cluster: string): string => {
    const piece = pieces.get(cluster) ?? folded(cluster);
    pieces.set(cluster, piece);
    return piece;
  };
  return (text) => {
    if (PLAIN.test(text) && text.toLowerCase().search(pattern) === -1) return text;
    const clusters = text.match(CLUSTER) ?? [];
    const whole = clusters.map(fold).join('');
    const found: Found[] = [];
    for (let match = pattern.exec(whole); match !== null; match = pattern.exec(whole)) {
      const { mask = '', rest = '' } = known[match.slice(1).findIndex(Boolean)] ?? {};
      const end = endOf(rest, whole, pattern.lastIndex);
      found.push({ start: match.index, end, mask });
      pattern.lastIndex = end;
    }
    return found.length === 0 ? text : replaced(clusters, fold, found);
  };
}

interface Found {
  /** In the folded text. */
  start: number;
  end: number;
  mask: string;
}

/** The text of these clusters, with a mask for those in which a name was found. */
function replaced(
  clusters: readonly string[],
  fold: (cluster: string) => string,
  found: readonly Found[],
): string {
  let text = '';
  let at = 0;
  let next = 0;
  for (const cluster of clusters) {
    const end = at + fold(cluster).length;
    while ((found[next]?.end ?? Infinity) <= at) next++;
    const match = found[next];
    if (match === undefined || end <= match.start) text += cluster;
    else if (at <= match.start) text += match.mask;
    at = end;
  }
  return text;
}

// Marks, controls, and what shows nothing; trademarks too, which would decompose to letters.
const IGNORED = '(?!\\p{White_Space})[\\p{Mn}\\p{Me}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}™℠]';
/** Fast path: most texts match, and are their own folded form in lower case. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;
const ALL_IGNORED = new RegExp(IGNORED, 'gu');
/** A character and the ignored ones behind it. */
const CLUSTER = new RegExp(`[^](?:${IGNORED})*`, 'gu');

/** Latin letters that readers take for others, and that Unicode does not decompose. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
};

/** One form for all spellings of a text. Upper case first: it knows that ß is SS, and lower case that Σ is one letter. */
function folded(text: string): string {
  const bare = text.replace(ALL_IGNORED, '').normalize('NFKD').replace(ALL_IGNORED, '');
  return Array.from(bare.toUpperCase(), (letter) => {
    const lower = letter.toLowerCase();
    return LOOKALIKES[lower] ?? lower;
  }).join('');
}

/** What may be between the words and initials of a name: spaces, dashes, quotes, apostrophes, dots. */
const BETWEEN = '[\\p{White_Space}\\p{Dash}\\p{Pc}\\p{Quotation_Mark}\\u02b9-\\u02bf`′″.,:/·!?]';
const ANY_BETWEEN = new RegExp(`${BETWEEN}+`, 'u');
/** A name as folded words without the legal form, & for each "and"; '' where it has no letter, digit or symbol. */
function spellingOf(name: string): string {
  const words = folded(name)
    .replaceAll('&', ' and ')
    .split(ANY_BETWEEN)
    .filter((word) => word !== '');
  const spoken = withoutLegalForm(words);
  if (!/[\p{L}\p{N}\p{So}]/u.test(spoken.join(''))) return '';
  return spoken.map((word) => (word === 'and' ? '&' : word)).join(' ');
}

/** A name for the engine, for which a longer pattern would be too deep, and the rest of its characters. */
interface Cut {
  words: readonly string[];
  rest: string;
}

const MOST_CHARACTERS = 500;

function cut(spelling: string): Cut {
  const characters = Array.from(spelling);
  const rest = characters.slice(MOST_CHARACTERS).filter((character) => character !== ' ');
  return { words: characters.slice(0, MOST_CHARACTERS).join('').trim().split(' '), rest: rest.join('') };
}

const IS_BETWEEN = new RegExp(`^${BETWEEN}$`, 'u');

/** Where the name whose beginning was found in front of `at` ends: behind as much of its rest as follows. */
function endOf(rest: string, text: string, at: number): number {
  let end = at;
  for (const character of rest) {
    let next = end;
    while (IS_BETWEEN.test(text.charAt(next))) next++;
    const spellings = character === '&' ? ['&', 'and'] : [character];
    const found = spellings.find((spelling) => text.startsWith(spelling, next));
    if (found === undefined) return end;
    end = next + found.length;
  }
  return end;
}

/** Behind a company's name, and often not spoken. With dots it is several words. */
const LEGAL_FORMS = new Set(
  (
    'inc incorporated ltd limited llc llp lp plc corp corporation company co ' +
    'gmbh ag kg se sa sas sarl srl spa bv nv oy ab as pty'
  ).split(' '),
);

function withoutLegalForm(words: readonly string[]): readonly string[] {
  let end = words.length;
  const lengthOfForm = (): number | undefined =>
    [1, 2, 3].find((length) => {
      const form = words.slice(Math.max(0, end - length), end);
      return LEGAL_FORMS.has(form.join('')) && (length === 1 || form.every((word) => word.length === 1));
    });
  for (let length = lengthOfForm(); length !== undefined; length = lengthOfForm()) {
    end -= length;
    if (words[end - 1] === 'and') end -= 1;
  }
  return end < 1 || (end === 1 && words[0] === 'the') ? words : words.slice(0, end);
}

// Scripts whose words have no spaces between them, and Korean, whose particles stand at the word.
const UNSPACED = ['Han', 'Hira', 'Kana', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u');
const IN_A_WORD = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Mc}]`;
/** A final consonant of Korean, which decomposes. */
const REST_OF_SYLLABLE = '[\\u11a8-\\u11ff]';

/** Matches these words where no other letter is beside them, or where the rest may follow. */
function patternOf({ words, rest }: Cut): string {
  const name = words.join('');
  const before = STARTS_UNSPACED.test(name) ? '' : `(?<!${IN_A_WORD})`;
  const last = ENDS_UNSPACED.test(name) ? `(?!${REST_OF_SYLLABLE})` : `(?!${IN_A_WORD})`;
  const behind = rest === '' ? last : '';
  const patterns = words.map((word) =>
    word === '&' ? '(?:and|&)' : word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return `${before}${patterns.join(`${BETWEEN}*`)}${behind}`;
}
