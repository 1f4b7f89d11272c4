import { readdirSync, readlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { constants } from 'node:os';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect } from 'vitest';
import { ENDING_SIGNALS } from '../../src/platform/signals.ts';
import type { Desk, World } from '../support/program.ts';
import {
  asked,
  answer,
  BIN,
  box,
  PREDICTION,
  READY,
  SHORT,
  test,
  VERDICT,
  turns,
} from '../support/program.ts';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import { MODES } from '../support/sequences.ts';

const ROUND = 'practice 1 2 --follow-ups none --bank "$BANK"';
const SIGNALS = ENDING_SIGNALS.filter((signal) => signal in constants.signals);

/** Starts a command in a shell that then says how it ended, and whether the terminal is as it was. */
function openChecked(desk: Desk, command: string, world: World = {}): Pty {
  return desk.openShell(
    `trap : QUIT; stty -ixany; before=$(stty -g); hotseat ${command}; code=$?; [ "$before" = "$(stty -g)" ] && echo "as it was, $code"; echo end`,
    world,
  );
}

async function expectAsItWas(pty: Pty, code: number): Promise<void> {
  const { all } = await pty.waitFor(/^end$/m, 'the end of the shell');
  expect(all).toContain(`as it was, ${code}`);
  for (const [on, off] of MODES)
    expect(pty.bytes.lastIndexOf(off)).toBeGreaterThanOrEqual(pty.bytes.lastIndexOf(on));
}

describe('a signal that ends a program', () => {
  for (const signal of SIGNALS) {
    test.concurrent(`pauses a round, and leaves the terminal as it was: ${signal}`, async ({ desk }) => {
      const pty = openChecked(desk, ROUND);
      await pty.waitFor(box('Question 1 of 2'));
      pty.type('Half a thou');
      await pty.waitFor('Half a thou');
      process.kill(await desk.livePid(), signal);
      await expectAsItWas(pty, 143);
      expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'Half a thou' });
      const again = desk.open(['resume']);
      await again.waitFor(READY);
    });

    test.concurrent(`line by line: ${signal}`, async ({ desk }) => {
      const pty = openChecked(desk, `${ROUND} --plain`);
      await pty.waitFor(asked('How do you keep bread fresh?'));
      pty.type('Half a thought.\r');
      await desk.untilSaved(/Half a thought\./);
      process.kill(await desk.livePid(), signal);
      await expectAsItWas(pty, 143);
      expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'Half a thought.' });
    });
  }

  test('in a prompt of a library', async ({ desk }) => {
    const pty = openChecked(desk, ROUND);
    await answer(pty, 'Question 1 of 2', 'Cool.');
    await pty.waitFor(PREDICTION);
    pty.type('3');
    await pty.waitFor(VERDICT);
    process.kill(await desk.livePid(), 'SIGQUIT');
    await expectAsItWas(pty, 143);
    const again = desk.open(['resume']);
    await again.waitFor(VERDICT);
  });

  test('Ctrl+\\ line by line pauses, too', async ({ desk }) => {
    const pty = openChecked(desk, `${ROUND} --plain`);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('\x1c');
    await expectAsItWas(pty, 143);
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered' });
  });

  test('Ctrl+\\ in an editor is for the editor', async ({ desk }) => {
    const EDITOR = `trap 'echo "heard it"' QUIT; echo open; read -r line; printf %s "$line" > "$1"; true #`;
    const pty = openChecked(desk, ROUND, { env: { EDITOR } });
    await pty.waitFor(box('Question 1 of 2'));
    pty.type(KEY.ctrlX + KEY.ctrlE);
    await pty.waitFor(/^open$/m);
    pty.type('\x1c');
    await pty.waitFor('heard it');
    pty.type('Written after it.\r');
    await pty.waitFor(box('Question 1 of 2'));
    await pty.waitFor('Written after it.');
  });

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGXCPU', 128 + constants.signals.SIGXCPU],
  ] as const) {
    test(`ends a pager first, for which Ctrl+\\ is: ${signal}`, async ({ desk }) => {
      const PAGER = `trap 'echo "heard it"' QUIT; trap 'echo "ended"; exit' TERM; echo "opened by $PPID."; while :; do sleep 0.1; done #`;
      const pty = openChecked(desk, 'review 1 --bank "$BANK"', { env: { PAGER }, rows: 10 });
      const { rows } = await pty.waitFor(/^opened by \d+\.$/m);
      pty.type('\x1c');
      await pty.waitFor('heard it');
      process.kill(Number(/by (\d+)\./.exec(rows.join('\n'))?.[1]), signal);
      await pty.waitFor('ended');
      await expectAsItWas(pty, code);
    });
  }

  test('ends at a second SIGTERM though the pager ignores it', async ({ desk }) => {
    const PAGER = `trap 'echo "ignored"' TERM; trap 'exit' HUP; echo "opened by $PPID."; while :; do sleep 0.1; done #`;
    const pty = openChecked(desk, 'review 1 --bank "$BANK"', { env: { PAGER }, rows: 10 });
    const { rows } = await pty.waitFor(/^opened by \d+\.$/m);
    const pid = Number(/by (\d+)\./.exec(rows.join('\n'))?.[1]);
    process.kill(pid, 'SIGTERM');
    await pty.waitFor('ignored');
    process.kill(pid, 'SIGTERM');
    await expectAsItWas(pty, 143);
  });
});

