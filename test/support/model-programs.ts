import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from './bank.ts';

const SCRIPT = fileURLToPath(new URL('fake-model-program.mjs', import.meta.url));
export const NAMES = ['claude', 'codex', 'gemini', 'llm', 'ollama'] as const;
export type Name = (typeof NAMES)[number];

/** What the programs do; without `fault` they reply as a model would. */
export interface Act {
  fault?: string;
  /** The calls that have the fault; absent: all. */
  at?: 'judge' | 'follow-up';
  /** Quotes by a part of the statement that they cover. */
  quotes?: Readonly<Record<string, string>>;
  /** The quote of every point: a text of the question's own, or this one. */
  every?: string;
  /** The live follow-up. */
  asks?: string;
  /** A file in the folder that a call waits for. */
  gate?: string;
}

/** What a program got. */
export interface ProgramCall {
  name: Name;
  argv: readonly string[];
  input: string;
  pid: number;
  cwd: string;
  /** The names in its working folder. */
  entries: readonly string[];
  /** The names in the folder around it. */
  beside: readonly string[];
  /** The mode of the folder around it. */
  mode: number;
  /** What was in the file that an argument names. */
  file: string | null;
  env: Readonly<Record<string, string>>;
}

export interface ModelPrograms {
  folder: string;
  /** A PATH that finds them first. */
  path: string;
  act: (act: Act) => void;
  calls: () => readonly ProgramCall[];
}

/** Puts `claude`, `codex`, `gemini`, `llm`, `ollama` and `mine` into a folder below this one. */
export function fakePrograms(below: string): ModelPrograms {
  const folder = join(below, 'programs');
  mkdirSync(folder);
  for (const name of [...NAMES, 'mine']) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${SCRIPT}' ${name} '${folder}' "$@"\n`);
    chmodSync(file, 0o755);
  }
  const act = (how: Act): void => writeFileSync(join(folder, 'act.json'), JSON.stringify(how));
  act({});
  writeFileSync(join(folder, 'calls.jsonl'), '');
  return {
    folder,
    path: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    act,
    calls: () =>
      readFileSync(join(folder, 'calls.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as ProgramCall),
  };
}

/**
 * A program that no one knows, whose replies are made here: its shell script only passes them on, which takes milliseconds
 * where Node would have to start.
 */
export function startModelProgram(reply: (request: { user: string }) => object): {
  command: string;
  close: () => Promise<void>;
} {
  const folder = tempFolder({});
  const [command, prompt, answer] = [join(folder, 'mine'), join(folder, 'prompt'), join(folder, 'answer')];
  execFileSync('mkfifo', [prompt, answer]);
  writeFileSync(command, `#!/bin/sh\n/bin/cat >'${prompt}'\n/bin/cat '${answer}'\n`, { mode: 0o755 });
  const serve = async (): Promise<void> => {
    for (let input; (input = await readFile(prompt, 'utf8')) !== '';)
      await writeFile(answer, JSON.stringify(reply({ user: input.split('\n\n').at(-1) ?? '' })));
  };
  const served = serve();
  return {
    command,
    async close() {
      await writeFile(prompt, '');
      await served;
      rmSync(folder, { recursive: true });
    },
  };
}
