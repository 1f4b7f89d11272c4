import { join } from 'node:path';
import { UserError } from '../platform/errors.ts';
import { isOnPath, type World } from '../platform/child.ts';
import type { Env } from '../platform/env.ts';
import { shellWord } from '../text/shell.ts';
import { programName, refuseCode, wordsOf } from './command.ts';
import { isLoopback } from './endpoint.ts';

/** A program of this machine that reads a prompt on its standard input and prints a model's reply. */
export interface Program {
  /** Its words, as the user wrote them. */
  words: readonly string[];
  /** The model that it is to use; null: its own choice. */
  model: string | null;
}

/** One question to a program. */
export interface Prompt {
  system: string;
  /** JSON. */
  user: string;
  /** JSON schema of the reply. */
  schema: object;
}

/** How a known program is made to answer one prompt and nothing else. */
interface Known {
  /** Whom it sends its input on to. */
  service: string;
  /** The command of the program that answers a prompt. */
  command?: string;
  /** What follows the user's own words. */
  words: readonly string[];
  /** The option that names a model; absent: the name is a word of its own. */
  model?: string;
  /** The option that takes the system prompt; absent: it is the start of the input. */
  system?: string;
  /** An option that takes a file, and what the file holds. */
  file?: { option: string; name: string; text: (prompt: Prompt) => string };
  /** The field with the reply, where the output is JSON. */
  reply?: string;
}

/** A rule that takes every tool from Gemini. */
const NO_TOOLS = '[[rule]]\ntoolName = "*"\ndecision = "deny"\npriority = 999\n';

/** One entry for each program: an option that changes is one line here. */
const KNOWN: Readonly<Record<string, Known>> = {
  // https://code.claude.com/docs/en/cli-reference and `claude --help` of 2.1.197. The safe mode leaves out CLAUDE.md, hooks,
  // plugins and MCP servers, and keeps the login, which --bare does not. With a name, no model is asked for a title.
  claude: {
    service: 'Anthropic',
    words: [
      ...['--print', '--output-format', 'json', '--tools', '', '--safe-mode'],
      ...['--no-session-persistence', '--name', 'hotseat', '--effort', 'low'],
    ],
    model: '--model',
    system: '--system-prompt',
    reply: 'result',
  },
  // https://developers.openai.com/codex/noninteractive, /codex/multi-agent and `codex exec --help` of 0.171.0. The user's
  // config.toml is left out for its MCP servers. No option takes every tool away; what is left reads images, and writes and
  // runs nothing.
  codex: {
    service: 'OpenAI',
    command: 'exec',
    words: [
      ...['--sandbox', 'read-only', '--ephemeral', '--skip-git-repo-check', '--color', 'never'],
      ...['--ignore-user-config', '--ignore-rules', '-c', 'web_search=disabled'],
      ...['shell_tool', 'unified_exec', 'multi_agent', 'apps', 'plugins', 'hooks'].flatMap((name) => [
        '-c',
        `features.${name}=false`,
      ]),
      ...['-c', 'model_reasoning_effort=low', '-'],
    ],
    model: '--model',
    file: { option: '--output-schema', name: 'schema.json', text: ({ schema }) => JSON.stringify(schema) },
  },
  // https://geminicli.com/docs/cli/headless, /reference/policy-engine, /cli/trusted-folders and `gemini --help` of 0.61.0.
  gemini: {
    service: 'Google',
    words: [
      ...['--output-format', 'json', '--skip-trust', '--extensions', 'none'],
      ...['--allowed-mcp-server-names', 'none', '--approval-mode', 'default'],
    ],
    model: '--model',
    // It reads no rules from a file with another ending, and says nothing.
    file: { option: '--policy', name: 'policy.toml', text: () => NO_TOOLS },
    reply: 'response',
  },
  // https://llm.datasette.io/en/stable/help.html of 0.32.
  llm: {
    service: "its model's provider",
    words: ['--no-log', '--no-stream'],
    model: '--model',
    system: '--system',
  },
  // https://docs.ollama.com/cli, https://ollama.com/blog/thinking and cmd/cmd.go of August 2026. Without --nowordwrap it
  // wraps lines with escape sequences, in a pipe too.
  ollama: {
    service: "Ollama's cloud",
    command: 'run',
    words: ['--format', 'json', '--think=false', '--hidethinking', '--nowordwrap'],
  },
};

/** Reads a command of the settings. Throws a UserError if only a shell could run it, or if it would run a prompt as code. */
export function readCommand(line: string, name: string): readonly string[] {
  const words = wordsOf(line, name);
  refuseCode(words, name, 'the prompt');
  return words;
}

function knownOf(program: Program): Known | undefined {
  const name = programName(program.words);
  return Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
}

/**
 * What stands for a program in the list of what the user allowed: a known one by its first word, any other by all of them.
 * A yes to `sh a.sh` is none to `sh b.sh`.
 */
