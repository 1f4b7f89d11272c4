import type { Command } from 'commander';
import type { SessionsDeleteOptions } from '../commands/sessions-delete.ts';
import type { SessionsOptions } from '../commands/sessions.ts';
import type { SessionsTagOptions } from '../commands/sessions-tag.ts';
import type { Env } from '../platform/env.ts';
import { ROUNDS } from '../engine/interview-rounds.ts';
import { choice, type Run, SESSION } from './options.ts';

export function addSessions(group: Command, env: Env, run: Run): void {
  group
    .description('past sessions, newest first')
    .option('--all', 'all of them; a terminal shows the last 20')
    .option('--json', 'as data')
    .action((options: SessionsOptions) =>
      run(import('../commands/sessions.ts').then(({ sessions }) => sessions(env, options))),
    );
  group
    .command('rename')
    .description('give a session a name that the other commands know it by')
    .argument('<session>', SESSION)
    .argument('<name>', "an empty one, '', takes the name away")
    .action((session: string, name: string) =>
      run(import('../commands/heavy.ts').then(({ sessionsRename }) => sessionsRename(env, session, name))),
    );
  group
    .command('tag')
    .description('note what interview the last session, or the one named, stands for')
    .argument('[session]', SESSION)
    .option('--company <company>', "an empty value, '', takes a tag away")
    .option('--position <position>', 'the role that is interviewed for')
    .addOption(choice(group, '--round <round>', ROUNDS, 'technical, system-design, hiring-manager …', String))
    .option('--interviewer <interviewer>', 'who asks')
    .action((session: string | undefined, options: SessionsTagOptions) =>
      run(import('../commands/heavy.ts').then(({ sessionsTag }) => sessionsTag(env, session, options))),
    );
  group
    .command('undo')
    .description('take back the last rating or ticks of the last session, or of the one named')
    .argument('[session]', SESSION)
    .action((session: string | undefined) =>
      run(import('../commands/heavy.ts').then(({ sessionsUndo }) => sessionsUndo(env, session))),
    );
  group
    .command('delete')
    .description('move a session to the trash folder')
    .argument('<session>', SESSION)
    .option('--yes', 'do not ask')
    .action((session: string, options: SessionsDeleteOptions) =>
      run(import('../commands/heavy.ts').then(({ sessionsDelete }) => sessionsDelete(env, session, options))),
    );
}
