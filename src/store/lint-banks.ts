import type { Assembled } from '../bank/bank.ts';
import type { Diagnostic, Finding } from '../bank/diagnostic.ts';
import { type Covers, type Fit, hasExamples, lintBank } from '../bank/lint/lint.ts';
import { diagnose } from '../bank/reporter.ts';
import { inSteps } from '../platform/steps.ts';
import { endRows } from '../renderer/markdown.ts';
import { questionRoom } from '../terminal/answer-box/view.ts';
import { foldRow } from '../text/wrap.ts';

/** All findings about banks, with what only the matcher and the answer box can judge. `today` is `YYYY-MM-DD`. */
export async function lintBanks(banks: readonly Assembled[], today: string): Promise<Diagnostic[]> {
  const covers = banks.some(hasExamples) ? await loadCovers() : undefined;
  const found: Finding[][] = [];
  for (const bank of banks) found.push(await inSteps(lintBank(bank, today, { covers, fit: questionFit })));
  return diagnose(found.flat());
}

/** Loaded on demand: the matcher brings a large word list, and most banks have no examples to judge. */
async function loadCovers(): Promise<Covers> {
  const { matchOne } = await import('../feedback/match.ts');
  return function* (...asked) {
    return (yield* matchOne(...asked)).covered;
  };
}

/** Whether the end of a question fits above the smallest box on the smallest common terminal. */
export const questionFit: Fit = (question) => {
  const { columns, rows: room } = questionRoom({ columns: 80, rows: 24 });
  return { rows: endRows(question, columns).flatMap((line) => foldRow(line, columns)).length, room };
};
