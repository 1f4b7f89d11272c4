import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { UNDER_MODES } from '../support/faults.ts';
import { asks, READY, SHORT, test } from '../support/program.ts';
import { bytesBelow, homeWith, idOf, look, sealed, segmentsOf } from '../support/stored.ts';

const VICTIM = idOf('segments');
const OTHERS = ['finished', 'paused'] as const;
const [FIRST = '', SECOND = ''] = segmentsOf('segments');

/** The damaged session: its folder, and the full paths of its two files. */
interface Victim {
  folder: string;
  first: string;
  second: string;
}

function victimIn(home: string): Victim {
  const folder = join(home, 'sessions', VICTIM);
  return { folder, first: join(folder, FIRST), second: join(folder, SECOND) };
}

function change(file: string, edit: (lines: string[]) => string[]): void {
  writeFileSync(file, edit(readFileSync(file, 'utf8').split(/(?<=\n)/)).join(''));
}

interface Case {
  damage: (victim: Victim) => void;
  /** The report of the damage, part by part. */
  told: readonly string[];
  /** What the transcript still shows: the state and the text of each answer. */
  shown?: readonly (readonly [state: string, answer: string])[];
}

const BREAD = ['submitted', 'Cool and dry.'] as const;
const SEEDS = ['submitted', 'In a tin.'] as const;
const LOST = ['unknown', ''] as const;
const CHANGED = 'its checksum does not match: it was changed after it was written';

const CASES: Readonly<Record<string, Case>> = {
  'a torn tail': {
    damage: ({ second }) => {
      truncateSync(second, readFileSync(second).length - 9);
    },
    told: [`${SECOND}, line 14: it was cut off mid-write`],
  },
  'a last line without its newline': {
    damage: ({ second }) => {
      change(second, (lines) => [lines.slice(0, 3).join('').trimEnd()]);
    },
    told: [`${SECOND}, line 3: it was cut off mid-write`],
    // The next question was not asked yet.
    shown: [BREAD, ['unanswered', '']],
  },
  'a flipped byte': {
    damage: ({ second }) => {
      change(second, (lines) => lines.map((line) => line.replace('Cool and dry', 'Cool and drx')));
    },
    told: [`${SECOND}, line 3: ${CHANGED}`],
    shown: [LOST, SEEDS],
  },
  'a missing middle line': {
    damage: ({ second }) => {
      change(second, (lines) => lines.filter((_, place) => place !== 8));
    },
    told: [`${SECOND}, line 9: the line before it is missing`],
    shown: [BREAD, LOST],
  },
  'three kinds of damage at once': {
    damage: ({ second }) => {
      change(second, ([, , ...rest]) => ['hello\n', ...rest]);
      writeFileSync(second, readFileSync(second).subarray(0, -1));
    },
    told: [
      `${SECOND}, line 1: it is not a journal line`,
      `${SECOND}, line 2: the line before it is missing`,
      `${SECOND}, line 13: it was cut off mid-write`,
    ],
  },
  'a flipped byte in the first line, which holds the questions': {
    damage: ({ first }) => {
      change(first, (lines) => lines.map((line) => line.replace('keep bread fresh', 'keep broad fresh')));
    },
    told: [`${FIRST}, line 1: ${CHANGED}`],
  },
  'the last lines of an earlier file missing': {
    damage: ({ first }) => {
      change(first, ([started = '']) => [started]);
    },
    told: [`${FIRST}: 2 lines missing at its end`],
  },
  'a line twice and two in the wrong order': {
    damage: ({ second }) => {
      change(second, (lines) => {
        const [a = '', b = '', c = '', d = '', ...rest] = lines;
        return [a, a, c, b, d, ...rest];
      });
    },
    told: [
      `${SECOND}, line 2: it appears twice`,
      `${SECOND}, line 3: the line before it is missing`,
      `${SECOND}, line 4: it is out of order`,
    ],
  },
  'a missing file': {
    damage: ({ first }) => {
      rmSync(first);
    },
    told: [`${FIRST}: the file is missing`],
  },
  'an earlier file emptied': {
    damage: ({ first }) => {
      truncateSync(first);
    },
    told: [`${FIRST}: 3 lines missing at its end`],
  },
  'lines of a newer version': {
    damage: ({ second }) => {
      change(second, (lines) => [...lines, sealed({ v: 2, n: 14, type: 'rated', q: 0 })]);
    },
    told: [`${SECOND}, line 15: it was written by a newer hotseat`],
  },
  'an unknown event': {
    damage: ({ second }) => {
      change(second, (lines) => [
        ...lines,
        sealed({ v: 1, n: 14, type: 'sang', at: 2000, wall: 0, zone: '+00:00' }),
      ]);
    },
    told: [`${SECOND}, line 15: it has an event that this version does not know`],
  },
  'foreign files': {
    damage: ({ folder }) => {
      writeFileSync(join(folder, 'notes.txt'), "these are nobody's business");
      writeFileSync(join(folder, 'words.jsonl'), '{"one":1}\n');
      writeFileSync(join(folder, 'photo.jsonl'), Buffer.from([0xff, 0xd8, 0, 0x1b, 0x5d]));
      writeFileSync(join(folder, 'torn.draft.json'), '{"turn":{"q":0},"at":');
      mkdirSync(join(folder, 'folder.jsonl'));
      symlinkSync('nowhere', join(folder, 'link.jsonl'));
      execFileSync('mkfifo', [join(folder, 'pipe.jsonl'), join(folder, 'pipe.draft.json')]);
    },
    told: [
      'folder.jsonl: it is not a plain file',
      'link.jsonl: it does not exist',
      'photo.jsonl, line 1: it was cut off mid-write',
      'pipe.jsonl: it is not a plain file',
      'words.jsonl, line 1: it is not a journal line',
      'pipe.draft.json: it is not a plain file',
      'torn.draft.json: it is not valid JSON',
    ],
  },
};

