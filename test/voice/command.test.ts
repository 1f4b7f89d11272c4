import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { readTemplate } from '../../src/voice/command.ts';

describe('a command of the settings', () => {
  it.each([
    ['whisper-cli -m m.bin -f {file}', ['whisper-cli', '-m', 'm.bin', '-f', 'a b.wav']],
    [`asr {file} -l '{language}'`, ['asr', 'a b.wav', '-l', 'en']],
    [`"/opt/my tools/asr" {file} {file}`, ['/opt/my tools/asr', 'a b.wav', 'a b.wav']],
    ['sh asr.sh {file}', ['sh', 'asr.sh', 'a b.wav']],
    ['python3 -m whisper {file}', ['python3', '-m', 'whisper', 'a b.wav']],
    ['powershell -File asr.ps1 {file}', ['powershell', '-File', 'asr.ps1', 'a b.wav']],
    ['whisper-cli -m node -f {file}', ['whisper-cli', '-m', 'node', '-f', 'a b.wav']],
    ['whisper --model ash {file}', ['whisper', '--model', 'ash', 'a b.wav']],
    ['xargs asr', ['xargs', 'asr']],
    [
      'sox -q -d -c 1 -e signed-integer {file}',
      ['sox', '-q', '-d', '-c', '1', '-e', 'signed-integer', 'a b.wav'],
    ],
    ["sh -c 'asr | tee log'", ['sh', '-c', 'asr | tee log']],
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

  it.each(['say --text={text}', 'say {text}{text}', `say 'a {text}'`])(
    'is refused if a placeholder is only part of a word: %s',
    (line) => {
      expect(() => readTemplate(line, 'voice.speak', ['text'])).toThrow(
        'must have {text} as a word of its own',
      );
    },
  );

  it.each([
    'python3 -u say.py {text}',
    'python3 -W ignore say.py {text}',
    'python3 tts.py -c 3 -e happy {text}',
    'perl -w say.pl {text}',
    'perl -CS -MEncode say.pl {text}',
    'ruby -rpp say.rb {text}',
    'node --no-warnings say.js {text}',
    'bash -x say.sh {text}',
    'bash -euo pipefail say.sh {text}',
    'sh -e say.sh {text}',
    'env LANG=C nice -n 5 sh say.sh {text}',
    'pwsh say.ps1 {text}',
    'powershell -NoProfile -ExecutionPolicy Bypass -File say.ps1 {text}',
    'powershell.exe -nologo -file say.ps1 {text}',
    'sh say.sh',
    'python3 -m say',
    "awk '{ print }'",
  ])('may run a script: %s', (line) => {
    expect(() => readTemplate(line, 'voice.speak', ['text'])).not.toThrow();
  });

  it.each([
    "sh -c 'say $1' {text}",
    'sh {text}',
    '/bin/bash -lc {text}',
    'bash -euo pipefail -c {text}',
    'busybox sh -c {text}',
    'env -i X=1 sh -c {text}',
    'timeout 9 zsh -c {text}',
    'sudo -u me sh -c {text}',
    'python3.12 -c {text}',
    'python3 -u -c {text}',
    'python3 -W ignore -c {text}',
    'node -e {text}',
    'node --eval {text}',
    'deno eval {text}',
    'perl -ne {text}',
    'ruby -rjson -e {text}',
    'php -r {text}',
    'osascript -e {text}',
    'powershell say.ps1 {text}',
    'powershell -NoProfile -ExecutionPolicy Bypass -Command {text}',
    'pwsh.exe -Command {text}',
    'cmd /c say.bat {text}',
    'ssh desk say {text}',
    'python3 -m {text}',
    "env -S 'sh -c' {text}",
    'xargs {text}',
  ])('is refused if it passes a placeholder to an interpreter as code: %s', (line) => {
    expect(() => readTemplate(line, 'voice.speak', ['text'])).toThrow(
      /must not pass \{text\} to [\w.]+ as code/,
    );
  });

  it.each([
    'sh',
    'bash -s',
    'python3 -',
    "sh -c 'say'",
    "perl -ne 'system(1)'",
    "xargs -I% sh -c 'echo %'",
    'powershell -Command -',
    "env -S 'sh -s'",
  ])('is refused if an interpreter may run its input as code: %s', (line) => {
    expect(() => readTemplate(line, 'voice.speak', ['text'])).toThrow(
      /must not pass the text to \w+ as code/,
    );
  });
});
