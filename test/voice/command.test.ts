import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { readTemplate } from '../../src/voice/command.ts';

describe('a command of the settings', () => {
  it.each([
    ['whisper-cli -m m.bin -f {file}', ['whisper-cli', '-m', 'm.bin', '-f', 'a b.wav']],
    [`asr --in={file} -l '{language}'`, ['asr', '--in=a b.wav', '-l', 'en']],
    [`"/opt/my tools/asr" {file}{file}`, ['/opt/my tools/asr', 'a b.wava b.wav']],
    ['asr', ['asr']],
  ])('is split into words: %s', (line, words) => {
    const template = readTemplate(line, 'voice.transcribe', ['file', 'language']);
    expect(template.with({ file: 'a b.wav', language: 'en' })).toEqual(words);
  });

  it('keeps a value in one word, whatever it holds', () => {
    const template = readTemplate('say {text}', 'voice.speak', ['text']);
    for (const text of ['a b', `'"`, '$(x)', '; rm -rf /', '$&', '{text}', '\\', '\n', ''])
      expect(template.with({ text })).toEqual(['say', text]);
    expect(template.has('text')).toBe(true);
    expect(template.name).toBe('say');
  });

  it.each([
    'say | tee',
    'say > f',
    'say $X',
    '`say`',
    'X=1 say',
    'say "open',
    '{text}',
    'say {other}',
    '~/say',
    'say; say',
  ])('is refused if only a shell can run it: %s', (line) => {
    expect(() => readTemplate(line, 'voice.speak', ['text'])).toThrow(UserError);
  });
});
