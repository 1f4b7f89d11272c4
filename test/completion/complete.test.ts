import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complete } from '../../src/commands/complete.ts';
import { sessionsRename } from '../../src/commands/sessions-rename.ts';
import { sessionsTag } from '../../src/commands/sessions-tag.ts';
import type { Tree } from '../../src/completion/tree.ts';
import { createProgram } from '../../src/program.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';
import { homeWith, idOf } from '../support/stored.ts';

let cwd: string;
beforeAll(() => {
  const titled = (number: number, title: string): string =>
    edit(
      numbered(number, `question-${number}`),
      'title: Retries that made it worse',
      `title: ${JSON.stringify(title)}`,
    );
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': WHOLE,
    'questions/012-b.md': titled(12, 'A: b \\ "c"\u00a0$(d)'),
    'data/my-bank/README.md': '---\nbank: mine\n---\n',
    'data/my-bank/012-c.md': edit(titled(12, 'My own'), 'topic: operations', 'topic: gardening'),
    'odd/004-a.md': titled(4, 'Two\nlines\u001b[2J and \u202ea turn'),
    'odd/005-a.md': titled(5, 'Plain'),
    'named/001-a.md': edit(WHOLE, 'topic:', 'concepts: [retry storms, rate limiting]\ntopic:'),
    'named/002-b.md': edit(titled(2, 'Plain'), 'topic:', 'concepts: [rate limiting]\ntopic:'),
    'broken/001-a.md': WHOLE,
    'broken/002-b.md': 'not yet',
  });
  homeWith(['finished', 'paused'], join(cwd, 'data'));
  const { env } = fakeEnv({ cwd });
  sessionsRename(env, idOf('finished'), 'Acme: final');
  // A new time for each command, so that segments have different names.
  sessionsTag({ ...env, entropy: () => 8 }, idOf('finished'), { company: 'Acme' });
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

function treeOf(): Tree {
  return createProgram(fakeEnv({ cwd }).env, () => undefined);
}

/** The lines of a reply; `words` are those before the cursor and the one at it. */
async function ask(words: readonly string[], shell = 'fish', tree = treeOf()): Promise<string[]> {
  const { env, stdout, stderr } = fakeEnv({ cwd });
  const code = await complete(env, tree, shell, words);
  expect(stderr()).toBe('');
  expect(code).toBe(stdout() === '' ? 1 : 0);
  return stdout().split('\n').slice(0, -1);
}

/** The words of a reply, without descriptions. */
async function words(...typed: string[]): Promise<string[]> {
  return (await ask(typed)).slice(1).map((line) => line.split('\t')[0] ?? '');
}

/** Every command with its path: `sessions tag`. */
function everyPath(command: Command, path: readonly string[] = []): [path: string[], command: Command][] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.flatMap((one) => {
    if (one.name() === 'help') return [];
    const own = [...path, one.name()];
    return [[own, one], ...everyPath(one, own)] as [string[], Command][];
  });
}

describe('names come from the tree of commands alone', () => {
  it.each(everyPath(treeOf().program).map(([path, command]) => [path.join(' '), path, command] as const))(
    '%s completes its options',
    async (_name, path, command) => {
      const flags = command.options.map(({ long }) => long ?? '');
      expect((await words(...path, '--')).sort()).toEqual([...flags, '--help'].sort());
    },
  );

  it('completes an added command with its options, choices and operands', async () => {
    const tree = treeOf();
    const added = tree.program.command('brew').description('make tea').argument('<question>');
    added.option('--into <folder>', 'a cup').option('--for <session>', 'whom');
    added.addOption(added.createOption('--leaf <leaf>', 'which').choices(['green', 'black']));
    expect(await ask([''], 'fish', tree)).toContain('brew\tmake tea');
    expect(await ask(['brew', '-'], 'fish', tree)).toContain('--into\ta cup');
    expect(await ask(['brew', '--leaf', ''], 'fish', tree)).toEqual(['words', 'green', 'black']);
    expect(await ask(['brew', '--into', 'c'], 'fish', tree)).toEqual(['folders']);
    expect(await ask(['brew', ''], 'fish', tree)).toContain('1\tRetries that made it worse');
    expect(await ask(['brew', '--for', ''], 'fish', tree)).toContainEqual(
      expect.stringMatching(/^Acme: final\t/),
    );
  });

  it('asks for files, whatever has been typed', async () => {
    expect(await ask(['list', '--bank', ''])).toEqual(['folders']);
    expect(await ask(['list', '--bank=x'])).toEqual(['folders']);
    expect(await ask(['bank', 'import', ''])).toEqual(['files']);
    expect(await ask(['bank', 'lint', 'x'])).toEqual(['files']);
    expect(await ask(['export', '-o', ''])).toEqual(['files']);
    expect(await ask(['bank', 'new', ''])).toEqual(['words']);
  });
});

