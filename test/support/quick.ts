import type { Desk } from './program.ts';

/** The shipped questions of kind screen, LoRA first. */
export const QUICK = ['practice', '--quick', '--order', 'number', '-n', '2'] as const;

/** The first of them, as the bank has it. */
export async function lora(desk: Desk): Promise<{ asks: string; points: string[]; answer: string }> {
  const { question } = (await desk.json(['review', '121', '--json'])) as {
    question: { question: string; expected: string; keyPoints: { text: string }[] };
  };
  const asks = question.question.slice(0, 24);
  return { asks, points: question.keyPoints.map(({ text }) => text), answer: question.expected.slice(0, 40) };
}
