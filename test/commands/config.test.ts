import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { RETIRED } from '../../src/options/settings.ts';
import { UserError } from '../../src/platform/errors.ts';
import { runProgram } from '../../src/program.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': WHOLE,
    'questions/002-b.md': edit(numbered(2, 'b'), 'level: mid', 'level: senior'),
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

/** Writes config.yaml. */
function set(text: string): void {
  mkdirSync(join(cwd, 'data'), { recursive: true });
  writeFileSync(join(cwd, 'data/config.yaml'), text);
}

async function run(
  args: readonly string[],
  input = '',
  vars: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  const { env, stdout, stderr } = fakeEnv({ cwd, vars });
  (env.stdin as unknown as { end: (text: string) => void }).end(input);
  const code = await runProgram(args, env);
  return { code, out: stdout(), err: stderr() };
}

/** What a command that fails says. */
async function refusal(args: readonly string[], vars: Record<string, string> = {}): Promise<string> {
  const error: unknown = await run(args, '', vars).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return `${error.message} ${error.help ?? ''}`;
  throw new Error('it did not refuse', { cause: error });
}

test('without a file shows every setting with its default, and says how to write one', async () => {
  const { code, out, err } = await run(['config']);
  expect(code).toBe(0);
  expect(out).toContain('data/config.yaml');
  expect(out).toMatch(/^ {2}practice\.reveal +question$/m);
  expect(err).toContain('`hotseat config init` writes one.');
});

test('fits 40 columns', async () => {
  set('practice:\n  topic: [foundations, context, retrieval]\n');
  const { env, stdout } = fakeEnv({ cwd, columns: 40, vars: { PAGER: 'cat' } });
  await runProgram(['config'], env);
  const lines = stripVTControlCharacters(stdout()).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
  expect(lines.join(' ').replace(/ +/g, ' ')).toContain('foundations, context, retrieval line 2');
});

