import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeNewWhole, writeWhole } from '../../src/platform/write-whole.ts';
import { emptyFolder } from '../support/disk.ts';

it('works around the leftover of a killed process with the same id, as in a container', () => {
  const file = join(emptyFolder(), 'round.md');
  for (let n = 1; n <= 50; n++) writeFileSync(`${file}.${process.pid}-${n}.tmp`, 'half');
  writeWhole(file, 'whole');
  expect(readFileSync(file, 'utf8')).toBe('whole');
  expect(readdirSync(join(file, '..'))).toHaveLength(51);
});

it('does not replace a file that must be new, and leaves no temporary file', () => {
  const file = join(emptyFolder(), 'round.md');
  writeNewWhole(file, 'whole');
  expect(() => {
    writeNewWhole(file, 'another');
  }).toThrow('EEXIST');
  expect(readFileSync(file, 'utf8')).toBe('whole');
  expect(readdirSync(join(file, '..'))).toEqual(['round.md']);
});
