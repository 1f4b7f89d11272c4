import { describe, expect, it } from 'vitest';
import { width } from '../../src/text/wrap.ts';
import { emptyFolder } from '../support/disk.ts';
import { historyOf, writeRounds } from '../support/history.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';
import { run } from '../support/stats.ts';

describe('hotseat stats', () => {
  it('shows two years at any width, in plain text', { timeout: 60_000 }, async () => {
    const home = emptyFolder();
    const bank = SHIPPED_BANK;
    writeRounds(home, historyOf(await questionsOf(bank)));
    for (const columns of [40, 60, 80, 200]) {
      const { out } = await run(home, bank, {}, columns);
      const rows = out.split('\n');
      expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(columns);
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
      for (const heading of [
        'Points covered, by topic',
        'Expected and covered',
        'Time used',
        'Weakest points',
      ])
        expect(out).toContain(heading);
    }
    const { out } = await run(home, bank);
    expect(out).toMatch(/^ {2}Progress · 24 Nov 2024 to 24 Nov 2026$/m);
    expect(out).toMatch(/^ {2}\d+ sessions · \d+ h \d+ min answering · 1\d\d\d answers$/m);
    expect(out).toMatch(/^ {2}agents +█+.? +\d\d% {2}[▁-█·]{12} {2}answered \d+ of \d+$/m);
    expect(out).toMatch(/^ {2}nearly all █+.* {2}\d\d% in \d+ answers$/m);
  });
});
