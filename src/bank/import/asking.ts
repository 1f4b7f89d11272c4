import { plainTitle } from './markdown-list.ts';

const QUESTION_WORD =
  /^(?:what|why|how|when|where|which|who)(?:'s)?[ \t]+(?:is|are|was|were|do|does|did|would|should|can|could|will)\b/i;
/** Verbs that also begin a heading or a step need a word that makes them a request. */
const REQUEST =
  /^(?:(?:explain|describe|compare|contrast|discuss|differentiate|distinguish|outline|summari[sz]e|justify)[ \t]+\S|(?:tell|walk|talk|give|show)[ \t]+(?:me|us)\b|(?:define|design|implement|write|list|name|give|sketch|estimate|derive)[ \t]+(?:an?|the|your|some|how|what|two|three|four|five|\d+)\b)/i;

/** Whether a title ends in a question mark, in quotes perhaps. */
function isMarked(title: string): boolean {
  return /\?["'”’»)]?$/.test(title);
}

/** Whether a plain title asks, with a question mark or without one: `Explain temperature and top-p`. */
export function asks(title: string): boolean {
  return isMarked(title) || QUESTION_WORD.test(title) || REQUEST.test(title);
}

/** The question that a line begins with, and the text after it. */
export interface Asked {
  question: string;
  beside: string;
  asks: boolean;
}

/** The question of a line: its bold text, or all up to its last question mark, or all of it. */
function askedIn(text: string): Asked {
  const [, , bold = '', rest = ''] = /^(\*\*|__)(.+?)\1[ \t]*(?:[:–—-][ \t]+)?(.*)$/.exec(text) ?? [];
  const [, marked = text, after = ''] = /^(.*\?["'”’»)]?)[ \t]+(.*)$/.exec(text) ?? [];
  const [asked, beside] = bold === '' ? [marked, after] : [bold, rest];
  const question = plainTitle(asked);
  return { question, beside, asks: asks(question) };
}

/**
 * A line at the margin that begins with a number, and asks or has the number that is `due`. `indent` is the columns before
 * its text.
 */
export function numberedIn(
  text: string,
  due: number | null,
): (Asked & { indent: number; number: number }) | null {
  const [, lead = '', said = ''] = /^(\d{1,5}[.)][ \t]+)(\S.*)$/.exec(text) ?? [];
  const asked = askedIn(said);
  const number = Number.parseInt(lead, 10);
  return lead !== '' && (asked.asks || number === due) ? { indent: lead.length, number, ...asked } : null;
}

/** A line at the margin that begins with bold text that asks. */
export function boldIn(text: string): Asked | null {
  if (!/^(?:\*\*|__)\S/.test(text)) return null;
  const asked = askedIn(text);
  return asked.asks ? asked : null;
}

/** An item of a list that is a question; beside one, it may be without its mark. `indent` is the columns before its text. */
export function bulletIn(text: string, isBesideOne: boolean): (Asked & { indent: number }) | null {
  const [lead = ''] = BULLET.exec(text) ?? [];
  const asked = askedIn(text.slice(lead.length));
  const isOne = isMarked(asked.question) || (isBesideOne && asked.asks);
  return lead !== '' && isOne ? { indent: lead.length, ...asked } : null;
}

export const BULLET = /^[ \t]*[-*+][ \t]+/;

const PAIR =
  /^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:\*\*|__)?Q(?:uestion)?(?:[ \t]*\d+)?(?:\*\*|__)?[ \t]*[:.)](?:\*\*|__)?[ \t]*(.*)$/i;

/** The text after `Q:`, in its common notations. */
export function pairIn(text: string): string | null {
  return PAIR.exec(text)?.[1]?.replace(/(?:\*\*|__)$/, '') ?? null;
}

const ANSWER =
  /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?A(?:ns(?:wer)?)?(?:[ \t]*\d+)?(?:\*\*|__)?[ \t]*([:.)])(?:\*\*|__)?[ \t]*(.*)$/i;

/** The text after `A:` or `Answer:`. Below a `Q`, as `A.` and `A)` too; elsewhere these number a choice. */
export function answerIn(text: string, isPair: boolean): string | null {
  const [, mark, rest] = ANSWER.exec(text) ?? [];
  return mark === ':' || isPair ? (rest ?? null) : null;
}
