import { byUnits } from '../text/format.ts';

/** A primary source that the facts of a question were checked against. */
export interface Reference {
  title: string;
  url: string;
}

/** One checkable statement that a strong answer makes. */
export interface KeyPoint {
  /** Short and unique within its question: `Probes` lines, ticks and transcripts refer to it. */
  name: string;
  /** The statement, Markdown on one line. */
  text: string;
  /** Who is expected to say it. Absent: the question's own level. */
  level?: string;
  /** It counts only if a follow-up that probes it was asked. */
  asked?: true;
  /** Other ways to say it. */
  wordings: readonly string[];
  /** Example answers that cover the point. */
  counts: readonly string[];
  /** Example answers that come close and do not. */
  notEnough: readonly string[];
}

/** What the interviewer tells a candidate who asks for it. */
export interface Fact {
  /** What it is about: the reply begins with it. */
  name: string;
  /** Markdown. */
  text: string;
  /** Other words to ask for it. */
  words: readonly string[];
  /** Why a strong candidate asks for it. Absent: it is only there for those who do. */
  worth?: string;
}

/** A follow-up that the interviewer asks. */
export interface FollowUp {
  /** One line, as asked. */
  question: string;
  /** Markdown. */
  answer: string;
  /** The name of the key point that it tests. */
  probes: string | null;
}

/**
 * One complete question: one Markdown file of a bank. Missing sections are '' or empty.
 * Plain JSON without control characters, because a journal stores each question as it was asked.
 */
export interface Question {
  /** The name of its bank. */
  bank: string;
  /** Unique in the bank. */
  number: number;
  /** Never changes: history depends on bank and id. */
  id: string;
  title: string;
  /** What the question is about in the field's own terms, to be found by. Absent if its file names none. */
  concepts?: readonly string[];
  topic: string;
  kind: string;
  level: string;
  roles: readonly string[];
  /** The clock for the main answer, spoken. */
  minutes: number;
  /** The ids of the cases that it leads to. Absent: none. */
  opens?: readonly string[];
  /** `YYYY-MM-DD`. */
  reviewed: string;
  references: readonly Reference[];
  /** Markdown, as are the texts below. */
  question: string;
  /** Absent: nothing more is known. */
  ifAsked?: readonly Fact[];
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

/** The words that a bank's front matter may use; an empty list allows any word. */
export interface Vocabulary {
  topics: readonly string[];
  roles: readonly string[];
  levels: readonly string[];
}

/** The usual names, lowest first. A session does not know the order of its bank's own. */
const USUAL = ['intern', 'junior', 'mid', 'senior', 'staff', 'principal'];

/** The level of a key point: its own, or else its question's. */
export function levelOf({ level }: Pick<KeyPoint, 'level'>, question: Pick<Question, 'level'>): string {
  return level ?? question.level;
}

/** Sorts levels, the lowest first and those with other names last. */
export function byLevel(a: string, b: string): number {
  return rank(a) - rank(b) || byUnits(a, b);
}

function rank(level: string): number {
  const place = USUAL.indexOf(level);
  return place === -1 ? USUAL.length : place;
}
