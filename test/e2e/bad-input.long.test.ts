import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desk } from '../support/program.ts';
import { SHORT, SHORT_BANK, test, unwrapped } from '../support/program.ts';

/** A finished round, so that there is something to export and nothing to resume. */
async function finished(desk: Desk): Promise<void> {
  await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'Cool.\n---\n' });
}

/** A bad command line and the expected error. */
interface Refusal {
  args: readonly string[];
  /** The sentence, without the program's name in front. */
  says: RegExp;
  help?: RegExp;
  code?: number;
  before?: (desk: Desk) => Promise<unknown>;
}

const PRACTICE = ['practice', ...SHORT] as const;

const REFUSALS: Record<string, Refusal> = {
  'an unknown command': {
    args: ['practise'],
    says: /there is no command "practise"/,
    help: /hotseat practice/,
  },
  'a number as a command': { args: ['4'], says: /4 is not a command/, help: /hotseat practice 4/ },
  'an unknown option': {
    args: ['practice', '--stric'],
    says: /practice: unknown option '--stric'/,
    help: /`--strict`\? `hotseat practice --help`/,
  },
  'an unknown option of a subcommand': {
    args: ['bank', 'lint', '--jsno'],
    says: /bank lint: unknown option '--jsno'/,
    help: /`--json`\? `hotseat bank lint --help`/,
  },
  'an unknown option of the program': {
    args: ['--verison'],
    says: /unknown option '--verison'/,
    help: /`--version`\? `hotseat --help`/,
  },
  'an option like no other': {
    args: ['list', '--xyzzy'],
    says: /list: unknown option '--xyzzy'/,
    help: /^help: `hotseat list --help`/,
  },
  'an option without its value': {
    args: ['practice', '--count'],
    says: /practice: option '-n, --count <n>' argument missing/,
    help: /`hotseat practice --help`/,
  },
  'an unknown subcommand': {
    args: ['bank', 'lnt'],
    says: /there is no command "bank lnt"/,
    help: /did you mean `hotseat bank lint`\?/,
  },
  'an unknown subcommand of a command': {
    args: ['sessions', 'delte'],
    says: /there is no command "sessions delte"/,
    help: /did you mean `hotseat sessions delete`\?/,
  },
  'a missing word': {
    args: ['review'],
    says: /review: missing required argument 'question'/,
    help: /review --help/,
  },
  'an unknown number': {
    args: [...PRACTICE, '412'],
    says: /there is no question 412/,
    help: /`hotseat list` shows all/,
  },
  'an unknown number to review': {
    args: ['review', '0', ...SHORT],
    says: /there is no question 0/,
    help: /`hotseat list` shows all/,
  },
  'a negative number': {
    args: [...PRACTICE, '--', '-1'],
    says: /there is no question -1/,
    help: /`hotseat list` shows all/,
  },
  'an unknown id': {
    args: [...PRACTICE, 'keeping-breda'],
    says: /there is no question keeping-breda/,
    help: /keeping-bread/,
  },
  'an unknown bank name': { args: [...PRACTICE, 'long/1'], says: /there is no bank "long"/, help: /short/ },
  'an unknown topic': {
    args: [...PRACTICE, '--topic', 'gardn'],
    says: /there is no topic "gardn"/,
    help: /--topic garden/,
  },
  'an unknown role': {
    args: [...PRACTICE, '--role', 'king'],
    says: /there is no role "king"/,
    help: /cook and gardener/,
  },
  'an unknown kind': { args: [...PRACTICE, '--kind', 'x'], says: /there is no kind "x"/, help: /concept/ },
  'an unknown level': {
    args: ['list', '--level', 'senoir', ...SHORT],
    says: /there is no level "senoir"/,
    help: /--level senior/,
  },
  'filters that leave nothing': {
    args: [...PRACTICE, '--topic', 'garden', '--role', 'cook'],
    says: /no question matches/,
    help: /hotseat list/,
  },
  'a count of zero': {
    args: [...PRACTICE, '-n', '0'],
    says: /--count must be a whole number, 1 or more \(got "0"\)/,
  },
  'a negative count': {
    args: [...PRACTICE, '--count=-2'],
    says: /--count must be a whole number, 1 or more \(got "-2"\)/,
  },
  'half a question': { args: [...PRACTICE, '-n', '1.5'], says: /--count must be a whole number/ },
  'zero minutes': { args: [...PRACTICE, '-m', '0'], says: /--minutes must be above 0/ },
  'negative minutes': { args: [...PRACTICE, '--minutes=-5'], says: /--minutes must be above 0/ },
  'minutes in words': { args: [...PRACTICE, '-m', 'five'], says: /--minutes must be above 0.*"five"/ },
  'a round of zero minutes': {
    args: [...PRACTICE, '--round-minutes', '0'],
    says: /--round-minutes must be above 0/,
  },
  'an invalid seed': { args: [...PRACTICE, '--seed', 'x'], says: /--seed must be a whole number/ },
  'invalid follow-ups': {
    args: [...PRACTICE, '--follow-ups', 'some'],
    says: /--follow-ups must be all, none, pressing, live or a number/,
  },
  'an unknown order': {
    args: [...PRACTICE, '--order', 'frsh'],
    says: /--order must be one of: fresh, due, number, shuffle/,
    help: /--order fresh/,
  },
  'an unknown reveal': {
    args: [...PRACTICE, '--reveal', 'never'],
    says: /--reveal must be one of: question, end/,
  },
  'a pace of zero': { args: [...PRACTICE, '--pace', '0'], says: /--pace must be a number from 0\.1 to 10/ },
  'a pace in words': { args: [...PRACTICE, '--pace', 'twice'], says: /--pace must be a number.*"twice"/ },
  'a missing bank': { args: ['practice', '--bank', 'nowhere'], says: /nowhere/, help: /./ },
  'a bank that is a file': {
    args: ['list', '--bank', 'file.md'],
    says: /file\.md/,
    help: /./,
    before: (desk) => writeFile(join(desk.folder, 'file.md'), 'x'),
  },
  'an empty bank': {
    args: ['practice', '--bank', 'empty'],
    says: /empty/,
    help: /./,
    before: (desk) => mkdir(join(desk.folder, 'empty')),
  },
  'resume before the first session': {
    args: ['resume'],
    says: /there are no sessions yet/,
    help: /hotseat practice/,
  },
  'export before the first session': {
    args: ['export'],
    says: /there are no sessions yet/,
    help: /hotseat practice/,
  },
  'resume with nothing paused': {
    args: ['resume'],
    says: /no session is paused/,
    help: /hotseat practice/,
    before: finished,
  },
  'an unknown session': {
    args: ['export', '1999'],
    says: /there is no session 1999/,
    help: /hotseat sessions/,
    before: finished,
  },
  'an unknown session to resume': {
    args: ['resume', 'x'],
    says: /there is no session x/,
    help: /hotseat sessions/,
    before: finished,
  },
  'an ambiguous start of an id': {
    args: ['export', '2'],
    says: /2 could be 2 sessions: 2\S+, 2\S+\./,
    help: /more/,
    before: async (desk) => {
      await finished(desk);
      await finished(desk);
    },
  },
  'a session outside the sessions folder': {
    args: ['export', '../sessions'],
    says: /there is no session/,
    before: finished,
  },
  'an unknown format': {
    args: ['export', '-f', 'pdf'],
    says: /--format must be one of: .*\(got "pdf"\)/,
    before: finished,
  },
  'an export into a missing folder': {
    args: ['export', '-o', 'no/such/file.md'],
    says: /cannot write no\/such\/file\.md: the folder \S+\/no\/such does not exist/,
    help: /./,
    code: 1,
    before: finished,
  },
  'an export over a folder': {
    args: ['export', '-o', 'folder', '--force'],
    says: /cannot write folder: it is a folder/,
    code: 1,
    before: async (desk) => {
      await finished(desk);
      await mkdir(join(desk.folder, 'folder'));
    },
  },
  'an export onto a link': {
    args: ['export', '-o', 'link.md'],
    says: /cannot write link\.md: it is a link/,
    help: /^help: choose a file/,
    code: 1,
    before: async (desk) => {
      await finished(desk);
      await symlink('elsewhere', join(desk.folder, 'link.md'));
    },
  },
  'sessions in a home that is a broken link': {
    args: ['sessions'],
    says: /cannot find \S+\/home: it is a link to \S+\/unplugged, which does not exist/,
    help: /HOTSEAT_HOME/,
    before: (desk) => symlink('unplugged', desk.home),
  },
  'a round in a home that is a broken link': {
    args: [...PRACTICE, '1'],
    says: /cannot find \S+\/home: it is a link to \S+\/unplugged, which does not exist/,
    before: (desk) => symlink('unplugged', desk.home),
  },
  'a home that is a file': {
    args: [...PRACTICE, '1'],
    says: /cannot create the folder/,
    help: /HOTSEAT_HOME/,
    code: 1,
    before: (desk) => writeFile(desk.home, 'x'),
  },
  'a section that no question has': {
    args: ['review', '1', '--section', 'answers', ...SHORT],
    says: /answers/,
    help: /expected/,
  },
  'review without a question': { args: ['review', ...SHORT], says: /question/, help: /--help/ },
};

