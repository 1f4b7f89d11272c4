import { type Env, sizeOf } from '../platform/env.ts';
import { readLines } from '../round/line-reader.ts';
import type { Question } from '../round/questions.ts';
import { Interrupted, isInterruption } from '../terminal/interruption.ts';
import { wrap } from '../text/wrap.ts';
import type { Asker } from './after.ts';

/** Asks by lines; an empty one stands for Enter and Esc. */
export function askByLines(env: Env): Asker {
  const hasPerson = env.stdin.isTTY && env.stdout.isTTY;
  const reader = readLines(env.stdin, env.stdout, hasPerson ? 'pause' : 'SIGINT');
  const say = (text: string): void => {
    env.stdout.write(`${wrap(text, sizeOf(env.stdout).columns - 1).join('\n')}\n`);
  };
  const line = async (question: string): Promise<string> => {
    say(question);
    const typed = (await reader.next()) ?? '';
    if (isInterruption(typed)) throw new Interrupted(typed.interrupt);
    return typed.trim();
  };
  const ask = async <T>({ asks, options }: Question<T>): Promise<T> => {
    const named = options.map(({ key, does }) => (key.length === 1 ? `${key} ${does}` : `Enter ${does}`));
    for (;;) {
      const typed = (await line([asks, ...named].join('\n'))).toLowerCase();
      const chosen = options.find(
        ({ key, does }) => typed === (key.length === 1 ? key : '') || typed === does,
      );
      if (chosen !== undefined) return chosen.value;
      say('Not one of the choices.');
    }
  };
  return { line, ask, say, isPipe: !hasPerson, close: () => reader.close() };
}
