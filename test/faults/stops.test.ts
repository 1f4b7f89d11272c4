import { describe, expect } from 'vitest';
import type { Desk } from '../support/program.ts';
import {
  asked,
  answer,
  asks,
  box,
  PAUSED,
  PREDICTION,
  RATING,
  READY,
  SHORT,
  test,
  VERDICT,
  turns,
  covers,
} from '../support/program.ts';
import type { Pty, Screen } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import { ROUNDS } from '../support/rounds.ts';
import { MODES } from '../support/sequences.ts';

const ROUND = 'practice 1 2 --follow-ups none --bank "$BANK"';

/** Where a round can be stopped: how to get there from the first box, and what a resume shows. */
const STAGES: Readonly<
  Record<string, { go: (pty: Pty, desk: Desk) => Promise<void>; again: (screen: Screen) => boolean }>
> = {
  'the box': {
    go: async (pty) => {
      pty.type('Half a thou');
      await pty.waitFor('Half a thou');
    },
    again: READY,
  },
  'an editor': {
    go: async (pty, desk) => {
      pty.type(KEY.ctrlX + KEY.ctrlE);
      await desk.untilSaved(/Half a thou/);
    },
    again: READY,
  },
  'the pause': {
    go: async (pty) => {
      pty.type(`Half a thou${KEY.ctrlC}`);
      await pty.waitFor(PAUSED);
    },
    again: READY,
  },
  'the prediction': {
    go: async (pty) => {
      await answer(pty, 'Question 1 of 2', 'Cool.');
      await pty.waitFor(PREDICTION);
    },
    again: PREDICTION,
  },
  'the verdict': {
    go: async (pty, desk) => {
      await STAGES['the prediction']?.go(pty, desk);
      pty.type('3');
      await pty.waitFor(VERDICT);
      pty.type('y');
      await pty.waitFor(covers(1));
    },
    again: VERDICT,
  },
  'the rating': {
    go: async (pty, desk) => {
      await STAGES['the verdict']?.go(pty, desk);
      pty.type('d');
      await pty.waitFor(RATING);
    },
    again: RATING,
  },
  'the wait before the next question': {
    go: async (pty, desk) => {
      await STAGES['the rating']?.go(pty, desk);
      pty.type('2');
      await pty.waitFor(asks('Question 2 of 2, 4 minutes. Enter to start.'));
    },
    again: asks('Question 2 of 2, 4 minutes. Enter to start.'),
  },
};

/** Writes and stays open. */
const EDITOR = 'printf "Half a thou" > "$1"; exec sleep 60 #';

async function checkResumed(desk: Desk, stage: string): Promise<void> {
  const saved = await turns(desk);
  expect(saved[0]).toMatchObject(
    saved[0]?.state === 'unanswered' ? { draft: 'Half a thou' } : { answer: 'Cool.' },
  );
  const again = desk.open(['resume']);
  await again.waitFor(STAGES[stage]?.again ?? READY);
}

