import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/program.ts';
import { width } from '../../src/text/wrap.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { historyOf, roundOf, TWO_YEARS, writeRounds } from '../support/history.ts';
import { SHORT_BANK } from '../support/program.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';

const DAY = 86_480_000;
const NOON = Date.UTC(2026, 10, 24, 12);

/** What a command line prints at noon on 2026-11-24. */
async function run(home: string, args: readonly string[], columns?: number) {
  const { env, stdout, stderr } = fakeEnv({
    cwd: dirname(SHORT_BANK),
    data: home,
    vars: { NO_COLOR: '1', PAGER: 'cat' },
    ...(columns === undefined ? {} : { columns }),
  });
  const code = await runProgram(args, env);
  return { code, out: stdout(), err: stderr() };
}

const LIST = ['list', '--bank', 'short', '--interview-on'];

async function practiced(): Promise<string> {
  const home = emptyFolder();
  const [bread, seeds] = await questionsOf(SHORT_BANK);
  writeRounds(home, [
    roundOf(bread!, { wall: NOON - 9 * DAY, made: ['Cool bread'], rating: 'again' }),
    roundOf(seeds!, { wall: NOON - DAY, made: null, rating: null }),
  ]);
  return home;
}

describe('hotseat list --interview-on', () => {
  it('without a day is until your own interview, nearest questions first', async () => {
    const home = emptyFolder();
    const args = [...LIST.slice(0, -1), '--daily-minutes', '8', '--interview-on'];
    await expect(run(home, args)).rejects.toMatchObject({
      message: 'the day of your interview is not known.',
      exitCode: 2,
    });
    const settings = 'you:\n  role: cook\n  level: senior\n  interview: 2026-11-26\n';
    writeFileSync(join(home, 'config.yaml'), settings);
    const { out } = await run(home, args);
    expect(out).toContain('Until Thu 26 Nov 2026');
    expect(out).toMatch(/Today {2}8 min\n {2}#3[^]*Wed 25 Nov {2}8 min {2}new #1\n/);
    expect(out).toContain('hotseat practice --interview-on 2026-11-26');
  });

  it("shows today's questions by title, and the other days' by number", async () => {
    const { out, code } = await run(await practiced(), [...LIST, '2026-12-04']);
    expect(code).toBe(0);
    expect(out.split('\n').slice(1, -2)).toEqual([
      '  Until Fri 4 Dec 2026',
      '  10 days · up to 60 min a day',
      '  2 of 3 answered · the rest scheduled',
      '',
      '  Today  24 min',
      '  #1  Keeping bread   due, 8 min',
      '  #2  Keeping seeds   never rated, 8 min',
      '  #3  Keeping apples  new, 8 min',
      '',
      '  After today',
      '  Thu 26 Nov  16 min  again #2 #3',
      '  Sat 28 Nov  8 min   again #1',
      '  Tue 1 Dec   8 min   weak #1',
      '',
      '  Assumes every answer goes well. Re-planned as you practice.',
      "  Today's questions: hotseat practice --interview-on 2026-12-04 --bank short",
    ]);
  });

  it('stacks what does not fit', async () => {
    const { out } = await run(await practiced(), [...LIST, '2026-11-28'], 40);
    expect(out.split('\n').slice(1, -2)).toEqual([
      '  Until Sat 28 Nov 2026',
      '  4 days · up to 60 min a day',
      '  2 of 3 answered · the rest scheduled',
      '',
      '  Today  24 min',
      '  #1  Keeping bread',
      '      due, 8 min',
      '  #2  Keeping seeds',
      '      never rated, 8 min',
      '  #3  Keeping apples',
      '      new, 8 min',
      '',
      '  After today',
      '  Thu 26 Nov  16 min  again #2 #3',
      '  Fri 27 Nov  8 min   weak #1',
      '',
      '  Assumes every answer goes well.',
      '  Re-planned as you practice.',
      "  Today's questions: hotseat practice",
      '    --interview-on 2026-11-28 --bank',
      '    short',
    ]);
  });

  it('shows what does not fit, and how to make room', async () => {
    const { out } = await run(emptyFolder(), [...LIST, '2026-11-25', '--daily-minutes', '8']);
    expect(out).toContain('0 of 3 answered · 2 not scheduled');
    expect(out).toContain('To schedule the other 2, raise --daily-minutes');
    expect(out).toContain('hotseat practice --interview-on 2026-11-25\n    --daily-minutes 8 --bank short\n');
  });

  it('shows a year at any width, in plain text', { timeout: 60_000 }, async () => {
    const home = emptyFolder();
    writeRounds(home, historyOf(await questionsOf(SHIPPED_BANK), { ...TWO_YEARS, sessions: 60 }));
    for (const columns of [40, 60, 80, 200]) {
      const { out } = await run(
        home,
        ['list', '--bank', SHIPPED_BANK, '--interview-on', '2027-11-20'],
        columns,
      );
      const rows = out.split('\n').filter((line) => !line.includes(SHIPPED_BANK));
      expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(columns);
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
      expect(out).toMatch(/^ {2}Fri 19 Nov {2}/m);
    }
  });

  it('gives each day as data, without answers', async () => {
    const home = await practiced();
    const questions = await questionsOf(SHORT_BANK);
    const args = [...LIST, '2026-11-26', '--json', '--daily-minutes', '8'];
    const { out } = await run(home, args);
    expect(out).not.toContain('SECRET');
    const planned = (number: number, why: string) => {
      const { bank, id, title, topic } = questions.find((question) => question.number === number)!;
      return { bank, id, number, title, topic, timeMs: 480_000, why };
    };
    expect(JSON.parse(out)).toEqual({
      version: 1,
      today: '2026-11-24',
      interview: '2026-11-26',
      dailyMs: 480_000,
      questions: { met: 2, of: 3 },
      done: { questions: 0, usedMs: 0 },
      days: [
        { day: '2026-11-24', plannedMs: 480_000, questions: [planned(3, 'new')] },
        { day: '2026-11-25', plannedMs: 480_000, questions: [planned(1, 'weak')] },
      ],
      left: [],
    });
    const tight = JSON.parse((await run(home, [...args.slice(0, -1), '6'])).out) as { left: unknown };
    expect(tight.left).toEqual([{ ...planned(3, 'new'), why: undefined }]);
  });

  it('plans the filtered questions', async () => {
    const { out } = await run(emptyFolder(), [...LIST, '2026-12-04', '--topic', 'garden']);
    expect(out).toContain('0 of 1 answered');
    expect(out).toContain('--interview-on 2026-12-04 --topic garden');
    expect(out).not.toContain('Keeping bread');
    const none = [...LIST, '2026-12-04', '--level', 'mid', '--kind', 'design'];
    expect((await run(emptyFolder(), none)).err).toContain('No questions match.');
  });

  it('names the bank if two share a number', async () => {
    const banks = ['--bank', 'short', '--bank', 'whole'];
    const { out } = await run(emptyFolder(), ['list', ...banks, '--interview-on', '2026-12-20']);
    expect(out).toContain('  short/1  Keeping bread');
    expect(out).not.toContain('#1 ');
    expect(out).toContain('#2');
  });

  it.each([
    ['2026-11-23', '2026-11-23 is in the past; today is 24 Nov 2026.'],
    ['2026-11-24', 'the interview is today; a plan ends the day before.'],
    ['2027-11-26', '2027-11-26 is too far away to plan for.'],
    ['2026-02-30', '--interview-on must be a date such as 2026-01-31 (got "2026-02-30").'],
    ['tomorrow', '--interview-on must be a date such as 2026-01-31 (got "tomorrow").'],
  ])('refuses %s, and says why', async (day, message) => {
    for (const command of [LIST, ['practice', '--bank', 'short', '--interview-on']])
      await expect(run(emptyFolder(), [...command, day])).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('accepts the last day of its range', async () => {
    expect((await run(emptyFolder(), [...LIST, '2027-11-25'])).out).toContain('366 days');
  });
});

describe('hotseat practice --interview-on', () => {
  it('says if nothing is planned for today, and what comes next', async () => {
    const home = emptyFolder();
    const [, seeds] = await questionsOf(SHORT_BANK);
    writeRounds(home, [roundOf(seeds!, { wall: NOON - DAY, made: null, rating: 'easy' })]);
    const practice = ['practice', '--bank', 'short', '--topic', 'garden', '--interview-on'];
    const { code, out, err } = await run(home, [...practice, '2026-12-20']);
    expect([code, out]).toEqual([0, '']);
    expect(err).toBe(
      'Nothing is planned for today. Next: Tue 1 Dec, 1 question.\n`hotseat practice` asks other questions at any time.\n',
    );
    writeRounds(home, [roundOf(seeds!, { wall: NOON - 600_000, made: null, rating: 'easy' })]);
    expect((await run(home, [...practice, '2026-11-25'])).err).toBe(
      'Done for today: 1 question, 4 min.\n`hotseat practice` asks other questions at any time.\n',
    );
  });
});
