import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { RoundOptions, Turn } from '../../src/engine/event.ts';
import { plan } from '../../src/engine/plan.ts';
import { continueJournal, createJournal, type Journal } from '../../src/journal/journal.ts';
import { serve } from '../../src/mcp/server.ts';
import type { Env, Input, Output } from '../../src/platform/env.ts';
import { readToContinue } from '../../src/store/continue-session.ts';
import { loadNamed } from '../../src/store/load-questions.ts';
import { tempFolder } from './bank.ts';
import { fakeEnv } from './env.ts';
import { started } from './simulate.ts';

/** Both eras of the protocol. */
export const ERAS = ['2025-11-25', '2026-07-28'] as const;
export type Era = (typeof ERAS)[number];

/** What came back for a request: the result or the error, what its text says as JSON, and the very bytes. */
export interface Reply {
  result?: Result;
  data: Record<string, unknown>;
  error?: { code: number; message: string };
  raw: string;
}

export interface Result {
  isError?: boolean;
  content?: { type: string; text: string }[];
  resultType?: string;
  inputRequests?: Record<string, { method: string; params: Elicited }>;
  [key: string]: unknown;
}

export interface Elicited {
  message: string;
  requestedSchema: { properties: Record<string, { enum?: string[] }> };
}

/** The candidate in front of the client: fills in a form, or closes it. */
export type Candidate = (form: Elicited) => { action: string; content?: Record<string, unknown> };

/** The server in this process, spoken to line by line. Everything it writes is kept. */
export interface Spoken {
  env: Env;
  home: string;
  /** Sends a request and waits for its answer. */
  ask: (method: string, params?: object) => Promise<Reply>;
  call: (name: string, args?: object) => Promise<Reply>;
  /** Writes bytes as they are. */
  write: (bytes: string) => void;
  /** Every line so far. */
  lines: readonly string[];
  /** What went to standard error. */
  log: () => string;
  /** Closes its input and waits until it has ended. */
  end: () => Promise<string>;
}

/** No two servers write a file of one name. */
let chance = 1;
let steady = 0;
let time = Date.UTC(2026, 10, 24, 12);

const META = 'io.modelcontextprotocol';

/** Starts the server over these banks. Without a candidate the client cannot show forms. */
export async function speak(options: {
  banks: readonly string[];
  era?: Era;
  home?: string;
  shippedBank?: string;
  candidate?: Candidate | null;
  client?: string;
  idle?: number;
  /** Looks at everything that came out since the last answer. */
  watch?: (env: Env, said: string) => void;
}): Promise<Spoken> {
  const {
    banks,
    era = '2025-11-25',
    home = tempFolder(),
    shippedBank,
    candidate = null,
    client = 'tester',
    idle,
    watch,
  } = options;
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const fake = fakeEnv({
    cwd: home,
    data: join(home, 'data'),
    cache: join(home, 'cache'),
    ...(shippedBank === undefined ? {} : { shippedBank }),
  });
  const env: Env = {
    ...fake.env,
    stdin: stdin as unknown as Input,
    stdout: stdout as unknown as Output,
    now: () => (time += 1),
    monotonic: () => (steady += 1),
    entropy: () => (chance = (chance * 48271) % 2147483647),
  };
  const { ended, close } = serve(env, banks, [], idle);
  const lines: string[] = [];
  const waiting = new Map<number, (reply: Reply) => void>();
  const capabilities = candidate === null ? {} : { elicitation: { form: {} } };
  const write = (message: object): void =>
    void stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  createInterface({ input: stdout }).on('line', (raw) => {
    lines.push(raw);
    const message = JSON.parse(raw) as { id?: number; method?: string; params?: Elicited } & Reply;
    if (message.method === 'elicitation/create' && candidate !== null && message.params !== undefined) {
      write({ id: message.id, result: candidate(message.params) });
      return;
    }
    if (message.id === undefined) return;
    waiting.get(message.id)?.({ ...message, data: dataOf(message.result), raw });
    waiting.delete(message.id);
  });
  let next = 0;
  const send = (method: string, params: object): Promise<Reply> => {
    const id = (next += 1);
    const meta = {
      [`${META}/protocolVersion`]: era,
      [`${META}/clientInfo`]: { name: client, version: '1.0.0' },
      [`${META}/clientCapabilities`]: capabilities,
    };
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      write({ id, method, params: era === '2025-11-25' ? params : { ...params, _meta: meta } });
    });
  };
  const ask: Spoken['ask'] = async (method, params = {}) => {
    const seen = lines.length;
    const reply = await send(method, params);
    watch?.(env, lines.slice(seen).join('\n'));
    const requests = reply.result?.inputRequests;
    if (reply.result?.resultType !== 'input_required' || requests === undefined || candidate === null)
      return reply;
    const responses = Object.entries(requests).map(([key, request]) => [key, candidate(request.params)]);
    return ask(method, { ...params, inputResponses: Object.fromEntries(responses) as object });
  };
  if (era === '2025-11-25') {
    await ask('initialize', {
      protocolVersion: era,
      capabilities,
      clientInfo: { name: client, version: '1.0.0' },
    });
    write({ method: 'notifications/initialized' });
  } else await ask('server/discover');
  return {
    env,
    home,
    ask,
    call: (name, args = {}) => ask('tools/call', { name, arguments: args }),
    write: (bytes) => void stdin.write(bytes),
    lines,
    log: fake.stderr,
    async end() {
      stdin.end();
      const ending = await ended;
      await close(ending);
      return ending;
    },
  };
}

