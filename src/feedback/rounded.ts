/** A number of fewer digits is too many numbers rounded. */
const FEWEST_DIGITS = 2;
const MOST_DIGITS = 6;
/** The most ways to write the same digits that are looked at. */
const MOST_ALIKE = 10;

/** The numbers of a text that may be another one rounded, by their digits. */
export type Numbers = ReadonlyMap<string, readonly string[]>;

export function numbersIn(words: Iterable<string>): Numbers {
  const numbers = new Map<string, string[]>();
  for (const word of words) {
    const digits = digitsOf(word);
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) continue;
    const alike = numbers.get(digits) ?? [];
    if (alike.length < MOST_ALIKE) numbers.set(digits, [...alike, word]);
  }
  return numbers;
}

/** The numbers that are another one rounded, or its share written as a percentage: "0.90" and "90" for 89.8. */
export function roundedFrom(exact: string, numbers: Numbers): string[] {
  const most = Math.min(digitsOf(exact).length, MOST_DIGITS);
  const rounded: string[] = [];
  for (let digits = FEWEST_DIGITS; digits <= most; digits++) {
    const [mantissa = ''] = Number(exact).toPrecision(digits).split('e');
    const alike = numbers.get(mantissa.replace('.', '').replace(/^0+/, '')) ?? [];
    rounded.push(...alike.filter((number) => isRounded(number, exact)));
  }
  return rounded;
}

/** The digits of a number that tell something: "90" of "0.90", none of a word. */
function digitsOf(word: string): string {
  if (!/^\d+(?:\.\d+)?$/.test(word)) return '';
  const digits = word.replace('.', '').replace(/^0+/, '');
  return word.includes('.') || digits.length <= FEWEST_DIGITS ? digits : digits.replace(/0+$/, '');
}

function isRounded(number: string, exact: string): boolean {
  const decimals = number.split('.')[1]?.length ?? 0;
  const factors = [1, ...(Number(number) <= 1 ? [0.01] : []), ...(Number(exact) <= 1 ? [100] : [])];
  return factors.some((times) => (Number(exact) * times).toFixed(decimals) === number);
}
