/** What kinds of question there are, in every bank. */
export const KINDS = ['concept', 'design', 'scenario', 'debugging', 'strategy'] as const;

/** The words that a bank's front matter may use; an empty list allows any word. */
export interface Vocabulary {
  topics: readonly string[];
  roles: readonly string[];
  levels: readonly string[];
}
