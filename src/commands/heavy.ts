// The commands that need much: the Markdown parser, the answer box, lint. They are imported together, when one of them
// runs: in the bundle one large file starts faster than many small ones, and the other commands do without it.
export { bankExplain } from './bank-explain.ts';
export { bankImport } from './bank-import.ts';
export { bankLint } from './bank-lint.ts';
export { bankNew } from './bank-new.ts';
export { bankStats } from './bank-stats.ts';
export { exportSession } from './export.ts';
export { listPlan } from './shared/study-plan.ts';
export { practice } from './practice.ts';
export { resume } from './resume.ts';
export { review } from './review.ts';
export { sessionsDelete } from './sessions-delete.ts';
export { sessionsRename } from './sessions-rename.ts';
export { sessionsTag } from './sessions-tag.ts';
export { sessionsUndo } from './sessions-undo.ts';
export { start } from './start.ts';
