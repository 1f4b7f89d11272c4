import { onTestFinished } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import {
  type Answer,
  type ModelRequest,
  type ModelServer,
  type ServerOptions,
  startModelServer,
} from './model-server.ts';

/** What a judge is sent. */
export interface JudgeData {
  question: string;
  strong_answer?: string;
  answers: { text: string }[];
  points: { point: number; statement: string; counts?: string[]; not_enough?: string[] }[];
}

/** What a judge is sent. */
export function judgeDataIn({ user }: Pick<ModelRequest, 'user'>): JudgeData {
  return JSON.parse(user) as JudgeData;
}

/** Whether a point is covered, by a model of some kind. */
export type Covers = (data: JudgeData, statement: string) => boolean;

/** A judge that quotes words of its own for each point that it finds covered. */
export function judgeBy(covers: Covers): (data: JudgeData) => object {
  return (data) => {
    const { answers, points } = data;
    const words = (answers[0]?.text ?? '').split(/\s+/);
    const each = Math.max(3, Math.floor(words.length / points.length));
    return {
      verdicts: points.map(({ point, statement }) => {
        const start = Math.max(0, Math.min(words.length - 3, (point - 1) * each));
        const isCovered = covers(data, statement);
        // The place in the list may change, so the words go with the statement.
        const quote = words.slice(start, start + each).join(' ');
        return { point, quotes: isCovered ? [quote] : [], verdict: isCovered ? 'covered' : 'not covered' };
      }),
    };
  };
}

/** What the bank says. */
export function truthOf(questions: readonly Question[]): Covers {
  const byText = new Map(questions.map((question) => [question.question, question]));
  return ({ question, answers }, statement) => {
    const { expected, keyPoints } = byText.get(question) ?? { expected: '', keyPoints: [] };
    const said = answers[0]?.text ?? '';
    return (
      said === expected || keyPoints.some(({ text, counts }) => text === statement && counts.includes(said))
    );
  };
}

/** A server whose model judges like this. Ends with the test. */
export async function startJudge(
  judge: (data: JudgeData, request: ModelRequest) => Answer | Promise<Answer>,
  options: Omit<ServerOptions, 'answer'> = {},
): Promise<ModelServer> {
  const server = await startModelServer({
    ...options,
    answer: (request) => judge(judgeDataIn(request), request),
  });
  onTestFinished(server.close);
  return server;
}
