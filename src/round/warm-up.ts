import type { Env } from '../platform/env.ts';
import { type ActiveClock, advance } from '../engine/clock.ts';
import { answerBox } from '../terminal/box.ts';
import { editorFrom } from '../terminal/editor.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { type Theme, row } from '../text/rows.ts';
import { Interrupted } from '../terminal/interruption.ts';

const BUDGET = 30_000;

const PROMPT =
  'Type two lines about anything. Enter starts a new line. The clock below runs, and nothing happens at zero. ' +
  "**Ctrl+D** submits an answer. **Ctrl+C** quits the warm-up (in a round it pauses). **F1** shows the other keys. When you're done, press Ctrl+D.";

/**
 * Thirty seconds in the answer box to learn its keys; nothing is scored or kept. A pause has nothing to resume, so it
 * ends the warm-up too. Throws an `Interrupted` if the candidate quit the program.
 */
export async function warmUp(env: Env, terminal: RawTerminal, theme: Theme): Promise<void> {
  let clock: ActiveClock = { at: 0, seen: env.monotonic() };
  const used = (): number => {
    clock = advance(clock, env.monotonic());
    return clock.at;
  };
  const { end } = await answerBox(terminal, {
    header: [
      { text: 'Warm-up', style: 'bold' },
      { text: ' · nothing is scored or kept', style: 'dim' },
    ],
    prompt: (columns) => renderMarkdown(PROMPT, columns),
    draft: { text: '', cursor: 0, firstKey: null },
    clock: { used, budget: BUDGET, strict: false, round: null },
    styles: theme.paint,
    onChange: () => undefined,
    edit: editorFrom(env.vars),
    opensEditor: false,
    spoken: false,
    quits: true,
    saving: {
      problem: () => null,
      now: () => null,
      allWell: 'The warm-up keeps nothing. Ctrl+D submits it.',
    },
  });
  const isOver = end === 'submit' || end === 'skip' || end === 'timeout';
  if (!isOver && end !== 'pause' && end !== 'rescue') throw new Interrupted(end);
  terminal.print(theme.paintAll([[], row("  That's it.", 'bold'), []]));
}
