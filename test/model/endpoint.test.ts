import { describe, expect, test } from 'vitest';
import { hostOf, isLoopback, readUrl } from '../../src/model/endpoint.ts';
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
