/** A name, and what replaces it. */
export interface Masked {
  name: string;
  mask: string;
}

/**
 * Masks names in texts: in any case, with or without accents, with other dashes, quotes and spaces or none, with or without
 * their legal form, and with invisible characters inside. All at once: a name inside a longer one is part of it, and a mask is
 * never masked. A name without a letter or digit is in no text.
 */
export function nameMasker(names: readonly Masked[]): (text: string) => string {
  const known = names
    .map(({ name, mask }) => ({ ...readName(name), mask }))
    .filter(({ words }) => /[\p{L}\p{N}]/u.test(words.join('')))
    .sort((a, b) => b.words.join('').length - a.words.join('').length);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(known.map((name) => `(${patternOf(name)})`).join('|'), 'giv');
  return (text) => {
    const decomposed = text.normalize('NFD');
    const masked = decomposed.replace(pattern, (_, ...found) => {
      return known[found.findIndex((each) => each !== undefined)]?.mask ?? '';
    });
    return masked === decomposed ? text : masked.normalize('NFC');
  };
}

// Accents, controls and what shows nothing may be anywhere in a name. An iota below a letter is a letter in capitals.
const HIDDEN =
  '[[\\p{Mn}\\p{Me}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]--\\u0345]';
/** What may be between the words and initials of a name: spaces, dashes, quotes, apostrophes, dots. */
const BETWEEN = '\\p{White_Space}\\p{Dash}\\p{Pc}\\p{Quotation_Mark}\\u02b9-\\u02bf´`′″.,:\\/·!?';
/** Beside one of these a name would be part of a word. Scripts without case often have no spaces between words. */
const IN_WORD = '\\p{Lu}\\p{Ll}\\p{Lt}\\p{N}';
/** The final consonants of Korean, which are letters of their own once decomposed. */
const REST_OF_SYLLABLE = '\\u11a8-\\u11ff';

const GAP = `[${BETWEEN}${HIDDEN}]*`;
const AND = '(?:and|&)';
/** Between the letters of a legal form. A space without a dot is between words: "Acme's a" has no "SA". */
const DOT = `[.${HIDDEN}]+\\p{White_Space}?`;
const END_OF_WORD = `(?![${HIDDEN}]*[${IN_WORD}])`;

const ANY_HIDDEN = new RegExp(`[${HIDDEN}]`, 'gv');
const ANY_BETWEEN = new RegExp(`[${BETWEEN}]+`, 'v');
const IS_IN_WORD = new RegExp(`^[${IN_WORD}]$`, 'v');

interface Name {
  /** Without its legal form, `and` for each "&". */
  words: readonly string[];
  /** The parts of its legal form without dots: `gmbh`, `co` and `kg`. */
  forms: ReadonlySet<string>;
  /** A dot at its end belongs to it. */
  hasDot: boolean;
}

function readName(name: string): Name {
  const bare = name.normalize('NFD').replace(ANY_HIDDEN, '').toLowerCase();
  const words = bare.replaceAll('&', ' and ').split(ANY_BETWEEN);
  return { ...splitLegalForm(words.filter((word) => word !== '')), hasDot: /\.\s*$/.test(bare) };
}

/** As many as a tag may have. A journal made by hand may hold a longer one, of which the rest is not masked. */
const MOST_CHARACTERS = 200;

/** Matches a name where it is not part of other words, and as much of its legal form as is behind it. */
function patternOf({ words, forms, hasDot }: Name): string {
  const characters = Array.from(words.join(' '));
  const kept = characters.slice(0, MOST_CHARACTERS).join('').trimEnd().split(' ');
  const [first = '', last = ''] = [characters[0], characters.at(-1)];
  // The first character is looked for first: a run of hidden ones would be searched again from each of them.
  const before = IS_IN_WORD.test(first) ? `(?=${escaped(first)})(?<![${IN_WORD}][${HIDDEN}]*)` : '';
  const behind = IS_IN_WORD.test(last) ? END_OF_WORD : `(?![${REST_OF_SYLLABLE}])`;
  const patterns = kept.map((word) => (word === 'and' ? AND : patternOfWord(word)));
  const isCut = characters.length > MOST_CHARACTERS;
  const end = isCut ? '' : `${behind}${patternOfForms(forms, hasDot)}`;
  return `${before}${patterns.join(GAP)}${end}[${HIDDEN}]*`;
}

function patternOfForms(forms: ReadonlySet<string>, hasDot: boolean): string {
  if (forms.size === 0) return '';
  const spellings = [...forms].flatMap((form) => [`${Array.from(form).join(DOT)}\\.?`, patternOfWord(form)]);
  return `(?:(?:${GAP}(?:${AND}${GAP})?(?:${spellings.join('|')})${END_OF_WORD})+${hasDot ? '\\.?' : ''})?`;
}

function patternOfWord(word: string): string {
  return Array.from(word, escaped).join(`[${HIDDEN}]*`);
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
}

/** Behind a company's name, and often not spoken. With dots it is several words. */
const LEGAL_FORMS = new Set(
  (
    'inc incorporated ltd limited llc llp lp plc corp corporation company co ' +
    'gmbh ag kg se sa sas sarl srl spa bv nv oy ab as pty'
  ).split(' '),
);

function splitLegalForm(words: readonly string[]): Pick<Name, 'words' | 'forms'> {
  const forms = new Set<string>();
  let end = words.length;
  const lengthOfForm = (): number | undefined =>
    [1, 2, 3].find((length) => {
      const form = words.slice(Math.max(0, end - length), end);
      return LEGAL_FORMS.has(form.join('')) && (length === 1 || form.every((word) => word.length === 1));
    });
  for (let length = lengthOfForm(); length !== undefined; length = lengthOfForm()) {
    forms.add(words.slice(end - length, end).join(''));
    end -= length;
    if (words[end - 1] === 'and') end -= 1;
  }
  const isAllForm = end < 1 || (end === 1 && words[0] === 'the');
  return isAllForm ? { words, forms: new Set() } : { words: words.slice(0, end), forms };
}
