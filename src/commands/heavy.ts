// The commands that need the Markdown parser, the answer box or lint. They load together, when one of them runs:
// one large file in the bundle starts faster than many small ones, and the other commands skip it.
export { bankExplain } from './bank-explain.ts';
export { bankImport } from './bank-import.ts';
export { bankLint } from './bank-lint.ts';
export { bankNew } from './bank-new.ts';
export { bankStats } from './bank-stats.ts';
export { exportSession } from './export.ts';
export { listPlan } from './interview-plan.ts';
export { practice } from './practice.ts';
export { resume } from './resume.ts';
export { review } from './review.ts';
export { sessionsDelete } from './sessions-delete.ts';
export { sessionsRename } from './sessions-rename.ts';
export { sessionsTag } from './sessions-tag.ts';
export { sessionsUndo } from './sessions-undo.ts';
export { start } from './start.ts';
