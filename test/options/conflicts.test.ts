import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/program.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';

const refused = (args: readonly string[]) =>
  expect(runProgram(args, fakeEnv({ cwd: emptyFolder() }).env)).rejects;

describe('options that contradict each other', () => {
  test.each([
    ['practice --strict --no-timer', '--no-timer stops every clock', '--strict'],
    ['practice -m 5 --no-timer', '--no-timer stops every clock', '--minutes'],
    ['practice --pace 2 --no-timer', '--no-timer stops every clock', '--pace'],
    ['practice --round-minutes 2 --no-timer', '--no-timer stops every clock', '--round-minutes'],
    ['practice --pace 2 -m 5', '--minutes sets each clock', '--pace'],
    ['practice --speak-aloud --editor', '--speak-aloud records your voice', '--editor'],
    ['practice --weakest --order due', '--weakest sets the order', '--order'],
    ['practice --quick --kind design', '--quick asks questions of kind screen', '--kind'],
    ['practice --interview-on 2026-12-04 --quick', '--interview-on chooses the questions', '--quick'],
    ['practice --interview-on 2026-12-04 --weakest', '--interview-on chooses the questions', '--weakest'],
    ['practice --interview-on 2026-12-04 --order due', '--interview-on chooses the questions', '--order'],
    ['list --interview-on 2026-12-04 --search bread', '--interview-on chooses the questions', '--search'],
  ])('%s', async (line, because, excluded) => {
    await refused(line.split(' ')).toMatchObject({
      message: `${because}, so ${excluded} does not apply.`,
      help: `leave out ${excluded}, or ${because.split(' ')[0] ?? ''}.`,
      exitCode: 2,
    });
  });

  test('are named together', async () => {
    await refused(['practice', '4', '--role', 'sdet', '-n', '2', '--topic', 'garden']).toMatchObject({
      message: 'you named the questions, so --count, --topic and --role do not apply.',
      help: 'leave out --count, --topic and --role.',
    });
  });

  test.each([
    ['practice --keep-audio', '--keep-audio', '--speak-aloud'],
    ['practice --daily-minutes 9', '--daily-minutes', '--interview-on'],
    ['list --daily-minutes 9', '--daily-minutes', '--interview-on'],
  ])('%s needs another', async (line, option, other) => {
    await refused(line.split(' ')).toMatchObject({
      message: `${option} needs ${other}.`,
      help: `add ${other}, or leave out ${option}.`,
      exitCode: 2,
    });
  });

  test.each([
    ['-n 2', '--count'],
    ['--quick', '--quick'],
    ['--order due', '--order'],
    ['--weakest', '--weakest'],
    ['--interview-on 2026-12-04', '--interview-on'],
    ['--role sdet', '--role'],
    ['--topic garden', '--topic'],
    ['--kind design', '--kind'],
    ['--level mid', '--level'],
  ])('practice 4 %s', async (options, name) => {
    await refused(['practice', '4', ...options.split(' ')]).toMatchObject({
      message: `you named the questions, so ${name} does not apply.`,
      help: `leave out ${name}.`,
      exitCode: 2,
    });
  });
});
