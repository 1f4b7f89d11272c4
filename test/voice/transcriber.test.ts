import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { commandTranscriber } from '../../src/voice/transcriber.ts';
import { runs, until } from '../support/voice.ts';

let folder = '';
const world = { vars: process.env, cwd: tmpdir() };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-voice-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A recognizer that is a shell script; it gets the file as its first word. */
function recognizer(body: string) {
  const file = join(folder, 'asr.sh');
  writeFileSync(file, body);
  return commandTranscriber(world, `sh ${file} {file} {language}`, 'de');
}

const never = new AbortController().signal;

describe('a recognizer that is a command', () => {
  it('gets the file and the language as words', async () => {
    const odd = `a 'b' "c" $(d) ; e`;
    const { text } = await recognizer('echo "$# $1 $2"').transcribe(odd, never);
    expect(text).toBe(`2 ${odd} de`);
  });

  it('that does not end in time is ended, with what it has started, even if it does not listen', async () => {
    const body = `trap '' TERM\nsleep 1000 &\necho "$$ $!" > "$1"\nwhile :; do sleep 0.1; done\n`;
    const pids = join(folder, 'pids');
    const stop = new AbortController();
    const words = recognizer(body).transcribe(pids, stop.signal);
    const ended = expect(words).rejects.toThrow('sh did not end in time.');
    const read = (): number[] => {
      try {
        return readFileSync(pids, 'utf8').trim().split(' ').map(Number);
      } catch {
        return [];
      }
    };
    await until(() => read().length === 2);
    stop.abort(new DOMException('late', 'TimeoutError'));
    await ended;
    await until(() => !read().some(runs));
  });

  it('that was stopped before it began says so', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(recognizer('echo words').transcribe('f', stop.signal)).rejects.toThrow('sh was stopped.');
  });

  it('must say where the file goes', () => {
    expect(() => commandTranscriber(world, 'asr', 'en')).toThrow(UserError);
    expect(() => commandTranscriber(world, 'asr {file} | cat', 'en')).toThrow(UserError);
  });
});
