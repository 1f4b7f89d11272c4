import type { AnswerSummary, AskedQuestion, SessionSummary } from './summary.ts';

/**
 * Summaries as the index stores them: each question once, with answers referring to it and to its points by index. A
 * third of the size, and read in a third of the time.
 */
export interface PackedSummaries {
  questions: readonly AskedQuestion[];
  sessions: readonly (Omit<SessionSummary, 'answers'> & { answers: readonly PackedAnswer[] })[];
}

type PackedAnswer = readonly [
  question: number,
  state: AnswerSummary['state'],
  day: string,
  wall: number,
  used: number,
  budget: number | null,
  spent: number,
  certainty: AnswerSummary['certainty'],
  made: readonly number[] | null,
  rating: AnswerSummary['rating'],
];

export function packSummaries(summaries: readonly SessionSummary[]): PackedSummaries {
  const questions: AskedQuestion[] = [];
  const places = new Map<string, number>();
  const placeOf = (question: AskedQuestion): number => {
    const text = JSON.stringify(question);
    const place = places.get(text) ?? questions.push(question) - 1;
    places.set(text, place);
    return place;
  };
  const pack = (answer: AnswerSummary): PackedAnswer => {
    const { question, state, day, wall, used, budget, spent, certainty, made, rating } = answer;
    const points = made?.map((name) => question.points.indexOf(name)) ?? null;
    return [placeOf(question), state, day, wall, used, budget, spent, certainty, points, rating];
  };
  const sessions = summaries.map((summary) => ({ ...summary, answers: summary.answers.map(pack) }));
  return { questions, sessions };
}

export function unpackSummaries({ questions, sessions }: PackedSummaries): SessionSummary[] {
  const unpack = (packed: PackedAnswer): AnswerSummary => {
    const [place, state, day, wall, used, budget, spent, certainty, points, rating] = packed;
    const question = questions[place];
    if (question === undefined) throw new Error('an answer to no question');
    const made = points?.map((point) => question.points[point] ?? '') ?? null;
    return { question, state, day, wall, used, budget, spent, certainty, made, rating };
  };
  return sessions.map((session) => ({ ...session, answers: session.answers.map(unpack) }));
}
