/** A question's sections, in the order they are shown. */
export const SECTION_KEYS = [
  'question',
  'if-asked',
  'why',
  'expected',
  'key-points',
  'mistakes',
  'notes',
  'takeaway',
  'follow-ups',
  'references',
] as const;

export type SectionKey = (typeof SECTION_KEYS)[number];
