import { createPrompt, useKeypress, useState } from '@inquirer/core';

export interface KeyPromptConfig {
  /** Painted: what is asked, and which key means what. */
  question: string;
  /** Names of the keys that answer: `1`, `s`, `enter`, `escape`, `backspace`. */
  keys: readonly string[];
}

/** One keystroke answers, and its name is given; any other key does nothing. */
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
