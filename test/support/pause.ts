import type { Pty } from './pty.ts';
import { KEY } from './pty.ts';
import { PAUSED, box, SHORT } from './program.ts';
import type { Desk } from './program.ts';

export async function pause(pty: Pty): Promise<void> {
  pty.type(KEY.ctrlC);
  await pty.waitFor(PAUSED, 'the pause');
}

/** A round with an open box and this text in it. */
export async function writing(desk: Desk, text: string): Promise<Pty> {
  const pty = desk.open(['practice', '1', '2', '--follow-ups', 'none', ...SHORT]);
  await pty.waitFor(box('Question 1 of 2'));
  pty.type(text);
  await pty.waitFor(text);
  return pty;
}
