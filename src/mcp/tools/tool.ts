import * as z from 'zod/v4';
import type { Desk } from '../desk.ts';
import type { ToldRound } from '../gate/gate.ts';
import type { Interview } from '../interview.ts';
import { whatNext } from '../what-next.ts';

/** What a tool works with. Sessions and questions themselves stay behind the gate. */
export interface Room {
  desk: Omit<Desk, 'held' | 'peek'>;
  interview: Interview;
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
  input: In;
  /** What a final one does cannot be taken back by another call. */
  hints: 'reads' | 'repeatable' | 'adds' | 'final';
  // A method, so that tools of different inputs are of one type.
  run(room: Room, input: z.output<In>): Result | Promise<Result>;
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

/** Where the round is now, and what comes next. A question that was just shown for rating is not named for it again. */
export function here(
  room: Room,
  id: string,
  note?: string,
  rated: number | null = null,
): ToldRound & { note?: string; next: string } {
  const round = room.desk.round(id);
  const next = whatNext(round, room.form.isThere, room.desk.leftToJudge(id, rated));
  return { ...round, ...(note === undefined ? {} : { note }), next };
}