describe('options', () => {
  it('are offered once, unless they may be repeated', async () => {
    expect(await words('practice', '--strict', '--topic', 'a', '--')).toEqual(
      expect.arrayContaining(['--topic', '--weakest']),
    );
    expect(await words('practice', '--strict', '--topic', 'a', '--')).not.toContain('--strict');
  });

  it('take their values in the next word, in the same one, and after a letter', async () => {
    const orders = ['fresh', 'due', 'number', 'shuffle'];
    expect(await words('practice', '--order', '')).toEqual(orders);
    expect(await words('practice', '--order=')).toEqual(orders.map((order) => `--order=${order}`));
    expect(await words('practice', '-n', '3', '--order', '')).toEqual(orders);
    expect(await words('practice', '-n3', '--order', '')).toEqual(orders);
    expect(await words('practice', '-n', '')).toEqual([]);
    expect(await words('practice', '-n')).toContain('-n');
  });

  it('end at --', async () => {
    expect(await words('review', '--', '--')).toContain('1');
    expect(await words('--plain', '')).toContain('practice');
  });

  it('offer the vocabulary of the default and the named banks', async () => {
    expect(await words('list', '--topic', '')).toEqual(expect.arrayContaining(['operations', 'gardening']));
    expect(await words('list', '--bank', 'questions', '--topic', '')).not.toContain('gardening');
    expect(await words('list', '--bank=odd', '--topic', '')).toEqual(['operations']);
    expect((await ask(['list', '--bank', 'named', '--search', ''])).slice(1)).toEqual([
      'rate limiting\t2 questions',
      'retry storms\tRetries that made it worse',
    ]);
    expect(await words('list', '--kind', '')).toContain('scenario');
    expect(await words('list', '--level', '')).toContain('mid');
    expect(await words('list', '--role', '')).not.toEqual([]);
  });

  it('offer the sections not yet in a list', async () => {
    const rest = await words('review', '1', '--section', 'notes,mistakes,');
    expect(rest).toContain('notes,mistakes,expected');
    expect(rest).not.toContain('notes,mistakes,notes');
  });

  it('offer the tags of sessions', async () => {
    expect(await words('sessions', 'tag', '--company', '')).toEqual(['Acme']);
    expect(await words('sessions', 'tag', '--interviewer', '')).toEqual([]);
    expect(await words('sessions', 'tag', '--round', '')).toContain('system-design');
  });
});

