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
  FAQ: 'F A Q',
};

/** English words that are written in capitals for emphasis. */
const SHOUTED = new Set(
  'A I AND ARE AS AT BE BUT BY CAN DO FOR FROM HAS IF IN IS MUST NEVER NO NOT OF ON ONE ONLY OR SO THE THEN TO WHAT WHEN WHERE WHO WHY WILL WITH YES YOU ALL ANY EVERY'.split(
    ' ',
  ),
);

/** Words of mixed case, or with signs, and how they are said. */
const SPECIAL: readonly (readonly [RegExp, string])[] = [
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
];

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string, hundredths: string | null]>> =
  {
    $: ['dollar', 'dollars', 'cents'],
    '€': ['euro', 'euros', 'cents'],
    '£': ['pound', 'pounds', 'pence'],
    '¥': ['yen', 'yen', null],
  };
const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  K: 'thousand',
  m: 'million',
  M: 'million',
  bn: 'billion',
  b: 'billion',
  B: 'billion',
  thousand: 'thousand',
  million: 'million',
  billion: 'billion',
  trillion: 'trillion',
};

/** Units behind a number: one, and many. */
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  ns: ['nanosecond', 'nanoseconds'],
  µs: ['microsecond', 'microseconds'],
  μs: ['microsecond', 'microseconds'],
  ms: ['millisecond', 'milliseconds'],
  s: ['second', 'seconds'],
  sec: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  B: ['byte', 'bytes'],
  KB: ['kilobyte', 'kilobytes'],
  kB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
  PB: ['petabyte', 'petabytes'],
  KiB: ['kibibyte', 'kibibytes'],
  MiB: ['mebibyte', 'mebibytes'],
  GiB: ['gibibyte', 'gibibytes'],
  TiB: ['tebibyte', 'tebibytes'],
  km: ['kilometer', 'kilometers'],
  m: ['meter', 'meters'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  kg: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  kW: ['kilowatt', 'kilowatts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  W: ['watt', 'watts'],
  pp: ['percentage point', 'percentage points'],
  rps: ['request a second', 'requests a second'],
  qps: ['query a second', 'queries a second'],
  fps: ['frame a second', 'frames a second'],
};

const NUMBER = String.raw`\d+(?:\.\d+)?`;

/** A line of prose as it is said: numbers, units, signs and abbreviations in words. Any voice can read the result. */
export function pronounced(text: string): string {
  let said = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/\b(?:https?:\/\/|www\.)\S+?(?=[.,;:!?)]*(?:\s|$))/gi, 'a link')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[“”„«»"]/g, '')
    .replace(/[’‘]/g, "'")
    .replace(/−/g, '-');
  for (const [pattern, words] of SPECIAL) said = said.replace(pattern, words);
  said = powers(money(said))
    .replace(/\b[pP](\d{2}(?:\.\d+)?)\b/g, 'P $1')
    .replace(/#(?=\d)/g, 'number ')
    .replace(new RegExp(String.raw`\b(${NUMBER})\s?%`, 'g'), '$1 percent')
    .replace(/%/g, ' percent');
  return punctuation(acronyms(signs(units(ranges(said)))));
}

/** `$0.0085` is 0.85 cents, `$28k` 28 thousand dollars and `€2.50` 2 euros 50. */
function money(text: string): string {
  const pattern = new RegExp(
    String.raw`([$€£¥])\s?(${NUMBER})(?:\s?(thousand|million|billion|trillion|bn|[kKmMbB])(?![\p{L}\d]))?`,
    'gu',
  );
  return text.replace(pattern, (_, sign: string, amount: string, scale?: string) => {
    const [one, many, hundredths] = CURRENCIES[sign] ?? ['', '', null];
    if (scale !== undefined) return `${amount} ${SCALES[scale] ?? scale} ${many}`;
    const [whole = '', part = ''] = amount.split('.');
    if (hundredths !== null && /^0*$/.test(whole) && part !== '') return `${shifted(part)} ${hundredths}`;
    if (hundredths !== null && part.length === 2)
      return `${whole} ${whole === '1' ? one : many} ${part === '00' ? '' : part}`.trimEnd();
    return `${amount} ${amount === '1' ? one : many}`;
  });
}

/** The decimals of an amount below one as hundredths: `0085` is 0.85. */
function shifted(decimals: string): string {
  const whole = decimals.padEnd(2, '0').slice(0, 2).replace(/^0/, '');
  const rest = decimals.slice(2).replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${rest}`;
}

function powers(text: string): string {
  return text
    .replace(
      new RegExp(String.raw`\b(${NUMBER})[eE]([+-]?)(\d+)\b`, 'g'),
      (_, n: string, sign: string, power: string) =>
        `${n} times 10 to the ${sign === '-' ? 'minus ' : ''}${power}`,
    )
    .replace(/(?<=[\w)])\^\(?(-?)(\w+)\)?/g, (_, sign: string, power: string) =>
      power === '2' && sign === '' ? ' squared' : ` to the ${sign === '-' ? 'minus ' : ''}${power}`,
    )
    .replace(/(?<=\w)²/g, ' squared')
    .replace(/(?<=\w)³/g, ' cubed');
}

function ranges(text: string): string {
  return text
    .replace(/(?<=\d\s?(?:%|percent|[a-zA-Z]{1,3})?)\s?–\s?(?=[$€£]?\d)/g, ' to ')
    .replace(/(?<=\d)-(?=\d+(?:\s|%|\.\s|,|$))(?<!\d-\d+-)/g, ' to ');
}

/** A number with its unit, alone, or a second of it: `400 ms`, `12GiB`, `50 tok/s`, `3x`. */
function units(text: string): string {
  const names = Object.keys(UNITS)
    .sort((a, b) => b.length - a.length)
    .join('|');
  const behind = new RegExp(String.raw`\b(${NUMBER})( ?)(${names})(\/s)?(?![\p{L}\d/])`, 'gu');
  return text
    .replace(/\btok(?:ens?)?\/s(?:ec)?\b/gi, 'tokens a second')
    .replace(/\breq(?:uests?)?\/s(?:ec)?\b/gi, 'requests a second')
    .replace(behind, (all, n: string, space: string, unit: string, perSecond?: string) => {
      // "8B" without a space is a model's size, and "5m" is 5 million.
      if (space === '' && (unit === 'B' || unit === 'm' || unit === 'g')) return all;
      const [one, many] = UNITS[unit] ?? ['', ''];
      return `${n} ${n === '1' ? one : many}${perSecond === undefined ? '' : ' a second'}`;
    })
    .replace(/(?<=\p{L})\/s\b/gu, ' a second')
    .replace(new RegExp(String.raw`\b(${NUMBER})[xX×](?![\w])(?!\s?\d)`, 'g'), '$1 times')
    .replace(
      new RegExp(String.raw`\b(${NUMBER})([kKMBT])\b`, 'g'),
      (_, n: string, letter: string) => `${n} ${letter.toUpperCase()}`,
    );
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
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
  [/°C\b/g, ' degrees'],
  [/°/g, ' degrees '],
  [/§\s*/g, 'section '],
];

function signs(text: string): string {
  return SIGNS.reduce((said, [pattern, words]) => said.replace(pattern, words), text);
}

/** `LLMs` is said letter by letter, `RAG` as a word, and `NOT` was only meant loudly. */
function acronyms(text: string): string {
  return text.replace(/(?<![\p{L}\d])([A-Z]{2,6})(s?)(?![\p{L}])/gu, (_, letters: string, plural: string) => {
    if (SHOUTED.has(letters) && plural === '') return letters.toLowerCase();
    const word = SAID_AS_WORDS[letters];
    if (word !== undefined) return word + plural;
    return letters.split('').join(' ') + (plural === '' ? '' : `'s`);
  });
}

/** Leaves letters, digits and the signs that a voice pauses at. */
function punctuation(text: string): string {
  return text
    .replace(/\s*[—–]\s*/g, ', ')
    .replace(/\s*…/g, '.')
    .replace(/\s*[([{]\s*/g, ', ')
    .replace(/\s*[)\]}]/g, ',')
    .replace(/[_|\\/*`~^<>#@+=$]/g, ' ')
    .replace(/(?<=\w)-(?=\w)/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\s.,;:!?'-]/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])[-']+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[.,;:!?])/g, '')
    .replace(/[,;:]+(?=[.,;:!?])/g, '')
    .replace(/(?<=[.!?])[.,;:!?]+/g, '')
    .replace(/^[\s.,;:!?'-]+/, '')
    .trim();
}
