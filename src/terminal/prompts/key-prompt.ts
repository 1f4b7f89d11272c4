import { createPrompt, useKeypress, useState } from '@inquirer/core';

export interface KeyPromptConfig {
  /** Painted rows: what is asked, and which key means what. */
  message: string;
  /** A key's name (`1`, `s`, `enter`, `escape`, `backspace`) to the value that it gives. */
  keys: Readonly<Record<string, string>>;
  /** What stays on the screen once a key was pressed; '' leaves nothing. */
  summary: (value: string) => string;
}

/** One keystroke answers; any other key does nothing. */
export const keyPrompt = createPrompt<string, KeyPromptConfig>((config, done) => {
  const [chosen, choose] = useState<string | null>(null);
  useKeypress((key) => {
    if (chosen !== null || key.ctrl) return;
    const name = key.name === 'return' ? 'enter' : key.name;
    const value = Object.hasOwn(config.keys, name) ? config.keys[name] : undefined;
    if (value === undefined) return;
    choose(value);
    done(value);
  });
  return chosen === null ? config.message : config.summary(chosen);
});
