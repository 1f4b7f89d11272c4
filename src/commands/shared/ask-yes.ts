import type { Env } from '../../platform/env.ts';
import { createTheme } from '../../renderer/theme.ts';
import { createMenus } from '../../terminal/menus.ts';
import { openTerminal } from '../../terminal/raw-terminal.ts';
import type { Row } from '../../text/rows.ts';

/** Asks in the terminal for `y`; Enter, `n` and Escape are a no. Throws an `Interrupted`. */
export async function askYes(env: Env, question: readonly Row[]): Promise<boolean> {
  const terminal = openTerminal(env);
  try {
    return await createMenus(terminal, createTheme(env, env.stdout)).key(question, [
      ['y', true],
      ['enter', false],
      ['n', false],
      ['escape', false],
    ]);
  } finally {
    terminal.close();
  }
}
