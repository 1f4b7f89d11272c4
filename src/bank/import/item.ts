/** One question of a public list. */
export interface ListItem {
  /** Markdown. */
  question: string;
  /** Markdown; '' if the list gives none. */
  answer: string;
  /** The question's line in the list, from 1. */
  line: number;
  /** The heading above it. */
  heading: string | null;
}

/** Lines of a list, from 1, that became no question. */
export interface LeftOut {
  line: number;
  last: number;
  why: string;
}

/** What a list gives. */
export interface ReadList {
  items: ListItem[];
  leftOut: LeftOut[];
}

/** The parts of a list that have a question, and the lines of those that have only an answer. */
export function withQuestion<Item extends ListItem>(
  found: readonly Item[],
): { items: Item[]; leftOut: LeftOut[] } {
  const items = found.filter(({ question }) => question !== '');
  const unasked = found.filter(({ question, answer }) => question === '' && answer !== '');
  return { items, leftOut: unasked.map(({ line }) => ({ line, last: line, why: 'it has no question' })) };
}
