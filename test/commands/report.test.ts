import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import { report } from '../../src/commands/report.ts';
import type { ReportOptions } from '../../src/options/table.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { UserError } from '../../src/platform/errors.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { roundOf, writeRounds } from '../support/history.ts';
import { SHORT_BANK } from '../support/program.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 24, 12);

/** Runs `hotseat report` for a data folder at noon on 2026-11-24. */
async function run(home: string, options: Partial<ReportOptions> = {}) {
  const { env, stdout, stderr } = fakeEnv({ cwd: home, data: home });
  try {
    const exit = await report(env, { bank: [SHORT_BANK], topic: [], ...options });
    return { exit, out: stdout(), err: stderr() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { exit: error.exitCode, out: stdout(), err: `${stderr()}${error.message} ${error.help ?? ''}` };
  }
}

async function practiced(): Promise<{ home: string; questions: Question[] }> {
  const home = emptyFolder();
  const { banks } = await loadBanks(fakeEnv({ cwd: SHORT_BANK }).env, [SHORT_BANK]);
  const questions = banks.flatMap((bank) => bank.questions);
  const [bread, seeds] = questions;
  writeRounds(home, [
    roundOf(bread!, { wall: NOON - 9 * DAY }),
    roundOf({ ...seeds!, topic: 'knots' }, { wall: NOON - DAY }),
  ]);
  return { home, questions };
}

describe('hotseat report', () => {
  it('goes to standard output, or into a file private to its owner', async () => {
    const { home } = await practiced();
    const { out, err, exit } = await run(home);
    expect(out).toMatch(/^<!doctype html><html lang="en">/);
    expect(out).toContain('<h1>Progress, 15 Nov 2026 to 24 Nov 2026</h1>');
    expect([err, exit]).toEqual(['', 0]);
    expect(await run(home, { output: 'report.html' })).toEqual({
      out: '',
      err: 'Written to report.html.\n',
      exit: 0,
    });
    expect(readFileSync(join(home, 'report.html'), 'utf8')).toBe(out);
    if (process.platform !== 'win32') expect(statSync(join(home, 'report.html')).mode & 0o777).toBe(0o600);
  });

  it('replaces a file only with --force, and never a folder', async () => {
    const { home } = await practiced();
    writeFileSync(join(home, 'report.html'), 'dear');
    expect(await run(home, { output: 'report.html' })).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^report\.html already exists\. .*--force/) as string,
    });
    expect(readFileSync(join(home, 'report.html'), 'utf8')).toBe('dear');
    expect(await run(home, { output: 'report.html', force: true })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(home, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(await run(home, { output: 'sessions', force: true })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('cannot write sessions: it is a folder') as string,
    });
  });

  it('takes topics and a day, and refuses unknown ones', async () => {
    const { home } = await practiced();
    const { out } = await run(home, { topic: ['knots'], since: '2026-11-20' });
    expect(out).toContain('<h1>Progress in knots, 20 Nov 2026 to 24 Nov 2026</h1>');
    expect(out).toContain('The bank no longer has questions on these topics.');
    const refused = await run(home, { topic: ['knits'], output: 'report.html' });
    expect(refused).toMatchObject({
      exit: 2,
      err: expect.stringContaining('there is no topic "knits"') as string,
    });
    expect(readdirSync(home)).not.toContain('report.html');
  });

  it('explains itself if there is nothing yet', async () => {
    const { out, err, exit } = await run(emptyFolder());
    expect(exit).toBe(0);
    expect(out).toContain('No answers yet.');
    expect(err).toBe('No sessions yet. `hotseat practice` starts the first one.\n');
  });
});
