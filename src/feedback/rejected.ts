import type { Answer } from './answer-text.ts';

/**
 * A person who says one of these near a mistake may be rejecting it, or reporting what others did. Better too many of them:
 * a wrong accusation is worse than none.
 */
const REJECTS = new RegExp(
  `\\b(?:${[
    "not|never|no|nobody|cannot|\\w+n't|without|instead|rather than|against",
    'avoid\\w*|stop|stops|stopped|stopping|refus\\w*|resist\\w*|tempt\\w*',
    'wrong|bad idea|mistakes?|errors?|danger\\w*|disast\\w+|trap|myth|pitfalls?|anti-?patterns?|na(?:i|ï)ve\\w*',
    'worse|fails?|makes? (?:\\w+ ){0,6}(?:longer|slower|harder|bigger)',
    'juniors?|beginners?|(?:one|you|someone|somebody) (?:could|might)',
    '(?:people|some|many|others|teams|candidates) (?:say|think|believe|would|do|will|people|teams)',
    '(?:began|started|happened|broke|failed|caused|came) (?:\\w+ )?(?:because|when|after|by)',
    'used to|ago|last (?:week|month|year|time|job|team)|once (?:I|we|they)|incident|post-?mortem',
  ].join('|')})\\b`,
  'gi',
);
/** The next sentence is about the mistake, */
const POINTS_BACK = /^["“”']?(?:but|yet|however|that|this|it|which|still|so (?:that|this))\b/i;
/** or is a short no: "I would not do that." */
const TURNS_DOWN =
  /^["“”']?(?:(?:but|yet|however),? )?(?:no|never|(?:I|we) (?:never|(?:do|would|will|did|should|could|can)(?: not|n't)|won't|can't|cannot)(?: \w+){0,2})[.!,;]*$/i;

/** Whether an answer rejects what one of its sentences says: there, in the sentence before or after, or in a list's heading. */
export function isRejected(mistake: string, answer: Answer, sentence: number): boolean {
  const said = (at: number): string => {
    const { start, end } = answer.sentences[at] ?? { start: 0, end: 0 };
    return plain(answer.text.slice(start, end));
  };
  const own = said(sentence);
  if (own.endsWith('?') || rejections(own) > rejections(plain(mistake))) return true;
  const leads = leadsIn(answer.text, answer.sentences[sentence]?.start ?? 0, said(sentence - 1));
  if (leads.some((lead) => rejections(lead) > 0)) return true;
  const next = said(sentence + 1);
  return TURNS_DOWN.test(next) || (POINTS_BACK.test(next) && rejections(next) > 0);
}

function rejections(text: string): number {
  return text.match(REJECTS)?.length ?? 0;
}

function plain(text: string): string {
  return text.replaceAll('’', "'");
}

const ITEM = /^\s*(?:[-*+•]|\d+[.)])\s/;

/** Enough of the text before a sentence to see a blank line. After a blank line, only a heading leads to the sentence. */
const NEAR = 20;

/** What leads to a sentence: the one before it, and in a list its heading, but no other item. */
function leadsIn(text: string, start: number, before: string): string[] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const end = text.indexOf('\n', start);
  if (!ITEM.test(text.slice(from, end === -1 ? undefined : end))) {
    const isOfAnother =
      /\n\s*\n\s*$/.test(text.slice(Math.max(0, start - NEAR), start)) && !/^#|:$/.test(before);
    return isOfAnother ? [] : [before];
  }
  const above = text.slice(0, from).split('\n');
  const heading = above.findLast((one) => one.trim() !== '' && !ITEM.test(one) && !/^\s/.test(one));
  const isFirstOfItem = text.slice(from, start).replace(ITEM, '').trim() === '';
  return [plain(heading ?? ''), ...(isFirstOfItem ? [] : [before])];
}
