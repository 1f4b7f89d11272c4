/** The rounds of an interview, as job-search toolkits call them. A tag may use other words. */
export const ROUNDS = [
  'screen',
  'hiring-manager',
  'system-design',
  'technical',
  'behavioral',
  'onsite',
  'final',
] as const;
