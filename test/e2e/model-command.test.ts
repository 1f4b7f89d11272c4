import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { JUDGE_PROMPT } from '../../src/model/prompts/judge.ts';
import { finish, type JudgeData, LIVE, MODEL_ROUND, SAID } from '../support/model-rounds.ts';
import { fakePrograms } from '../support/model-programs.ts';
import { answer, asks, begin, SHORT, test, turns, unwrapped } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

const QUOTES = {
  'Immediate retries': 'Our own clients retry without a pause.',
  'A switch turns': 'I would turn that off.',
};
const NO_FOLLOW_UPS = ['--follow-ups', 'none'] as const;

describe('a program as the judge', () => {
  test('is asked about once, told where answers go, and judges with quotes, in one order', async ({
    desk,
  }) => {
    const programs = fakePrograms(desk.folder);
    programs.act({ quotes: QUOTES, asks: LIVE });
    const env = { PATH: programs.path, HOTSEAT_MODEL_COMMAND: 'claude' };
    const pty = desk.open([...MODEL_ROUND, '--follow-ups', 'live'], { env });
    const screen = unwrapped((await pty.waitFor(asks('y send'))).rows);
    expect(screen).toContain('Send your answers to claude?');
    expect(screen).toContain('claude sends your answers on to Anthropic.');
    pty.type('y');
    await pty.waitFor((shown) =>
      unwrapped(shown.rows).includes('Anthropic. claude judges them and asks follow-ups.'),
    );
    await begin(pty);
    await answer(pty, 'Question 1 of 1', SAID);
    await answer(pty, 'Follow-up 1', 'The operator, at once.');
    const all = unwrapped((await finish(pty)).split('\n'));
    expect(all).toContain('claude: 2 of 4 found');
    expect(await readFile(join(desk.home, 'config.yaml'), 'utf8')).toContain('allow: ["claude"]');
    expect((await turns(desk))[1]?.prompt).toBe(LIVE);
    // Never in reverse: a call costs seconds.
    const judging = programs.calls().filter(({ argv }) => argv.includes(JUDGE_PROMPT));
    const orders = judging.map(({ input }) =>
      (JSON.parse(input) as JudgeData).points.map((each) => each.statement),
    );
    expect(new Set(orders.map((order) => order.join('\n'))).size).toBe(1);
  });

  test('is not started after a no, and the round goes on', async ({ desk }) => {
    const programs = fakePrograms(desk.folder);
    const env = { PATH: programs.path, HOTSEAT_MODEL_COMMAND: 'codex' };
    const pty = desk.open([...MODEL_ROUND, ...NO_FOLLOW_UPS], { env });
    await pty.waitFor(asks('y send'));
    pty.type(KEY.enter);
    await begin(pty);
    await answer(pty, 'Question 1 of 1', SAID);
    expect(unwrapped((await finish(pty)).split('\n'))).toContain(
      'nothing is sent to codex. The round continues without the model.',
    );
    expect(programs.calls()).toEqual([]);
  });

  test('is not started through a pipe without a yes, and the round goes on', async ({ desk }) => {
    const programs = fakePrograms(desk.folder);
    const env = { PATH: programs.path, HOTSEAT_MODEL_COMMAND: 'gemini' };
    const round = [...MODEL_ROUND, ...NO_FOLLOW_UPS];
    const { code, stdout, stderr } = await desk.run(round, { input: `${SAID}\n---\n`, env });
    expect(code).toBe(0);
    expect(unwrapped(stderr.split('\n'))).toContain('write `allow: [gemini]` below `model:`');
    expect(unwrapped(stdout.split('\n'))).toContain(
      'gemini sends your answers on to Google, and there is no terminal to ask whether your answers may go there. The round continues without the model.',
    );
    expect(programs.calls()).toEqual([]);
  });

  test('that stays on this machine needs no yes, also later', async ({ desk }) => {
    const programs = fakePrograms(desk.folder);
    programs.act({ every: 'answer' });
    const env = { PATH: programs.path, HOTSEAT_MODEL_COMMAND: 'ollama', HOTSEAT_MODEL: 'qwen3:8b' };
    await desk.run(['practice', '1', ...NO_FOLLOW_UPS, ...SHORT], { input: 'Keep bread dry.\n---\n', env });
    expect(programs.calls()).toEqual([]);
    const judged = await desk.run(['judge'], { env });
    expect(judged).toMatchObject({ code: 0 });
    expect(judged.stderr).toContain('Your answers go to qwen3:8b in ollama, on this machine.');
    expect(judged.stdout).toContain('#1  0 found, 0 partly, 4 not sure');
    expect(programs.calls().map(({ argv }) => argv.slice(0, 2))).toEqual([['run', 'qwen3:8b']]);
    // Nothing is judged twice.
    await desk.run(['judge'], { env });
    expect(programs.calls()).toHaveLength(1);
  });
});