/** What a call gave; nothing of one that failed. */
export function dataOf(result: Pick<Result, 'isError' | 'content'> | undefined): Record<string, unknown> {
  const [part] = result?.content ?? [];
  if (part === undefined || result?.isError === true) return {};
  return JSON.parse(part.text) as Record<string, unknown>;
}

/** The result of a call that must have succeeded. */
export function given(reply: Reply): Record<string, unknown> {
  if (reply.result?.content === undefined || reply.result.isError === true)
    throw new Error(`no result: ${reply.raw}`);
  return reply.data;
}

/** The sentence of a call that must have failed. */
export function refusal(reply: Reply): string {
  if (reply.result?.isError !== true) throw new Error(`not refused: ${reply.raw}`);
  return reply.result.content?.map(({ text }) => text).join('\n') ?? '';
}

/** A round that the terminal began on these questions of a bank. Its journal is still open. */
export async function beginInTerminal(
  { env }: Spoken,
  folder: string,
  questions: readonly string[],
  options: Partial<RoundOptions> = {},
  clocks: Partial<Parameters<typeof plan>[1]> = {},
): Promise<Journal> {
  const journal = createJournal(env);
  const opening = started(0, options);
  const planned = plan(await loadNamed(env, [folder], questions), {
    timer: true,
    minutes: null,
    pace: 2,
    followUps: 0,
    ...clocks,
  });
  journal.append({ ...opening, session: journal.id, plan: planned }, 0);
  return journal;
}

/** The terminal continues a round with this text in the open box. */
export function typeInTerminal({ env }: Spoken, id: string, turn: Turn, text: string): void {
  const journal = continueJournal(env, id);
  const { opening, at, drafts } = readToContinue(env, id);
  journal.append(opening, at);
  journal.takeOver(drafts);
  journal.saveDraft({ turn, at, text, cursor: 0, firstKey: null });
  journal.close();
}

const LETTERS = 'bcdfghklmnprstvz';

/** A word that is in no other text, for a number. */
function word(n: number): string {
  const letters = [12, 8, 4, 0].map((bits) => LETTERS.charAt((n >> bits) & 15));
  return `q${letters.join('o')}x`;
}

/** The parts of a question that are sealed, and those that are only its own to ask. */
export interface Marked {
  number: number;
  id: string;
  sealed: readonly string[];
  text: string;
  followUps: readonly string[];
  /** What is told when asked: the marks of its name and its text, and words to ask for it. */
  facts: readonly { name: string; told: readonly string[]; asked: string }[];
}

/** A bank of questions in which every text has a word of its own. */
export function markedBank(questions: number): { folder: string; marked: readonly Marked[] } {
  let n = 0;
  const files: Record<string, string> = {
    'README.md':
      '---\nbank: marked\ntopics: [kitchen, garden]\nroles: [cook]\nlevels: [mid, senior]\n---\n\n# Marked\n',
  };
  const marked = Array.from({ length: questions }, (_, place): Marked => {
    const number = place + 1;
    const sealed: string[] = [];
    const seal = (): string => {
      const mark = word((n += 1));
      sealed.push(mark);
      return mark;
    };
    const text = word((n += 1));
    const followUps = [word((n += 1)), word((n += 1))];
    const points = [1, 2, 3].map(
      (point) =>
        `- **Point ${seal()}.** Keep item ${seal()} cool and dry ${point}.\n  - stay ${seal()} cold\n  - Counts: it is ${seal()} cool.\n  - Not enough: it is ${seal()} warm.`,
    );
    const facts = [
      { about: 'Crates', asked: 'harvest size, number of crates, volume in boxes' },
      { about: 'Cellar', asked: 'temperature of the cellar, thermometer, heat' },
    ].map(({ about, asked }) => {
      const told = [word((n += 1)), word((n += 1))];
      return { name: `${about} ${told[0] ?? ''}`, told, asked };
    });
    const ifAsked = facts.map(
      ({ name, told, asked }) =>
        `- **${name}.** About forty ${told[1] ?? ''}.\n  - ${asked}, ${seal()}\n  - Worth asking: It decides ${seal()}.`,
    );
    files[`${String(number).padStart(3, '0')}-keeping-${number}.md`] = `---
number: ${number}
id: keeping-${number}
title: Keeping item ${number}
topic: ${number % 2 ? 'kitchen' : 'garden'}
kind: concept
level: mid
roles: [cook]
minutes: 2
reviewed: 2026-11-24
references:
  - title: The book ${seal()}
    url: https://example.org/${number}
---

## Question

How do you keep ${text} fresh?

## If asked

${ifAsked.join('\n')}

## Why interviewers ask

Because ${seal()}.

## Expected answer

Keep it cool, ${seal()}. Turn it daily ${seal()}.

## Key points

${points.join('\n')}

## Common mistakes

- Storing it wet ${seal()}.

## Follow-ups

### And for a month, ${followUps[0] ?? ''}?

Probes: Point ${sealed[0] ?? ''}

Colder ${seal()}.

### What if ${followUps[1] ?? ''} floods?

Carry it ${seal()}.

## Hiring manager notes

I listen for ${seal()}.

## Takeaway

Cool, ${seal()}.
`;
    return { number, id: `keeping-${number}`, sealed, text, followUps, facts };
  });
  return { folder: tempFolder(files), marked };
}
