import type { Bank } from '../../src/bank/bank.ts';
import type { KeyPoint, Question } from '../../src/bank/question.ts';

/** A key point with the parts that a test cares about replaced. */
export function keyPoint(name: string, text: string, change: Partial<KeyPoint> = {}): KeyPoint {
  return { name, text, wordings: [], counts: [], notEnough: [], ...change };
}

/** A complete question with the parts a test cares about replaced. */
export function makeQuestion(number: number, change: Partial<Question> = {}): Question {
  return {
    bank: 'test',
    number,
    id: `question-${number}`,
    title: `Title ${number}`,
    topic: 'retrieval',
    kind: 'concept',
    level: 'senior',
    roles: ['sdet'],
    minutes: 5,
    reviewed: '2026-11-24',
    references: [{ title: 'A paper', url: 'https://example.org/paper' }],
    question: `What is number ${number}?`,
    why: 'It separates.',
    expected: `Number ${number} is a number.`,
    keyPoints: [keyPoint('First point', 'It is first.'), keyPoint('Second point', 'It is second.')],
    mistakes: ['Saying nothing.'],
    followUps: [
      { question: 'Why so?', answer: 'Because.', probes: 'First point' },
      { question: 'And then?', answer: 'Nothing.', probes: null },
    ],
    notes: 'I listen.',
    takeaway: 'Numbers count.',
    file: `00${number}-question.md`,
    ...change,
  };
}

export function bank(name: string, ...numbers: number[]): Bank {
  const questions = numbers.map((number) => makeQuestion(number, { bank: name }));
  return { name, folder: `/${name}`, vocabulary: { topics: [], roles: [], levels: [] }, questions };
}