test('config init writes a private file in which nothing is set, once', async () => {
  const { out, err } = await run(['config', 'init']);
  const file = join(cwd, 'data/config.yaml');
  expect(out).toBe(`${file}\n`);
  expect(err).toContain('Every setting in it is a comment.');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await run(['config'])).code).toBe(0);
  expect(await refusal(['config', 'init'])).toContain('exists already');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^ {2}# (\w+:)/gm, '  $1'));
  const { code, out: shown } = await run(['config']);
  expect([code, shown.match(/ {2}line \d+$/gm)?.length]).toEqual([0, text.match(/^ {2}# \w/gm)?.length]);
});

test('names each problem with its file and line, and fails', async () => {
  set('practice:\n  minuts: 5\n  order: dew\n  count: 0\n  strict: maybe\nmodell: {}\n');
  const { code, err } = await run(['config']);
  expect(code).toBe(1);
  for (const said of [
    'config.yaml:2: there is no key "minuts".',
    'did you mean `minutes`?',
    'config.yaml:3: practice.order must be one of: fresh, due, number, shuffle (got "dew").',
    'config.yaml:4: practice.count must be a whole number, 1 or more (got "0").',
    'config.yaml:5: practice.strict must be true or false (got "maybe").',
    'config.yaml:6: there is no section "modell".',
  ])
    expect(err.replace(/\n(?!help:|.*config\.yaml:)/g, ' ')).toContain(said);
  expect(await refusal(['practice'])).toContain('config.yaml:2: there is no key "minuts".');
  expect((await run(['list'])).code).toBe(0);
});

test.each([
  ['practice: [', 'config.yaml:1: this is not valid YAML'],
  ['- a\n', 'config.yaml:1: the file must hold `key: value` lines.'],
  ['practice: 5\n', 'config.yaml:1: practice must hold `key: value` lines.'],
  ['practice:\n  role: [1]\n', 'practice.role must be a word or a list of words'],
  ['practice:\n  count: 1\n  count: 2\n', 'config.yaml:3: `count` is there twice'],
  ['model:\n  name: a\nmodel:\n  name: b\n', 'config.yaml:3: `model` is there twice'],
  ['practice:\n\tcount: 1\n', 'config.yaml:2: a tab indents the line'],
  ['practice:\n  topic: [a,, b]\n', 'config.yaml:2: this is not valid YAML: no value before this comma'],
  ['constructor:\n  keys: 1\n', 'config.yaml:1: there is no section "constructor".'],
  ['practice:\n  constructor: 1\n', 'config.yaml:2: there is no key "constructor".'],
])('%j is a problem', async (text, said) => {
  set(text);
  expect((await run(['config'])).err.replace(/\n(?!help:)/g, ' ')).toContain(said);
});

test.each([
  [`speak: "sh -c 'echo {text}'"`, 'voice.speak must not pass {text} to sh as code.'],
  ['record: "sox -d | tee"', "voice.record must be one command without a shell's signs."],
  ['record: sox -q -d {file}', 'voice.record must print the sound, and takes no {file}.'],
  ['transcribe: sh -c {file}', 'voice.transcribe must not pass {file} to sh as code.'],
  ['play: sox -d', 'voice.play does not say which file to play.'],
])('a command under voice that cannot be run is a problem: %s', async (line, said) => {
  set(`voice:\n  ${line}\n`);
  const { code, err } = await run(['config']);
  expect(code).toBe(1);
  expect(err.replace(/\n(?!help:)/g, ' ')).toContain(`config.yaml:2: ${said}`);
  expect(await refusal(['practice'])).toContain(`config.yaml:2: ${said}`);
});

test.each([
  ['010', 10],
  ['1e1', 10],
  ['0x10', 16],
  ['1.50', 1.5],
  ['"4"', 4],
])('minutes: %s are %d', async (written, minutes) => {
  set(`practice:\n  minutes: ${written}\n  strict: True\n`);
  const { out } = await run(['config', '--json']);
  const { settings } = JSON.parse(out) as { settings: { key: string; value: unknown }[] };
  expect(settings).toContainEqual(expect.objectContaining({ key: 'practice.minutes', value: minutes }));
  expect(settings).toContainEqual(expect.objectContaining({ key: 'practice.strict', value: true }));
});

test('a key that an earlier version had stops nothing, and is named', async () => {
  const retired = RETIRED as string[];
  retired.push('practice.ghost');
  onTestFinished(() => void retired.pop());
  set('practice:\n  count: 1\n  ghost: 3\n');
  const { code, err } = await run(['config']);
  expect(code).toBe(0);
  expect(err.replace(/\n/g, ' ')).toContain('config.yaml:3: practice.ghost no longer does anything.');
  expect((await run(['practice'])).code).toBe(0);
});

test('an empty file, and sections that are all comments, set nothing', async () => {
  for (const text of ['', '# nothing\n', 'practice:\n  # count: 1\n']) {
    set(text);
    expect((await run(['config'])).code).toBe(0);
  }
});

test('practice takes the defaults that are set, and what is typed wins', async () => {
  set('practice:\n  count: 1\n  order: number\n  minutes: 6\n  followUps: none\n');
  const plan = async (...args: string[]): Promise<string> => (await run(['practice', ...args])).out;
  expect(await plan()).toMatch(/Interview · about 6 minutes .*\n\n {2}A case about operations\n/);
  expect(await plan('--count', '2')).toContain('2 interviews · about 12 minutes');
  expect(await plan('--minutes', '2')).toContain('Interview · about 2 minutes');
  // A setting never contradicts what was typed.
  expect(await plan('--no-timer')).toContain('Interview · no timer');
  expect(await plan('--pace', '1')).not.toContain('about 6 minutes');
  expect(await plan('2')).toMatch(/1 {2}#2 .* 6:00/);
});

test('a quick round keeps its own clocks', async () => {
  const quick = edit(edit(numbered(3, 'c'), 'kind: debugging', 'kind: screen'), 'minutes: 5', 'minutes: 1');
  writeFileSync(join(cwd, 'questions/003-c.md'), quick);
  set('practice:\n  minutes: 6\n  roundMinutes: 45\n  count: 1\n');
  const { out } = await run(['practice', '--quick']);
  expect(out).toMatch(/#3 .* 2:00/);
  expect(out).not.toContain('45 minutes');
  expect((await run(['practice', '--quick', '--minutes', '3'])).out).toMatch(/#3 .* 3:00/);
});

test('filters of the settings hold where none of their kind is typed', async () => {
  set('practice:\n  level: senior\n  order: number\n');
  expect((await run(['practice'])).out).toMatch(/Interview .* · senior\n/);
  expect((await run(['practice', '--level', 'mid'])).out).toMatch(/Interview .* · mid\n/);
});

test('a filter that no one typed is said to come from the settings', async () => {
  set('practice:\n  level: staff\n  topic: kitchn\n');
  expect(await refusal(['practice'])).toMatch(
    /there is no topic "kitchn".* config\.yaml sets topic and level\.$/,
  );
  expect(await refusal(['practice', '--topic', 'nothing'])).toMatch(/"nothing".* config\.yaml sets level\.$/);
  set('practice:\n  level: senior\n');
  expect(await refusal(['practice', '--level', 'nothing'])).not.toContain('config.yaml');
});

test('names the line of a problem in a section with an anchor or a tag', async () => {
  for (const mark of ['&mine', '!!map', '&mine !!map']) {
    set(`practice: ${mark}\n  count: 1\n  bad: 2\n`);
    const { problems } = JSON.parse((await run(['config', '--json'])).out) as { problems: unknown[] };
    expect(problems).toMatchObject([{ line: 3, message: 'there is no key "bad".' }]);
  }
});

test('--json has every key with its line, and the problems', async () => {
  set('practice:\n  count: 2\n  bad: 1\n');
  const { code, out } = await run(['config', '--json']);
  expect(code).toBe(1);
  const { version, settings, problems, exists } = JSON.parse(out) as Record<string, unknown>;
  expect([version, exists]).toEqual([1, true]);
  expect(settings).toContainEqual({
    key: 'practice.count',
    value: 2,
    line: 2,
    variable: null,
    default: '1, quick: 10',
  });
  expect(problems).toMatchObject([{ line: 3, message: 'there is no key "bad".' }]);
});

describe('the model', () => {
  const OLLAMA = { HOTSEAT_MODEL_URL: 'http://localhost:11434/v1/', HOTSEAT_MODEL: 'qwen3:8b' };

  test('is named by variables, which win over the file', async () => {
    set('model:\n  name: other\n');
    const { out } = await run(['config'], '', OLLAMA);
    expect(out).toMatch(/^ {2}model\.url +http:\/\/localhost:11434\/v1 {2}HOTSEAT_MODEL_URL$/m);
    expect(out).toMatch(/^ {2}model\.name +qwen3:8b {2}HOTSEAT_MODEL$/m);
  });

  test('still loads from a file with a key that is retired', async () => {
    set('model:\n  url: http://localhost:11434/v1\n  name: qwen3:8b\n  calls: one-point\n');
    const { code, out } = await run(['config']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}model\.name +qwen3:8b {2}line 3$/m);
    expect((await run(['model'])).code).toBe(0);
  });

  test('is shown with where it is and what would be sent', async () => {
    const { code, out } = await run(['model'], '', OLLAMA);
    expect(code).toBe(0);
    expect(out).toContain('Your answers go to qwen3:8b at http://localhost:11434/v1, on this machine.');
    expect(out).toMatch(/key +none is sent/);
    const far = await run(['model'], '', { ...OLLAMA, HOTSEAT_MODEL_URL: 'http://models.example/v1' });
    expect(far.out.replace(/\s+/g, ' ')).toContain(
      'Your answers leave this machine, without encryption: they go to qwen3:8b at http://models.example/v1.',
    );
    expect(far.out).toContain('not yet: you are asked before');
  });

  test('that is not named is asked for by the name of what is missing', async () => {
    expect(await refusal(['practice', '--judge', 'model'])).toContain('model.url is not set');
    set('model:\n  url: http://localhost:1/v1\n');
    expect(await refusal(['practice', '--judge', 'model'])).toMatch(/model\.name is not set.*HOTSEAT_MODEL/);
    expect(await refusal(['practice', '--follow-ups', 'live'])).toContain('model.name is not set');
  });

  test.each([
    ['claude', 'claude', 'they go to claude, which sends them on to Anthropic.'],
    ['claude --model haiku', 'haiku', 'they go to haiku in claude, which sends them on to Anthropic.'],
    ['/opt/bin/codex', 'codex', 'they go to codex, which sends them on to OpenAI.'],
    ['gemini', 'gemini', 'they go to gemini, which sends them on to Google.'],
    ['llm -m 4o', '4o', "they go to 4o in llm, which sends them on to its model's provider."],
    ['my-model --fast', 'my-model', 'they go to my-model, which may send them on.'],
    ['ollama run qwen3:8b', 'qwen3:8b', 'Your answers go to qwen3:8b in ollama, on this machine.'],
    ['ollama run gpt-oss:120b-cloud', 'gpt-oss:120b-cloud', "which sends them on to Ollama's cloud."],
    ['ollama run --keepalive 5m a-cloud', 'a-cloud', "which sends them on to Ollama's cloud."],
    ['ollama --verbose run a-cloud', 'a-cloud', "which sends them on to Ollama's cloud."],
    ['ollama run a-cloud --think high', 'a-cloud', "which sends them on to Ollama's cloud."],
    [
      'ollama run --keepalive 5m qwen3:8b',
      'qwen3:8b',
      'Your answers go to qwen3:8b in ollama, on this machine.',
    ],
  ])('behind the command %s is shown with where answers go', async (command, name, says) => {
    const { code, out } = await run(['model'], '', { HOTSEAT_MODEL_COMMAND: command });
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(says);
    expect(out).toMatch(new RegExp(`^ {2}model +${name}$`, 'm'));
    expect(out.includes('allowed  not yet')).toBe(!says.includes('on this machine'));
  });

  test.each([
    ['10.0.0.7:11434', 'they go to m in ollama, which sends them on to 10.0.0.7:11434.'],
    ['http://ollama.example', 'they go to m in ollama, which sends them on to http://ollama.example.'],
    ['0.0.0.0', 'Your answers go to m in ollama, on this machine.'],
    ['http://127.0.0.1:11434', 'Your answers go to m in ollama, on this machine.'],
  ])('of ollama goes where OLLAMA_HOST=%s says', async (host, says) => {
    const env = { HOTSEAT_MODEL_COMMAND: 'ollama', HOTSEAT_MODEL: 'm', OLLAMA_HOST: host };
    expect((await run(['model'], '', env)).out.replace(/\s+/g, ' ')).toContain(says);
  });

  test('behind a command is data too, and allowed by the first word of the command', async () => {
    set('model:\n  command: /opt/claude --model haiku\n  allow: [/opt/claude, "https://a.example/v1/"]\n');
    expect(JSON.parse((await run(['model', '--json'])).out)).toMatchObject({
      url: null,
      command: ['/opt/claude', '--model', 'haiku'],
      name: 'haiku',
      isLocal: false,
      isAllowed: true,
      key: null,
    });
  });

  test.each([
    ['sh a.sh', true],
    ['sh b.sh', false],
    ['sh', false],
  ])('behind a command that is not known is allowed by all of it: allow: [%s]', async (allow, isAllowed) => {
    set(`model:\n  command: sh  'a.sh'\n  allow: [${allow}]\n`);
    expect(JSON.parse((await run(['model', '--json'])).out)).toMatchObject({ isAllowed });
  });

  test('of a variable wins over that of the file, whose name is not for it', async () => {
    set('model:\n  url: http://localhost:1/v1\n  name: big\n');
    const program = await run(['model', '--json'], '', { HOTSEAT_MODEL_COMMAND: 'claude' });
    expect(JSON.parse(program.out)).toMatchObject({ url: null, command: ['claude'], name: 'claude' });
    expect((await run(['config'], '', { HOTSEAT_MODEL_COMMAND: 'claude' })).out).not.toMatch(/\bbig\b/);
    set('model:\n  command: claude\n  name: haiku\n');
    const address = await run(['model', '--json'], '', OLLAMA);
    expect(JSON.parse(address.out)).toMatchObject({ command: null, name: 'qwen3:8b' });
    const url = { HOTSEAT_MODEL_URL: 'http://localhost:1/v1' };
    expect(await refusal(['practice', '--judge', 'model'], url)).toMatch(
      /model\.name is not set.*HOTSEAT_MODEL\b/,
    );
  });

  test('is an address or a command, not both', async () => {
    set('model:\n  command: claude\n  url: http://localhost:1/v1\n');
    expect(await refusal(['model'])).toContain('model.url and model.command are both set');
    set('model:\n  command: ollama\n');
    expect(await refusal(['model'])).toContain('ollama needs the name of a model');
  });

  test.each([
    ['command: claude | tee log', "must be one command without a shell's signs"],
    ['command: python3', 'must not pass the prompt to python3 as code'],
    ['command: sh -c claude', 'must not pass the prompt to sh as code'],
    ['seconds: 0', 'model.seconds must be a whole number, 1 or more'],
    ['seconds: 601', 'model.seconds must be at most 600'],
  ])('with %s is refused with its line', async (line, said) => {
    set(`model:\n  ${line}\n`);
    const { code, err } = await run(['config']);
    expect(code).toBe(1);
    expect(err.replace(/\n */g, ' ')).toContain('config.yaml:2: ');
    expect(err.replace(/\n */g, ' ')).toContain(said);
  });

  test.each([
    ['key: sk-secret', 'a key does not belong in this file', 'keyEnv: NAME'],
    ['apiKey: sk-secret', 'a key does not belong in this file', 'keyCommand'],
    ['keyEnv: sk-secret', 'must be the name of a variable, and not the key', ''],
    ['url: http://me:sk-secret@localhost/v1', 'must not hold a user or a password', ''],
    ['url: sk-secret', 'is not a URL', ''],
    [
      'url: https://example.com/sk-secret-0123456789/v1',
      'a key does not belong in this file',
      'keyEnv: NAME',
    ],
    ['name: sk-secret-0123456789', 'a key does not belong in this file', 'keyEnv: NAME'],
    ['keyCommand: echo sk-secret-0123456789', 'a key does not belong in this file', 'keyEnv: NAME'],
    ['keyCommand: [echo, sk-secret-0123456789]', 'a key does not belong in this file', 'keyEnv: NAME'],
  ])('%s is refused, and not repeated', async (line, said, help) => {
    set(`model:\n  ${line}\n`);
    const { code, out, err } = await run(['config']);
    expect(code).toBe(1);
    const shown = err.replace(/\n */g, ' ');
    expect(shown).toContain('config.yaml:2:');
    expect(shown).toContain(said);
    expect(shown).toContain(help);
    expect(out + err).not.toContain('sk-secret');
    expect(await refusal(['model'])).not.toContain('sk-secret');
  });

  test.each(['url: http://h/', 'name: ', 'keyCommand: echo '])(
    'a long run of letters and digits is taken for a key in %s',
    async (line) => {
      set(`model:\n  ${line}zj4k8qw1mn7bv3cx6yt9re2ui5op0asd\n`);
      const { code, err } = await run(['config']);
      expect(code).toBe(1);
      expect(err).toContain('a key does not belong in this file');
    },
  );

  test('such a run is no key elsewhere: paths of Nix and of blobs hold one', async () => {
    set(
      'voice:\n  speak: /nix/store/zj4k8qw1mn7bv3cx6yt9re2ui5op0asd-espeak-ng/bin/espeak-ng {text}\n' +
        `  transcribe: asr -m /blobs/sha256-${'0123456789abcdef'.repeat(4)} {file}\n`,
    );
    const { code, err } = await run(['config']);
    expect(err).toBe('');
    expect(code).toBe(0);
    set('voice:\n  transcribe: asr --key sk-secret-0123456789 {file}\n');
    expect((await run(['config'])).err).toContain('a key does not belong in this file');
  });

  test('of a variable that holds a key is refused, and not repeated', async () => {
    const { code, out, err } = await run(['config'], '', { HOTSEAT_MODEL: 'sk-secret-0123456789' });
    expect(code).toBe(1);
    expect(err).toContain('a key does not belong in HOTSEAT_MODEL.');
    expect(out + err).not.toContain('sk-secret');
  });

  test('shows where its key is from, and no command', async () => {
    set('model:\n  url: http://localhost:1/v1\n  name: m\n  keyCommand: echo hunter2; exit 3\n');
    const shown = [await run(['model']), await run(['model', '--json'])].map(({ out }) => out);
    for (const text of [...shown, await refusal(['model', 'check'])]) {
      expect(text).toContain('keyCommand');
      expect(text).not.toContain('hunter2');
    }
  });

  test('of a variable that is wrong is a problem without a line', async () => {
    const { code, err } = await run(['config'], '', { HOTSEAT_MODEL_URL: 'localhost:11434' });
    expect(code).toBe(1);
    expect(err).not.toContain('config.yaml:');
    expect(err).toContain('is not a URL');
  });

  test('does not judge or ask by voice', async () => {
    set('practice:\n  judge: model\n  followUps: live\n');
    expect(await refusal(['practice', '--speak-aloud', '--judge', 'model'])).toContain('it needs your words');
    expect(await refusal(['practice', '--speak-aloud', '--follow-ups', 'live'])).toContain(
      'it needs your words',
    );
    // The settings do not apply, so no model is missed.
    expect(await refusal(['practice', '--speak-aloud'])).toContain('--speak-aloud needs a terminal');
  });
});
