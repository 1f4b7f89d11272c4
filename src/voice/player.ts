import { isOnPath, start, stop, type World } from '../platform/child.ts';
import { because, lastWords } from './last-words.ts';
import { readTemplate } from './command.ts';
import { UserError } from '../platform/errors.ts';

/** What plays a file of sound. */
export interface Player {
  name: string;
  /** null once it was played or stopped; else why it was not, in a sentence. */
  play: (file: string, signal: AbortSignal) => Promise<string | null>;
}

const POWERSHELL = '(New-Object System.Media.SoundPlayer ([Console]::In.ReadLine())).PlaySync()';

interface Program {
  name: string;
  words: (file: string) => readonly string[];
  isOnInput?: boolean;
}

const PLAYERS: readonly Program[] = [
  { name: 'afplay', words: (file) => ['afplay', file] },
  { name: 'play', words: (file) => ['play', '-q', file] },
  { name: 'aplay', words: (file) => ['aplay', '-q', file] },
  { name: 'pw-play', words: (file) => ['pw-play', file] },
  {
    name: 'ffplay',
    words: (file) => ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error', file],
  },
  {
    name: 'powershell',
    words: () => ['powershell', '-NoProfile', '-NonInteractive', '-Command', POWERSHELL],
    isOnInput: true,
  },
];

/** As `findPlayer`, but throws a UserError if there is none. */
export function openPlayer(world: World, command?: string): Player {
  const player = findPlayer(world, command);
  if (player !== null) return player;
  throw new UserError('there is no player here.', {
    help: 'install one, such as sox, or name a command with voice.play in config.yaml.',
  });
}

/**
 * The player that the settings name, or else the first of this machine that works; null if there is none. Throws a UserError if
 * the command of the settings cannot be run.
 */
export function findPlayer(world: World, command?: string): Player | null {
  const programs =
    command === undefined ? PLAYERS.filter(({ name }) => isOnPath(name, world)) : [named(command)];
  const [first] = programs;
  if (first === undefined) return null;
  return {
    name: first.name,
    async play(file, signal) {
      let problem: string | null = null;
      for (const program of programs) {
        problem = await playWith(program, file, world, signal);
        if (problem === null || signal.aborted) return null;
      }
      return problem;
    },
  };
}

function named(command: string): Program {
  const template = readTemplate(command, 'voice.play', ['file']);
  if (!template.has('file'))
    throw new UserError('voice.play does not say which file to play.', {
      help: 'write {file} where the command takes it.',
    });
  return { name: template.name, words: (file) => template.with({ file }) };
}

async function playWith(
  program: Program,
  file: string,
  world: World,
  signal: AbortSignal,
): Promise<string | null> {
  const child = start(program.words(file), world, [
    program.isOnInput === true ? 'pipe' : 'ignore',
    'ignore',
    'pipe',
  ]);
  const said = lastWords(child);
  child.process?.stdin?.end(`${file}\n`);
  const end = (): void => stop(child);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    const problem = await child.ended;
    return problem === null ? null : because(program.name, problem, said());
  } finally {
    signal.removeEventListener('abort', end);
  }
}
