import { describe, expect, test } from 'vitest';
import { hasKey, hasKnownKey, hostOf, isLoopback, readUrl } from '../../src/wire/endpoint.ts';
import { UserError } from '../../src/platform/errors.ts';

describe('readUrl', () => {
  test.each([
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
    ['http://localhost:11434', 'http://localhost:11434'],
    ['https://API.Example.com:443//', 'https://api.example.com'],
    ['http://0x7f.1/v1', 'http://127.0.0.1/v1'],
    ['http://h/a/../v1', 'http://h/v1'],
    [' http://h/v1\n', 'http://h/v1'],
  ])('%j is %s', (text, url) => {
    expect(readUrl(text)).toBe(url);
  });

  test.each([
    ['localhost:11434', /http or https/],
    ['/v1', /http or https/],
    ['', /http or https/],
    ['file:///etc/passwd', /http or https/],
    ['ftp://h/v1', /http or https/],
    ['http://user:hunter2@h/v1', /user or a password/],
    ['http://hunter2@h/v1', /user or a password/],
    ['http//user:hunter2@h', /http or https/],
    ['http://h/v1?key=hunter2', /query/],
    ['http://h/v1?', /query/],
    ['http://h/v1#hunter2', /fragment/],
  ])('%j is refused in one sentence that does not repeat it', (text, words) => {
    const read = (): string => readUrl(text);
    expect(read).toThrow(UserError);
    expect(read).toThrow(words);
    expect(read).not.toThrow(/hunter2/);
  });
});

test('hostOf has the port where it is not the usual one', () => {
  expect(hostOf('http://localhost:11434/v1')).toBe('localhost:11434');
  expect(hostOf('https://api.example.com:443/v1')).toBe('api.example.com');
  expect(hostOf('http://[::1]:8080')).toBe('[::1]:8080');
});

test.each([
  'http://localhost:11434/v1',
  'http://LOCALHOST',
  'http://127.0.0.1',
  'http://127.255.255.254:1',
  'https://[::1]:8080/v1',
  // The parser reads these as 127.0.0.1.
  'http://2130706433',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://127.1',
  'http://127.0.0.1.',
  'http://１２７.0.0.1',
  'http://[0:0:0:0:0:0:0:1]',
])('%s stays on this machine', (url) => {
  expect(isLoopback(url)).toBe(true);
});

test.each([
  'http://0.0.0.0',
  'http://ollama.localhost',
  'http://0',
  'http://[::]',
  'http://127.0.0.1.evil.com',
  'http://localhost.evil.com',
  'http://notlocalhost',
  'http://evil.com/localhost',
  'http://evil.com/?localhost',
  'http://localhost@evil.com',
  'http://128.0.0.1',
  'http://10.127.0.1',
  'http://192.168.0.7',
  'http://[::ffff:127.0.0.1]',
  'http://[::127.0.0.1]',
  'http://[::2]',
  'http://2130706434.evil.com',
  'http://127.evil.com',
])('%s does not', (url) => {
  expect(isLoopback(url)).toBe(false);
});

describe('what looks like a key', () => {
  test.each([
    'sk-proj-Ab3dEf6hIj9kLm',
    'echo sk-abcdefghijklmnopqrstuvwxyz',
    'printf %s "ghp_0123456789abcdefghijABCDEFGHIJ012345"',
    'curl -H "x: AIzaSyA1234567890abcdefghijklmnopqrstuv"',
    'echo hf_AbCdEfGhIjKlMnOpQrStUvWxYz012345 | cat',
    'gsk_0123456789abcdef',
    'KEY=xai-0123456789abcdef; echo $KEY',
    'AKIAIOSFODNN7EXAMPLE',
    'https://example.com/sk-ant-api03-0123456789/v1',
    'echo zJ4k8Qw1mN7bV3cX6yT9rE2uI5oP0aSd',
    'echo 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  ])('is found: %s', (text) => {
    expect(hasKey(text)).toBe(true);
    expect(hasKey(text.toUpperCase())).toBe(true);
  });

  test.each([
    'meta-llama/Llama-3.3-70B-Instruct-Q4_K_M',
    'qwen3:8b',
    'gpt-5.2-2026-01-15',
    'ft:gpt-4o-mini-2024-07-18:acme::9x8AbCdE',
    'hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M',
    'NousHermes2Mixtral8x7BDPO',
    'pplx-70b-chat',
    '/models/models--Qwen--Qwen3-8B/snapshots/b968826d9c46dd6066d109eabc6255188de91218',
    'pass show openai',
    'pass show api/sk-openai',
    'op read op://Private/OpenAI/credential',
    'op item get 4zq7xkpf3jcbhd2mvnwr5t6yea --fields credential',
    'security find-generic-password -s openai -w',
    'bw get password 123e4567-e89b-12d3-a456-426614174000',
    'aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:us-east-1:123456789012:secret:openai-AbCdEf',
    'gcloud secrets versions access latest --secret=openai-key',
    'https://api.cloudflare.com/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353/ai/v1',
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'https://my-resource-12345678.openai.azure.com/openai/v1',
    'whisper-cli -m /Users/you/ggml-large-v3-turbo-q5_0.bin -l {language} -f {file}',
  ])('is not found: %s', (text) => {
    expect(hasKey(text)).toBe(false);
  });

  test('is only a known beginning where long names are common', () => {
    expect(hasKnownKey('asr --key sk-proj-Ab3dEf6hIj9kLm')).toBe(true);
    expect(hasKnownKey('/nix/store/zj4k8qw1mn7bv3cx6yt9re2ui5op0asd-whisper/bin/whisper')).toBe(false);
  });
});
