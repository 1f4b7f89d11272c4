import type { Fact } from '../bank/question.ts';
import type { SessionQuestion } from './session.ts';

/** A fact of a question, and how the candidate came by it. */
export interface AskedFact extends Fact {
  state: 'asked' | 'assumed' | 'not asked';
}

/** The facts of a question, in the bank's order. An assumption that the answer states is as good as asking. */
export function askedFacts({ question, turns, judgement }: SessionQuestion): AskedFact[] {
  const told = new Set(turns.flatMap(({ clarified }) => clarified.map(({ fact }) => fact)));
  const assumed = judgement.found?.assumed ?? [];
  return (question.ifAsked ?? []).map((fact) => ({
    ...fact,
    state: told.has(fact.name) ? 'asked' : assumed.includes(fact.name) ? 'assumed' : 'not asked',
  }));
}

/** Of how many facts. */
export interface WorthAsking {
  asked: number;
  of: number;
}

/** How many of the facts worth asking the candidate asked for, or assumed; null if there are none. */
export function worthAskingOf(facts: readonly Pick<AskedFact, 'worth' | 'state'>[]): WorthAsking | null {
  const worth = facts.filter((fact) => fact.worth !== undefined);
  if (worth.length === 0) return null;
  return { asked: worth.filter(({ state }) => state !== 'not asked').length, of: worth.length };
}
