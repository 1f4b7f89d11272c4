/** Uppercase words that are said as a word. */
const SAID_AS_WORDS: Readonly<Record<string, string>> = {
  RAG: 'rag',
  JSON: 'jason',
  JSONL: 'jason lines',
  YAML: 'yamel',
  SQL: 'sequel',
  CUDA: 'cooda',
  REST: 'rest',
  BERT: 'bert',
  BLEU: 'blue',
  ROUGE: 'rouge',
  RAM: 'ram',
  LORA: 'lora',
  CRUD: 'crud',
  SWE: 'swee',
  OWASP: 'oh wasp',
  NASA: 'nasa',
  COBOL: 'cobol',
};

/** English words that are written in capitals for emphasis. */
const SHOUTED =
  /^(?:A|I|AND|ARE|AS|AT|BE|BUT|BY|CAN|DO|FOR|FROM|HAS|IF|IN|IS|MUST|NEVER|NO|NOT|OF|ON|ONE|ONLY|OR|SO|THE|THEN|TO|WHAT|WHEN|WHERE|WHO|WHY|WILL|WITH|YES|YOU|ALL|ANY|EVERY)$/;

/** Units behind a number. More of them end in "s". */
const UNITS: Readonly<Record<string, string>> = {
  ns: 'nanosecond',
  µs: 'microsecond',
  μs: 'microsecond',
  ms: 'millisecond',
  s: 'second',
  sec: 'second',
  min: 'minute',
  h: 'hour',
  B: 'byte',
  KB: 'kilobyte',
  kB: 'kilobyte',
  MB: 'megabyte',
  GB: 'gigabyte',
  TB: 'terabyte',
  PB: 'petabyte',
  KiB: 'kibibyte',
  MiB: 'mebibyte',
  GiB: 'gibibyte',
  TiB: 'tebibyte',
  km: 'kilometer',
  m: 'meter',
  cm: 'centimeter',
  mm: 'millimeter',
  kg: 'kilogram',
  g: 'gram',
  kW: 'kilowatt',
  kWh: 'kilowatt hour',
  W: 'watt',
};

const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  K: 'thousand',
  m: 'million',
  M: 'million',
  bn: 'billion',
  b: 'billion',
  B: 'billion',
};

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string, hundredths: string]>> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
  '¥': ['yen', 'yen', 'sen'],
};

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const unitNames = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const powerWords = (sign = '', power = ''): string => `to the ${sign === '-' ? 'minus ' : ''}${power}`;

