import { ASSISTANT, type ModelSource, type Passage, type Verdict } from '../engine/event.ts';
import type { SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { truncate } from '../text/wrap.ts';

/** A model's verdict on one key point. */
export interface ModelVerdict {
  by: ModelSource;
  verdict: Verdict;
  /** The candidate's words that it quoted; null if none. */
  evidence: string | null;
}

/** What a model made of the answers to a question. */
export interface ModelJudgement {
  by: ModelSource;
  /** Why it judged nothing, or not everything, as a sentence; null if it judged all points. */
  problem: string | null;
}

/** The words for a model's verdict. The matcher has others: it finds, or does not. */
const MODEL_WORDS: Readonly<Record<Verdict, string>> = {
  found: 'covered',
  unsure: 'not sure',
  missing: 'not covered',
};

/** The name comes from a server or a settings file. */
const LONGEST_NAME = 30;

/** What to call a model, in at most `longest` columns: plain text, and not Markdown. */
export function modelName({ name, host }: { name: string; host?: string }, longest = LONGEST_NAME): string {
  const short = truncate(cleanLine(name), Math.min(longest, LONGEST_NAME)) || 'the model';
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
  finding: { verdict: Verdict; evidence: Passage | null } | undefined,
  wordsAt: (passage: Passage | null) => string | null,
): ModelVerdict | null {
  return finding === undefined ? null : { by, verdict: finding.verdict, evidence: wordsAt(finding.evidence) };
}

/** A point, or what a follow-up probes, with what the matcher and the model say of it. */
interface JudgedTwice {
  verdict: Verdict | null;
  evidence: string | null;
  model?: ModelVerdict | null;
}

/** What one source says, such as `covered`, and the words that it goes by. */
export interface SourceLine {
  who: string;
  says: string;
  evidence: string | null;
}

/**
 * The model and the matcher, each with its own verdict: one line for each, or one for both if they agree. Empty if no
 * model judged the point. `isNote`: what a note on a spoken answer leaves out may have been said. `isSaid`: the matcher's
 * verdict stands beside the point, so it is said again only with its words. `longest`: see `modelName`.
 */
export function sourceLines(
  { verdict, evidence, model }: JudgedTwice,
  { isNote, isSaid = false, longest }: { isNote: boolean; isSaid?: boolean; longest?: number },
): SourceLine[] {
  if (model == null) return [];
  const byModel: SourceLine = {
    who: modelName(model.by, longest),
    says: MODEL_WORDS[model.verdict],
    evidence: model.evidence,
  };
  if (verdict === null) return [byModel];
  const found = { found: 'found', unsure: 'not sure', missing: isNote ? 'not in the note' : 'not found' }[
    verdict
  ];
  if (isSaid && verdict === model.verdict) return [{ ...byModel, says: 'agrees' }];
  if (isSaid && evidence === null) return [byModel];
  if (verdict === model.verdict) {
    const matcher = verdict === 'unsure' ? 'matcher and' : `matcher: ${found} ·`;
    return [{ ...byModel, who: `${matcher} ${byModel.who}` }];
  }
  // The nearest sentence helps only where the model names no other.
  const isNearest = verdict === 'unsure' && evidence !== null;
  const quoted = isNearest && model.evidence !== null ? null : evidence;
  const says = isNearest && quoted !== null ? `${found}, nearest` : found;
  return [byModel, { who: 'matcher', says, evidence: quoted }];
}

/** `qwen3:8b: 4 of 6 covered, 1 not sure`; null if no model judged any of the points. */
export function modelTally(points: readonly { model?: ModelVerdict | null }[]): string | null {
  const verdicts = points.flatMap(({ model }) => (model == null ? [] : [model]));
  const [first] = verdicts;
  if (first === undefined) return null;
  const count = (verdict: Verdict): number => verdicts.filter((each) => each.verdict === verdict).length;
  const unsure = count('unsure');
  const open = unsure === 0 ? '' : `, ${unsure} ${MODEL_WORDS.unsure}`;
  return `${modelName(first.by)}: ${count('found')} of ${verdicts.length} ${MODEL_WORDS.found}${open}`;
}

/** `No verdicts from qwen3:8b`, for a screen that has said why; null if there was no problem. */
export function problemLead(
  judgement: ModelJudgement | null | undefined,
  points: readonly { model?: ModelVerdict | null }[],
): string | null {
  if (judgement?.problem == null) return null;
  const what = points.some(({ model }) => model != null) ? 'Not all verdicts' : 'No verdicts';
  return `${what} from ${modelName(judgement.by)}`;
}

/** The same with the reason: `No verdicts from qwen3:8b: it was too slow.` */
export function problemText(
  judgement: ModelJudgement | null | undefined,
  points: readonly { model?: ModelVerdict | null }[],
): string | null {
  const lead = problemLead(judgement, points);
  return lead === null ? null : `${lead}: ${cleanLine(judgement?.problem ?? '')}`;
}

/** Who asked a live follow-up, and what for; `because` is absent where points must not be named. */
export function askedByText(by: { name: string; host: string }, because?: string | null): string {
  return `Asked by ${modelName(by)}${because == null ? '' : `, pressing on: ${cleanLine(because)}`}`;
}
