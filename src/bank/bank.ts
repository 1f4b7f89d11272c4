import type { Question } from './question.ts';

/** The words that a bank's front matter may use; an empty list allows any word. */
export interface Vocabulary {
  topics: readonly string[];
  roles: readonly string[];
  levels: readonly string[];
}

/** A folder of questions, read and checked. */
export interface Bank {
  name: string;
  /** Absolute. Never leaves this machine: exports and journals carry the name. */
  folder: string;
  vocabulary: Vocabulary;
  /** By number. */
  questions: readonly Question[];
}
