import {
  type ClientCapabilities,
  type Implementation,
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  inputRequired,
  inputResponse,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/v4';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/data.ts';
import { openQuestions } from './choose.ts';
import { INSTRUCTIONS, PROMPTS } from './instructions.ts';
import { judgeRounds } from './judge.ts';
import { leadRounds } from './lead.ts';
import { openOwnQuestions } from './own-questions.ts';
import { openRounds } from './rounds.ts';
import { loggedOf, toldOf } from './told-error.ts';
import { FIND_TOOLS } from './tools/find.ts';
import { JUDGMENT_TOOLS } from './tools/judgment.ts';
import { ROUND_TOOLS } from './tools/round.ts';
import type { Form, Tool, ToolContext } from './tools/tool.ts';
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
  const rounds = openRounds(env);
  const work = {
    questions: openQuestions(env, banks, rounds),
    own: openOwnQuestions(env, rounds),
    rounds,
    lead: leadRounds(rounds),
    judging: judgeRounds(rounds),
    passed: new Set<string>(),
  };
  const inTurn = queue();
  const log = (error: unknown): void => {
    env.stderr.write(`hotseat mcp: ${loggedOf(error)}\n`);
  };
  const pause = async (by: 'end of input' | 'signal'): Promise<boolean> => {
    try {
      // A call in progress ends before the round is let go.
      await inTurn(() => rounds.open.release(by));
      return true;
    } catch (error) {
      log(error);
      return false;
    }
  };
  const quiet = setTimeout(() => void pause('end of input'), idle).unref();
  let isEnding = false;
  const oneByOne: typeof inTurn = (work) => {
    quiet.refresh();
    return inTurn(() => {
      // Calls that wait would keep the round from being let go in time.
      if (isEnding) throw new UserError('the server ends, so a call that waited was dropped.');
      return work();
    });
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
  // What is wrong with the questions is said by the tools that need them.
  const topics = (): Promise<string[]> => work.questions.topics().catch(() => []);
  const handle = serveStdio(async () => createServer(env, work, oneByOne, log, await topics()), {
    transport: openTransport(env, log),
    onerror: log,
  });
  return {
    ended,
    close: async (ending: Ending): Promise<boolean> => {
      isEnding = true;
      await handle.close();
      return pause(signals.some((signal) => signal === ending) ? 'signal' : 'end of input');
    },
  };
}

/** Runs pieces of work one after the other: two calls at once must not meet in one round. */
function queue(): <T>(work: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

function createServer(
  env: Env,
  work: Omit<ToolContext, 'client' | 'form'>,
  oneByOne: ReturnType<typeof queue>,
  log: (error: unknown) => void,
  topics: readonly string[],
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
  for (const tool of TOOLS) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: `${tool.description}${tool.namesTopics && topics.length > 0 ? ` The topics are ${topics.slice(0, MOST_TOPICS).join(', ')}.` : ''}`,
        inputSchema: tool.input,
        annotations: {
          title: tool.title,
          readOnlyHint: tool.hints === 'reads',
          idempotentHint: tool.hints !== 'adds',
          destructiveHint: tool.hints === 'final',
          openWorldHint: false,
        },
      },
      async (input, context) => {
        const { name, canAsk } = clientOf(server, context);
        const call = { ...work, client: name, form: formOf(context, canAsk) };
        try {
          const result = await oneByOne(() => tool.run(call, input));
          if ('asked' in result)
            return inputRequired({ inputRequests: { [FORM]: inputRequired.elicit(result.asked) } });
          return { content: [{ type: 'text', text: jsonText(result) }] };
        } catch (error) {
          log(error);
          return { content: [{ type: 'text', text: toldOf(error) }], isError: true };
        }
      },
    );
  }
  addPrompts(server);
  return server;
}

/** As many topics as a description names. */
const MOST_TOPICS = 30;

/** The key of the one form that a tool shows at a time. */
const FORM = 'candidate';

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

function addPrompts(server: McpServer): void {
  const message = (text: string) => ({
    messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
  });
  const oneLine = z.string().max(100).overwrite(cleanLine).optional();
  const session = z.object({ session: oneLine.describe('The session; default: the newest.') });
  const choice = z.object({
    topic: oneLine.describe('Only this topic.'),
    count: z
      .string()
      .regex(/^\d{1,2}$/)
      .optional()
      .describe('How many questions.'),
  });
  server.registerPrompt(
    'interview',
    {
      title: 'Interview me',
      description: 'A mock interview: you are asked, pressed and judged.',
      argsSchema: choice,
    },
    ({ topic, count }) => message(PROMPTS.interview(topic, count)),
  );
  server.registerPrompt(
    'judge',
    {
      title: 'Judge my answers',
      description: 'Strict verdicts with quotes on a round that is revealed.',
      argsSchema: session,
    },
    (args) => message(PROMPTS.judge(args.session)),
  );
  server.registerPrompt(
    'debrief',
    {
      title: 'Debrief me',
      description: 'What a round shows, with your own words quoted.',
      argsSchema: session,
    },
    (args) => message(PROMPTS.debrief(args.session)),
  );
}
