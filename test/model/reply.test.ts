import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonIn } from '../../src/model/reply.ts';

const WANTED = { verdict: 'covered', quote: 'we shard {by} tenant' };
const JSON_TEXT = JSON.stringify(WANTED);

describe('the JSON in a reply', () => {
  test.each([
    ['alone', JSON_TEXT],
    ['indented, between empty lines', `\n\n${JSON.stringify(WANTED, null, 2)}\n`],
    ['in a fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['in a fence without a language', `\`\`\`\n${JSON_TEXT}\n\`\`\``],
    ['with prose around it', `Sure! Here it is: ${JSON_TEXT} Tell me {if} you need "more".`],
    ['after braces in prose', `For {each point} and {} ... { see: ${JSON_TEXT}`.replace('{} ', '')],
    ['first of two', `${JSON_TEXT}\n${JSON.stringify({ verdict: 'missing' })}`],
    ['after reasoning', `<think>Is it covered? {"verdict": "missing"}</think>${JSON_TEXT}`],
    ['after two rounds of it', `<think>a</think> So: <think>{"b": 1}</think>\n${JSON_TEXT}`],
    ['after reasoning whose first tag is in the prompt', `Well, {"verdict": 1}.\n</think>\n\n${JSON_TEXT}`],
    ['after reasoning with an open brace', `<think>I could write {"verdict": or so</think>${JSON_TEXT}`],
    ['after the same without its first tag', `I could write {"verdict": or so</think>${JSON_TEXT}`],
    ['before a stray tag', `${JSON_TEXT}</think>`],
    ['in a fence before a stray tag', `\`\`\`json\n${JSON_TEXT}\n\`\`\`\n</think>`],
    ['before reasoning', `${JSON_TEXT}\n<think>Was that right?`],
    ['in prose before reasoning', `My answer: ${JSON_TEXT}\n<think>Was that right?`],
  ])('%s', (_, text) => {
    expect(jsonIn(text)).toEqual(WANTED);
  });

  test.each([
    ['nothing', ''],
    ['prose', 'The point is covered.'],
    ['an array', '[1, 2]'],
    ['a number', '42'],
    ['JSON that is cut off', JSON_TEXT.slice(0, -1)],
    ['JSON that is cut off after a complete part', '{"points": [{"verdict": "covered"}, {"verdict": "mis'],
    ['JSON that is broken around a complete part', '{"points": [{"verdict": "covered"}, oops]}'],
    ['single quotes', "{'verdict': 'covered'}"],
    ['reasoning without an end', `<think>I would say ${JSON_TEXT}`],
    ['reasoning and nothing else', `<think>I would say ${JSON_TEXT}</think>`],
    ['reasoning without its first tag, and nothing else', `I would say ${JSON_TEXT}</think>`],
    ['a refusal after reasoning', `<think>${JSON_TEXT}</think>I cannot judge this.`],
  ])('none: %s', (_, text) => {
    expect(jsonIn(text)).toBeNull();
  });

  test.each([
    ['braces', 'a } b { c {"d": 1}'],
    ['quotation marks and backslashes', 'she said "no\\" \\'],
    ['tags', 'then </think> and <think> came'],
    ['a fence', '```json\n{}\n```'],
    ['line ends', 'a\nb\u2028c'],
  ])('a quote may hold %s', (_, quote) => {
    const text = JSON.stringify({ quote });
    expect(jsonIn(text)).toEqual({ quote });
    expect(jsonIn(`The verdict: ${text}`)).toEqual({ quote });
    expect(jsonIn(`<think>Hm.</think>\`\`\`json\n${text}\n\`\`\``)).toEqual({ quote });
  });

  test('any object comes back, with reasoning before it and prose around it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '"', '}', '\n', '`') });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), text, (value, prose) => {
        const json = JSON.stringify(value);
        expect(jsonIn(`<think>${prose}</think>\n${json}\n${prose}`)).toEqual(JSON.parse(json));
      }),
    );
  });

  test('no text makes it throw', () => {
    const part = fc.constantFrom('{', '}', '"', '\\', '<think>', '</think>', '```', '{"a":1}', ':', ' ', 'x');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const found = jsonIn(parts.join(''));
        expect(found === null || typeof found === 'object').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  const LENGTH = 256 * 1024;
  const nested = '<think>' + '{"a</think>":'.repeat(LENGTH / 16) + '1' + '}'.repeat(LENGTH / 16);
  test.each([
    ['open braces', '{'.repeat(LENGTH)],
    ['open braces and spaces', '{ '.repeat(LENGTH / 2)],
    ['a brace before many spaces', `{${' '.repeat(LENGTH)}`],
    ['open keys', '{"'.repeat(LENGTH / 2)],
    ['nested objects without an end', '{"a":'.repeat(LENGTH / 5)],
    ['nested objects with an end', '{"a":'.repeat(LENGTH / 6) + '1' + '}'.repeat(LENGTH / 6)],
    ['broken objects', '{"a"}'.repeat(LENGTH / 5)],
    ['tags that end', '</think>'.repeat(LENGTH / 8)],
    ['tags that end, before JSON', `${'</think>'.repeat(LENGTH / 8)}{"a":1}`],
    ['tags that begin', '<think>'.repeat(LENGTH / 7)],
    ['tags in nested objects', nested],
    ['tags in open objects', '{"a":</think>'.repeat(LENGTH / 13)],
    ['backslashes', `{"${'\\'.repeat(LENGTH)}`],
    ['quotation marks', `{"${'"'.repeat(LENGTH)}`],
    ['fences', '```'.repeat(LENGTH / 3)],
  ])('256 KiB of %s are read before a test is over', (_, text) => {
    // A time that grew with the square of the length would be hours.
    expect([null, 'object']).toContain(jsonIn(text) === null ? null : typeof jsonIn(text));
  });
});
