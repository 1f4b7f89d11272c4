/**
 * Signals that end a program unless it listens, besides SIGINT, SIGTERM and SIGHUP. A round treats them as SIGTERM, since
 * their own effect would leave the terminal as the round has it. Not among them: signals of a crash, and SIGPROF, which
 * drives Node's profiler.
 */
export const ENDING_SIGNALS = [
  'SIGQUIT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGXCPU',
  'SIGUSR2',
  'SIGIO',
  'SIGPWR',
  'SIGSTKFLT',
] as const;
