import {
  type ClientCapabilities,
  type Implementation,
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  completable,
  inputRequired,
  inputResponse,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/v4';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/data.ts';
import { type Desk, openDesk } from './desk.ts';
import { INSTRUCTIONS, PROMPTS } from './instructions.ts';
import { openInterview } from './interview.ts';
import { textOf } from './text-of.ts';
import { loggedOf, toldOf } from './told-error.ts';
import { FIND_TOOLS } from './tools/find.ts';
import { JUDGMENT_TOOLS } from './tools/judgment.ts';
import { ROUND_TOOLS } from './tools/round.ts';
import type { Asked, Form, Room, Tool } from './tools/tool.ts';
import { VIEW_TOOLS } from './tools/views.ts';
import { openTransport } from './transport.ts';

const TOOLS: readonly Tool[] = [...ROUND_TOOLS, ...JUDGMENT_TOOLS, ...FIND_TOOLS, ...VIEW_TOOLS];

// Zod would otherwise try to make functions of texts.
z.config({ jitless: true });

/** Why a server ends: its client has closed the input, a signal came, or its input or output failed. */
export type Ending = 'end of input' | 'failure' | NodeJS.Signals;

/** Without a call for so long, in milliseconds, a round is paused, and the terminal can have it. */
const IDLE = 30 * 60_000;

/**
 * Serves an assistant on standard input and output, where only the protocol is written. When `ended` says why it should end,
 * `close` pauses what is open, and says whether that is on disk.
 */
export function serve(env: Env, banks: readonly string[], signals: readonly NodeJS.Signals[], idle = IDLE) {
  const desk = openDesk(env, banks);
  const inTurn = queue();
  const log = (error: unknown): void => {
    env.stderr.write(`hotseat mcp: ${loggedOf(error)}\n`);
  };
  const pause = async (by: 'end of input' | 'signal'): Promise<boolean> => {
    try {
      // A call in progress ends before the round is let go.
      await inTurn(() => attempt(() => desk.close(by)));
      return true;
    } catch (error) {
      log(error);
      return false;
    }
  };
  const quiet = setTimeout(() => void pause('end of input'), idle).unref();
  const oneByOne: typeof inTurn = (work) => {
    quiet.refresh();
    return inTurn(work);
  };
  const ended = new Promise<Ending>((end) => {
    for (const name of ['end', 'close']) env.stdin.once(name, () => end('end of input'));
    env.stdin.once('error', () => end('failure'));
    env.stdout.once('error', (error) => {
      log(error);
      end('failure');
    });
    for (const signal of signals) process.on(signal, end);
  });
  // With a second listener, main does not end the process at an output that is closed.
  for (const output of [env.stdout, env.stderr]) output.on('error', () => undefined);
  const handle = serveStdio(() => createServer(env, desk, oneByOne, log), {
    transport: openTransport(env, log),
    onerror: log,
  });
  return {
    ended,
    close: async (ending: Ending): Promise<boolean> => {
      await handle.close();
      return pause(signals.some((signal) => signal === ending) ? 'signal' : 'end of input');
    },
  };
}

/** Runs pieces of work one after the other: two calls at once must not meet in one round. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

function createServer(
  env: Env,
  desk: Desk,
  oneByOne: ReturnType<typeof queue>,
  log: (error: unknown) => void,
): McpServer {
  const server = new McpServer(
    { name: 'hotseat', title: 'hotseat mock interviews', version: env.version },
    {
      instructions: INSTRUCTIONS,
      // A candidate may take as long over a form as over an answer.
      inputRequired: { roundTimeoutMs: IDLE },
      // Every schema is Zod's, and the answers of a form are read field by field.
      jsonSchemaValidator: {
        getValidator: () => (value) => ({ valid: true, data: value as never, errorMessage: undefined }),
      },
    },
  );
  const interview = openInterview(desk);
  for (const tool of TOOLS) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: briefly(tool.input),
        outputSchema: briefly(tool.output),
        annotations: { title: tool.title, ...tool.hints },
      },
      async (input, context) => {
        const { name, canAsk } = clientOf(server, context);
        const room: Room = { desk, interview, client: name, form: formOf(context, canAsk) };
        try {
          const result = await oneByOne(() => tool.run(room, input as never));
          if ('asked' in result) return inputRequired({ inputRequests: { [FORM]: formFor(result.asked) } });
          return { content: [{ type: 'text', text: textOf(result) }], structuredContent: { ...result } };
        } catch (error) {
          log(error);
          return { content: [{ type: 'text', text: toldOf(error) }], isError: true };
        }
      },
    );
  }
  addPrompts(server, desk);
  addResources(server, desk, oneByOne, log);
  return server;
}

/** A schema whose JSON, which an assistant reads at every start, is without what says nothing: bounds that all numbers have. */
function briefly(schema: z.ZodObject): StandardSchemaWithJSON<Record<string, unknown>> {
  const { jsonSchema, ...standard } = schema['~standard'];
  const brief = (value: object): Record<string, unknown> =>
    JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
      key === '$schema' || Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER ? undefined : inner,
    ) as Record<string, unknown>;
  return {
    '~standard': {
      ...standard,
      jsonSchema: {
        input: (options) => brief(jsonSchema.input(options)),
        output: (options) => brief(jsonSchema.output(options)),
      },
    },
  };
}

/** The key of the one form that a tool shows at a time. */
const FORM = 'candidate';

