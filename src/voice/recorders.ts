import { isOnPath, type World } from '../platform/child.ts';
import { FORMAT, type Format, MOST_HEADER, readWavHeader } from '../speech/sound.ts';
import { readVoiceCommand } from './command.ts';

/** How a program is told to record. */
export interface RecordingProgram {
  name: string;
  /** It prints the sound: as a WAV file, or as it is in our format. */
  words: readonly string[];
}

const RAW = ['-t', 'raw', '-e', 'signed-integer', '-b', '16', '-r', '16000', '-c', '1'];
const FFMPEG = ['ffmpeg', '-nostdin', '-hide_banner', '-loglevel', 'error'];
const FFMPEG_RAW = ['-ac', '1', '-ar', '16000', '-f', 's16le', '-'];

/** The recorders that are looked for, in the order in which they are tried. */
const RECORDERS: readonly { name: string; platform: NodeJS.Platform | null; words: readonly string[] }[] = [
  { name: 'rec', platform: null, words: ['rec', '-q', ...RAW, '-'] },
  { name: 'sox', platform: null, words: ['sox', '-q', '-d', ...RAW, '-'] },
  {
    name: 'arecord',
    platform: 'linux',
    words: ['arecord', '-q', '-t', 'raw', '-f', 'S16_LE', '-r', '16000', '-c', '1'],
  },
  { name: 'ffmpeg', platform: 'linux', words: [...FFMPEG, '-f', 'alsa', '-i', 'default', ...FFMPEG_RAW] },
  {
    name: 'ffmpeg',
    platform: 'darwin',
    words: [...FFMPEG, '-f', 'avfoundation', '-i', ':default', ...FFMPEG_RAW],
  },
  {
    name: 'pw-record',
    platform: 'linux',
    words: ['pw-record', '--rate', '16000', '--channels', '1', '--format', 's16', '-'],
  },
];

/** What to do where there is no recorder. */
export const NO_RECORDER = 'Install one, such as sox, or name a command with voice.record in config.yaml.';

/** The recorder that the settings name, or else those of this machine. Throws a UserError if the command cannot be run. */
export function findRecorders(world: World, command?: string): RecordingProgram[] {
  return command === undefined ? onThisMachine(world) : [readRecorder(command)];
}

function onThisMachine(world: World): RecordingProgram[] {
  return RECORDERS.flatMap(({ name, platform, words }) =>
    (platform === null || platform === process.platform) && isOnPath(name, world) ? [{ name, words }] : [],
  );
}

function readRecorder(command: string): RecordingProgram {
  const template = readVoiceCommand('record', command);
  return { name: template.name, words: template.with({}) };
}

/** The bytes of a recorder: tells the header of a WAV file from its sound, and joins them to whole samples. */
export class SoundStream {
  readonly #sound: (sound: Buffer, format: Format) => void;
  #held: Buffer = Buffer.alloc(0);
  #format: Format | null = null;
  hasSound = false;

  constructor(sound: (sound: Buffer, format: Format) => void) {
    this.#sound = sound;
  }

  add(chunk: Buffer): void {
    let bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    if (this.#format === null) {
      const header = readWavHeader(bytes.subarray(0, MOST_HEADER));
      if (header === 'short') {
        this.#held = bytes;
        return;
      }
      this.#format = header?.format ?? FORMAT;
      bytes = bytes.subarray(header?.at ?? 0);
    }
    const { channels, bits } = this.#format;
    const whole = bytes.length - (bytes.length % Math.max(1, (channels * bits) / 8));
    this.#held = Buffer.from(bytes.subarray(whole));
    if (whole === 0) return;
    this.hasSound = true;
    this.#sound(bytes.subarray(0, whole), this.#format);
  }
}
