// The README's picture of the report, from a generated history of two years: `npm run build:picture`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { reportOf } from '../../src/progress/report/data.ts';
import { reportPage } from '../../src/progress/report/page.ts';
import { tempFolder } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';
import { historyOf } from '../support/history.ts';
import { launch, openPage } from '../support/pages.ts';
import { summariesOf } from '../support/summaries.ts';

const BANK = fileURLToPath(new URL('../../questions', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const WIDTH = 736;
/** A few of the plots, without the text under them. */
const SHORT = `
  nav, table, details, footer, section:not(#points, #certainty), section p + p { display: none; }
  section { margin-top: 1.6rem; } body { padding-bottom: 1rem; }
`;

const { banks } = await loadBanks(fakeEnv({ cwd: BANK }).env, [BANK]);
const questions = banks.flatMap((bank) => bank.questions);
const options = { today: '2026-11-24', since: null, topics: [], questions };
const file = join(tempFolder(), 'report.html');
writeFileSync(file, reportPage(reportOf(summariesOf(historyOf(questions)), options), '0.1.0'));

const browser = await launch();
const { page } = await openPage(browser, file, { width: WIDTH, height: 900 }, 'light');
await page.addStyleTag({ content: SHORT });
await page.screenshot({ path: join(DOCS, 'report.png'), fullPage: true });
await browser.close();
