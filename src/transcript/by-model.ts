import { ASSISTANT, type ModelFindings, type ModelSource, type Passage } from '../engine/event.ts';
import { SOURCE_WORDS, type SourceWord } from '../engine/labels.ts';
import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { truncate } from '../text/wrap.ts';

/** A model's verdict on one key point. */
export interface ModelVerdict {
  by: ModelSource;
  verdict: SourceWord;
  /** The candidate's words that it quoted, those of two places with an ellipsis between them; null if none. */
  evidence: string | null;
}

/** What a model made of the answers to a question. */
export interface ModelJudgement {
  by: ModelSource;
  /** Why it judged nothing, or not everything, as a sentence; null if it judged all points. */
  problem: string | null;
}

/** The name comes from a server or a settings file. */
const LONGEST_NAME = 30;

/** What to call a model: plain text, and not Markdown. */
export function modelName({ name, host }: { name: string; host?: string }): string {
  const short = truncate(cleanLine(name), LONGEST_NAME) || 'the model';
  // An assistant names itself, and could be called "You" or "matcher".
  return host === ASSISTANT ? `assistant “${short.replaceAll(/[“”]/g, '"')}”` : short;
}

/** What a model made of a question's answers; null if none looked. */
export function modelJudgement({ judgement }: SessionQuestion): ModelJudgement | null {
  const { judged } = judgement;
  return judged === undefined ? null : { by: judged.by, problem: judged.problem ?? null };
}

/** Who asks a live follow-up; null for a follow-up of the bank. */
export function askerOf({ improvised }: SessionQuestion, followUp: number): ModelSource | null {
  return improvised.find((each) => each.followUp === followUp)?.by ?? null;
}

/** A model's finding with its words; null if there is no finding. */
export function verdictBy(
  by: ModelSource,
  finding: Omit<ModelFindings['points'][number], 'name'> | undefined,
  wordsAt: (passage: Passage | null) => string | null,
): ModelVerdict | null {
  if (finding === undefined) return null;
  const { verdict, evidence, also = null } = finding;
  const words = [evidence, also].map(wordsAt).filter((each) => each !== null);
  return { by, verdict: SOURCE_WORDS[verdict], evidence: words.join(' … ') || null };
}
