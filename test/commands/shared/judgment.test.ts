import { expect, test } from 'vitest';
import { judgmentValue } from '../../../src/commands/shared/judgment.ts';

test('ticks name what was left undecided', () => {
  const names = ['Cool', 'Dry'];
  expect(judgmentValue({ type: 'ticked', q: 0, names })).toBe('2 points ticked');
  expect(judgmentValue({ type: 'ticked', q: 0, names, undecided: ['Turned'] })).toBe(
    '2 points ticked, 1 undecided',
  );
  expect(judgmentValue({ type: 'ticked', q: 0, names: null })).toBeNull();
});
