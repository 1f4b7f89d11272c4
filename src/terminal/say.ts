import { type Env, startedAs } from '../platform/env.ts';
import { message } from '../text/message.ts';

/** Says something on standard error, beside what a command prints. */
export function say(env: Env, text: string): void {
  env.stderr.write(message(text, env.stderr, startedAs(env)));
}
