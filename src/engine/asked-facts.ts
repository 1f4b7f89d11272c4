import type { Fact } from '../bank/question.ts';
import type { SessionQuestion } from './session.ts';

/** A fact of a question, and how the candidate came by it. */
export interface AskedFact extends Fact {
  state: 'asked' | 'not asked';
}

/** The facts of a question, in the bank's order, each with whether it was asked for. */
export function askedFacts({ question, turns }: Pick<SessionQuestion, 'question' | 'turns'>): AskedFact[] {
  const told = new Set(turns.flatMap(({ clarified }) => clarified.map(({ fact }) => fact)));
  return (question.ifAsked ?? []).map((fact) => ({
    ...fact,
    state: told.has(fact.name) ? 'asked' : 'not asked',
  }));
}

/** Of how many facts. */
export interface WorthAsking {
  asked: number;
  of: number;
}

/** How many of the facts worth asking the candidate asked for; null if there are none. */
export function worthAskingOf(facts: readonly Pick<AskedFact, 'worth' | 'state'>[]): WorthAsking | null {
  const worth = facts.filter((fact) => fact.worth !== undefined);
  if (worth.length === 0) return null;
  return { asked: worth.filter(({ state }) => state !== 'not asked').length, of: worth.length };
}
