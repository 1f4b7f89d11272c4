import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { levelAside } from './levels.ts';
import type { TranscriptPoint } from './points.ts';

/** The name of a point and its level, before the statement. A level that is the question's goes without saying. */
export function pointLead(
  { name, text, level }: TranscriptPoint,
  questions: string,
): (ElementContent | string)[] {
  const aside = levelAside(level, questions);
  // A point without a name is named by the first words of its statement.
  if (text.startsWith(name)) return aside === null ? [] : [`${aside} `];
  return aside === null ? [h('strong', `${name}.`), ' '] : [h('strong', name), ` ${aside}. `];
}
