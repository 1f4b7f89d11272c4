import { fileURLToPath } from 'node:url';
import { KEY, type Pty, type Screen } from './pty.ts';

/** A case whose interviewer knows three facts more: customers, records, the price of a loaf. */
export const ASKING = [
  '--bank',
  fileURLToPath(new URL('../fixtures/banks/asking', import.meta.url)),
  '--no-timer',
] as const;

/** Asks in the open box, and waits for the reply. */
export async function ask(pty: Pty, question: string, reply: string): Promise<void> {
  pty.type(KEY.ctrlO);
  await pty.waitFor('  Ask │');
  pty.type(question);
  await pty.waitFor(`Ask │ ${question}`);
  pty.type(KEY.enter);
  const isTold = ({ rows }: Screen): boolean =>
    rows.join('\n').includes(reply) && (rows.at(-1) ?? '').endsWith(' keys');
  await pty.waitFor(isTold, reply);
}
