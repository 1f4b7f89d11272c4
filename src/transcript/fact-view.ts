import type { Fact } from '../bank/question.ts';
import { type AskedFact, type WorthAsking, worthAskingOf } from '../engine/asked-facts.ts';
import { leadOf } from './point-view.ts';

/** A fact of a question in words. The reveal and every export show these, each in its own layout. */
export interface FactView {
  /** Markdown, the name first. */
  text: string;
  /** Below it, on one line: Markdown; empty if there is none. */
  remark: string;
}

/** What the interviewer tells a candidate who asks, and what this one asked for. */
export interface FactsView {
  /** `asked 1 of 2 worth asking`; empty if nothing is. */
  summary: string;
  items: readonly FactView[];
}

/** As a transcript has it: the words to ask for it are the bank's affair. */
export type TranscriptFact = Omit<AskedFact, 'words'>;

export function factsView(facts: readonly TranscriptFact[]): FactsView {
  const worth = worthAskingOf(facts);
  return { summary: worth === null ? '' : worthText(worth), items: facts.map(factView) };
}

/** What was told stands in the exchange. A fact that is not worth asking is only there to read. */
function factView(fact: TranscriptFact): FactView {
  const whole = wholeFact(fact);
  if (fact.state === 'asked')
    return { text: `${leadIn(fact)} ${`Asked. ${whole.remark}`.trimEnd()}`, remark: '' };
  if (fact.state === 'assumed')
    return { ...whole, remark: `Assumed in the answer. ${whole.remark}`.trimEnd() };
  return { ...whole, remark: whole.remark === '' ? '' : `Not asked. ${whole.remark}` };
}

/** As the bank has it, of no round. */
export function wholeFact(fact: Pick<Fact, 'name' | 'text' | 'worth'>): FactView {
  const { text, worth } = fact;
  return { text: `${leadIn(fact)} ${text}`, remark: worth === undefined ? '' : `Worth asking: ${worth}` };
}

function leadIn({ name }: Pick<Fact, 'name'>): string {
  return `**${leadOf({ name, text: '' }, '').name}**`;
}

/** `If asked: asked 1 of 2 worth asking` */
export function headingOf({ summary }: FactsView): string {
  return ['If asked', summary].filter(Boolean).join(': ');
}

/** `asked 1 of 2 worth asking` */
export function worthText({ asked, of }: WorthAsking): string {
  return `asked ${asked} of ${of} worth asking`;
}
