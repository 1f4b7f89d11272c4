import type { Event, ModelSource } from '../engine/event.ts';
import type { Session, SessionQuestion } from '../engine/session.ts';
import { tagMasker, tagUnmasker } from '../transcript/share.ts';
import type { ModelClient } from './client.ts';
import { examine, type Exam } from './examine.ts';
import { ModelError } from '../wire/problem.ts';
import { JUDGE_VERSION } from './prompts/judge.ts';
import { answersIn, findingOf, type Proved } from './verdict.ts';

/** What a model found in the answers to a question. */
export type Judged = Extract<Event, { type: 'judged' }>;

/** Masks the names that must not leave this machine, and puts them back. */
export interface Masking {
  mask: (text: string) => string;
  unmask: (text: string) => string;
}

export function maskingOf({ tags }: Pick<Session, 'tags'>): Masking {
  return { mask: tagMasker(tags), unmask: tagUnmasker(tags) };
}

/** The model as a journal names it; `prompt` is the version of what it was asked. */
export function sourceOf({ source }: ModelClient, prompt: number): ModelSource {
  return { ...source, prompt };
}

/**
 * Lets a model judge a question's main answer and follow-up answers, all together. Never rejects for what the model or the
 * network does: `problem` is that.
 */
export async function judgeQuestion(
  client: ModelClient,
  planned: SessionQuestion,
  q: number,
  { signal, ...masking }: Masking & { signal: AbortSignal },
): Promise<{ judged: Judged; problem: ModelError | null }> {
  let verdicts: readonly Proved[] = [];
  let problem: ModelError | null = null;
  try {
    verdicts = await examine(client, examOf(planned, masking), signal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    problem = error;
  }
  const points = planned.question.keyPoints.flatMap(({ name }, place) => {
    const proved = verdicts[place];
    return proved === undefined ? [] : [findingOf(name, proved, planned)];
  });
  const by = sourceOf(client, JUDGE_VERSION);
  const judged: Judged = { type: 'judged', q, by, points };
  return { judged: problem === null ? judged : { ...judged, problem: problem.message }, problem };
}

/** What is sent of the clarifying questions and the replies. */
export function clarifiedIn(
  { turns }: SessionQuestion,
  mask: Masking['mask'],
): NonNullable<Exam['clarified']> {
  return turns.flatMap(({ clarified }) =>
    clarified.map(({ question, reply }) => ({ asked: mask(question), told: mask(reply) })),
  );
}

/** What is sent of a question: its text, what was asked about it, its expected answer, its key points and the answers, with names masked. */
function examOf(planned: SessionQuestion, { mask, unmask }: Masking): Exam {
  const { question, expected, keyPoints } = planned.question;
  const answers = answersIn(planned);
  return {
    question: mask(question),
    clarified: clarifiedIn(planned, mask),
    expected: expected === '' ? null : mask(expected),
    answers: answers.map(({ to, text }) => ({ to: mask(to), text: mask(text) })),
    points: keyPoints.map(({ text, counts, notEnough }) => ({
      statement: mask(text),
      counts: counts.map(mask),
      notEnough: notEnough.map(mask),
    })),
    said: { question, answers },
    unmask,
  };
}
