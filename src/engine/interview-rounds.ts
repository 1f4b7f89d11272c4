/** The rounds of an interview, as job-search toolkits call them. A tag may say something else. */
export const INTERVIEW_ROUNDS = [
  'screen',
  'hiring-manager',
  'system-design',
  'technical',
  'behavioral',
  'onsite',
  'final',
] as const;
