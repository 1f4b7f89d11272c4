import { FORMAT, type Format, MOST_HEADER, readWavHeader } from '../speech/sound.ts';

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