describe('a damaged journal', () => {
  for (const [name, { damage, told, shown = [BREAD, SEEDS] }] of Object.entries(CASES)) {
    test(`with ${name}: shows what is intact, names the rest, and changes nothing`, async () => {
      const home = homeWith([...OTHERS, 'segments']);
      damage(victimIn(home));
      const before = bytesBelow(home);
      const exported = await look(home, 'export json', VICTIM);
      const parts = told.length === 1 ? '1 part' : `${told.length} parts`;
      const expected = [
        `hotseat: ${parts} of session ${VICTIM} cannot be read; using the rest.`,
        ...told.map((line) => `  ${line}`),
        `help: no file was changed; your words may still be readable in ${victimIn(home).folder}`,
        '',
      ].join('\n');
      expect(exported.stderr).toBe(expected);
      expect(exported.code).toBe(0);
      const { turns } = JSON.parse(exported.stdout) as { turns: { state: string; answer: string }[] };
      expect(turns.map(({ state, answer }) => [state, answer])).toEqual(shown);
      for (const [, answer] of shown)
        if (answer !== '') expect((await look(home, 'export', VICTIM)).stdout).toContain(`> ${answer}`);
      const listed = await look(home, 'sessions');
      expect([listed.code, listed.stderr]).toEqual([0, expected]);
      for (const other of OTHERS) expect(listed.stdout).toContain(idOf(other));
      expect(bytesBelow(home)).toEqual(before);
    });
  }

  test('is reported at the top of every transcript, and a lost answer is not called missing', async () => {
    const home = homeWith(['segments']);
    const { second } = victimIn(home);
    change(second, (lines) => lines.map((line) => line.replace('Cool and dry', 'Cool and drx')));
    const note = `Part of this session could not be read: ${SECOND}, line 3. An answer may be missing here.`;
    const markdown = (await look(home, 'export', VICTIM)).stdout;
    const html = (await look(home, 'export html', VICTIM)).stdout;
    for (const text of [markdown, html]) {
      expect(text.indexOf(note)).toBeGreaterThan(0);
      expect(text.indexOf(note)).toBeLessThan(text.indexOf('#1 '));
      expect(text).toContain('no answer, or it could not be read');
    }
    expect(JSON.parse((await look(home, 'export json', VICTIM)).stdout)).toMatchObject({
      damage: [{ file: SECOND, line: 3, problem: CHANGED }],
      turns: [{ state: 'unknown' }, { state: 'submitted' }],
    });
  });

  test('is reported even if it is the only session', async () => {
    const home = homeWith(['segments']);
    rmSync(victimIn(home).first);
    const { code, stdout, stderr } = await look(home, 'sessions');
    expect([code, stdout]).toEqual([0, `${VICTIM}  damaged   2 answered       its questions are lost\n`]);
    expect(stderr).toMatch(
      new RegExp(`^hotseat: 1 part of session ${VICTIM} cannot be read; .*\n .*\nhelp: .*\n$`),
    );
    expect((await look(home, 'export', VICTIM)).stdout).toContain('The text of the question is lost.');
  });

  test('foreign files and folders among the sessions are ignored', async () => {
    const home = homeWith(OTHERS);
    const sessions = join(home, 'sessions');
    writeFileSync(join(sessions, '.DS_Store'), 'x');
    mkdirSync(join(sessions, 'photos'));
    symlinkSync(sessions, join(sessions, 'loop'));
    const { code, stdout, stderr } = await look(home, 'sessions');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect((await look(home, 'export', 'photos')).stderr).toBe('hotseat: session photos is empty.\n');
  });
});

