import { OddScalar, type Value } from '../parser/document.ts';

const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['false', false],
]);
/** A number that reads back exactly as it is written. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,8})(?:\.\d{0,4}[1-9])?$/;
/** Everything else that YAML 1.2 takes for a number or a truth value. */
const ODD =
  /^(?:True|TRUE|False|FALSE|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The value of a scalar without quotes. Dates and `1:30` are text. */
export function readScalar(text: string): Value {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (PLAIN_NUMBER.test(text)) return Number(text);
  return ODD.test(text) ? new OddScalar(text) : text;
}
