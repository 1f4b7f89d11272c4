import { grouped } from '../text/data.ts';
import { byUnits } from '../text/format.ts';
import type { SessionSummary } from './summary.ts';

/** A story by its name, and what it was told about. */
export interface Story {
  name: string;
  times: number;
  /** What the questions asked for, each with how often; the most frequent first. */
  askedFor: readonly { competency: string; times: number }[];
  /** Local day `YYYY-MM-DD` on which it was last told. */
  last: string;
}

/** Every named story, the most told first. */
export function storiesIn(sessions: readonly SessionSummary[]): Story[] {
  const told = sessions.flatMap(({ answers }) =>
    answers.flatMap(({ told: own, day }) => (own?.story == null ? [] : [{ ...own, story: own.story, day }])),
  );
  return [...grouped(told, ({ story }) => story)]
    .map(([name, own]) => ({
      name,
      times: own.length,
      askedFor: [...grouped(own, ({ competency }) => competency)]
        .map(([competency, alike]) => ({ competency, times: alike.length }))
        .sort((a, b) => b.times - a.times || byUnits(a.competency, b.competency)),
      last: own.reduce((latest, { day }) => (day > latest ? day : latest), ''),
    }))
    .sort((a, b) => b.times - a.times || byUnits(a.name, b.name));
}