/** What is said for what, in this order: a later rule reads what an earlier one wrote. */
const RULES: readonly (readonly [RegExp, string | ((all: string, ...groups: string[]) => string)])[] = [
  [/\s+/g, ' '],
  [/\b(?:https?:\/\/|www\.)\S+?(?=[.,;:!?)]*(?:\s|$))/gi, 'a link'],
  [/(?<=\d),(?=\d{3}(?!\d))/g, ''],
  [/[“”„«»"]/g, ''],
  [/[’‘]/g, "'"],
  [/−/g, '-'],

  // Words of mixed case, or with signs.
  [/\bQLoRA\b/g, 'Q lora'],
  [/\bLoRA\b/g, 'lora'],
  [/\bvLLM\b/g, 'V L L M'],
  [/\bMoE\b/g, 'M O E'],
  [/\bnDCG\b/gi, 'N D C G'],
  [/\bOAuth\b/g, 'oh auth'],
  [/\bCI\/CD\b/g, 'C I C D'],
  [/\bA\/B\b/g, 'A B'],
  [/\be\.\s?g\./gi, 'for example'],
  [/\bi\.\s?e\./gi, 'that is'],
  [/\betc\./gi, 'et cetera.'],
  [/\bvs\.?(?= )/gi, 'versus'],
  [/\bw\/o\b/gi, 'without'],
  [/\bw\/ ?(?=\w)/gi, 'with '],
  [/\bpass\^(\w)/gi, 'pass hat $1'],
  [/\b(pass|recall|precision|hit rate|hit|MRR|N D C G|MAP)@(\w+)/gi, '$1 at $2'],
  [/\bO\(([^()]{1,40})\)/g, 'O of $1'],
  [/\b24\/7\b/g, '24 7'],
  [/½/g, ' one half'],
  [/¼/g, ' one quarter'],
  [/¾/g, ' three quarters'],

  // Numbers.
  [
    new RegExp(
      String.raw`([$€£¥])\s?(${NUMBER})(?:\s?(thousand|million|billion|trillion|bn|[kKmMbB])(?![\p{L}\d]))?`,
      'gu',
    ),
    (_, sign = '', amount = '', scale) => money(sign, amount, scale),
  ],
  [
    new RegExp(String.raw`\b(${NUMBER})[eE]([+-]?)(\d+)\b`, 'g'),
    (_, n, sign, power) => `${n} times 10 ${powerWords(sign, power)}`,
  ],
  [/(?<=[\w)])\^\(?2\b\)?/g, ' squared'],
  [/(?<=[\w)])\^\(?(-?)(\w+)\)?/g, (_, sign, power) => ` ${powerWords(sign, power)}`],
  [/(?<=\w)²/g, ' squared'],
  [/(?<=\w)³/g, ' cubed'],
  [/\b[pP](\d{2}(?:\.\d+)?)\b/g, 'P $1'],
  [/#(?=\d)/g, 'number '],
  [/\s?%/g, ' percent'],
  [/(?<=\d\s?(?:percent|[a-zA-Z]{1,3})?)\s?–\s?(?=[$€£]?\d)/g, ' to '],
  [/(?<=\d)-(?=\d+(?:\s|\.\s|,|$))(?<!\d-\d+-)/g, ' to '],
  [/\btok(?:ens?)?\/s(?:ec)?\b/gi, 'tokens a second'],
  [/\breq(?:uests?)?\/s(?:ec)?\b/gi, 'requests a second'],
  [
    new RegExp(String.raw`\b(${NUMBER})( ?)(${unitNames})(\/s)?(?![\p{L}\d/])`, 'gu'),
    (all, n, space, unit = '', perSecond = '') => {
      // "8B" without a space is a model's size, and "5m" is 5 million.
      if (space === '' && /^[Bmg]$/.test(unit)) return all;
      return `${n} ${UNITS[unit]}${n === '1' ? '' : 's'}${perSecond === '' ? '' : ' a second'}`;
    },
  ],
  [/(?<=\p{L})\/s\b/gu, ' a second'],
  [new RegExp(String.raw`\b(${NUMBER})[xX×](?![\w])(?!\s?\d)`, 'g'), '$1 times'],
  [
    new RegExp(String.raw`\b(${NUMBER})([kKMBT])\b`, 'g'),
    (_, n, letter = '') => `${n} ${letter.toUpperCase()}`,
  ],

  // Signs.
  [/\s*×\s*/g, ' times '],
  [/(?<=\d)\s*[*](?=\s*\d)/g, ' times'],
  [/(?<=\d)x(?=\d)/g, ' by '],
  [/\s*÷\s*/g, ' divided by '],
  [/\s*±\s*/g, ' plus or minus '],
  [/(?:≈|~)\s*(?=[\d$€£])/g, 'about '],
  [/\s*≈\s*/g, ' is about '],
  [/\s*(?:≤|<=)\s*/g, ' at most '],
  [/\s*(?:≥|>=)\s*/g, ' at least '],
  [/\s*≠\s*/g, ' is not '],
  [/\s*(?:→|->|=>)\s*/g, ' to '],
  [/\s*←\s*/g, ' from '],
  [/(?<=\s|^)<\s*(?=\d)/g, 'under '],
  [/(?<=\s|^)>\s*(?=\d)/g, 'over '],
  [/\s+\+\s+/g, ' plus '],
  [/(?<=\d)\+(?!\w)/g, ' or more'],
  [/\s+-\s+(?=\d)/g, ' minus '],
  [/(?<=^|[\s(])-(?=\d)/g, 'minus '],
  [/\s*=+\s*/g, ' equals '],
  [/\s*&\s*/g, ' and '],
  [/(?<=\d)\s*\/\s*(?=\d)/g, ' over '],
  [/(?<=\p{L})\/(?=\p{L})/gu, ' or '],
  [/(?<=\w)@(?=\w)/g, ' at '],
  [/∞/g, ' infinity '],
  [/√\s*/g, ' the square root of '],
  [/°C?/g, ' degrees '],
  [/§\s*/g, 'section '],

  // `LLMs` is said letter by letter, `RAG` as a word, and `NOT` was only meant loudly.
  [
    /(?<![\p{L}\d])([A-Z]{2,6})(s?)(?![\p{L}])/gu,
    (_, letters = '', plural) => {
      if (SHOUTED.test(letters) && plural === '') return letters.toLowerCase();
      const word = SAID_AS_WORDS[letters];
      if (word !== undefined) return `${word}${plural}`;
      return letters.split('').join(' ') + (plural === '' ? '' : `'s`);
    },
  ],

  // Only letters, digits and the signs that a voice pauses at are left.
  [/\s*[—–([{]\s*/g, ', '],
  [/\s*…/g, '.'],
  [/\s*[)\]}]/g, ','],
  [/(?<=\w)-(?=\w)/g, ' '],
  [/[^\p{L}\p{M}\p{N}\s.,;:!?'-]/gu, ' '],
  [/(?<![\p{L}\p{N}])[-']+(?![\p{L}\p{N}])/gu, ' '],
  [/\s+/g, ' '],
  [/\s+(?=[.,;:!?])/g, ''],
  [/[,;:]+(?=[.,;:!?])/g, ''],
  [/(?<=[.!?])[.,;:!?]+/g, ''],
  [/^[\s.,;:!?'-]+/, ''],
];

/** A line of prose as it is said: numbers, units, signs and abbreviations in words. Any voice can read the result. */
export function pronounced(text: string): string {
  let said = text.normalize('NFC');
  // One call for both kinds of replacement; TypeScript has an overload for each.
  for (const [pattern, words] of RULES) said = said.replace(pattern, words as string);
  return said.trim();
}

/** `$0.0085` is 0.85 cents, `$28k` 28 thousand dollars and `€2.50` 2 euros 50. */
function money(sign: string, amount: string, scale: string | undefined): string {
  const [one, many, hundredths] = CURRENCIES[sign] ?? ['', '', ''];
  if (scale !== undefined) return `${amount} ${SCALES[scale] ?? scale} ${many}`;
  const [whole = '', part = ''] = amount.split('.');
  if (/^0+$/.test(whole) && part !== '')
    return `${Number((Number(amount) * 100).toPrecision(12))} ${hundredths}`;
  const unit = Number(amount) === 1 ? one : many;
  if (part.length !== 2) return `${amount} ${unit}`;
  return part === '00' ? `${whole} ${unit}` : `${whole} ${whole === '1' ? one : many} ${part}`;
}
