import { expect, test } from 'vitest';
import { echoes } from '../../src/model/echo.ts';

const KEY = 'sk-Secret-0123456789';
const wide = String.fromCharCode(...Array.from(KEY, (sign) => sign.charCodeAt(0) + 0xfee0));

test.each([
  KEY,
  KEY.toLowerCase(),
  KEY.toUpperCase(),
  wide,
  Array.from(KEY).join('\u200b'),
  Array.from(KEY).join(' '),
  Array.from(KEY).join('\u0301'),
  Array.from(KEY).join('\u001b'),
  KEY.replace('-', '\u00ad-\n'),
  KEY.replaceAll('-', '%2D'),
  KEY.replaceAll('S', '%2553'),
  JSON.stringify(Array.from(KEY).join('\u200b\n')).replaceAll('\u200b', '\\u200b'),
  JSON.stringify(JSON.stringify(Array.from(KEY).join('\t')).replaceAll('-', '\\u002d')),
  String.raw`\ud835\udc2c${KEY.slice(1)}`,
])('the key is found in %j', (text) => {
  expect(echoes(`The key ${text} is wrong.`, KEY)).toBe(true);
});

test.each(['', 'sk-Secret-012345678', 'sk-…6789', 'The key is wrong.', 'secret 0123456789'])(
  'the key is not found in %j',
  (text) => {
    expect(echoes(text, KEY)).toBe(false);
  },
);

test('a short word that serves as a key is no secret', () => {
  expect(echoes('ollama/qwen3', 'ollama')).toBe(false);
  expect(echoes('anything', null)).toBe(false);
});