function formFor({ message, fields, required }: Asked) {
  return inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { ...fields }, required: [...required] },
  });
}

function formOf(context: ServerContext, isThere: boolean): Form {
  return {
    isThere,
    answer() {
      const view = inputResponse(context.mcpReq.inputResponses, FORM);
      if (view.kind !== 'elicit') return null;
      return view.action === 'accept' ? (view.content ?? {}) : 'refused';
    },
  };
}

/** As long as a name in a transcript may be. */
const LONGEST_NAME = 60;

/** The program on the other end. In the newer protocol each call says who it is. */
function clientOf({ server }: McpServer, { mcpReq }: ServerContext): { name: string; canAsk: boolean } {
  const envelope: Record<string, unknown> = mcpReq.envelope ?? {};
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the way to ask in the older protocol
  const info = (envelope[CLIENT_INFO_META_KEY] ?? server.getClientVersion()) as Implementation | undefined;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  const capabilities = (envelope[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities()) as
    ClientCapabilities | undefined;
  const elicitation = capabilities?.elicitation;
  // Without modes it is a form, as the older protocol has nothing else.
  const canAsk =
    elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
  return { name: cleanLine(info?.name ?? '').slice(0, LONGEST_NAME) || 'assistant', canAsk };
}

function addPrompts(server: McpServer, desk: Desk): void {
  const message = (text: string) => ({
    messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
  });
  const session = completable(
    z.string().max(100).optional().describe('The session; default: the newest.'),
    (typed) => startingWith(desk, 'session', typed ?? ''),
  );
  server.registerPrompt(
    'interview',
    {
      title: 'Interview me',
      description: 'A mock interview: you are asked, pressed and judged.',
      argsSchema: z.object({
        topic: completable(z.string().max(100).optional().describe('Only this topic.'), (typed) =>
          startingWith(desk, 'topic', typed ?? ''),
        ),
        count: z
          .string()
          .regex(/^\d{1,2}$/)
          .optional()
          .describe('How many questions.'),
      }),
    },
    ({ topic, count }) => message(PROMPTS.interview(inOneLine(topic), count)),
  );
  server.registerPrompt(
    'judge',
    {
      title: 'Judge my answers',
      description: 'Strict verdicts with quotes on a round that is revealed.',
      argsSchema: z.object({ session }),
    },
    (args) => message(PROMPTS.judge(inOneLine(args.session))),
  );
  server.registerPrompt(
    'debrief',
    {
      title: 'Debrief me',
      description: 'What a round shows, with your own words quoted.',
      argsSchema: z.object({ session }),
    },
    (args) => message(PROMPTS.debrief(inOneLine(args.session))),
  );
}

function inOneLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cleanLine(text);
}

async function startingWith(
  desk: Desk,
  what: 'topic' | 'question' | 'session',
  typed: string,
): Promise<string[]> {
  const start = typed.toLowerCase();
  // Without a list there is nothing to suggest; a tool says why.
  const names = await desk.namesOf(what).catch(() => []);
  return names.filter((name) => name.toLowerCase().startsWith(start));
}

/** Throws later, as other work does. */
function attempt<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/** What an address names. */
function named(value: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(value ?? ''));
  } catch {
    throw new UserError('the address is not well formed.', { help: 'write a % as %25.' });
  }
}

const MOST_LISTED = 20;

function addResources(
  server: McpServer,
  desk: Desk,
  oneByOne: ReturnType<typeof queue>,
  log: (error: unknown) => void,
): void {
  const read = async (uri: URL, mimeType: string, work: () => Promise<string>) => {
    try {
      return { contents: [{ uri: uri.href, mimeType, text: await oneByOne(work) }] };
    } catch (error) {
      log(error);
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, toldOf(error));
    }
  };
  const listed = (): Promise<ReturnType<Desk['rounds']>['rounds']> => {
    try {
      return Promise.resolve(desk.rounds(MOST_LISTED).rounds);
    } catch (error) {
      log(error);
      return Promise.resolve([]);
    }
  };
  server.registerResource(
    'question',
    new ResourceTemplate('hotseat://question/{question}', {
      list: undefined,
      complete: { question: (typed) => startingWith(desk, 'question', typed) },
    }),
    {
      title: 'A question without its answer',
      description: 'By number or id, such as hotseat://question/28.',
      mimeType: 'application/json',
    },
    (uri, { question }) =>
      read(uri, 'application/json', async () => jsonText(await desk.question(named(question)))),
  );
  server.registerResource(
    'session',
    new ResourceTemplate('hotseat://session/{session}', {
      list: async () => ({
        resources: (await oneByOne(listed)).map(({ session, day, state }) => ({
          uri: `hotseat://session/${session}`,
          name: session,
          description: `${day}, ${state}`,
          mimeType: 'text/markdown',
        })),
      }),
      complete: { session: (typed) => startingWith(desk, 'session', typed) },
    }),
    {
      title: 'The transcript of a session',
      description: 'What is revealed of it, as Markdown.',
      mimeType: 'text/markdown',
    },
    (uri, { session }) =>
      read(uri, 'text/markdown', () => attempt(() => desk.transcript(desk.idOf(named(session)), null))),
  );
  server.registerResource(
    'statistics',
    'hotseat://statistics',
    { title: 'Progress', description: 'Over all sessions.', mimeType: 'application/json' },
    (uri) => read(uri, 'application/json', async () => jsonText(await desk.stats([], undefined))),
  );
}
