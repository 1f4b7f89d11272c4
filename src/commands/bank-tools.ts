// The commands for those who write banks. See heavy.ts.
export { bankExplain } from './bank-explain.ts';
export { bankImport } from './bank-import.ts';
export { bankLint } from './bank-lint.ts';
export { bankNew } from './bank-new.ts';
export { bankStats } from './bank-stats.ts';
