import { expect, test } from 'vitest';
import { distanceFrom } from '../../src/bank/fit.ts';

const BANKS = [{ vocabulary: { topics: [], roles: [], levels: ['mid', 'senior', 'staff'] } }];
const QUESTIONS = [
  ['architect first, staff', ['architect', 'sdet'], 'staff'],
  ['architect only, senior', ['architect'], 'senior'],
  ['sdet first, mid', ['sdet', 'architect'], 'mid'],
  ['sdet first, senior', ['sdet'], 'senior'],
  ['sdet later, senior', ['architect', 'sdet'], 'senior'],
] as const;

function nearest(
  filter: { role: string[]; level: string[] },
  you: { role?: string; level?: string },
): string[] {
  const distance = distanceFrom(BANKS, filter, you);
  const at = QUESTIONS.map(([name, roles, level]) => ({ name, far: distance({ roles: [...roles], level }) }));
  return at.sort((a, b) => a.far - b.far).map(({ name }) => name);
}

test('the first role of a question weighs more than its level, and a question that names another role comes last', () => {
  expect(nearest({ role: [], level: [] }, { role: 'sdet', level: 'senior' })).toEqual([
    'sdet first, senior',
    'sdet first, mid',
    'sdet later, senior',
    'architect first, staff',
    'architect only, senior',
  ]);
});

test('what was typed wins over who practices, and words that no bank has change nothing', () => {
  const you = { role: 'sdet', level: 'junior' };
  expect(nearest({ role: ['architect'], level: ['staff'] }, you)[0]).toBe('architect first, staff');
  expect(nearest({ role: [], level: [] }, { level: 'junior' })).toEqual(QUESTIONS.map(([name]) => name));
});
