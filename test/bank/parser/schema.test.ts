import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/bank/loader/front-matter.ts';
import { KINDS } from '../../../src/bank/kinds.ts';
import { edit, lintOf, README, WHOLE } from '../../support/bank.ts';

const BANK = join(import.meta.dirname, '../../../questions');
const SCHEMA = JSON.parse(readFileSync(join(BANK, 'question.schema.json'), 'utf8')) as {
  properties: Record<string, { enum?: string[] }>;
};
const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

function isValid(text: string): boolean {
  return validate(readDocument(text, 'a.md', 'a.md').data);
}

describe('the schema of the front matter', () => {
  const questions = readdirSync(BANK).filter((name) => /^\d.*\.md$/.test(name));

  test.each(questions)('%s is valid', (name) => {
    expect(isValid(readFileSync(join(BANK, name), 'utf8')), JSON.stringify(validate.errors)).toBe(true);
  });

  test('has the kinds', () => {
    expect(SCHEMA.properties['kind']?.enum).toEqual(KINDS);
  });

  test.each([
    ['level: mid\n', ''],
    ['minutes: 5', 'minutes: 5\nminute: 5'],
    ['kind: debugging', 'kind: quiz'],
    ['number: 1', 'number: 0'],
    ['minutes: 5', 'minutes: "5"'],
    ['minutes: 5', 'minutes: 2.5'],
    ['reviewed: 2026-11-24', 'reviewed: 24.11.2026'],
    ['id: retry-storm', 'id: Retry Storm'],
    ['title: Retries that made it worse', 'title: 2026'],
    ['roles: [ai-engineer, sdet]', 'roles: sdet'],
    ['roles: [ai-engineer, sdet]', 'roles: []'],
    ['roles: [ai-engineer, sdet]', `roles: [${Array(51).fill('sdet').join(', ')}]`],
    ['minutes: 5', `minutes: 5\nallow: [${Array(51).fill('B031').join(', ')}]`],
    ['references:', `references:${'\n  - title: T\n    url: https://a.org'.repeat(50)}`],
    ['url: https', 'url: javascript'],
    ['    url: https://www.rfc-editor.org/rfc/rfc6585\n', ''],
  ])('refuses what lint refuses: %j replaced by %j', async (piece, by) => {
    const text = edit(WHOLE, piece, by);
    const findings = await lintOf({ 'README.md': README, '001-retry-storm.md': text });
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(isValid(text)).toBe(false);
  });
});
