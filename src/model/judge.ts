import type { Event, ModelSource, Passage } from '../engine/event.ts';
import { answersTo, type Session, type SessionQuestion } from '../engine/session.ts';
import { tagMasker, tagUnmasker } from '../transcript/share.ts';
import type { ModelClient } from './client.ts';
import { examine, type Exam, type ExamVerdict } from './examine.ts';
import { ModelError } from '../wire/problem.ts';
import { JUDGE_VERSION } from './prompts/judge.ts';

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
 * Lets a model judge a question's main answer and follow-up answers. An answer to a follow-up is also judged by itself,
 * for the point that the follow-up probes. Never rejects for what the model or the network does: `problem` is that.
 */
export async function judgeQuestion(
  client: ModelClient,
  planned: SessionQuestion,
  q: number,
  { signal, ...masking }: Masking & { signal: AbortSignal },
): Promise<{ judged: Judged; problem: ModelError | null }> {
  const { exam, followUps } = examOf(planned, masking);
  let verdicts: readonly ExamVerdict[] = [];
  let problem: ModelError | null = null;
  try {
    verdicts = await examine(client, exam, signal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    problem = error;
  }
  const turns = answersTo(planned).map(({ turn }) => turn);
  const passage = (quote: ExamVerdict['quote']): Passage | null => {
    const turn = quote === null ? undefined : turns[quote.answer];
    return quote === null || turn === undefined ? null : { turn, start: quote.start, end: quote.end };
  };
  const { keyPoints } = planned.question;
  const points = keyPoints.flatMap(({ name }, place) => {
    const { verdict, quote = null } = verdicts[place] ?? {};
    return verdict === undefined ? [] : [{ name, verdict, evidence: passage(quote) }];
  });
  const probed = followUps.flatMap((followUp, place) => {
    const { verdict, quote = null } = verdicts[keyPoints.length + place] ?? {};
    return verdict === undefined ? [] : [{ followUp, verdict, evidence: passage(quote) }];
  });
  const judged: Judged = {
    type: 'judged',
    q,
    by: sourceOf(client, JUDGE_VERSION),
    points,
    ...(probed.length === 0 ? {} : { followUps: probed }),
    ...(problem === null ? {} : { problem: problem.message }),
  };
  return { judged, problem };
}

/** What is sent of a question: its text, its expected answer, its key points and the answers, with names masked. */
function examOf(
  planned: SessionQuestion,
  { mask, unmask }: Masking,
): { exam: Exam; followUps: readonly number[] } {
  const { question } = planned;
  const answers = answersTo(planned);
  const pointOf = (name: string | null): number =>
    question.keyPoints.findIndex((point) => point.name === name);
  const points = question.keyPoints.map(({ text, counts, notEnough }) => ({
    statement: mask(text),
    counts: counts.map(mask),
    notEnough: notEnough.map(mask),
    answer: null,
  }));
  const probing = answers.flatMap(({ turn: { followUp } }, answer) => {
    const place = followUp === undefined ? -1 : pointOf(question.followUps[followUp]?.probes ?? null);
    const point = points[place];
    return followUp === undefined || point === undefined ? [] : [{ followUp, point: { ...point, answer } }];
  });
  return {
    exam: {
      question: mask(question.question),
      expected: question.expected === '' ? null : mask(question.expected),
      answers: answers.map(({ turn, text }) => ({
        to: mask(
          turn.followUp === undefined ? 'the question' : (question.followUps[turn.followUp]?.question ?? ''),
        ),
        text: mask(text),
        said: text,
      })),
      points: [...points, ...probing.map(({ point }) => point)],
      unmask,
    },
    followUps: probing.map(({ followUp }) => followUp),
  };
}
