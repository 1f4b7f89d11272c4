// A program that has a model, as `model.command` runs it: `node fake-model-program.mjs <name> <folder> <arguments>`.
// It appends what it got to calls.jsonl in the folder and does what act.json there says.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

const [, , name, folder, ...argv] = process.argv;
const act = JSON.parse(readFileSync(join(folder, 'act.json'), 'utf8'));

const input = act.fault === 'deaf' ? '' : await text(process.stdin);
const at = argv.findIndex((word) => word === '--output-schema' || word === '--policy');
appendFileSync(
  join(folder, 'calls.jsonl'),
  `${JSON.stringify({
    name,
    argv,
    input,
    pid: process.pid,
    cwd: process.cwd(),
    entries: readdirSync('.'),
    beside: readdirSync('..'),
    mode: statSync('..').mode & 0o777,
    file: at === -1 ? null : readFileSync(argv[at + 1], 'utf8'),
    env: process.env,
  })}\n`,
);

/** How claude 2.1.197 says what is wrong. */
const failure = (result) =>
  print(JSON.stringify({ type: 'result', subtype: 'success', is_error: true, result }));

/** What each prints if nobody is logged in: claude 2.1.197, codex 0.171.0, gemini 0.61.0; llm 0.32 and ollama by their source. */
const LOGGED_OUT = {
  claude: () => failure('Not logged in · Please run /login'),
  codex: () =>
    complain(
      'OpenAI Codex v0.171.0\n--------\nworkdir: /tmp\n--------\nuser\nhi\nERROR: unexpected status 401 Unauthorized: Missing bearer or basic authentication in header\n',
    ),
  gemini: () =>
    complain(
      `${JSON.stringify({ session_id: '1', error: { type: 'Error', message: 'Please set an Auth method in your settings.json', code: 41 } }, null, 2)}\n`,
    ),
  llm: () =>
    complain(
      "Error: No key found - add one using 'llm keys set openai' or set the OPENAI_API_KEY environment variable\n",
    ),
  ollama: () => complain('Error: You need to be signed in: unauthorized, run `ollama signin` to log in\n'),
};
const EXIT = { gemini: 41 };

function print(words) {
  process.stdout.write(words);
}
function complain(words) {
  process.stderr.write(words);
}

/** A reply as each wraps it, from runs of the real programs. */
function wrapped(reply) {
  if (name === 'claude')
    return JSON.stringify({
      type: 'result',
      subtype: 'success',
      is_error: false,
      api_error_status: null,
      duration_ms: 744,
      num_turns: 1,
      result: reply,
      stop_reason: 'end_turn',
      session_id: '5c647844-898f-4ea7-ae42-e0c75ae3e37b',
      total_cost_usd: 0.00026,
      usage: { input_tokens: 1, output_tokens: 5, server_tool_use: { web_search_requests: 0 } },
      permission_denials: [],
      uuid: '75628de5-76c8-4fcd-8b11-8ec8f499f7ae',
    });
  if (name === 'gemini')
    return JSON.stringify({ session_id: '0137308b', response: reply, stats: { models: {} } }, null, 2);
  if (name === 'codex') {
    complain(
      `OpenAI Codex v0.171.0\n--------\nworkdir: ${process.cwd()}\n--------\nuser\n${input}\ncodex\n${reply}\ntokens used\n2\n`,
    );
  }
  return `${reply}\n`;
}

/** A model that reads: quotes by a part of the statement, or one quote for every point. */
function replyTo(data) {
  if (!('points' in data)) return { presses_on: 1, question: data.said.length === 1 ? act.asks : '' };
  const every = { answer: data.answers[0].text, question: data.question, strong: data.strong_answer };
  const quoteOf = ({ statement }) =>
    act.every === undefined
      ? (Object.entries(act.quotes ?? {}).find(([part]) => statement.includes(part))?.[1] ?? '')
      : (every[act.every] ?? (act.every === 'statement' ? statement : act.every));
  return {
    verdicts: data.points.map((point) => {
      const quote = quoteOf(point);
      return { point: point.point, quotes: [quote], verdict: quote === '' ? 'not covered' : 'covered' };
    }),
  };
}

const data = input === '' ? {} : JSON.parse(input.split('\n\n').at(-1));
const json = input === '' ? '' : JSON.stringify(replyTo(data));
const isHit = act.at === undefined || 'points' in data === (act.at === 'judge');
const fault = isHit ? act.fault : undefined;
const FAULTS = {
  'logged out'() {
    LOGGED_OUT[name]();
    process.exitCode = EXIT[name] ?? 1;
  },
  limit() {
    complain('Warning: a setting is old\n');
    failure("You've hit your session limit · resets 5:10pm (Europe/Paris)");
    process.exitCode = 1;
  },
  'limit, exit 0'() {
    FAULTS.limit();
    process.exitCode = 0;
  },
  exit() {
    complain('first line\n\u001b[31mboom \u001b]0;owned\u0007\u001b[0m\n');
    process.exitCode = 1;
  },
  fenced: () => print(wrapped(`Here you are:\n\`\`\`json\n${json}\n\`\`\``)),
  prose: () => print(wrapped('I think that the candidate did well.')),
  schema: () => print(wrapped('{"grade": 7}')),
  empty: () => print(wrapped('')),
  nothing: () => undefined,
  cut: () => print(wrapped(json.slice(0, 20))),
  escapes: () =>
    print(
      wrapped(
        `\u001b[2J\u001b]0;owned\u0007${json.replace(/"question":"(?=.*[?])/, '$&\\u001b[31m\\u009b2J')}`,
      ),
    ),
  gigabyte() {
    const chunk = Buffer.alloc(1 << 20, 'x');
    const more = () => process.stdout.write(chunk, (error) => (error ? process.exit(1) : more()));
    more();
  },
  hang() {
    process.on('SIGTERM', () => undefined);
    setInterval(() => undefined, 1000);
    // A program of its own, which must end too.
    spawn('sleep', ['1000'], { stdio: 'ignore' });
  },
  deaf: () => print(wrapped('')),
  grandchild() {
    print(wrapped(json));
    spawn('sleep', ['1000'], { stdio: ['ignore', 'inherit', 'inherit'] }).unref();
  },
  orphan() {
    print(wrapped(json));
    spawn('sleep', ['1000'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true }).unref();
  },
  /** Leaves a folder whose path is too long to be removed by it. */
  deep() {
    for (let depth = 0; depth < 25; depth++) {
      mkdirSync('d'.repeat(200));
      process.chdir('d'.repeat(200));
    }
    print(wrapped(json));
  },
  killed: () => process.kill(process.pid, 'SIGKILL'),
};

// A gate that a test opens.
while (act.gate !== undefined && !existsSync(join(folder, act.gate))) await pause(20);
if (fault === undefined) print(wrapped(json));
else FAULTS[fault]();
