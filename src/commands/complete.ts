import { REQUESTS } from '../completion/answer.ts';
import { candidatesAt } from '../completion/candidates.ts';
import { cursorAt } from '../completion/cursor.ts';
import type { Shell } from '../completion/shells.ts';
import type { Tree } from '../completion/tree.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';

/**
 * `hotseat __complete <shell> -- …`: the candidates at the cursor, for the scripts of `hotseat completion`.
 * An error gives no candidates: pressing TAB must never print a message.
 */
export async function complete(
  env: Env,
  tree: Tree,
  shell: string,
  handed: readonly string[],
): Promise<ExitCode> {
  if (!isShell(shell)) return EXIT.usage;
  try {
    const { words, typed, answer } = REQUESTS[shell](handed);
    const cursor = cursorAt(tree, words, typed);
    env.stdout.write(answer(await candidatesAt(env, tree, cursor), cursor.before));
  } catch {
    return EXIT.failed;
  }
  return EXIT.done;
}

function isShell(shell: string): shell is Shell {
  return Object.hasOwn(REQUESTS, shell);
}
