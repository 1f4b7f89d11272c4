import type { Env } from '../platform/env.ts';

/** Prints long text through the pager. A pipe needs no pager, and does not load one. */
export async function show(env: Env, text: string): Promise<void> {
  if (!env.stdout.isTTY) env.stdout.write(text);
  else await (await import('./pager.ts')).page(env, text);
}
