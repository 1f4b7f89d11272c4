import { closeSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processName } from '../../src/platform/process-name.ts';
import { openWhole, writeNewWhole, writeWhole } from '../../src/platform/files.ts';
import { emptyFolder } from '../support/disk.ts';

it('works around a file that has the name it would write under', () => {
  const folder = emptyFolder();
  const file = join(folder, 'round.md');
  for (let n = 1; n <= 50; n++) writeFileSync(join(folder, `.hotseat-${processName()}-${n}.tmp`), 'half');
  writeWhole(file, 'whole');
  expect(readFileSync(file, 'utf8')).toBe('whole');
  expect(readdirSync(folder)).toHaveLength(51);
});

it('removes what killed processes of this machine left beside, and nothing else', () => {
  const folder = emptyFolder();
  const host = encodeURIComponent(hostname());
  const left = [`${host}.999999999.12345-1`, `${host}.999999999.-7`, `${host}.${process.pid}.1-2`];
  const kept = [
    `.hotseat-${processName()}-999.tmp`,
    `.hotseat-${host}.${process.ppid}.-1.tmp`,
    '.hotseat-elsewhere.999999999.1-1.tmp',
    `.hotseat-${host}.999999999.1.tmp`,
    `${host}.999999999.1-1.tmp`,
  ];
  for (const name of left) writeFileSync(join(folder, `.hotseat-${name}.tmp`), 'half');
  for (const name of kept) writeFileSync(join(folder, name), 'dear');
  writeWhole(join(folder, 'round.md'), 'whole');
  expect(readdirSync(folder).sort()).toEqual([...kept, 'round.md'].sort());
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

it('takes a name as long as the disk does', () => {
  const folder = emptyFolder();
  const name = `${'n'.repeat(252)}.md`;
  writeNewWhole(join(folder, name), 'whole');
  expect(readdirSync(folder)).toEqual([name]);
});

it('gives a file to append to, which holds its beginning from the start', () => {
  const file = join(emptyFolder(), 'one.jsonl');
  const descriptor = openWhole(file, 'one\n');
  expect(readFileSync(file, 'utf8')).toBe('one\n');
  writeSync(descriptor, 'two\n');
  closeSync(descriptor);
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});
