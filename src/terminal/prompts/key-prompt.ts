import { createPrompt, useKeypress, useState } from '@inquirer/core';

export interface KeyPromptConfig {
  /** Painted: the question and its keys. */
  question: string;
  /** Names of the keys that answer: `1`, `s`, `enter`, `escape`, `backspace`. */
  keys: readonly string[];
}

/** Resolves with the name of the first key that answers; other keys do nothing. */
export const keyPrompt = createPrompt<string, KeyPromptConfig>(({ question, keys }, done) => {
  const [isOver, setOver] = useState(false);
  useKeypress((key) => {
    const name = key.name === 'return' ? 'enter' : key.name;
    if (isOver || key.ctrl || !keys.includes(name)) return;
    setOver(true);
    done(name);
  });
  return question;
});
