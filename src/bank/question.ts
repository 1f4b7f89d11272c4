/** A primary source that the facts of a question were checked against. */
export interface Reference {
  title: string;
  url: string;
}

/** One checkable statement that a strong answer makes. */
export interface KeyPoint {
  /** Short and unique within its question: what `Probes` lines, ticks and transcripts call it. */
  name: string;
  /** The statement, Markdown on one line. */
  text: string;
  /** Other ways to say it. */
  wordings: readonly string[];
  /** Example answers that make the point. */
  counts: readonly string[];
  /** Example answers that come near and do not. */
  notEnough: readonly string[];
}

/** A question that the interviewer presses with. */
export interface FollowUp {
  /** One line, as it is asked. */
  question: string;
  /** Markdown. */
  answer: string;
  /** The name of the key point that it tests. */
  probes: string | null;
}

/**
 * One question, whole: one Markdown file of a bank. A section that its file lacks is '' or empty.
 * It holds no control characters, and it prints as JSON: a journal carries it as it was asked.
 */
export interface Question {
  /** The name of its bank. */
  bank: string;
  /** Unique in the bank. */
  number: number;
  /** Stable for ever: history hangs on bank and id. */
  id: string;
  title: string;
  topic: string;
  kind: string;
  level: string;
  roles: readonly string[];
  /** The clock for the main answer. */
  minutes: number;
  /** `YYYY-MM-DD`. */
  reviewed: string;
  references: readonly Reference[];
  /** Markdown, as are the texts below. */
  question: string;
  why: string;
  expected: string;
  keyPoints: readonly KeyPoint[];
  mistakes: readonly string[];
  followUps: readonly FollowUp[];
  notes: string;
  takeaway: string;
  /** Relative to the bank's folder, with `/`. */
  file: string;
}
