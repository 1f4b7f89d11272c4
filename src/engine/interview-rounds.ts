/** The rounds of an interview, as job-search toolkits call them. A tag may use other words. */
export const INTERVIEW_ROUNDS = [
  'screen',
  'hiring-manager',
  'system-design',
  'technical',
  'behavioral',
  'onsite',
  'final',
] as const;
