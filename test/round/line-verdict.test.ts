import { expect, test } from 'vitest';
import { type Session, type Ticks, questionAt } from '../../src/engine/session.ts';
import { decideByLines } from '../../src/round/line-verdict.ts';
import { expectScreens } from '../support/screens.ts';
import { heardRound, judgedRound, keptPoint } from '../support/simulate.ts';

/** What is said of the points, and the last decision that was kept, after these lines and Enter. */
async function decide(session: Session, ...lines: string[]): Promise<{ said: string[]; kept: Ticks[] }> {
  const said: string[] = [];
  const kept: Ticks[] = [];
  await decideByLines(questionAt(session, 0), {
    say: (text) => said.push(text),
    readLine: () => Promise.resolve(lines.shift() ?? ''),
    keep: (ticks) => kept.push(ticks),
  });
  return { said, kept };
}

test('line by line the verdict is what test/screens/line-verdict.txt shows', async () => {
  const leveled = await decide(judgedRound([keptPoint('Dry'), keptPoint('Cool', 'staff')], ['Cool']).session);
  const heard = await decide(heardRound().session);
  const failed = await decide(
    heardRound({ problem: 'it was too slow.' }).session,
    'y 1,3 n2',
    'p4',
    'y 5',
    'y',
  );
  expect(failed.kept.at(-1)).toMatchObject({ covered: ['Dry', 'Dark'], partly: ['Turned'], toDecide: [] });
  const confirmed = await decide(heardRound().session, 'y 2');
  expect(confirmed.kept).toMatchObject([{ covered: ['Dry', 'Cool', 'Dark'], decided: ['Cool'] }]);
  await expectScreens('line-verdict', {
    'points of several levels, all decided': leveled.said,
    'a model’s verdicts beside the matcher’s': heard.said,
    'a model with a problem, and decisions': failed.said,
  });
});
