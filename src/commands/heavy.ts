// The commands that need much: the answer box, the menus. They are imported together, when one of them runs: in the
// bundle one large file starts faster than many small ones, and the other commands do without it.
export { practice } from './practice.ts';
export { resume } from './resume.ts';
export { sessionsDelete } from './sessions-delete.ts';
export { sessionsRename } from './sessions-rename.ts';
export { sessionsTag } from './sessions-tag.ts';
export { sessionsUndo } from './sessions-undo.ts';
export { start } from './start.ts';
