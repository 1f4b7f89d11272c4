/** The kinds of question, the same in every bank. */
export const KINDS = ['concept', 'design', 'scenario', 'debugging', 'strategy', 'screen'] as const;

/** A warm-up as on a phone screen: short to read and to answer. Only a quick round asks it unless it is named. */
export const SCREEN = 'screen' satisfies (typeof KINDS)[number];
