import { type Interface, emitKeypressEvents } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Output } from '../platform/env.ts';
import { cleanKeys, cleanLine } from '../text/clean.ts';
import type { Screen } from './interruption.ts';

/** What a library's prompt gets. */
export interface Lent {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
}

/** The abort reason of a prompt interrupted by Ctrl+Z. */
export const SUSPENDED = 'suspended';
/** The abort reason of a prompt interrupted by a key of help: `?`, F1 as terminals send it, Alt+?. */
export const HELP = 'help';
const HELP_KEYS: readonly string[] = ['?', '\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b?'];
/** How long a prompt waits before it takes Escape as a key, in milliseconds. */
const ESCAPE_WAIT = 25;
/** A window being dragged is redrawn only after this long, in milliseconds. */
export const RESIZE_WAIT = 400;
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_Z = '\x1a';

/** Lends streams that pose as the terminal, until the prompt is done or `again` is aborted, which starts it again. */
export async function lendOnce<T>(
  { terminal, output }: { terminal: Screen; output: Output },
  use: (lent: Lent) => Promise<T>,
  again: AbortController,
  hasHelp: boolean,
): Promise<T> {
  const posing = new PassThrough();
  const input = Object.assign(posing, {
    isTTY: true,
    setRawMode: () => input,
  }) as unknown as NodeJS.ReadStream;
  // Done before the library does, which would wait half a second after a lone Escape.
  emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface);
  let resizing: NodeJS.Timeout | undefined;
  const letGo = terminal.hold({
    text: (text) => {
      if (text.includes(CTRL_Z)) again.abort(SUSPENDED);
      else if (hasHelp && HELP_KEYS.includes(text)) again.abort(HELP);
      // On Ctrl+D a library's readline closes, and its prompt then hangs.
      else posing.write(cleanKeys(text).replaceAll(CTRL_D, ''));
    },
    paste: (text) => posing.write(cleanLine(text)),
    resized: () => {
      clearTimeout(resizing);
      resizing = setTimeout(() => again.abort(), RESIZE_WAIT);
    },
    resumed: () => again.abort(),
  });
  // A library's prompt would hang on a closed terminal; Ctrl+C makes it give up.
  const unlisten = terminal.onSignal(() => posing.write(CTRL_C));
  try {
    return await use({ input, output, signal: again.signal });
  } finally {
    clearTimeout(resizing);
    unlisten();
    letGo();
    posing.destroy();
  }
}
