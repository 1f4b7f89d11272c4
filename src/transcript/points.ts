import { levelOf } from '../bank/question.ts';
import { type Passage, sameTurn } from '../engine/event.ts';
import { SOURCE_WORDS, type SourceWord } from '../engine/labels.ts';
import type { SessionQuestion, Ticks } from '../engine/session.ts';
import { type Decision, decisionIn } from '../engine/tally.ts';
import { type ModelVerdict, verdictBy } from './by-model.ts';

/** One key point of a question, with the program's finding, a model's and the candidate's tick kept apart. */
export interface TranscriptPoint {
  name: string;
  /** The statement: Markdown. */
  text: string;
  /** Its own, or else its question's; null in a transcript without the bank. */
  level: string | null;
  /** What the candidate says; null if not judged. */
  state: Decision | null;
  /** Covered, but only when a follow-up pressed on it. */
  whenPressed: boolean;
  /** What the matcher says; null if it did not look. */
  verdict: SourceWord | null;
  /** The sentence that the matcher goes by, or the nearest. */
  evidence: string | null;
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
  const { found, judged: byModel, ticked } = planned.judgement;
  return planned.question.keyPoints.map((point) => {
    const { name, text } = point;
    const finding = found?.points.find((each) => each.name === name);
    return {
      name,
      text,
      level: levelOf(point, planned.question),
      ...(ticked == null ? { state: null, whenPressed: false } : decisionIn(ticked, name)),
      verdict: finding === undefined ? null : SOURCE_WORDS[finding.verdict],
      evidence: wordsAt(planned, finding?.evidence ?? null),
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

/** What the sources say of a point: the model, or the matcher where no model is sure. null: none looked. */
export function saidOf({ verdict, model }: Pick<TranscriptPoint, 'verdict' | 'model'>): SourceWord | null {
  const isModels = model != null && (model.verdict !== 'not sure' || verdict === null);
  return isModels ? model.verdict : verdict;
}

/** Whether the model and the matcher are both sure, of different things. */
export function isContested({ verdict, model }: Pick<TranscriptPoint, 'verdict' | 'model'>): boolean {
  const said = [verdict, model?.verdict ?? null];
  return verdict !== model?.verdict && !said.includes(null) && !said.includes('not sure');
}

/**
 * How each point stands, in the bank's order: as the candidate decided, or else as it starts. What was found is covered,
 * and everything else is to decide: a good answer may say a point in words that no source recognizes.
 */
export function decisionsOf(planned: SessionQuestion): Decision[] {
  return judgedPoints(planned).map(
    (point) => point.state ?? (saidOf(point) === 'found' ? 'covered' : 'to decide'),
  );
}

/** The decisions as ticks; see `decisionsOf`. `touched` has the places of those that the candidate made just now. */
export function ticksOf(
  planned: SessionQuestion,
  decisions: readonly Decision[],
  touched: readonly number[] = [],
): Ticks {
  const { keyPoints } = planned.question;
  const before = planned.judgement.ticked?.decided;
  const names = (as: Decision): string[] =>
    keyPoints.flatMap(({ name }, place) => (decisions[place] === as ? [name] : []));
  const covered = names('covered');
  return {
    covered,
    partly: names('partly'),
    toDecide: names('to decide'),
    whenPressed: covered.filter((name) => cameWhenPressed(planned, name)),
    decided: keyPoints.flatMap(({ name }, place) =>
      touched.includes(place) || before?.includes(name) ? [name] : [],
    ),
  };
}

/** Whether the words for a main point stand only where a follow-up pressed on it: it was firmly missing before. */
function cameWhenPressed({ question, judgement, pressed }: SessionQuestion, name: string): boolean {
  const { found, judged } = judgement;
  const model = judged?.points.find((each) => each.name === name);
  const isModels = model?.verdict === 'found' || model?.verdict === 'partly';
  const matcher = found?.points.find((each) => each.name === name);
  const passages = isModels ? [model.evidence, model.also ?? null] : [matcher?.evidence ?? null];
  const places = passages.flatMap((passage) => (passage === null ? [] : [passage.turn.followUp]));
  const isMain = question.keyPoints.some((point) => point.name === name && point.asked !== true);
  const pressesOn = new Set(
    pressed === undefined
      ? question.followUps.flatMap(({ probes }, followUp) => (probes === name ? [followUp] : []))
      : pressed.flatMap(({ because, followUp }) => (because === name ? [followUp] : [])),
  );
  return isMain && places.length > 0 && places.every((each) => each !== undefined && pressesOn.has(each));
}

/** The question with these decisions, as if they were recorded. */
export function withDecisions(planned: SessionQuestion, decisions: readonly Decision[]): SessionQuestion {
  return { ...planned, judgement: { ...planned.judgement, ticked: ticksOf(planned, decisions) } };
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
  verdict: SourceWord | null;
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
    verdict: finding === undefined ? null : SOURCE_WORDS[finding.verdict],
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
  return points.some(({ state }) => state !== null);
}
