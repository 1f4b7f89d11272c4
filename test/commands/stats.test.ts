import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stats } from '../../src/commands/stats.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { roundOf, writeRounds } from '../support/history.ts';
import { SHORT_BANK } from '../support/program.ts';
import { happen, heardRound } from '../support/simulate.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';
import { run } from '../support/stats.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 24, 12);

describe('hotseat stats', () => {
  it('gives the same as data', async () => {
    const home = emptyFolder();
    const [bread, seeds] = await questionsOf(SHORT_BANK);
    writeRounds(home, [
      roundOf(bread!, { wall: NOON - 9 * DAY, made: [], certainty: 4, rating: 'again' }),
      roundOf(seeds!, { wall: NOON - DAY, made: seeds!.keyPoints.map(({ name }) => name), rating: 'easy' }),
    ]);
    const data = JSON.parse((await run(home, SHORT_BANK, { json: true })).out) as object;
    expect(data).toMatchObject({
      version: 1,
      today: '2026-11-24',
      from: '2026-11-15',
      sessions: 2,
      answers: 2,
      due: 1,
      questions: { met: 2, of: 3 },
      points: { covered: 4, notCovered: 4 },
      practisedMs: 480_000,
      streak: { current: 1, longest: 1 },
      days: [
        { day: '2026-11-15', answers: 1 },
        { day: '2026-11-23', answers: 1 },
      ],
    });
    const text = (await run(home, SHORT_BANK)).out;
    expect(text).toContain('2 sessions · 8 min answering · 2 answers');
    expect(text).toContain('2 of 3 answered');
    expect(text).toContain('1 due today: hotseat practice --order due');
    expect(text).toContain('1-day streak (best: 1)');
    expect(text).toContain(`#1 ${bread!.title}`);
  });

  it('counts as due only what `practice --order due` asks', async () => {
    const home = emptyFolder();
    const screen = (await questionsOf(SHIPPED_BANK)).find(({ kind }) => kind === 'screen');
    writeRounds(home, [roundOf(screen!, { wall: NOON - 9 * DAY, rating: 'again' })]);
    expect((await run(home, SHIPPED_BANK)).out).toContain('nothing is due today');
  });

  it('takes a day and topics, including that of a removed question', async () => {
    const home = emptyFolder();
    const [bread] = await questionsOf(SHORT_BANK);
    const gone = { ...bread!, bank: 'gone', topic: 'knots' };
    writeRounds(home, [
      roundOf(gone, { wall: NOON - 9 * DAY }),
      roundOf({ ...gone, number: 8 }, { wall: NOON - DAY }),
    ]);
    const { out } = await run(home, SHORT_BANK, { topic: ['knots'], since: '2026-11-20' });
    expect(out).toMatch(/^ {2}Progress · knots · 20 Nov 2026 to 24 Nov 2026$/m);
    expect(out).toContain('1 session · 4 min answering · 1 answer');
    expect(out).toContain('0 of 0 answered');
    await expect(run(home, SHORT_BANK, { topic: ['knits'] })).rejects.toThrow('there is no topic "knits"');
    expect((await run(home, SHORT_BANK, { since: '2026-11-24' })).out).toContain('no answers');
    await expect(run(home, SHORT_BANK, { since: '2026-11-25' })).rejects.toThrow(
      '2026-11-25 is in the future; today is 24 Nov 2026.',
    );
  });

  it('changes with the day and the bank', async () => {
    const home = emptyFolder();
    const bank = join(emptyFolder(), 'bank');
    cpSync(SHORT_BANK, bank, { recursive: true });
    const [bread] = await questionsOf(bank);
    writeRounds(home, [roundOf(bread!, { wall: NOON - 9 * DAY })]);
    /** The output this many days from now, when the files on disk have settled. */
    const said = async (days: number, topic: string[] = []) => {
      const { env, stdout } = fakeEnv({ cwd: home, data: home });
      const later = { ...env, now: () => Date.now() + 60_000 + days * DAY };
      await stats(later, { bank: [bank], topic, json: true });
      return JSON.parse(stdout()) as { today: string; topics: { topic: string; questions: object }[] };
    };
    const today = await said(0);
    expect(await said(0)).toEqual(today);
    expect((await said(1)).today).not.toBe(today.today);
    const file = readdirSync(bank).find((name) => name.startsWith('002')) ?? '';
    const text = readFileSync(join(bank, file), 'utf8');
    const [, topic = ''] = /^topic: (.*)$/m.exec(text) ?? [];
    const other = ['garden', 'kitchen'].find((word) => word !== topic) ?? '';
    writeFileSync(join(bank, file), text.replace(`topic: ${topic}`, `topic: ${other}`));
    expect((await said(0)).topics).not.toEqual(today.topics);
    const page = join(bank, 'README.md');
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(/^topics: .*$/m, (line) => line.replace(']', ', cellar]')),
    );
    expect((await said(0, ['cellar'])).topics).toEqual([]);
    writeFileSync(page, readFileSync(page, 'utf8').replace(', cellar]', ']'));
    await expect(said(0, ['cellar'])).rejects.toThrow('there is no topic "cellar"');
  });

  it('says what to do if there is nothing yet', async () => {
    const { out, err, code } = await run(emptyFolder(), SHORT_BANK);
    expect([out, code]).toEqual(['', 0]);
    expect(err).toContain('`hotseat practice` starts the first one.');
  });
});

it('says how often each source agrees, by the points that you decided alone', async () => {
  // Of each round's four points, the matcher is sure of three and right on two, and the model is right on all.
  const shownAfter = async (decided: readonly string[][]): Promise<string> => {
    const home = emptyFolder();
    const rounds = decided.map((names, place) => {
      const { events } = happen(heardRound(), {
        type: 'ticked',
        q: 0,
        names: ['Dry', 'Cool'],
        partly: ['Dark'],
        decided: names,
      });
      return events.map((event) =>
        event.type === 'started' ? { ...event, session: `${event.session}${place}` } : event,
      );
    });
    writeRounds(home, rounds);
    return (await run(home, SHORT_BANK)).out.replace(/\s+/g, ' ');
  };
  const all = ['Dry', 'Cool', 'Dark', 'Turned'];
  const shown = await shownAfter([all, all, all, all, []]);
  expect(shown).toContain(
    'The matcher agrees with you on 8 of 12 points, where it was sure and you decided.',
  );
  expect(shown).toContain('The model agrees with you on 16 of 16 points, where it was sure and you decided.');
  expect(await shownAfter([all, all, ['Cool'], [], [], []])).not.toContain('agree on');
});