describe('questions', () => {
  it('are offered by number with their titles, and with the bank if two share one', async () => {
    expect(await ask(['review', ''])).toEqual([
      'words',
      '1\tRetries that made it worse',
      'whole/12\tA: b \\ "c" $(d)',
      'mine/12\tMy own',
    ]);
  });

  it('are offered by id once a letter is typed, each once', async () => {
    expect(await words('review', 're')).toEqual(
      expect.arrayContaining(['1', 'retry-storm', 'whole/question-12', 'mine/question-12']),
    );
    expect(await words('practice', '1', '')).toEqual(['whole/12', 'mine/12']);
    expect(await words('review', '1', '')).toEqual([]);
  });

  it('with line breaks or control characters do not load and are not offered', async () => {
    expect(await ask(['review', '--bank', 'odd', ''])).toEqual(['words', '5\tPlain']);
  });

  it('come from the part of a bank that loads, without a message about the rest', async () => {
    expect(await words('review', '--bank', 'broken', '')).toEqual(['1']);
    expect(await ask(['review', '--bank', 'nowhere', ''])).toEqual([]);
  });

  it('expand a tilde like a shell', async () => {
    const { env, stdout } = fakeEnv({ cwd: '/', vars: { HOME: cwd } });
    await complete(env, treeOf(), 'fish', ['review', '--bank', '~/odd', '']);
    expect(stdout()).toContain('5\tPlain');
  });
});

describe('sessions', () => {
  const [finished, paused] = [idOf('finished'), idOf('paused')];

  it.each([[['export']], [['sessions', 'rename']], [['sessions', 'tag']], [['sessions', 'delete']]])(
    '%s: names with their day, then ids with their titles, newest first',
    async (path) => {
      const [, ...lines] = await ask([...path, '']);
      expect(lines.map((line) => line.split('\t')[0])).toEqual(['Acme: final', paused, finished]);
      expect(lines[0]).toMatch(/^Acme: final\t2026-11-24 · finished · /);
      expect(lines[2]).toMatch(/\tAcme: final · finished · /);
    },
  );

  it('resume offers only paused sessions', async () => {
    expect(await words('resume', '')).toEqual([paused]);
  });

  it('are not offered after the last operand', async () => {
    expect(await words('sessions', 'rename', finished, '')).toEqual([]);
    expect(await words('export', finished, '')).toEqual([]);
  });
});

describe('the format of each shell', () => {
  it('zsh: colons and backslashes', async () => {
    expect(await ask(['review', ''], 'zsh')).toContain('whole/12:A: b \\\\ "c" $(d)');
    expect(await ask(['export', ''], 'zsh')).toContainEqual(
      expect.stringMatching(/^Acme\\: final:2026-11-24 · /),
    );
  });

  const bash = (line: string, replaced: string, type = '9', columns = '80'): Promise<string[]> =>
    ask([type, columns, replaced, line], 'bash');

  it('bash: the inserted text, quoted as the line needs it', async () => {
    expect(await bash('hotseat review 1', '1')).toEqual(['words', '1']);
    expect(await bash('hotseat export Ac', 'Ac')).toEqual(['words', 'Acme:\\ final']);
    expect(await bash('hotseat export "Ac', 'Ac')).toEqual(['words', 'Acme: final']);
    expect(await bash('hotseat export Acme:', '')).toEqual(['words', '\\ final']);
    expect(await bash("hotseat export 'Acme: f", 'Acme: f')).toEqual(['words', 'Acme: final']);
    expect(await bash('hotseat practice --order=d', 'd')).toEqual(['words', 'due']);
    expect(await bash('hotseat practice --order=', '')).toContain('due');
    expect(await bash('hotseat practice "--order" du', 'du')).toEqual(['words', 'due']);
  });

  it('bash: titles only in a list, one row each', async () => {
    expect(await bash('hotseat review ', '', '63')).toEqual([
      'words',
      '1         Retries that made it worse',
      'whole/12  A: b \\ "c" $(d)',
      'mine/12   My own',
    ]);
    const narrow = await bash('hotseat review 1', '1', '63', '24');
    expect(narrow).toEqual(['words', '1  Retries that made …']);
    for (const type of ['9', '33', '37', '42', '64'])
      expect((await bash('hotseat review ', '', type)).join('')).not.toContain('Retries');
  });

  it('an unknown shell gets nothing', async () => {
    const { env, stdout } = fakeEnv({ cwd });
    expect(await complete(env, treeOf(), 'tcsh', [''])).toBe(2);
    expect(stdout()).toBe('');
  });
});