describe('bad input is refused in one sentence, with what to do', () => {
  for (const [name, { args, says, help = /^/, code = 2, before }] of Object.entries(REFUSALS)) {
    test(name, async ({ desk }) => {
      await before?.(desk);
      const refused = await desk.run(args);
      expect(refused.stdout).toBe('');
      const [sentence = '', ...rest] = refused.stderr.trimEnd().split('\n');
      expect(sentence).toMatch(/^hotseat: .*[.?]$/);
      expect(sentence).toMatch(says);
      // At most one line of help, and no stack.
      expect(rest.length).toBeLessThanOrEqual(1);
      if (rest.length > 0) expect(rest[0]).toMatch(/^help: ./);
      expect(rest.join('')).toMatch(help);
      expect(refused.code).toBe(code);
    });
  }

  test('a home is not created on a missing disk or where no folder can be', async ({ desk }) => {
    const unplugged = join(desk.folder, 'disk');
    for (const args of [['sessions'], [...PRACTICE, '1'], ['list']]) {
      const { code, stdout, stderr } = await desk.run(args, {
        env: { HOTSEAT_HOME: join(unplugged, 'a', 'home') },
      });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`cannot find ${unplugged}/a/home: ${unplugged} does not exist.\nhelp: `);
    }
    expect(await readdir(desk.folder)).toEqual([]);
    const nowhere = await desk.run([...PRACTICE, '1'], { env: { HOTSEAT_HOME: '/proc/hotseat' } });
    expect(nowhere.stderr).toContain(
      'cannot create the folder /proc/hotseat: no folder can be created there.',
    );
    expect(nowhere.code).toBe(1);
  });

  test('a home below a file is refused in one line', async ({ desk }) => {
    await writeFile(join(desk.folder, 'a\nfile'), '');
    for (const args of [['sessions'], ['practice', '1', ...SHORT]]) {
      const ended = await desk.run(args, { env: { HOTSEAT_HOME: join('a\nfile', 'home') } });
      expect(ended.stderr).toMatch(
        /^hotseat: .*a file\/home.*: part of the path is a file\.\n(help: .*\n)?$/,
      );
      expect(ended.code).not.toBe(0);
    }
  });

  test('an unexpected error stays on one line when its message has a line break', async ({ desk }) => {
    const broken = join(desk.folder, 'broken.cjs');
    await writeFile(broken, "require('node:fs').statSync = () => { throw new Error('one\\nhelp: two'); };");
    const ended = await desk.run(['sessions'], { env: { NODE_OPTIONS: `--require ${broken}` } });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^hotseat: .*: one help: two\nhelp: .*\n$/);
  });

  test('in a deleted working folder, commands that need none work and the rest say so', async ({ desk }) => {
    await finished(desk);
    const pty = desk.openShell(
      `mkdir gone && cd gone && rmdir ../gone
       hotseat sessions && hotseat list ${SHORT.join(' ')} && hotseat practice 1 --plain ${SHORT.join(' ')} </dev/null >/dev/null
       hotseat export -o round.md; echo "ended with $?"`,
    );
    const { all } = await pty.waitFor('ended with 1');
    const text = unwrapped(all);
    expect(text).toContain('finished 1 of 1 answered');
    expect(text).toContain('Keeping seeds');
    expect(text).toMatch(/cannot write round\.md: the folder \S+\/gone does not exist\./);
    expect(text).not.toContain('    at ');
  });

  test('a refused round leaves nothing behind', async ({ desk }) => {
    await desk.run([...PRACTICE, '412']);
    await desk.run([...PRACTICE, '--strict', '--no-timer']);
    expect(await readdir(desk.folder)).toEqual([]);
  });

  test('also on a terminal, which is restored', async ({ desk }) => {
    const pty = desk.open([...PRACTICE, '412']);
    expect(await pty.exit()).toBe(2);
    expect(pty.screen().rows[0]).toBe('hotseat: there is no question 412.');
    expect(pty.bytes.lastIndexOf('\x1b[?2004h')).toBeLessThanOrEqual(pty.bytes.lastIndexOf('\x1b[?2004l'));
  });
});

