/** The kinds of question, the same in every bank. */
export const KINDS = [
  'concept',
  'design',
  'scenario',
  'debugging',
  'strategy',
  'behavioral',
  'screen',
] as const;

/** A warm-up as on a phone screen: short to read and to answer. Only a quick round asks it unless it is named. */
export const SCREEN = 'screen' satisfies (typeof KINDS)[number];

/** What the candidate has done: no expected answer is right, and no words tell whether a point is covered. */
export const BEHAVIORAL = 'behavioral' satisfies (typeof KINDS)[number];

/** What the section Expected answer holds. */
export function expectedTitle({ kind }: { kind: string }): string {
  return kind === BEHAVIORAL ? 'One example' : 'Expected answer';
}
