import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { finish, LIVE, MODEL_ROUND, SAID } from '../support/model-rounds.ts';
import { type Act, fakePrograms, type ModelPrograms, NAMES } from '../support/model-programs.ts';
import type { Desk } from '../support/program.ts';
import {
  answer,
  begin,
  box,
  PREDICTION,
  SHORT,
  test,
  turns,
  unwrapped,
  VERDICT,
} from '../support/program.ts';
import { KEY, type Pty } from '../support/pty.ts';
import { foreignCommands } from '../support/sequences.ts';

const GOOD = {
  quotes: {
    'Immediate retries': 'Our own clients retry without a pause.',
    'A switch turns': 'I would turn that off.',
  },
  asks: LIVE,
} satisfies Act;

/** What a program may do, and how the round says it. */
const FAULTS: readonly [fault: string, says: RegExp][] = [
  ['logged out', /claude ended with exit code 1: Not logged in · Please run \/login\./],
  ['exit', /claude ended with exit code 1: .*boom/],
  ['prose', /claude gave a reply that makes no sense/],
  ['schema', /claude gave a reply that makes no sense/],
  ['cut', /claude gave a reply that makes no sense/],
  ['empty', /claude gave an empty reply/],
  ['nothing', /claude gave an empty reply/],
  ['deaf', /claude gave an empty reply/],
  ['gigabyte', /claude printed more than 320 KiB/],
  ['killed', /claude ended with SIGKILL/],
];
const FINE = ['fenced', 'escapes', 'grandchild', 'orphan'] as const;

/** A machine on which `claude` may be asked. */
function machine(
  desk: Desk,
  act: Act,
  command = 'claude',
): { programs: ModelPrograms; env: Record<string, string> } {
  const programs = fakePrograms(desk.folder);
  programs.act(act);
  const config = join(desk.folder, 'config.yaml');
  writeFileSync(config, `model:\n  command: ${command}\n  allow: [${NAMES.join(', ')}]\n  seconds: 5\n`);
  return { programs, env: { PATH: programs.path, HOTSEAT_CONFIG: config } };
}

async function submitted(desk: Desk, env: Record<string, string>, followUps = 'none'): Promise<Pty> {
  const pty = desk.open([...MODEL_ROUND, '--follow-ups', followUps], { env });
  await begin(pty);
  await answer(pty, 'Question 1 of 1', SAID);
  return pty;
}

/** Whether a process is there. */
function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(FAULTS)('a program that has this fault: %s', (fault, says) => {
  test('costs one line of a judged round in a terminal', async ({ desk }) => {
    const { env, programs } = machine(desk, { ...GOOD, fault });
    const pty = await submitted(desk, env);
    const screen = unwrapped((await finish(pty)).split('\n'));
    expect(screen.match(new RegExp(says, 'g'))).toHaveLength(1);
    expect(foreignCommands(pty.bytes)).toEqual([]);
    const [main] = await turns(desk);
    expect(main).toMatchObject({ state: 'submitted', certainty: 3, rating: 'good' });
    expect(main?.points?.map(({ verdict }) => verdict)).toHaveLength(4);
    expect(programs.calls().length).toBeLessThanOrEqual(1);
  });

  test('costs one line for a live follow-up, and the bank asks', async ({ desk }) => {
    const { env } = machine(desk, { ...GOOD, fault, at: 'follow-up' });
    const pty = await submitted(desk, env, 'live');
    const asked = await pty.waitFor(box('Follow-up 1'));
    expect(unwrapped(asked.all)).toMatch(says);
    expect(unwrapped(asked.rows)).toContain('Jitter is in place');
  });

  test('costs one line through a pipe', async ({ desk }) => {
    const { env } = machine(desk, { ...GOOD, fault });
    const round = [...MODEL_ROUND, '--follow-ups', 'none'];
    const { code, stdout } = await desk.run(round, { input: `${SAID}\n---\n`, env });
    expect(code).toBe(0);
    expect(unwrapped(stdout.split('\n'))).toMatch(says);
    expect(foreignCommands(stdout)).toEqual([]);
  });
});

