/** One question of a public list. */
export interface ListItem {
  /** Markdown. */
  question: string;
  /** Markdown; '' if the list gives none. */
  answer: string;
  /** The question's line in the list, from 1. */
  line: number;
  /** The heading is not a question while others of the list are: it may be a chapter. */
  isDoubtful?: true;
  /** The heading above it. */
  heading: string | null;
}
