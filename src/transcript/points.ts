import { levelOf } from '../bank/question.ts';
import { type JudgeVerdict, type Passage, type Verdict, sameTurn } from '../engine/event.ts';
import { type SessionQuestion, type Ticks, isNote, judgedAs } from '../engine/session.ts';
import { type ModelVerdict, verdictBy } from './by-model.ts';

/** One key point of a question, with the program's finding, a model's and the candidate's tick kept apart. */
export interface TranscriptPoint {
  name: string;
  /** The statement: Markdown. */
  text: string;
  /** Its own, or else its question's; null in a transcript without the bank. */
  level: string | null;
  /** Whether the program found it in the answers; null if it did not look, or was not sure. */
  found: boolean | null;
  /** The candidate's sentence that covers the point, or may cover it. */
  evidence: string | null;
  /** Whether the candidate counts it as covered; null if undecided or not judged. */
  ticked: boolean | null;
  /** The candidate looked at the points and left this one undecided. */
  undecided: boolean;
  /** null if the program did not look. */
  verdict: Verdict | null;
  /** From 0 to 1; null as above. */
  score: number | null;
  /** The important words that the answers lack; null as above. */
  missing: readonly string[] | null;
  /** What a model says; null if it did not judge this point. Absent if none judged the question. */
  model?: ModelVerdict | null;
}

/** A common mistake, and the candidate's words that come close to it. */
export interface TranscriptMistake {
  /** Its index among the question's mistakes. */
  index: number;
  /** Markdown. */
  text: string;
  evidence: string;
}

/** A question's points with what the program and a model found and what the candidate ticked, in the bank's order. */
export function judgedPoints(planned: SessionQuestion): TranscriptPoint[] {
  const { found, judged: byModel } = planned.judgement;
  return planned.question.keyPoints.map((point) => {
    const { name, text } = point;
    const finding = found?.points.find((each) => each.name === name);
    const verdict = finding?.verdict ?? null;
    const judged = judgedAs(planned.judgement, name);
    return {
      name,
      text,
      level: levelOf(point, planned.question),
      found: verdict === null || verdict === 'unsure' ? null : verdict === 'found',
      evidence: wordsAt(planned, finding?.evidence ?? null),
      ticked: judged === null || judged === 'undecided' ? null : judged === 'covered',
      undecided: judged === 'undecided',
      verdict,
      score: finding?.score ?? null,
      missing: finding?.missing ?? null,
      ...(byModel === undefined
        ? {}
        : {
            model: verdictBy(
              byModel.by,
              byModel.points.find((each) => each.name === name),
              (passage) => wordsAt(planned, passage),
            ),
          }),
    };
  });
}

/** Whether a point is covered; null: undecided. */
export type Decision = boolean | null;

/** What each verdict of a model proposes. A part of a point is for the candidate to weigh. */
const PROPOSES: Readonly<Record<Exclude<JudgeVerdict, 'unsure'>, Decision>> = {
  found: true,
  partly: null,
  missing: false,
};

/** What a point starts as: what a model says of it, or what the program found if no model did or the model is not sure. */
export function proposalFor({ found, model }: Pick<TranscriptPoint, 'found' | 'model'>): Decision {
  return model == null || model.verdict === 'unsure' ? found : PROPOSES[model.verdict];
}

/**
 * How each point stands, in the bank's order: as the candidate decided, or else as it starts. What a note on a spoken
 * answer leaves out may have been said, so it is undecided.
 */
export function decisionsOf(planned: SessionQuestion): Decision[] {
  const [main] = planned.turns;
  const isOfNote = main !== undefined && isNote(main);
  const isJudged = planned.judgement.ticked != null;
  return judgedPoints(planned).map((point) => {
    if (isJudged) return point.ticked;
    const proposal = proposalFor(point);
    return isOfNote && proposal === false ? null : proposal;
  });
}

/** The decisions as ticks; see `decisionsOf`. */
export function ticksOf({ question }: SessionQuestion, decisions: readonly Decision[]): Ticks {
  const names = (as: Decision): string[] =>
    question.keyPoints.flatMap(({ name }, place) => (decisions[place] === as ? [name] : []));
  return { covered: names(true), undecided: names(null) };
}

/** The mistakes that an answer comes close to; null if the program did not look. */
export function closeMistakes(planned: SessionQuestion): TranscriptMistake[] | null {
  const { found } = planned.judgement;
  if (found === undefined) return null;
  return found.mistakes.flatMap(({ index, evidence: passage }) => {
    const text = planned.question.mistakes[index];
    const evidence = wordsAt(planned, passage);
    return text === undefined || evidence === null ? [] : [{ index, text, evidence }];
  });
}

/** What was found, in the answer to a follow-up alone, of the key point that the follow-up probes. */
export interface ProbedPoint {
  name: string;
  /** The statement: Markdown. */
  text: string;
  /** null if only a model looked. */
  verdict: Verdict | null;
  /** From 0 to 1; null as above. */
  score: number | null;
  /** The candidate's sentence that covers the point, or may cover it. */
  evidence: string | null;
  /** What a model says; absent if none judged it. */
  model?: ModelVerdict;
}

/** The point that a follow-up probes, by the follow-up's index in the question; null if nothing looked for it. */
export function probedPoint(planned: SessionQuestion, followUp: number): ProbedPoint | null {
  const { question, judgement } = planned;
  const { found, judged } = judgement;
  const finding = found?.followUps?.find((each) => each.followUp === followUp);
  const model =
    judged === undefined
      ? null
      : verdictBy(
          judged.by,
          judged.followUps?.find((each) => each.followUp === followUp),
          (passage) => wordsAt(planned, passage),
        );
  const probes = question.followUps[followUp]?.probes;
  const point = question.keyPoints.find(({ name }) => name === probes);
  if ((finding === undefined && model === null) || point === undefined) return null;
  return {
    name: point.name,
    text: point.text,
    verdict: finding?.verdict ?? null,
    score: finding?.score ?? null,
    evidence: wordsAt(planned, finding?.evidence ?? null),
    ...(model === null ? {} : { model }),
  };
}

/** The words of a passage; null if there are none. */
function wordsAt({ turns }: SessionQuestion, passage: Passage | null): string | null {
  if (passage === null) return null;
  const { text = '' } = turns.find(({ turn }) => sameTurn(turn, passage.turn)) ?? {};
  return text.slice(passage.start, passage.end).trim() || null;
}

/** Whether the candidate judged the points. */
export function isJudged(points: readonly TranscriptPoint[]): boolean {
  return points.some(({ ticked, undecided }) => ticked !== null || undecided);
}
