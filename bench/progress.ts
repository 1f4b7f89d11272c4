// What looking back costs, beside bare node in the same run: `npm run bench -- progress`. Statistics over few and many
// sessions, with nothing changed since the last run and without an index of them; the report over two years.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBanks } from '../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../test/support/env.ts';
import { historyOf, TWO_YEARS, writeRounds } from '../test/support/history.ts';
import { BIN, compare, type Subject } from './processes.ts';

const BANK = fileURLToPath(new URL('../questions', import.meta.url));
const NUMBERS = [50, 500, 5000] as const;
/** As often in a week as in the two years, so that only their number differs. */
const DAYS_EACH = TWO_YEARS.days / TWO_YEARS.sessions;
/** What is fresh is read again; the index is trusted about what has settled. */
const SETTLED = 2500;
const GOAL = { stats: 15, report: 15 };
const scratch = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));

async function homesWithHistories(): Promise<Map<number, string>> {
  const { banks } = await loadBanks(fakeEnv({ cwd: BANK }).env, [BANK]);
  const questions = banks.flatMap((bank) => bank.questions);
  return new Map(
    [...NUMBERS, TWO_YEARS.sessions].map((sessions) => {
      const home = join(scratch, String(sessions));
      const days = Math.max(1, Math.round(sessions * DAYS_EACH));
      writeRounds(home, historyOf(questions, { ...TWO_YEARS, sessions, days }));
      return [sessions, home];
    }),
  );
}

/** Each run of it finds the sessions, and no index of them. */
function cold(home: string): () => string {
  return () => {
    rmSync(join(home, 'cache'), { recursive: true, force: true });
    return home;
  };
}

try {
  const homes = await homesWithHistories();
  const home = (sessions: number): string => homes.get(sessions) ?? '';
  const warm = NUMBERS.map((sessions): Subject => ({
    name: `stats of ${sessions}, nothing changed`,
    args: [BIN, 'stats'],
    home: home(sessions),
    ...(sessions === 5000 ? { goal: GOAL.stats } : {}),
  }));
  const fresh = NUMBERS.map((sessions): Subject => {
    const own = `${home(sessions)}-cold`;
    cpSync(home(sessions), own, { recursive: true });
    return {
      name: `stats of ${sessions}, without an index`,
      args: [BIN, 'stats'],
      home: cold(own),
      isSlow: sessions === 5000,
    };
  });
  const report: Subject = {
    name: `report of ${TWO_YEARS.sessions}, nothing changed`,
    args: [BIN, 'report'],
    home: home(TWO_YEARS.sessions),
    goal: GOAL.report,
  };
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const of = compare([...warm, report, ...fresh], scratch);
  const took = (sessions: number): number => of(`stats of ${sessions}, without an index`) - of('node -e 0');
  const [few, many] = [took(500) / 500, took(5000) / 5000];
  console.log(
    `\nWithout an index, less bare node: ${few.toFixed(2)} ms a session of 500, ${many.toFixed(2)} ms of 5000`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