describe('the program and a damaged session', () => {
  test('resumes it, reports the damage, and leaves the damaged file alone', async ({ desk }) => {
    homeWith(['paused'], desk.home);
    const [journal = ''] = await desk.sessionFiles('.jsonl');
    // Cuts off the last line, a pause.
    truncateSync(journal, readFileSync(journal).length - 5);
    const before = readFileSync(journal);
    const pty = desk.open(['resume']);
    const { all } = await pty.waitFor(READY);
    expect(all.join('\n')).toMatch(/\.jsonl, line \d+: it was cut off mid-write/);
    pty.type('\r');
    await pty.waitFor('A bigger tin, and');
    pty.kill('SIGTERM');
    expect(await pty.exit()).toBe(143);
    expect(readFileSync(journal)).toEqual(before);
    expect((await desk.sessionFiles('.jsonl')).length).toBe(2);
  });

  test('does not resume what a newer version wrote: it says so and writes nothing', async ({ desk }) => {
    homeWith(['paused'], desk.home);
    const [journal = ''] = await desk.sessionFiles('.jsonl');
    change(journal, (lines) => [...lines, sealed({ v: 2, n: lines.length, type: 'thought', of: 'rice' })]);
    const before = bytesBelow(desk.home);
    const { code, stdout, stderr } = await desk.run(['resume'], { input: 'More.\n---\n' });
    expect(stderr).toContain('it was written by a newer hotseat');
    expect(stderr).toMatch(/^hotseat: session \S+ was written by a newer hotseat\.\nhelp: update /m);
    expect([code, stdout]).toEqual([1, '']);
    expect(bytesBelow(desk.home)).toEqual(before);
  });

  test('does not resume a session without its first line, nor fail because of it', async ({ desk }) => {
    homeWith(['paused'], desk.home);
    const [journal = ''] = await desk.sessionFiles('.jsonl');
    change(journal, ([, ...rest]) => rest);
    const refused = await desk.run(['resume', idOf('paused')], { input: 'More.\n---\n' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `hotseat: session ${idOf('paused')} cannot be continued: its first event is lost.\nhelp: `,
    );
    const last = await desk.run(['resume'], { input: 'More.\n---\n' });
    expect(last).toMatchObject({ code: 2, stdout: '' });
    const fresh = await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], {
      input: 'Cool.\n---\n',
    });
    expect(fresh.code).toBe(0);
  });

  test('names it on the start page, which is not a first start then', async ({ desk }) => {
    homeWith(['segments'], desk.home);
    rmSync(victimIn(desk.home).first);
    const { all } = await desk.open(SHORT).waitFor(asks('Past sessions'));
    const text = all.join('\n');
    expect(text).toContain(`session ${VICTIM} cannot be read, so it does not count`);
    expect(text).toMatch(/Past sessions +1 session$/m);
    expect(text).not.toContain('Your role');
    expect(text).not.toContain('Resume');
  });

  test('says before it is deleted that it holds answers', async ({ desk }) => {
    homeWith(['segments'], desk.home);
    rmSync(victimIn(desk.home).first);
    const pty = desk.open(['sessions', 'delete', VICTIM]);
    await pty.waitFor('Its questions are lost, but not all its answers.');
    pty.type('n');
    expect(await pty.exit()).toBe(0);
  });

  test('completes it with what is wrong', async ({ desk }) => {
    homeWith(['finished', 'segments'], desk.home);
    rmSync(victimIn(desk.home).first);
    const { stdout } = await desk.run(['__complete', 'fish', '--', 'export', '']);
    expect(stdout).toContain(`${VICTIM}\tdamaged\n`);
    expect((await desk.run(['__complete', 'fish', '--', 'resume', ''])).stdout).not.toContain(VICTIM);
  });

  test('reads so much of 20 million empty lines and no more, and lists the others', async ({ desk }) => {
    homeWith(['finished', 'segments'], desk.home);
    const { second } = victimIn(desk.home);
    appendFileSync(second, '\n'.repeat(20_000_000));
    const { code, stdout, stderr } = await desk.run(['sessions']);
    expect(code).toBe(0);
    for (const id of [idOf('finished'), VICTIM]) expect(stdout).toContain(`${id}  finished`);
    const lines = stderr.trimEnd().split('\n');
    // The first file has 3 lines, this one 14 before the empty ones; the last part is where reading stopped.
    expect(lines[0]).toBe(`hotseat: 999,984 parts of session ${VICTIM} cannot be read; using the rest.`);
    expect(lines[1]).toBe(
      `  ${SECOND}: only its first 999,997 lines were read: a session may hold 64 MiB and 1,000,000 lines`,
    );
    expect(lines[2]).toBe(`  ${SECOND}, line 15: it is not a journal line`);
    expect(lines.slice(-2)).toEqual([
      '  and 999,964 more',
      `help: no file was changed; your words may still be readable in ${victimIn(desk.home).folder}`,
    ]);
    expect(lines).toHaveLength(23);

    const { turns, damage } = (await desk.json(['export', VICTIM, '-f', 'json'])) as {
      turns: { answer: string }[];
      damage: { problem: string; parts?: number }[];
    };
    expect(turns.map(({ answer }) => answer)).toEqual(['Cool and dry.', 'In a tin.']);
    expect(damage).toHaveLength(102);
    expect(damage.at(-1)).toEqual({
      file: SECOND,
      line: null,
      problem: '999,883 more places',
      parts: 999_883,
    });
    expect((await desk.run(['export', VICTIM])).stdout).toContain(
      ', line 16; and 999,981 other places. An answer',
    );
  });

  test('names a folder it may not read, and lists the others', async ({ desk, skip }) => {
    if (UNDER_MODES === null) return skip('root may read anything, and setpriv is not there to forbid it');
    homeWith(['finished', 'segments'], desk.home);
    const { folder } = victimIn(desk.home);
    chmodSync(folder, 0);
    const listed = await desk.run(['sessions'], { under: UNDER_MODES });
    chmodSync(folder, 0o700);
    expect(listed.stderr).toContain(`session ${VICTIM} cannot be read`);
    expect(listed.stderr).toContain('  its folder: no permission\n');
    expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining(idOf('finished'))]);
  });
});