export function allowedAs(program: Program): string {
  const [first = ''] = program.words;
  return knownOf(program) === undefined ? program.words.map(shellWord).join(' ') : first;
}

/** The known programs that are on the path. `isWhole`: the program's name alone is a command, without that of a model. */
export function programsOnPath(world: Pick<World, 'vars'>): { name: string; isWhole: boolean }[] {
  return Object.entries(KNOWN)
    .filter(([name]) => isOnPath(name, world))
    .map(([name, { model }]) => ({ name, isWhole: model !== undefined }));
}

/** What the user wrote behind the program, and behind the command that answers a prompt. */
function ownWords({ words }: Program, command: string | undefined): readonly string[] {
  return words.slice(words[1] === command ? 2 : 1);
}

/** The model that the user's words name; undefined if they name none. */
function modelInWords(program: Program): string | undefined {
  const known = knownOf(program);
  const own = ownWords(program, known?.command);
  if (known !== undefined && known.model === undefined) {
    // The name may be behind an option's value or before it, and one of the cloud must not be missed.
    return own.find(isOfCloud) ?? own.findLast((word) => !word.startsWith('-'));
  }
  const at = own.findIndex((word) => /^(?:-m|--model)(?:=|$)/.test(word));
  return at === -1 ? undefined : (/=(.+)/.exec(own[at] ?? '')?.[1] ?? own[at + 1]);
}

/** The model that it will use, as far as the settings say; null: its own choice. */
function modelOf(program: Program): string | null {
  return modelInWords(program) ?? program.model;
}

/** Throws a UserError if a program needs a model's name and has none. */
export function requireModel(program: Program): void {
  const known = knownOf(program);
  if (known !== undefined && known.model === undefined && modelOf(program) === null)
    throw new UserError(`${programName(program.words)} needs the name of a model: model.name is not set.`, {
      help: 'write it behind the command, such as `ollama run qwen3:8b`, or set HOTSEAT_MODEL.',
    });
}

/** Whether Ollama passes what a model of this name gets on to its cloud. */
export function isOfCloud(name: string): boolean {
  return /[:-]cloud$/i.test(name);
}

/** What a program does with what it gets, such as `sends them on to Anthropic`; null: it stays on this machine. */
export function onward(program: Program, vars: Env['vars'], what: string): string | null {
  const known = knownOf(program);
  if (known === undefined) return `may send ${what} on`;
  if (known.model !== undefined || isOfCloud(modelOf(program) ?? ''))
    return `sends ${what} on to ${known.service}`;
  const host = (vars['OLLAMA_HOST'] ?? '').trim();
  // A server's address for all of its networks is this machine for its client.
  if (/^(?:https?:\/\/)?(?:0\.0\.0\.0|\[::\]|:|$)/.test(host)) return null;
  const url = /^https?:/.test(host) ? host : `http://${host}`;
  return URL.canParse(url) && isLoopback(url) ? null : `sends ${what} on to ${host}`;
}

/** The model and the program as a journal names them. */
export function sourceOfProgram(program: Program): { name: string; host: string } {
  const host = programName(program.words);
  return { name: modelOf(program) ?? host, host };
}

/** What a program is started with. */
export interface Call {
  words: readonly string[];
  /** Its standard input. */
  input: string;
  /** A file that is written for it; null if it takes none. */
  file: { path: string; text: string } | null;
}

/** The call that puts a prompt to a program. `folder` is where a file of its own may be. */
export function callFor(program: Program, prompt: Prompt, folder: string): Call {
  const known = knownOf(program);
  const { words } = program;
  const [first = ''] = words;
  const model = modelInWords(program) === undefined ? program.model : null;
  const input = inert(prompt.user);
  const whole = `${prompt.system}\n\n${input}\n`;
  if (known === undefined) return { words, input: whole, file: null };
  const { command, system, file } = known;
  const path = join(folder, file?.name ?? '');
  return {
    words: [
      first,
      ...(command === undefined ? [] : [command]),
      ...ownWords(program, command),
      ...(model === null ? [] : [known.model ?? [], model].flat()),
      ...(system === undefined ? [] : [system, prompt.system]),
      ...(file === undefined ? [] : [file.option, path]),
      ...known.words,
    ],
    input: system === undefined ? whole : `${input}\n`,
    file: file === undefined ? null : { path, text: file.text(prompt) },
  };
}

/** The field of a program's output that holds the reply; undefined if all of it does. */
export function replyField(program: Program): string | undefined {
  return knownOf(program)?.reply;
}

/**
 * The same JSON without the signs on which programs act inside a prompt, tools or not: Claude Code and Gemini read the file
 * behind an @, Codex adds the skill behind a $, and Ollama looks at the image that a path names.
 */
function inert(json: string): string {
  return json.replace(
    /[@$]|\.(?=\p{L})/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
