/** One question of a public list, as far as such lists go. */
export interface ListItem {
  /** Markdown. */
  question: string;
  /** Markdown; '' where the list gives none. */
  answer: string;
  /** Of the question in the list, from 1. */
  line: number;
  /** The heading that it stands under. */
  heading: string | null;
}