describe.each(FINE)('%s', (fault) => {
  test('is a reply like any other', async ({ desk }) => {
    const { env } = machine(desk, { ...GOOD, fault });
    const pty = await submitted(desk, env, 'live');
    await answer(pty, 'Follow-up 1', 'The operator, at once.');
    const screen = unwrapped((await finish(pty)).split('\n'));
    expect(screen).toContain('claude: 2 of 4 found');
    expect(foreignCommands(pty.bytes)).toEqual([]);
    // Escape sequences reach the screen as text.
    expect((await turns(desk))[1]?.prompt).toContain(LIVE);
  });
});

describe.each(NAMES)('%s', (name) => {
  test('judges with the output that it prints', async ({ desk }) => {
    const { env } = machine(desk, GOOD, name === 'ollama' ? 'ollama run m' : name);
    const pty = await submitted(desk, env);
    expect(unwrapped((await finish(pty)).split('\n'))).toMatch(/(?:m|claude|codex|gemini|llm): 2 of 4 found/);
  });
});

test('a program that is not there costs one line, not one for each question', async ({ desk }) => {
  const { env } = machine(desk, {}, 'ollama run m');
  const pty = await submitted(desk, { ...env, PATH: desk.folder }, 'live');
  const asked = await pty.waitFor(box('Follow-up 1'));
  expect(unwrapped(asked.all)).toContain('ollama was not found.');
  await answer(pty, 'Follow-up 1', 'A timer.');
  await answer(pty, 'Follow-up 2', 'On retries.');
  const screen = unwrapped((await finish(pty)).split('\n'));
  expect(screen.match(/ollama was not found/g)).toHaveLength(1);
  expect(screen).toContain('The round continues without m.');
});

describe('a program that hangs', () => {
  test('ends after model.seconds behind the verdict that Esc shows', async ({ desk }) => {
    const { env, programs } = machine(desk, { ...GOOD, fault: 'hang' });
    const pty = await submitted(desk, env);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor('claude is reading your answer · esc skip');
    await expect.poll(() => programs.calls()).toHaveLength(1);
    pty.type(KEY.escape);
    const screen = await pty.waitFor(VERDICT);
    expect(unwrapped(screen.all)).toContain('Its verdicts are added when they come.');
    expect(isAlive(programs.calls()[0]?.pid)).toBe(true);
    await expect.poll(() => isAlive(programs.calls()[0]?.pid), { timeout: 20_000 }).toBe(false);
  });

  test('ends after model.seconds, and the second time for good', async ({ desk }) => {
    const { env, programs } = machine(desk, { ...GOOD, fault: 'hang' });
    const { code, stdout } = await desk.run(
      ['practice', '1', '2', '3', '--judge', 'model', '--follow-ups', 'none', ...SHORT],
      { input: 'Dry.\n---\nDry.\n---\nDry.\n---\n', env },
    );
    expect(code).toBe(0);
    const said = unwrapped(stdout.split('\n'));
    expect(said.match(/claude did not answer in 5 s\./g)).toHaveLength(2);
    expect(said).toContain('The round continues without claude.');
    const pids = programs.calls().map(({ pid }) => pid);
    expect([pids.length, pids.filter(isAlive)]).toEqual([2, []]);
  });

  test.for(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('ends with hotseat: %s', async (signal, { desk }) => {
    const { env, programs } = machine(desk, { ...GOOD, fault: 'hang' });
    const pty = await submitted(desk, env);
    await pty.waitFor(PREDICTION);
    await expect.poll(() => programs.calls()).toHaveLength(1);
    process.kill(await desk.livePid(), signal);
    await expect.poll(() => isAlive(programs.calls()[0]?.pid), { timeout: 10_000 }).toBe(false);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted' });
  });

  test('ends with Ctrl+C during judge', async ({ desk }) => {
    const { env, programs } = machine(desk, { ...GOOD, fault: 'hang' });
    await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'Keep it dry.\n---\n' });
    const pty = desk.open(['judge'], { env });
    await expect.poll(() => programs.calls(), { timeout: 10_000 }).toHaveLength(1);
    pty.type(KEY.ctrlC);
    await pty.exit();
    await expect.poll(() => isAlive(programs.calls()[0]?.pid), { timeout: 10_000 }).toBe(false);
  });
});
