// The judged answers in our own field: see answers/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPoint, Question } from '../src/bank/question.ts';

const FOLDER = join(import.meta.dirname, 'answers');

/** One answer to one question, with what both judges said about each of its key points, by short name. */
export interface FieldAnswer {
  question: Question;
  /** The weights of the matcher are fitted on the development part, and judged on the test part. */
  part: 'development' | 'test';
  quality: string;
  text: string;
  judged: Readonly<Record<string, readonly [boolean, boolean]>>;
}

interface File extends Pick<FieldAnswer, 'part'> {
  id: string;
  answers: readonly Pick<FieldAnswer, 'quality' | 'text' | 'judged'>[];
}

/** The judged answers to these questions. */
export function readField(questions: readonly Question[]): FieldAnswer[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => {
    const { id, part, answers } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as File;
    const question = questions.find((one) => one.id === id);
    if (question === undefined) return [];
    return answers.map(({ quality, text, judged }) => ({ question, part, quality, text, judged }));
  });
}

/** A point without its author's other wordings and examples. */
export function untaught(point: KeyPoint): KeyPoint {
  return { ...point, wordings: [], counts: [], notEnough: [] };
}