describe('a file that exists', () => {
  test('is replaced by an export only with --force, and is private to its owner', async ({ desk }) => {
    await finished(desk);
    const file = join(desk.folder, 'round.md');
    await writeFile(file, 'dear to me');
    const refused = await desk.run(['export', '-o', 'round.md']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^hotseat: round\.md already exists\.\nhelp: .*--force/);
    expect(await readFile(file, 'utf8')).toBe('dear to me');
    const forced = await desk.run(['export', '-o', 'round.md', '--force']);
    expect(forced).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(file, 'utf8')).toMatch(/^# Mock interview/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('a bank that is half broken', () => {
  test('is practiced as far as it loads, and says what did not', async ({ desk }) => {
    await cp(SHORT_BANK, join(desk.folder, 'half'), { recursive: true });
    const broken = join(desk.folder, 'half', '002-keeping-seeds.md');
    await chmod(broken, 0o644);
    await writeFile(broken, (await readFile(broken, 'utf8')).replace('level: senior', 'level: senoir'));

    const round = await desk.run(['practice', '--bank', 'half', '-n', '5', '--follow-ups', 'none'], {
      input: 'a\n---\nb\n---\n',
    });
    expect(round.code).toBe(0);
    expect(round.stderr).toBe('1 question did not load; `hotseat bank lint --bank half` shows why.\n');
    expect(round.stdout).toContain('2 interviews');

    const gone = await desk.run(['practice', '2', '--bank', 'half']);
    expect(gone.code).toBe(2);
    expect(gone.stdout).toBe('');
    expect(gone.stderr).toContain('hotseat: there is no question 2.');

    const lint = await desk.run(['bank', 'lint', 'half']);
    expect(lint.code).toBe(1);
    expect(lint.stdout).toContain('unknown level "senoir"');
    expect(lint.stdout).toContain('002-keeping-seeds.md:7:8');
  });
});
