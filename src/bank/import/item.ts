/** One question of a public list, as far as such lists go. */
export interface ListItem {
  /** Markdown. */
  question: string;
  /** Markdown; '' where the list gives none. */
  answer: string;
  /** Of the question in the list, from 1. */
  line: number;
  /** Where others of the list ask, and this heading neither asks nor is numbered: it may be a chapter about something else. */
  isDoubtful?: true;
  /** The heading that it stands under. */
  heading: string | null;
}
