import type { Filter, ListedBank, ListedQuestion } from './listed.ts';

/** The first of a question's roles is whose interview it is, and weighs more than any level. */
const NAMED_LATER = 3;
const NOT_NAMED = 9;

/**
 * How far questions are from an interview for the roles and levels of the filter, or else for your own; 0 is right. A level
 * that no bank has makes no difference.
 */
export function distanceFrom(
  banks: readonly Pick<ListedBank, 'vocabulary'>[],
  { role, level }: Pick<Filter, 'role' | 'level'>,
  you: { role?: string; level?: string },
): (question: Pick<ListedQuestion, 'roles' | 'level'>) => number {
  const roles = role.length > 0 ? role : [you.role ?? []].flat();
  const ladder = [...new Set(banks.flatMap(({ vocabulary }) => vocabulary.levels))];
  const wanted = (level.length > 0 ? level : [you.level ?? []].flat())
    .map((word) => ladder.indexOf(word))
    .filter((place) => place !== -1);
  return (question) => {
    const place = question.roles.findIndex((each) => roles.includes(each));
    const byRole = roles.length === 0 || place === 0 ? 0 : place > 0 ? NAMED_LATER : NOT_NAMED;
    const steps = wanted.map((each) => Math.abs(ladder.indexOf(question.level) - each));
    return byRole + (steps.length === 0 ? 0 : Math.min(...steps));
  };
}
