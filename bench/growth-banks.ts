import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankLint } from '../src/commands/bank-lint.ts';
import { complete } from '../src/commands/complete.ts';
import { history } from '../src/commands/history.ts';
import { list } from '../src/commands/list.ts';
import { report } from '../src/commands/report.ts';
import { sessions } from '../src/commands/sessions.ts';
import { stats } from '../src/commands/stats.ts';
import type { Env } from '../src/platform/env.ts';
import { createProgram } from '../src/program.ts';
import { edit, README, WHOLE } from '../test/support/bank.ts';
import { fakeEnv } from '../test/support/env.ts';
import { writeSessions } from '../test/support/load.ts';
import { makeQuestion } from '../test/support/question.ts';
import { type Growing, many } from './growing.ts';

const MOST = 2 ** 10;
const ANY = { role: [], topic: [], kind: [], level: [] };

/** What is asked at the prompt and at a tab, by reader. */
const COMMANDS: Readonly<Record<string, (env: Env) => unknown>> = {
  list: (env) => list(env, { ...ANY, bank: [] }),
  'list --search': (env) => list(env, { ...ANY, bank: [], search: 'load' }),
  'list --interview-on': (env) => list(env, { ...ANY, bank: [], interviewOn: '2026-12-24' }),
  'bank lint': (env) => bankLint(env, undefined, { bank: ['questions'] }),
  sessions: (env) => sessions(env, {}),
  stats: (env) => stats(env, { bank: [], topic: [] }),
  report: (env) => report(env, { bank: [], topic: [] }),
  history: (env) => history(env, '1', { bank: [] }),
  'completion of a question': (env) => tab(env, 'review', ''),
  'completion of a topic': (env) => tab(env, 'list', '--topic', ''),
  'completion of a session': (env) => tab(env, 'export', ''),
};

function tab(env: Env, ...words: readonly string[]): unknown {
  return complete(
    env,
    createProgram(env, () => undefined),
    'fish',
    words,
  );
}

/** Banks and histories that grow. */
const WORLDS: Readonly<Record<string, (root: string, n: number) => void>> = {
  questions: (root, n) => {
    bank(root, n, (at) => `Why is load ${at} above limit ${at * 7} in case ${at * 13}?`);
  },
  'questions of the same words': (root, n) => {
    bank(root, n, (at) => `Why is the load above the limit at time ${at}?`);
  },
  sessions: (root, n) => {
    bank(root, 7, (at) => `Why is load ${at} above?`);
    writeSessions(
      join(root, 'data'),
      n,
      many(7, (at) => makeQuestion(at + 1, { bank: 'bank' })),
    );
  },
  topics: (root, n) => {
    bank(
      root,
      1,
      () => 'Why?',
      edit(README, 'topics: [', `topics: [${many(n, (at) => `t${at}, `).join('')}`),
    );
  },
  'broken files': (root, n) => {
    bank(root, 1, () => 'Why?');
    for (let at = 2; at < n + 2; at++) writeFileSync(join(root, `questions/${at}-a.md`), '---\na: 1\n---\n');
  },
  folders: (root, n) => {
    bank(root, 1, () => 'Why?');
    for (let at = 0; at < n; at++) mkdirSync(join(root, `questions/f${at}`), { recursive: true });
  },
};

function bank(root: string, questions: number, asked: (at: number) => string, readme = README): void {
  mkdirSync(join(root, 'questions'), { recursive: true });
  writeFileSync(join(root, 'questions/README.md'), readme);
  const question = WHOLE.slice(WHOLE.indexOf('## Question'), WHOLE.indexOf('## Why interviewers ask'));
  for (let at = 1; at <= questions; at++) {
    const text = edit(edit(WHOLE, 'number: 1', `number: ${at}`), 'id: retry-storm', `id: retry-storm-${at}`);
    const file = join(root, `questions/${String(at).padStart(3, '0')}-a.md`);
    writeFileSync(file, edit(text, question, `## Question\n\n${asked(at)}\n\n`));
  }
}

/** What is fresh is read again; the index is trusted about what has settled. */
const HOUR = 3_600_000;

export function banks(scratch: string): Growing[] {
  return Object.entries(WORLDS).flatMap(([list, fill]) =>
    Object.entries(COMMANDS).flatMap(([reader, run]) =>
      [false, true].map((isCold): Growing => ({
        reader: `${reader}${isCold ? ', cold' : ''}`,
        list,
        // Front matter is at most 16 KiB.
        most: list === 'topics' ? 2 ** 9 : MOST,
        make(n) {
          const root = join(scratch, list.replaceAll(' ', '-'), String(n));
          if (mkdirSync(root, { recursive: true }) !== undefined) fill(root, n);
          return () => {
            if (isCold) rmSync(join(root, 'cache'), { recursive: true, force: true });
            const { env } = fakeEnv({ cwd: root });
            return run({ ...env, now: () => Date.now() + HOUR });
          };
        },
      })),
    ),
  );
}
