// All that Inquirer draws: imported together, when the first question is asked.
export { linePrompt, selectPrompt } from './inquirer.ts';
export { keyPrompt } from './key-prompt.ts';
export { tickPrompt } from './tick-prompt.ts';
