/** The words of a command. One that is not known yet, such as a text, is null. */
type Words = readonly (string | null)[];

/** Interpreters and the options by which they run code. Of those in the last row, no argument is safe. */
const INTERPRETERS: readonly { names: RegExp; code: RegExp }[] = [
  { names: /^(?:ba|da|z|k|mk|c|tc|fi|a)?sh$/, code: /^-(?:\w*[cs]|-command)/ },
  { names: /^(?:powershell|pwsh)$/, code: /^-(?:c|e$|ec|en)/i },
  { names: /^(?:python|pypy)[\d.]*$/, code: /^-\w?c/ },
  { names: /^php[\d.]*$/, code: /^-[rBRE]/ },
  {
    names: /^(?:perl|ruby|node|bun|deno|lua|tclsh|osascript)[\d.]*$/,
    // With -n and -p, perl runs an argument such as `ls |`.
    code: /^(?:-(?![rmIMC])\w*[eEnp]|--(?:eval|print)|eval$)/,
  },
  { names: /^(?:cmd|ssh|su|xargs)$/, code: /^/ },
];

/** Programs that run the command behind them. */
const RUNS_COMMAND = /^(?:env|sudo|nice|nohup|timeout|busybox)$/;
/** What precedes that command: options, the user or folder that some of them take, variables and numbers. */
const PRECEDES = /^(?:-|\w+=|\d[\d.]*[smhd]?$)/;
const TAKES_NAME = /^-[ugsC]$/;
/** `env -S` splits its argument into a command. */
const SPLITS = /^-(?:\w*S|-split)/;

/** Options of interpreters that take the next word. */
const TAKES_WORD = /^-(?:[WXI]|\w{0,4}[oO]|ExecutionPolicy|ep)$/;
/** Options that the script follows. */
const NAMES_SCRIPT = /^-(?:m|file)$/i;

/**
 * The interpreter that may run an argument or its input as code; null if the command starts none, or gives it a script:
 * `sh say.sh`, `python3 -m whisper`, `powershell -File say.ps1`.
 */
export function interpreterOf(words: Words): string | null {
  const found = findInterpreter(words);
  return found === null || runsScript(found) ? null : found.name;
}

/** The interpreter that would run the word after these as code; null if there is none. */
export function interpreterOfNext(words: readonly string[]): string | null {
  const last = words.at(-1) ?? '';
  const found = findInterpreter(words);
  return found !== null && last.startsWith('-') && found.code.test(last) ? found.name : null;
}

interface Interpreter {
  name: string;
  code: RegExp;
  args: Words;
}

function findInterpreter([first, ...args]: Words): Interpreter | null {
  const name = (first ?? '').replace(/^.*[\\/]|\.exe$/gi, '').toLowerCase();
  if (!RUNS_COMMAND.test(name) && !/^\w+=/.test(first ?? '')) {
    const found = INTERPRETERS.find(({ names }) => names.test(name));
    return found === undefined ? null : { name, code: found.code, args };
  }
  const start = args.findIndex(
    (word, at) => !PRECEDES.test(word ?? '') && !TAKES_NAME.test(args[at - 1] ?? ''),
  );
  const options = start === -1 ? args : args.slice(0, start);
  if (name === 'env' && options.some((word) => SPLITS.test(word ?? ''))) return { name, code: SPLITS, args };
  return start === -1 ? null : findInterpreter(args.slice(start));
}

function runsScript({ name, code, args }: Interpreter): boolean {
  for (const [at, word] of args.entries()) {
    if (word === null || word === '-' || code.test(word)) return false;
    if (NAMES_SCRIPT.test(word)) return (args[at + 1] ?? '-') !== '-';
    // PowerShell takes a script without -File for code.
    const isScript = !word.startsWith('-') && !TAKES_WORD.test(args[at - 1] ?? '');
    if (isScript && name !== 'powershell') return true;
  }
  return false;
}
