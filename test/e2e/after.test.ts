import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { planned, practiced } from '../support/progress.ts';
import { SHORT, test } from '../support/program.ts';

const fileOf = (home: string): string => join(home, 'after.json');
const askedIn = (home: string) =>
  (JSON.parse(readFileSync(fileOf(home), 'utf8')) as { asked: { id: string; rating: string | null }[] })
    .asked;

describe('hotseat after, through a pipe', () => {
  test('puts what was asked before what is due, until a round has asked it', async ({ desk }) => {
    await practiced(desk, [
      [1, 9, { rating: 'again' }],
      [3, 9, { rating: 'good' }],
    ]);
    const next = ['--no-opener', '--follow-ups', 'none', '--order', 'due', '-n', '1'];
    expect(await planned(desk, ...next)).toEqual(['1']);
    const { code, stdout, stderr } = await desk.run(['after', ...SHORT], { input: '3\nhard\n' });
    expect(stdout).toContain('#3 Keeping apples. How did it go?');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: '1 question written down, to come first in your next rounds.\n',
    });
    expect(askedIn(desk.home)).toMatchObject([{ bank: 'short', id: 'keeping-apples', rating: 'hard' }]);
    const round = ['practice', ...next, ...SHORT];
    const again = await desk.run(round, { input: 'On straw.\n---\n' });
    expect(again.stdout).toContain('Keeping apples');
    expect((await desk.run(round, { input: 'Cool.\n---\n' })).stdout).toContain('Keeping bread');
  });

  test('finds a question by its words, and keeps another as a draft, once', async ({ desk }) => {
    const draft = 'Why did `you` leave <b> your last job?';
    const { code, stdout, stderr } = await desk.run(['after'], {
      input: `What is LoRA?\ngood\n${draft}\n\n777\n`,
    });
    expect(stdout).toContain('#121 LoRA in a minute. How did it go?');
    expect(stdout).toContain('There is no question 777.');
    expect(stderr).toMatch(/A new one waits until you add an answer to .*1001-why-did-you-leave/);
    expect(code).toBe(0);
    await desk.run(['after'], { input: `${draft}\nagain\n` });
    expect(askedIn(desk.home)).toMatchObject([
      { bank: 'hotseat', id: 'what-is-lora', rating: 'good' },
      { bank: 'my-bank', id: 'why-did-you-leave-your-last-job', rating: 'again' },
    ]);
    const own = join(desk.home, 'my-bank');
    const files = readdirSync(own).filter((name) => name !== 'README.md');
    expect(files).toHaveLength(1);
    expect(readFileSync(join(own, files[0] ?? ''), 'utf8')).toContain(
      'Why did \\`you\\` leave \\<b\\> your last job?',
    );
    // The interview that leads to a case begins with the short question that was asked.
    const interview = await desk.run(['practice', '--follow-ups', 'none'], { input: 'x' });
    expect(interview.stdout).toMatch(/LoRA/);
  });

  test('reports a damaged file, which stops nothing and is put aside', async ({ desk }) => {
    await desk.run(['after', ...SHORT], { input: '1\ngood\n' });
    const damaged = readFileSync(fileOf(desk.home), 'utf8').slice(0, -9);
    writeFileSync(fileOf(desk.home), damaged);
    const round = await desk.run(['practice', '--follow-ups', 'none', ...SHORT], { input: 'Cool.\n---\n' });
    expect(round.stderr).toContain(
      'after.json cannot be read, so no question of a real interview comes first',
    );
    expect(round.code).toBe(0);
    const { code } = await desk.run(['after', ...SHORT], { input: '2\ngood\n' });
    expect(code).toBe(0);
    expect(askedIn(desk.home)).toMatchObject([{ id: 'keeping-seeds' }]);
    expect(readFileSync(`${fileOf(desk.home)}.damaged`, 'utf8')).toBe(damaged);
  });

  test('writes nothing for no input', async ({ desk }) => {
    expect(await desk.run(['after', ...SHORT], { input: '\n' })).toMatchObject({
      code: 0,
      stderr: 'Nothing was written down.\n',
    });
    expect(existsSync(fileOf(desk.home))).toBe(false);
  });
});
