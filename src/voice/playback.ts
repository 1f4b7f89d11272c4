import { isOnPath, start, stop, type World } from '../platform/child.ts';
import { UserError } from '../platform/errors.ts';
import { because, lastWords, readVoiceCommand } from './command.ts';

/** Something that is being said or played. */
export interface Playing {
  /** null once it was heard or stopped; else why it was not, in a sentence. */
  ended: Promise<string | null>;
  stop: () => void;
}

/** A voice of this machine. */
export interface Speaker {
  name: string;
  speak: (text: string) => Playing;
}

/** What plays a file of sound. */
export interface Player {
  name: string;
  play: (file: string) => Playing;
}

/** How a program is told to speak a text, or to play a file. */
interface Program {
  name: string;
  /** Where it is looked for; anywhere if absent. */
  platform?: NodeJS.Platform;
  words: (what: string) => readonly string[];
  /** The text or file is its input, or else one of its words. */
  isOnInput?: boolean;
  /** Stops what a server goes on saying after its client has ended. */
  stop?: readonly string[];
  /** Last words that mean that nothing was heard, whatever its exit code is. */
  failure?: RegExp;
}

/** Runs what is typed into it. No part of a text or a file name is in its script. */
const powershell = (script: string): Pick<Program, 'name' | 'words' | 'isOnInput'> => ({
  name: 'powershell',
  words: () => ['powershell', '-NoProfile', '-NonInteractive', '-Command', script],
  isOnInput: true,
});

/** The voices that come with each platform, or are easily installed there, in the order in which they are tried. */
const VOICES: readonly Program[] = [
  { name: 'say', platform: 'darwin', words: () => ['say', '-f', '-'], isOnInput: true },
  {
    ...powershell(
      'Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; ' +
        '(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())',
    ),
    platform: 'win32',
  },
  {
    name: 'spd-say',
    words: (text) => ['spd-say', '--wait', '--', text],
    stop: ['spd-say', '--cancel'],
  },
  { name: 'espeak-ng', words: () => ['espeak-ng', '--stdin'], isOnInput: true, failure: /^error: / },
];

const PLAYERS: readonly Program[] = [
  { name: 'afplay', words: (file) => ['afplay', file] },
  { name: 'play', words: (file) => ['play', '-q', file] },
  { name: 'aplay', words: (file) => ['aplay', '-q', file] },
  { name: 'pw-play', words: (file) => ['pw-play', file] },
  { name: 'ffplay', words: (file) => ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error', file] },
  powershell('(New-Object System.Media.SoundPlayer ([Console]::In.ReadLine())).PlaySync()'),
];

/** What to do where there is no voice. */
export const NO_VOICE = 'Install one, such as espeak-ng, or name a command with voice.speak in config.yaml.';

/**
 * The voice that the settings name, or else those of this machine, each tried after the one before it has failed. null if
 * there is none. Throws a UserError if the command of the settings cannot be run.
 */
export function findSpeaker(world: World, command?: string): Speaker | null {
  const programs = command === undefined ? findPrograms(VOICES, world) : [readSpeaker(command)];
  const [first] = programs;
  return first === undefined ? null : { name: first.name, speak: openPrograms(programs, world) };
}

/** As `findPlayer`, but throws a UserError if there is none. */
export function requirePlayer(world: World, command?: string): Player {
  const player = findPlayer(world, command);
  if (player !== null) return player;
  throw new UserError('there is no player here.', {
    help: 'install one, such as sox, or name a command with voice.play in config.yaml.',
  });
}

/** The player that the settings name, or else those of this machine, as `findSpeaker` finds a voice. */
export function findPlayer(world: World, command?: string): Player | null {
  const programs = command === undefined ? findPrograms(PLAYERS, world) : [readPlayer(command)];
  const [first] = programs;
  return first === undefined ? null : { name: first.name, play: openPrograms(programs, world) };
}

function findPrograms(programs: readonly Program[], world: World): Program[] {
  return programs.filter(
    ({ name, platform = process.platform }) => platform === process.platform && isOnPath(name, world),
  );
}

function readSpeaker(command: string): Program {
  const template = readVoiceCommand('speak', command);
  return {
    name: template.name,
    words: (text) => template.with({ text }),
    isOnInput: !template.has('text'),
  };
}

function readPlayer(command: string): Program {
  const template = readVoiceCommand('play', command);
  return { name: template.name, words: (file) => template.with({ file }) };
}

/** Speaks or plays with the first program that works. One that failed is not tried again. */
function openPrograms(programs: readonly Program[], world: World): (what: string) => Playing {
  let at = 0;
  return (what) => {
    let isStopped = false;
    let stopNow = (): void => undefined;
    const run = async (): Promise<string | null> => {
      for (;;) {
        const program = programs[at];
        if (program === undefined) return null;
        const playing = startProgram(program, what, world);
        stopNow = playing.stop;
        const problem = await playing.ended;
        if (problem === null || isStopped) return null;
        if (at + 1 === programs.length) return problem;
        at += 1;
      }
    };
    return {
      ended: run(),
      stop() {
        isStopped = true;
        stopNow();
      },
    };
  };
}

function startProgram(program: Program, what: string, world: World): Playing {
  const input = program.isOnInput === true ? 'pipe' : 'ignore';
  const child = start(program.words(what), world, [input, 'ignore', 'pipe']);
  const said = lastWords(child);
  child.process?.stdin?.end(`${what}\n`);
  return {
    ended: child.ended.then((problem) => {
      const isSilent = program.failure?.test(said()) === true;
      return problem === null && !isSilent
        ? null
        : because(program.name, problem ?? 'was not heard (is there a sound device?)', said());
    }),
    stop() {
      stop(child);
      if (program.stop !== undefined) start(program.stop, world, 'ignore');
    },
  };
}
