import type { Input } from '../platform/env.ts';
import { reasonOf } from '../platform/errors.ts';

/** Why standard input ended early, as a sentence. The round is paused as at any other end. */
export function inputFailure(input: Input, error: NodeJS.ErrnoException): string {
  return `hotseat: cannot read standard input: ${reasonNotToRead(input, error)}.`;
}

function reasonNotToRead({ isTTY }: Input, error: NodeJS.ErrnoException): string {
  if (error.code === 'EBADF' || error.code === 'ENOTCONN') return 'it is not open for reading';
  // Elsewhere it is a failing disk.
  if (error.code === 'EIO' && isTTY) return 'the terminal is gone';
  return reasonOf(error);
}
