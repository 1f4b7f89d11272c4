import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ModelServer } from './model-server.ts';
import type { Desk } from './program.ts';
import { answer, begin, PREDICTION, RATING, readOn, SHORT_BANK, VERDICT } from './program.ts';
import type { Pty } from './pty.ts';

/** Its only question has four key points; the first follow-up probes the third, the second probes none. */
export const MODEL_ROUND = [
  'practice',
  '1',
  '--bank',
  join(SHORT_BANK, '../whole'),
  '--judge',
  'model',
] as const;

export const SAID = 'Our own clients retry without a pause. I would turn that off.';
export const LIVE = 'You would turn that off. Who notices, and when?';

/** What a judge is sent, as data. */
export interface JudgeData {
  question: string;
  strong_answer?: string;
  answers: { answer: number; to: string; text: string }[];
  points: { point: number; statement: string }[];
}

/** What an interviewer is sent, as data. */
export interface FollowUpData {
  question: string;
  said: { asked: string; answered: string }[];
  left_open: { subject: number; name: string }[];
}

/** The data of a request. */
export function dataOf({ user }: { user: string }): JudgeData | FollowUpData {
  return JSON.parse(user) as JudgeData | FollowUpData;
}

export function isJudging(data: JudgeData | FollowUpData): data is JudgeData {
  return 'points' in data;
}

/** A model that reads well: it quotes SAID where it covers a point, and asks LIVE once. */
export function listens(request: { user: string }): object {
  const data = dataOf(request);
  if (!isJudging(data)) return { presses_on: 1, question: data.said.length === 1 ? LIVE : '' };
  return {
    verdicts: data.points.map(({ point, statement }) => {
      const quote = statement.includes('Immediate retries')
        ? 'Our own clients retry without a pause.'
        : statement.includes('A switch turns')
          ? 'I would turn that off.'
          : '';
      return { point, quotes: [quote], verdict: quote === '' ? 'not covered' : 'covered' };
    }),
  };
}

/** The environment that names this server's model. */
export function named(server: Pick<ModelServer, 'url'>): Record<string, string> {
  return { HOTSEAT_MODEL_URL: server.url, HOTSEAT_MODEL: 'qwen3:8b' };
}

/** Starts a judged round in a terminal and submits SAID. */
export async function submitted(
  desk: Desk,
  server: Pick<ModelServer, 'url'>,
  args: readonly string[] = ['--follow-ups', 'none'],
  world: { columns?: number; rows?: number } = {},
): Promise<Pty> {
  const pty = desk.open([...MODEL_ROUND, ...args], { ...world, env: named(server) });
  await begin(pty);
  await answer(pty, 'Question 1 of 1', SAID);
  return pty;
}

/** From the prediction to the end of the round, deciding nothing. */
export async function finish(pty: Pty): Promise<string> {
  await pty.waitFor(PREDICTION, 'the prediction');
  pty.type('3');
  await pty.waitFor(VERDICT, 'the verdict');
  pty.type('dd');
  await readOn(pty, RATING, 'the rating');
  pty.type('3');
  expect(await pty.exit()).toBe(0);
  return pty.screen().all.join('\n');
}

/** The verdicts of the last session's journal, as they were recorded. */
export async function judged(
  desk: Desk,
): Promise<{ by: object; points: { verdict: string }[]; problem?: string }[]> {
  const texts = await Promise.all((await desk.sessionFiles('.jsonl')).map((file) => readFile(file, 'utf8')));
  return texts
    .flatMap((text) => text.trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as { type: string } & Awaited<ReturnType<typeof judged>>[number])
    .filter(({ type }) => type === 'judged');
}
