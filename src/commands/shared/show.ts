import type { Env } from '../../platform/env.ts';

/** Through the pager where it is long. A pipe needs none, and does without what starting one takes. */
export async function show(env: Env, text: string): Promise<void> {
  if (!env.stdout.isTTY) env.stdout.write(text);
  else await (await import('../../terminal/pager.ts')).page(env, text);
}
