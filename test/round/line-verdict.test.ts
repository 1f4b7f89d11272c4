import { expect, test } from 'vitest';
import { type Session, questionAt } from '../../src/engine/session.ts';
import { decideByLines } from '../../src/round/line-verdict.ts';
import { expectScreens } from '../support/screens.ts';
import { heardRound, judgedRound, keptPoint } from '../support/simulate.ts';

/** What is said of the points, and how many of them are asked about; the first answer to each is given. */
async function decide(session: Session): Promise<{ said: string[]; asked: number }> {
  const said: string[] = [];
  let asked = 0;
  await decideByLines(questionAt(session, 0), {
    say: (text) => said.push(text),
    choose: (_question, [[, first] = ['', null]]) => {
      asked += 1;
      return Promise.resolve(first as never);
    },
    readLine: () => Promise.resolve(''),
    keep: () => undefined,
  });
  return { said, asked };
}

test('line by line the verdict is what test/screens/line-verdict.txt shows', async () => {
  const leveled = await decide(judgedRound([keptPoint('Dry'), keptPoint('Cool', 'staff')], ['Cool']).session);
  const heard = await decide(heardRound().session);
  const failed = await decide(heardRound({ problem: 'it was too slow.' }).session);
  expect([leveled, heard, failed].map(({ asked }) => asked)).toEqual([0, 0, 1]);
  await expectScreens('line-verdict', {
    'points of several levels, all decided': leveled.said,
    'a model’s verdicts beside the matcher’s': heard.said,
    'a model with a problem': failed.said,
  });
});