describe('a round stopped from outside', () => {
  for (const [stage, { go }] of Object.entries(STAGES)) {
    for (const [signal, code] of [
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      test.concurrent(`by ${signal} in ${stage}: exits with ${code} and can be resumed`, async ({ desk }) => {
        const pty = desk.openShell(
          `hotseat ${ROUND}; echo "ended with $?"; stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig|icrnl)$' | sort | tr '\\n' ' '; echo .`,
          { env: { EDITOR } },
        );
        await pty.waitFor(box('Question 1 of 2'));
        await go(pty, desk);
        process.kill(await desk.livePid(), signal);
        const { rows } = await pty.waitFor(/^\S.* \.$/m, 'the state of the driver');
        expect(rows).toContain(`ended with ${code}`);
        expect(rows.join('\n')).toContain('hotseat resume');
        expect(rows.at(-1)).toBe('echo icanon icrnl isig .');
        for (const [on, off] of MODES)
          expect(pty.bytes.lastIndexOf(off)).toBeGreaterThanOrEqual(pty.bytes.lastIndexOf(on));
        await checkResumed(desk, stage);
      });
    }

    test.concurrent(`by a closed window in ${stage}: exits with 129 and can be resumed`, async ({ desk }) => {
      const pty = desk.open(['practice', '1', '2', '--follow-ups', 'none', ...SHORT], { env: { EDITOR } });
      await pty.waitFor(box('Question 1 of 2'));
      await go(pty, desk);
      pty.hangUp();
      expect(await pty.exit()).toBe(129);
      await checkResumed(desk, stage);
    });
  }
});

/** How long a process is stopped, in milliseconds: a minute if there is time. */
const STOP = ROUNDS < 100 ? 5_000 : 60_000;

async function stopFor(ms: number, pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  process.kill(pid, 'SIGCONT');
}

describe('SIGSTOP, and SIGCONT after a while', { timeout: STOP + 60_000 }, () => {
  test.concurrent(
    'in the box: continues at the same word, without counting the time between',
    async ({ desk }) => {
      // A strict clock shorter than the stop.
      const pty = desk.open(['practice', '1', '--follow-ups', 'none', '--strict', '-m', '0.09', ...SHORT]);
      await pty.waitFor(box('Question 1 of 1'));
      pty.type('Before');
      await pty.waitFor('Before');
      await stopFor(STOP, pty.pid);
      pty.type(' and after.');
      await pty.waitFor('Before and after.');
      pty.type(KEY.ctrlD);
      await pty.waitFor(PREDICTION);
      const [turn] = await turns(desk);
      expect(turn).toMatchObject({ state: 'submitted', answer: 'Before and after.' });
      expect((turn?.thinkingMs ?? 0) + (turn?.writingMs ?? 0)).toBeLessThan(STOP);
    },
  );

  test.concurrent('in plain mode: the same', async ({ desk }) => {
    const pty = desk.open([
      ...['practice', '1', '--follow-ups', 'none', '--strict', '-m', '0.09', '--plain'],
      ...SHORT,
    ]);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('Before.\r');
    await desk.untilSaved(/Before\./);
    await stopFor(STOP, pty.pid);
    pty.type('And after.\r---\r');
    await pty.waitFor('how many key points');
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: 'Before.\nAnd after.' });
  });

  test.concurrent('in the verdict: the prompt is drawn again', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    await answer(pty, 'Question 1 of 1', 'Cool.');
    await pty.waitFor(PREDICTION);
    pty.type('3');
    await pty.waitFor(VERDICT);
    await stopFor(STOP, pty.pid);
    pty.type('y');
    await pty.waitFor(covers(1));
    pty.type('d');
    await pty.waitFor(RATING);
  });
});

describe('an input that ends or cannot be read', () => {
  for (const [name, input] of [
    ['ends', '< /dev/null'],
    ['is closed', '<&-'],
    ['is a folder', '< .'],
  ] as const) {
    test(`${name}: practice leaves nothing, and resume pauses, with exit code 0`, async ({ desk }) => {
      const pty = desk.openShell(
        [
          `hotseat ${ROUND} > out 2> err ${input}; echo "practice: $?"; hotseat sessions >> err`,
          `echo Cool. | hotseat ${ROUND} > out 2> /dev/null`,
          `hotseat resume > out 2>> err ${input}; echo "resume: $?"; cat err; echo end`,
        ].join('; '),
      );
      const { rows } = await pty.waitFor(/^end$/m);
      expect(rows).toContain('practice: 0');
      expect(rows).toContain('resume: 0');
      expect(rows.filter((row) => row.endsWith('hotseat resume'))).toHaveLength(1);
      expect(rows.join('\n')).not.toMatch(/fault|Error|\bat /);
      expect(await desk.json(['sessions', '--json'])).toMatchObject({ sessions: [{ state: 'paused' }] });
    });
  }
});

describe('an output that breaks', () => {
  test('ends every command quietly with exit code 0, and a round is paused', async ({ desk }) => {
    await desk.run(['practice', '3', '--follow-ups', 'none', ...SHORT], { input: 'Cool.\n---\n' });
    const commands = [
      '--help',
      '--version',
      '',
      'list',
      'list --json',
      'review 1',
      'review 1 --json',
      'sessions',
      'sessions --json',
      'export',
      'export -f json',
      'bank lint "$BANK"',
      'bank lint --json "$BANK"',
      'bank new Title',
    ];
    // The reader closes before anything is written.
    const lines = commands.map(
      (command) => `{ hotseat ${command} 2> err; echo "$?" >> codes; } | true; cat err >> errs;`,
    );
    const round = `yes Cool. | { hotseat ${ROUND}; echo "$?" >> codes; } | head -n 2 > out;`;
    const again = `yes Cool. | { hotseat resume; echo "$?" >> codes; } | head -n 2 > out;`;
    const pty = desk.openShell(
      `${lines.join(' ')} ${round} ${again} echo codes: $(cat codes); cat errs; echo end`,
    );
    const { rows } = await pty.waitFor(/^end$/m);
    expect(rows.join('\n')).toContain(`codes: ${'0 '.repeat(commands.length + 2).trimEnd()}`);
    const errors = rows.slice(rows.findIndex((row) => row.startsWith('codes:')) + 1, -1);
    expect(errors.join('\n')).not.toMatch(/hotseat:|EPIPE|\bat /);
    const { sessions } = (await desk.json(['sessions', '--json'])) as { sessions: { state: string }[] };
    expect(sessions.map(({ state }) => state)).toEqual(['paused', 'finished']);
  });
});