/** Sockets that a process has open; none where the system does not say. */
function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`)
    .map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
    .filter((target) => target.startsWith('socket:'));
}

test('SIGUSR1 opens no debugger, and does nothing', async ({ desk }) => {
  const pty = openChecked(desk, ROUND);
  await pty.waitFor(box('Question 1 of 2'));
  const pid = await desk.livePid();
  process.kill(pid, 'SIGUSR1');
  await answer(pty, 'Question 1 of 2', 'Cool.');
  await pty.waitFor(PREDICTION);
  expect(pty.bytes).not.toContain('ebugger');
  if (process.platform === 'linux') expect(socketsOf(pid)).toEqual([]);
});

describe('Ctrl+S line by line', () => {
  for (const [name, signal, code] of [
    ['SIGTERM', 'SIGTERM', 143],
    ['SIGHUP', 'SIGHUP', 129],
  ] as const) {
    test(`stops nothing: output goes on, ${name} pauses, and the terminal has it again`, async ({ desk }) => {
      const pty = openChecked(desk, `${ROUND} --plain`);
      await pty.waitFor(asked('How do you keep bread fresh?'));
      pty.type('\x13');
      pty.type(':help\r');
      await pty.waitFor(':undo');
      pty.type('\x13');
      process.kill(await desk.livePid(), signal);
      await expectAsItWas(pty, code);
    });
  }
});

test('Ctrl+S line by line stops nothing after Ctrl+Z and fg, either', async ({ desk }) => {
  const pty = desk.openCommand('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: 'shell> ' } });
  await pty.waitFor('shell> ');
  pty.type(`stty ixon -ixany; ${desk.commandLine(['practice', '1', '--plain', ...SHORT])}\r`);
  await pty.waitFor(asked('How do you keep bread fresh?'));
  pty.type('\x1a');
  await pty.waitFor(/Stopped[^]*shell> $/);
  pty.type('fg\r');
  await pty.waitFor(/^fg$|> fg$/m);
  pty.type('Half a thought.\r');
  await desk.untilSaved(/Half a thought\./);
  pty.type('\x13:help\r');
  await pty.waitFor(':undo');
});

const UNREADABLE = 'hotseat: cannot read standard input: it is not open for reading.';

describe('an input that cannot be read', () => {
  for (const [name, input] of [
    ['is a device to write to', '0> /dev/null'],
    ['is a file to write to', '0> written'],
    ['is the wrong end of a pipe', '0>&3'],
  ] as const) {
    test(`${name}: practice and resume pause, with exit code 0 and a sentence`, async ({ desk }) => {
      const pty = desk.openShell(
        `run() { hotseat ${ROUND} > out 2> err ${input}; echo "practice: $?"; hotseat resume > out 2>> err ${input}; echo "resume: $?"; }; { run 3>&1 >&4 | cat; } 4>&1; cat err; echo end`,
      );
      const { rows } = await pty.waitFor(/^end$/m);
      expect(rows).toContain('practice: 0');
      expect(rows).toContain('resume: 0');
      expect(rows.filter((row) => row === UNREADABLE)).toHaveLength(2);
      expect(rows.filter((row) => row.endsWith('hotseat resume'))).toHaveLength(2);
      expect(rows.join('\n')).not.toMatch(/Error|\bat /);
    });
  }

  for (const [name, command] of [
    ['a round', ROUND],
    ['the start page', ''],
  ] as const) {
    test(`is a terminal to write to: ${name} says so, too`, async ({ desk }) => {
      const pty = openChecked(desk, `${command} 0> /dev/tty`);
      await expectAsItWas(pty, 0);
      expect(pty.screen().all).toContain(UNREADABLE);
    });
  }

  test('is a connection that is reset', async ({ desk }) => {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const child = spawn(
      'bash',
      ['-c', `exec "$0" "$@" < /dev/tcp/127.0.0.1/${port}`, process.execPath, BIN, 'practice', '1', ...SHORT],
      { cwd: desk.folder, env: { PATH: process.env['PATH'], HOTSEAT_HOME: desk.home, TZ: 'UTC' } },
    );
    const [connection] = (await once(server, 'connection')) as [Socket];
    await desk.untilOpen();
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
    connection.resetAndDestroy();
    const [code] = (await once(child, 'close')) as [number];
    server.close();
    expect(told).toContain('hotseat: cannot read standard input: the connection was reset.');
    expect(told).toContain('hotseat resume');
    expect(told).not.toMatch(/Error|\bat /);
    expect(code).toBe(0);
  });
});

describe('an input without an end', () => {
  for (const [name, input] of [
    ['of lines', 'yes |'],
    ['of one line', 'cat /dev/zero |'],
  ] as const) {
    test(`${name}: SIGTERM pauses the round`, async ({ desk }) => {
      const pty = desk.openShell(`${input} { hotseat ${ROUND}; echo "ended with $?"; }`);
      await desk.untilOpen();
      process.kill(await desk.livePid(), 'SIGTERM');
      await pty.waitFor('ended with 143');
      expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered' });
    });
  }
});
