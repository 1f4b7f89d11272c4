// Everything Inquirer draws, imported together with the first prompt.
export { linePrompt, selectPrompt } from './inquirer.ts';
export { keyPrompt } from './key-prompt.ts';
export { tickPrompt } from './tick-prompt.ts';
