import * as z from 'zod/v4';
import type { Questions } from '../choose.ts';
import type { Told } from '../gate/gate.ts';
import type { Judging } from '../judge.ts';
import type { Lead } from '../lead.ts';
import type { OwnQuestions } from '../own-questions.ts';
import type { Rounds } from '../rounds.ts';
import { findLeft, type Left, whatNext } from '../what-next.ts';

/** What a call of a tool works with. Sessions and questions themselves stay behind the gate. */
export interface ToolContext {
  questions: Questions;
  own: OwnQuestions;
  rounds: Omit<Rounds, 'open' | 'read' | 'start' | 'readUnrevealed'>;
  lead: Lead;
  judging: Judging;
  /** What the candidate passed over, such as `judge <session>/1` or a form they have seen: no one is sent back to it. */
  passed: Set<string>;
  /** The name of the program on the other end. */
  client: string;
  form: Form;
}

/** Asks the candidate through the client. */
export interface Form {
  /** Whether the client can show one. */
  isThere: boolean;
  /** What the candidate gave; `refused` if they closed it, null if it was not shown yet. */
  answer: () => Readonly<Record<string, unknown>> | 'refused' | null;
}

/** A form to show before the tool can go on. */
export interface Asked {
  message: string;
  requestedSchema: { type: 'object'; properties: Record<string, FormField>; required?: string[] };
}

interface FormField {
  type: 'string';
  title: string;
  description?: string;
  enum: string[];
}

type Result = object | { asked: Asked };

/** A tool as the server registers it. `run` gives its result, or a form to show first. */
export interface Tool<In extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  /** The description goes on with the topics of the shipped bank. */
  namesTopics?: true;
  input: In;
  /** What a final one does cannot be taken back by another call. */
  hints: 'reads' | 'repeatable' | 'adds' | 'final';
  // A method, so that tools of different inputs are of one type.
  run(context: ToolContext, input: z.output<In>): Result | Promise<Result>;
}

/** Infers the input of a tool from its schema. */
export function tool<In extends z.ZodObject>(definition: Tool<In>): Tool<In> {
  return definition;
}

export const SESSION = z
  .string()
  .max(100)
  .optional()
  .describe('The session id that start_round gave. Default: the round in progress.');

export const QUESTION = z
  .number()
  .int()
  .min(1)
  .max(1000)
  .describe('Position in this round, from 1 (not the bank number).');

/** What remains of the revealed questions of a round, without what the candidate passed over. */
export function leftIn(
  { rounds, form, passed }: ToolContext,
  id: string,
): Left & { toRate: readonly number[] } {
  const { toJudge, toRate } = findLeft(rounds.tell('debrief', id, {}).results);
  const isOpen = (what: string) => (question: number) => !passed.has(`${what} ${id}/${question}`);
  return {
    toJudge: toJudge.filter(isOpen('judge')),
    toRate,
    rate: form.isThere ? toRate.find(isOpen('rate')) : undefined,
  };
}

/** Where the round is now, and what comes next. */
export function whereNow(
  context: ToolContext,
  id: string,
  note?: string,
): Told['round'] & { note?: string; next: string } {
  const round = context.rounds.tell('round', id, {});
  const next = whatNext(round, context.form.isThere, leftIn(context, id));
  return { ...round, ...(note === undefined ? {} : { note }), next };
}
