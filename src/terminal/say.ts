import { type Env, startedAs } from '../platform/env.ts';
import { message } from '../text/wrap.ts';

/** Says something on standard error, beside what a command prints. */
export function say(env: Env, text: string): void {
  env.stderr.write(message(text, env.stderr, startedAs(env)));
}

/** Prints long text through the pager. A pipe needs no pager, and does not load one. */
export async function show(env: Env, text: string): Promise<void> {
  if (!env.stdout.isTTY) env.stdout.write(text);
  else await (await import('./pager.ts')).page(env, text);
}
