import type { Env } from '../platform/env.ts';
import type { ActiveClock } from '../engine/clock.ts';
import { advance } from '../engine/clock.ts';
import { answerBox } from '../terminal/box.ts';
import { editorFrom } from '../terminal/editor.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import type { Terminal } from '../terminal/raw-terminal.ts';
import type { Theme } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import type { Interruption } from './interviewer.ts';

const BUDGET = 30_000;

const PROMPT =
  'Type two lines about anything: Enter starts a new line. The clock below moves, and nothing happens to you at zero. ' +
  '**Ctrl+D** hands an answer in, **Ctrl+C** pauses a round and ends this, **F1** shows the other keys. When you have had enough: Ctrl+D.';

/**
 * Thirty seconds in the answer box to learn its keys: nothing is scored or kept. A pause has nothing to come back to,
 * so it goes on as well. Says how the candidate left, or null.
 */
export async function warmUp(env: Env, terminal: Terminal, theme: Theme): Promise<Interruption | null> {
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
    saving: {
      problem: () => null,
      now: () => null,
      allWell: 'In the warm-up nothing is kept. Ctrl+D submits it.',
    },
  });
  const isOver = end === 'submit' || end === 'skip' || end === 'timeout';
  if (!isOver && end !== 'pause' && end !== 'rescue') return { interrupt: end };
  terminal.print(theme.paintAll([[], row('  That is all there is to it.', 'bold'), []]));
  return null;
}
