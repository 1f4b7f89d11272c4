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
  fields: Readonly<Record<string, FormField>>;
  required: readonly string[];
}

interface FormField {
  type: 'string';
  title: string;
  description?: string;
  enum: string[];
}

/** A tool as the server registers it. `run` gives what its output schema says, or a form to show first. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  hints: { readOnlyHint: boolean; idempotentHint: boolean; destructiveHint: boolean; openWorldHint: false };
  run: (room: Room, input: never) => Promise<object | { asked: Asked }>;
}

export function tool<In extends z.ZodObject, Out extends z.ZodObject>(
  definition: Omit<Tool, 'input' | 'output' | 'run' | 'hints'> & {
    input: In;
    output: Out;
    /** What a final one does cannot be taken back by another call. */
    hints: 'reads' | 'repeatable' | 'adds' | 'final';
    run: (room: Room, input: z.output<In>) => Promise<z.input<Out> | { asked: Asked }>;
  },
): Tool {
  const { hints, run } = definition;
  return {
    ...definition,
    hints: {
      readOnlyHint: hints === 'reads',
      idempotentHint: hints !== 'adds',
      destructiveHint: hints === 'final',
      openWorldHint: false,
    },
    run,
  };
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

export const NEXT = z.string().describe('What to do next.');

/** Where a round is. Several tools give it. */
export const ROUND = z.object({
  session: z.string(),
  questions: z.number().int(),
  question: z.number().int().optional(),
  title: z.string().optional(),
  step: z.string(),
  turn: z.string().optional(),
  follow_up: z.number().int().optional(),
  topic: z.string().optional(),
  level: z.string().optional(),
  ask: z.string().optional(),
  time_left: z.string().optional(),
  draft: z.string().optional(),
  follow_ups_left: z.number().int().optional(),
  note: z.string().optional(),
  next: NEXT,
});

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
