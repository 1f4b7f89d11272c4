import { cleanLine } from '../text/clean.ts';
import { daysBetween } from '../text/day.ts';

/** Words of a role that are not written in lower case. */
const NAMES: Readonly<Record<string, string>> = {
  ai: 'AI',
  genai: 'GenAI',
  llm: 'LLM',
  ml: 'ML',
  qa: 'QA',
  sdet: 'SDET',
};

/** `LLM engineer` of the role `llm-engineer`. */
export function roleName(role: string): string {
  const words = role.split('-').map((word) => NAMES[word] ?? word);
  return cleanLine(words.join(' '));
}

/** `senior SDET · interview in 9 days`; empty if nothing is known. */
export function whoIs(
  { role, level, interview }: { role?: string; level?: string; interview?: string },
  today: string,
): string {
  const who = [
    ...(level === undefined ? [] : [cleanLine(level)]),
    ...(role === undefined ? [] : [roleName(role)]),
  ];
  const when = interview === undefined ? [] : [`interview ${untilDay(daysBetween(today, interview))}`];
  return [...(who.length === 0 ? [] : [who.join(' ')]), ...when].join(' · ');
}

/** `in 9 days`, `tomorrow`, `today`, `over`. */
function untilDay(days: number): string {
  if (days < 0) return 'over';
  return ['today', 'tomorrow'][days] ?? `in ${days} days`;
}
