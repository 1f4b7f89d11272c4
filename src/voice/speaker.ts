import { isOnPath, start, stop, type World } from '../platform/child.ts';
import { because, lastWords } from './last-words.ts';
import { readTemplate } from './command.ts';
import type { Playing } from './playing.ts';

/** A voice of this machine. */
export interface Speaker {
  name: string;
  speak: (text: string) => Playing;
}

/** How a program is told to speak. */
interface Program {
  name: string;
  /** The text is an argument, or else its input. */
  words: (text: string) => readonly string[];
  isOnInput: boolean;
  /** Stops what a server goes on saying after its client has ended. */
  stop?: readonly string[];
  /** Last words that mean that nothing was heard, whatever its exit code is. */
  failure?: RegExp;
}

/** Speaks what is typed into it. No part of the text is in its script. */
const POWERSHELL = [
  'Add-Type -AssemblyName System.Speech',
  '[Console]::InputEncoding = [Text.Encoding]::UTF8',
  '(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())',
].join('; ');

/** The voices that come with each platform, or are easily installed there, in the order in which they are tried. */
const VOICES: readonly (Program & { platform: NodeJS.Platform | null })[] = [
  { name: 'say', platform: 'darwin', words: () => ['say', '-f', '-'], isOnInput: true },
  {
    name: 'powershell',
    platform: 'win32',
    words: () => ['powershell', '-NoProfile', '-NonInteractive', '-Command', POWERSHELL],
    isOnInput: true,
  },
  {
    name: 'spd-say',
    platform: null,
    words: (text) => ['spd-say', '--wait', '--', text],
    isOnInput: false,
    stop: ['spd-say', '--cancel'],
  },
  {
    name: 'espeak-ng',
    platform: null,
    words: () => ['espeak-ng', '--stdin'],
    isOnInput: true,
    failure: /^error: /,
  },
];

/** What to do where there is no voice. */
export const NO_VOICE = 'Install one, such as espeak-ng, or name a command with voice.speak in config.yaml.';

/**
 * The voice that the settings name, or else those of this machine, each tried after the one before it has failed. null if
 * there is none. Throws a UserError if the command of the settings cannot be run.
 */
export function openSpeaker(world: World, command?: string): Speaker | null {
  const programs = command === undefined ? found(world) : [named(command)];
  const [first] = programs;
  if (first === undefined) return null;
  let at = 0;
  return {
    name: first.name,
    speak(text) {
      let isStopped = false;
      let stopNow = (): void => undefined;
      const say = async (): Promise<string | null> => {
        for (;;) {
          const program = programs[at];
          if (program === undefined) return null;
          const saying = speakWith(program, text, world);
          stopNow = saying.stop;
          const problem = await saying.ended;
          if (problem === null || isStopped) return null;
          if (at + 1 === programs.length) return problem;
          at += 1;
        }
      };
      return {
        ended: say(),
        stop() {
          isStopped = true;
          stopNow();
        },
      };
    },
  };
}

function found(world: World): readonly Program[] {
  return VOICES.filter(
    ({ name, platform }) => (platform === null || platform === process.platform) && isOnPath(name, world),
  );
}

function named(command: string): Program {
  const template = readTemplate(command, 'voice.speak', ['text']);
  return {
    name: template.name,
    words: (text) => template.with({ text }),
    isOnInput: !template.has('text'),
  };
}

function speakWith(program: Program, text: string, world: World): Playing {
  const child = start(program.words(text), world, [program.isOnInput ? 'pipe' : 'ignore', 'ignore', 'pipe']);
  const said = lastWords(child);
  child.process?.stdin?.end(`${text}\n`);
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
